"""Rules beside the values: what an error says, where names and random numbers come from, how an answer trains."""
