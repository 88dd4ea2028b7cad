"""The reading edition: a static site of the lessons and the long pages, and the whole course on paper."""
