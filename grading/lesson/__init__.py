"""What grading must know of a lesson: its answer key, and what it imports."""
