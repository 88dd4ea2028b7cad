"""The commands of `python -m grading`: a module each, named as the command."""
