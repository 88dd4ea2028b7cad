"""A corpus of submissions to one lesson, honest, wrong, broken and hostile, each with the points that it deserves.

Each case is a small function that changes an answered or an untouched notebook, or writes a folder. `python -m
tests.corpus` grades them all in one batch, and prints what each deserves, gets here, and gets from nbgrader alone.
"""
