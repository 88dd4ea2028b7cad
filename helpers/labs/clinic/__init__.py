"""The clinic of lesson 08: training runs that can be ill, the patients' records, and their charts.

`feedback`, which knows the sealed answers, is imported by its own name.
"""

from helpers.labs.clinic.fresh_cases import fresh_cases
from helpers.labs.clinic.training_run import NAMES, check, configs, healthy, patients, plain, run, sealed
from helpers.labs.clinic.vitals import vitals

__all__ = ["NAMES", "check", "configs", "fresh_cases", "healthy", "patients", "plain", "run", "sealed", "vitals"]
