"""Hostile inputs, made by Hypothesis, for everything that reads what a student sent.

`python -m tests.fuzz [--inputs N] [TARGET ...]` prints, for each target, how many inputs were tried, what the dearest
one took, and how the process grew.

| module | what it does |
|---|---|
| `targets` | what is driven, and what must hold of it whatever comes |
| `inputs` | what it is driven with: nonsense, good data with something changed, data that lie about themselves |
| `drive` | the loop |
"""
