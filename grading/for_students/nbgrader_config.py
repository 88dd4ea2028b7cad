"""nbgrader's configuration for a student: where lessons are fetched from and handed in.

On a server that a class shares, the instructor names that folder, and NBGRADER_EXCHANGE holds its name. On a machine
of your own there is none: Validate works all the same, and a lesson is handed in as START.md says.
"""

import os
from pathlib import Path

c = get_config()  # noqa: F821 - nbgrader defines it
root = Path(__file__).resolve().parent
exchange = Path(os.environ.get("NBGRADER_EXCHANGE", root / ".nbgrader" / "exchange"))
exchange.mkdir(parents=True, exist_ok=True)

c.CourseDirectory.root = str(root)
c.CourseDirectory.course_id = "layer-by-layer"
c.Exchange.root = str(exchange)
c.Exchange.cache = str(root / ".nbgrader" / "cache")
c.Exchange.assignment_dir = str(root / "lessons")
