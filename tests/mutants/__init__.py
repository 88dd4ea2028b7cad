"""Mutants of the checks: each model answer with one small mistake, put through its exercise's test.

`python -m tests.mutants [LESSON ...]` prints the figures.

| module | what it does |
|---|---|
| `operators` | the small mistakes: those of mutmut, and those that array code has besides |
| `mutate` | all the mutants of an exercise's model answer |
| `trial` | one mutant, in a process of its own: refused, by which part of the test, and told why |
| `figures` | what the trials come to, and the mutants that are known to be right answers |
"""
