"""Run a notebook's cells, and keep what they show."""
