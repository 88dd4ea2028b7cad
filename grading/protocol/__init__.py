"""What crosses between two processes, and how."""
