"""Grade one submission: a pure function of the submission and the answer key."""
