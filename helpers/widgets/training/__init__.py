"""Explorables of a training: where it stands after each step, and what the network says there."""
