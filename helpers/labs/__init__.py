"""Equipment of single lessons: units with names (04), experiments (07), the clinic (08), features and contest (09)."""
