"""How a page's reader starts the lesson: run it in the browser, or download it with what it needs."""

import os
import shutil
import tempfile
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from docs import lessons
from docs.browser import address
from grading.cli import handout
from grading.lesson.places import ORIGINALS

BROWSER = Path(address.PLACE).name  # the browser edition, beside the site
RUN = "run"  # where the site has it
STUDENTS_FOLDER = "layer-by-layer"  # what the downloaded course is called


def say(notebook: NotebookNode, name: str, runs: bool) -> None:
    """Put below a lesson's title how to run it, if the site has the browser edition, and what to download."""
    heading, _, rest = notebook.cells[0].source.partition("\n")
    run = f'<a class="btn to-run" href="../../{RUN}/{address.of_lesson(name)}">Run this lesson</a> ' * runs
    how = '<span class="to-run">You can run it here, with nothing installed.</span> ' * runs
    words = f"""<div class="to-start">
<p>{run}<a class="btn" href="../../_sources/lessons/{name}/{name}.ipynb" download>Download</a></p>
<p>{how}On your own machine, the notebook needs the course's package <code>helpers</code>.
<a href="../../{STUDENTS_FOLDER}.zip" download>The whole course as a zip file</a> has both:
its <code>START.md</code> has the one line to type.
<a href="../../docs/without_installing.html">Other ways to start</a></p>
</div>"""
    first = [new_markdown_cell(heading, id="page-title"), new_markdown_cell(words, id="page-start")]
    notebook.cells[:1] = [*first, new_markdown_cell(rest.lstrip("\n"), id=notebook.cells[0].id)]


def add(site: Path, browser: Path) -> None:
    """Add to a site the course as a student gets it, and the browser edition, if that has been made."""
    zipped(site)
    if browser.is_dir():
        shutil.copytree(browser, site / RUN, copy_function=_link)


def zipped(place: Path) -> Path:
    """Write the course as a student gets it to a zip file, and return the file."""
    with tempfile.TemporaryDirectory() as made:
        folder = handout.without_lessons(Path(made, STUDENTS_FOLDER))
        for name in lessons.names():
            (folder / "lessons" / name).mkdir(parents=True, exist_ok=True)
            shutil.copy(lessons.released(name), folder / "lessons" / name)
            shutil.copy(lessons.released(name), folder / ORIGINALS)
        return Path(shutil.make_archive(str(place / STUDENTS_FOLDER), "zip", made, STUDENTS_FOLDER))


def _link(source: str, target: str) -> None:
    """Let a file be in a second place; where that cannot be, copy it."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
