"""Rules beside the values: where an answer takes its names and random numbers from, how it trains, and how long."""
