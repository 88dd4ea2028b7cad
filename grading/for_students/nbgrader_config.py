"""nbgrader's configuration for a student: where lessons are fetched from and handed in.

On a server that a class shares, the instructor names that folder, and NBGRADER_EXCHANGE holds its name. On a machine
of your own there is none: Validate works all the same, and a lesson is handed in as START.md says. Where a server's
users share this folder, which they cannot write to, COURSE_FOLDER holds the name of each one's own.
"""

import os
from pathlib import Path

c = get_config()  # noqa: F821 - nbgrader defines it
root = Path(__file__).resolve().parent
work = Path(os.environ.get("COURSE_FOLDER", root)).expanduser()
exchange = Path(os.environ.get("NBGRADER_EXCHANGE", work / ".nbgrader" / "exchange"))
exchange.mkdir(parents=True, exist_ok=True)

c.CourseDirectory.root = str(work)
c.CourseDirectory.course_id = "layer-by-layer"
c.Exchange.root = str(exchange)
c.Exchange.cache = str(work / ".nbgrader" / "cache")
c.Exchange.assignment_dir = str(work / "lessons")
