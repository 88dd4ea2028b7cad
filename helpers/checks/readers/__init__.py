"""Read an answer as what the exercise asks for: layers, rows, a table, statistics, a classifier."""
