"""nbgrader's configuration: which folder is which, where submissions are exchanged, how a lesson is generated.

nbgrader reads this file when it is started in this folder. `lessons/nbgrader_config.py` loads it as well. Should
anything here fail, nbgrader goes on without it; nbgrader_config.json then keeps it from grading.
"""

import os
import sys
from pathlib import Path

from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    LockCells,
)

sys.dont_write_bytecode = True  # or a full disk leaves a file behind that keeps this one from being read

from grading.feedback.sanitise import code_to_html
from grading.nbgrader_ext import autograde
from grading.nbgrader_ext.collect import Collector, Extractor
from grading.nbgrader_ext.exchange import Collect, List, ReleaseFeedback
from grading.nbgrader_ext.export import CsvExport
from grading.nbgrader_ext.feedback import FeedbackPage
from grading.nbgrader_ext.generate import Tidy
from grading.nbgrader_ext.pages import Safe
from grading.nbgrader_ext.refuse import SaveCellsWithoutKernel

c = get_config()  # noqa: F821 - nbgrader defines it
root = Path(__file__).resolve().parent
exchange = Path(os.environ.get("NBGRADER_EXCHANGE", root / ".nbgrader" / "exchange"))

c.CourseDirectory.root = str(root)
c.CourseDirectory.course_id = "layer-by-layer"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "lessons"

# The gradebook is gradebook.db, in this folder, or a database on a PostgreSQL server: see deploy/postgres/README.md.
if os.environ.get("NBGRADER_DB_URL"):
    c.CourseDirectory.db_url = os.environ["NBGRADER_DB_URL"]

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

# Pages in the Formgrader: safe, with formulas that need no network. Feedback is a page of this course's own.
c.HTMLExporter.preprocessors = [Safe]
c.HTMLExporter.filters = {"highlight_code": code_to_html}
c.GenerateFeedback.exporter_class = FeedbackPage
c.GenerateFeedback.preprocessors = []

# Notebooks from an LMS, one file a student or a zip of them: see grading/nbgrader_ext/collect.py for the names.
# From the exchange, and from an LMS, no link is followed, and a submission that cannot be used costs itself alone.
c.ExchangeFactory.collect = Collect
c.ExchangeFactory.list = List
c.ExchangeFactory.release_feedback = ReleaseFeedback
c.ZipCollectApp.extractor_plugin = Extractor
c.ZipCollectApp.collector_plugin = Collector

# Grades as CSV: no spreadsheet computes a name.
c.ExportApp.plugin_class = CsvExport

# nbgrader makes its database by calling `alembic` by name. It lies beside the Python that runs this, which is on
# the PATH only in an activated environment.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])

# Lessons are small: a second thread only slows them down on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
