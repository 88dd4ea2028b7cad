"""What an instructor runs: `python -m grading` lists the commands."""
