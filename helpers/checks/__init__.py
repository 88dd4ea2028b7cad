"""Compare an answer with what it should be, and say in words what went wrong.

`words` shows values, `calling` runs a reader's function, `compare` holds two values side by side, `likely` knows the
usual errors, and `check` puts the four together. `borrowed` looks for what a function takes from outside. `layers`
reads an answer as a network, `table` as a row for each example, `order` holds lines to an order that runs, and `cells`
keeps a lesson running while its exercises are open.
"""

from helpers.checks.borrowed import from_its_own
from helpers.checks.cells import beside, needs
from helpers.checks.check import Check, NotMet, marks
from helpers.checks.layers import as_layers
from helpers.checks.order import filled_in, in_order
from helpers.checks.table import as_table, rows_stand_alone

__all__ = [
    "Check",
    "NotMet",
    "as_layers",
    "as_table",
    "beside",
    "filled_in",
    "from_its_own",
    "in_order",
    "marks",
    "needs",
    "rows_stand_alone",
]
