"""The stored outputs of the solutions: how they are made, and what another machine's may differ by."""
