"""The commands of `python -m grading`: a module each, named as the command.

The first line of a module's docstring is the command's help. Its `run` gets the words after the command: names of
lessons, or all lessons if there are none. A command that takes other words, or none, says so in `ARGUMENTS`.
"""
