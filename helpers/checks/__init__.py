"""Compare an answer with what it should be, and say in words what went wrong.

`words` shows values, `calling` runs a reader's function, `compare` holds two values side by side, `likely` knows the
usual errors, and `check` puts the four together. `layers` reads an answer as a network, `table` as a row for each
example, `rows` as batches or row numbers, `statistics` as three numbers a layer. `borrowed` looks for what a function
takes from outside, `draws` holds what is drawn to its generator, `loops` a training loop to what it should do,
`order` lines to an order that runs, `cases` goes on to the next case where one fails, and `cells` keeps a lesson
running while its exercises are open.
"""

from helpers.checks.cases import or_none
from helpers.checks.cells import beside, needs
from helpers.checks.check import Check, NotMet, marks
from helpers.checks.practice import filled_in, in_order
from helpers.checks.readers.classifier import as_classifier, as_labels, learned, without_rng
from helpers.checks.readers.layers import as_layers, ignored_inputs
from helpers.checks.readers.rows import as_batches, as_rows
from helpers.checks.readers.statistics import as_statistics
from helpers.checks.readers.table import as_table, rows_stand_alone
from helpers.checks.rules.gradients import gives_slopes
from helpers.checks.rules.outside_names import from_its_own
from helpers.checks.rules.randomness import SEEDS, each_once, from_rng
from helpers.checks.rules.time_limit import at_most
from helpers.checks.rules.training_loop import loop_faults

__all__ = [
    "SEEDS",
    "Check",
    "NotMet",
    "as_batches",
    "as_classifier",
    "as_labels",
    "as_layers",
    "as_rows",
    "as_statistics",
    "as_table",
    "at_most",
    "beside",
    "each_once",
    "filled_in",
    "from_its_own",
    "from_rng",
    "gives_slopes",
    "ignored_inputs",
    "in_order",
    "learned",
    "loop_faults",
    "marks",
    "needs",
    "or_none",
    "rows_stand_alone",
    "without_rng",
]
