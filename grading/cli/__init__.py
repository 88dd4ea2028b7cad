"""The commands of `python -m grading`: a module each, named as the command.

A module's docstring is the command's help; its `run` gets what was named on the command line. A command takes names of
lessons, all of them when none is named; one that takes something else says so in `ARGUMENTS`.
"""
