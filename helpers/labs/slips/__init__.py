"""Sentences for the slips that a check of one lesson knows: wrong values, and errors, of its exercises."""
