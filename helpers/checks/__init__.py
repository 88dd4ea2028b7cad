"""Compare an answer with what it should be, and say in words what went wrong.

| module | what it does |
|---|---|
| `check` | `Check` calls a reader's function, `Answer` judges what it gave, `NotMet` carries the sentences |
| `calling` | run a function: what it returned, raised, printed, warned of and changed |
| `compare` | two values side by side: the first difference |
| `words` | values and calls in words |
| `hints` | what an error, a warning or a wrong value usually means |
| `places` | where an error arose: the reader's line, the values in it, a function that was handed in |
| `cells` | keep a lesson running while its exercises are open; a prediction beside its result |
| `cases` | go on to the next case where one fails |
| `notebook` | answers that are stale or missing in the reader's session, and the failed call, `again()` |
| `verdict` | met, partly met, not met: in colour at a notebook |
| `recall` | three questions on earlier lessons: a sentence on every letter that was chosen |
| `practice` | work that is not graded: lines to order, blanks to fill |
| `readers/` | read an answer as layers, rows, a table, statistics, a classifier |
| `rules/` | how a wrong value is related to the right one, further calls, what an error's text says, code that Python |
|  | cannot read, where names and random numbers come from, means, gradients, a judge of gradients, a training loop, a |
|  | classifier that learns too little, a time limit |
"""

from helpers.checks import notebook
from helpers.checks.cases import or_none
from helpers.checks.cells import beside, needs
from helpers.checks.check import Check, NotMet, marks
from helpers.checks.practice import filled_in, in_order
from helpers.checks.readers.classifier import as_classifier, as_labels, learned, without_rng
from helpers.checks.readers.layers import as_layers, ignored_inputs
from helpers.checks.readers.rows import as_batches, as_rows, as_split
from helpers.checks.readers.statistics import as_statistics
from helpers.checks.readers.table import as_table, rows_stand_alone
from helpers.checks.recall import from_memory
from helpers.checks.rules.classifier_slips import slip
from helpers.checks.rules.gradients import gives_slopes
from helpers.checks.rules.judging import judges
from helpers.checks.rules.means import of_a_mean
from helpers.checks.rules.outside_names import from_its_own
from helpers.checks.rules.randomness import SEEDS, all_drawn, each_once, from_rng
from helpers.checks.rules.time_limit import at_most
from helpers.checks.rules.training_loop import loop_faults

__all__ = [
    "SEEDS",
    "Check",
    "NotMet",
    "all_drawn",
    "as_batches",
    "as_classifier",
    "as_labels",
    "as_layers",
    "as_rows",
    "as_split",
    "as_statistics",
    "as_table",
    "at_most",
    "beside",
    "each_once",
    "filled_in",
    "from_its_own",
    "from_memory",
    "from_rng",
    "gives_slopes",
    "ignored_inputs",
    "in_order",
    "judges",
    "learned",
    "loop_faults",
    "marks",
    "needs",
    "of_a_mean",
    "or_none",
    "rows_stand_alone",
    "slip",
    "without_rng",
]

notebook.watch()
