"""Lesson 09: features made by hand, networks trained in batches, and the contest between the two."""
