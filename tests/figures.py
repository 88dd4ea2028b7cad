"""What the run measured: lines that tests add, printed at its end."""

LINES: list[str] = []
