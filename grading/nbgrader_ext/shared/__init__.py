"""A gradebook that several graders share, on a PostgreSQL server."""
