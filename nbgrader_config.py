"""nbgrader's configuration: which folder is which, where submissions are exchanged, how a lesson is generated.

nbgrader reads this file when it is started in this folder. `lessons/nbgrader_config.py` loads it as well. Should
anything here fail, nbgrader goes on without it; nbgrader_config.json then keeps it from grading.
"""

import os
import sys
from pathlib import Path

from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    GetGrades,
    LockCells,
)

sys.dont_write_bytecode = True  # or a full disk leaves a file behind that keeps this one from being read

from grading.nbgrader_ext import autograde
from grading.nbgrader_ext.collect import Collector, Extractor
from grading.nbgrader_ext.generate import Tidy
from grading.nbgrader_ext.pages import HideTests, Safe
from grading.nbgrader_ext.refuse import SaveCellsWithoutKernel

c = get_config()  # noqa: F821 - nbgrader defines it
root = Path(__file__).resolve().parent
exchange = Path(os.environ.get("NBGRADER_EXCHANGE", root / ".nbgrader" / "exchange"))

c.CourseDirectory.root = str(root)
c.CourseDirectory.course_id = "layer-by-layer"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "lessons"

# Submissions are handed over through one folder. For a class on one server, name a folder that everybody can
# write to in NBGRADER_EXCHANGE; alone on a laptop, the one inside this repository will do.
exchange.mkdir(parents=True, exist_ok=True)
c.Exchange.root = str(exchange)
c.Exchange.cache = str(root / ".nbgrader" / "cache")
c.Exchange.assignment_dir = str(root / "lessons")

# How solutions/ become lessons/. Saved to the gradebook first, then hidden tests go; `Tidy` comes last.
c.GenerateAssignment.preprocessors = [
    LockCells,
    ClearSolutions,
    ClearOutput,
    CheckCellMetadata,
    ComputeChecksums,
    SaveCellsWithoutKernel,
    ClearHiddenTests,
    ClearMarkScheme,
    ComputeChecksums,
    CheckCellMetadata,
    Tidy,
]

# Submissions are graded by grading/, in a cage, with nbgrader's own commands and buttons.
autograde.install(c.CourseDirectory.course_id)

# Pages, in the Formgrader and as feedback: safe, with formulas that need no network; feedback without hidden tests.
c.HTMLExporter.preprocessors = [Safe]
c.GenerateFeedback.preprocessors = [GetGrades, HideTests, CSSHTMLHeaderPreprocessor]

# Notebooks from an LMS, one file a student or a zip of them: see grading/nbgrader_ext/collect.py for the names.
c.ZipCollectApp.extractor_plugin = Extractor
c.ZipCollectApp.collector_plugin = Collector

# nbgrader makes its database by calling `alembic` by name. It lies beside the Python that runs this, which is on
# the PATH only in an activated environment.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])

# Lessons are small: a second thread only slows them down on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
