"""The commands of `python -m grading`: a module each, named as the command (`feedback_zip` is `feedback-zip`).

The first line of a module's docstring is the command's help. Its `run` gets the words after the command: names of
lessons, or all lessons if there are none. A command that takes other words, or none, says so in `ARGUMENTS`, and one
that has options, such as `--folder`, in `OPTIONS`: argparse's settings by name; `run` gets their values.
"""
