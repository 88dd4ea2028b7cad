"""Compare an answer with what it should be, and say in words what went wrong.

`words` shows values, `calling` runs a reader's function, `compare` holds two values side by side, `likely` knows the
usual errors, and `check` puts the four together. `cells` keeps a lesson running while its exercises are open.
"""

from helpers.checks.cells import beside, needs
from helpers.checks.check import Check, NotMet, marks

__all__ = ["Check", "NotMet", "beside", "marks", "needs"]
