"""Equipment of single lessons: the experiments of 07, the clinic of 08, the features and the contest of 09."""
