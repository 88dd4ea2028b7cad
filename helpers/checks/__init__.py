"""Compare an answer with what it should be, and say in words what went wrong.

`words` shows values, `calling` runs a reader's function, `compare` holds two values side by side, `likely` knows the
usual errors, and `check` puts the four together. `layers` reads an answer as a network, `table` as a row for each
example, `rows` as batches or row numbers, `statistics` as three numbers a layer. `borrowed` looks for what a function
takes from outside, `draws` holds what is drawn to its generator, `loops` a training loop to what it should do,
`order` lines to an order that runs, `cases` goes on to the next case where one fails, and `cells` keeps a lesson
running while its exercises are open.
"""

from helpers.checks.borrowed import from_its_own
from helpers.checks.cases import or_none
from helpers.checks.cells import beside, needs
from helpers.checks.check import Check, NotMet, marks
from helpers.checks.classifier import as_classifier, as_labels, learned, without_rng
from helpers.checks.draws import SEEDS, each_once, from_rng
from helpers.checks.layers import as_layers
from helpers.checks.loops import loop_faults
from helpers.checks.slopes import gives_slopes
from helpers.checks.order import filled_in, in_order
from helpers.checks.rows import as_batches, as_rows
from helpers.checks.spent import at_most
from helpers.checks.statistics import as_statistics
from helpers.checks.table import as_table, rows_stand_alone

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
    "in_order",
    "learned",
    "loop_faults",
    "marks",
    "needs",
    "or_none",
    "rows_stand_alone",
    "without_rng",
]
