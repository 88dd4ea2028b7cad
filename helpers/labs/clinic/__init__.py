"""The clinic of lesson 08: training runs that can be ill, the patients' records, and their charts.

`feedback`, which says whether a name is right, and `treatment`, which judges one, are imported by their own names.
"""

from helpers.labs.clinic.envelopes import patients
from helpers.labs.clinic.fresh_cases import fresh_cases
from helpers.labs.clinic.training_run import NAMES, healthy, reference, run
from helpers.labs.clinic.vitals import vitals

__all__ = ["NAMES", "fresh_cases", "healthy", "patients", "reference", "run", "vitals"]
