"""The page that a student gets: what is on it, made safe, and nothing of a hidden test."""
