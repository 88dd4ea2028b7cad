"""Make the site: bring the pages together as they lie in the repository, let Sphinx write them, look for leaks."""

import os
import re
import shutil
from collections.abc import Collection
from pathlib import Path

import nbformat
from nbformat.v4 import new_output
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from docs import explorables, glossary, lessons, stepper, to_start
from docs.leaks import leaks
from docs.lessons import ROOT
from docs.pages import LOOK_UP, PAGES

PLACE = "build/docs"
PRINTED = "course.pdf"
DESCRIPTION = (
    "A course in eleven notebooks, from one neuron to a deep network, in plain NumPy. Every lesson, to be read."
)
HEAD = f"""---
"og:description": "{DESCRIPTION}"
myst:
  html_meta:
    description: "{DESCRIPTION}"
---
"""
OF_ITSELF = "\n![A lesson's page"  # begins what README says of the site, and of other ways to start
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
ROW = re.compile(r"^\| \[(\d\d_\w+)\]\((\S+?)\) \| (.*?) \| .*? \|$", re.MULTILINE)


def build(
    folder: Path = ROOT / PLACE, url: str = "", builder: str = "html", whole: Collection[str] = tuple(lessons.names())
) -> Path:
    """Build the site afresh, and return its first page.

    Parameters
    ----------
    whole
        The lessons whose pages are made; of the others there is the title alone, as where links lead.

    Raises
    ------
    SystemExit
        Where Sphinx warns of anything, or a page shows an answer or a hidden test: nothing is left to be published.
    """
    source, made = folder / "source", folder / builder
    for old in (source, made):
        shutil.rmtree(old, ignore_errors=True)
    collect(source, whole, screen=builder == "html")
    os.environ["DOCS_URL"] = url
    try:
        with patch_docutils(), docutils_namespace():
            Sphinx(
                str(source), str(Path(__file__).parent), str(made), str(folder / f"{builder}-doctrees"), builder,
                freshenv=True, exception_on_warning=True, status=None,
            ).build()  # fmt: skip
    except SphinxError as error:
        raise SystemExit(f"Sphinx stopped: {error}") from error
    for name in lessons.names():
        path = made / "_sources" / "lessons" / name / f"{name}.ipynb"
        if path.exists():  # what "download" gives: the lesson to be worked on, without outputs
            shutil.copy(lessons.released(name), path)
    found = leaks(made)
    if found:
        shutil.rmtree(made)
        raise SystemExit("\n".join(["The site would show what a student may not see, and was taken away:", *found]))
    if builder == "html":
        to_start.add(made, folder / to_start.BROWSER)
    return made / "index.html"


def collect(source: Path, whole: Collection[str], screen: bool = True) -> None:
    """Put all pages into a folder, in the places that they have in the repository, so that their links lead on.

    On a screen pictures move, and each lesson's page says how to run it, and what to download.
    """
    moving = explorables.all_steps(whole) if screen else {}
    runs = (source.parent / to_start.BROWSER).is_dir()
    for name in lessons.names():
        target = source / "lessons" / name / f"{name}.ipynb"
        target.parent.mkdir(parents=True)
        notebook = lessons.to_read(name)
        notebook.cells = notebook.cells[: None if name in whole else 1]
        for cell in notebook.cells:
            if cell.id in moving.get(name, {}):
                picture = stepper.as_html(cell.id, moving[name][cell.id])
                cell.outputs = [new_output("display_data", {"text/html": picture})]
        if screen and name in whole:
            to_start.say(notebook, name, runs)
        nbformat.write(notebook, target)
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        (source / page).parent.mkdir(parents=True, exist_ok=True)
        (source / page).write_text(glossary.with_anchors(text) if page == "GLOSSARY.md" else text, encoding="utf-8")
        for link in LINK.findall(text):
            path = ROOT / Path(page).parent / link
            if path.is_file() and path.suffix not in (".md", ".ipynb"):
                copy = source / path.resolve().relative_to(ROOT)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, copy)
    printed = source.parent / PRINTED
    if printed.exists():
        shutil.copy(printed, source)
    (source / "index.md").write_text(contents(printed.exists()), encoding="utf-8")


def contents(printed: bool) -> str:
    """Write the first page: what the course is, the lessons and what each builds, the other pages, the PDF."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    begin = readme.partition("\n## ")[0].partition(OF_ITSELF)[0]
    rows = [f"| [{lessons.title(name)}]({path}) | {what} |" for name, path, what in ROW.findall(readme)]
    return "\n".join([
        HEAD,
        begin,
        "",
        "These are the lessons to be read, with the pictures and results that they have when all is answered. To write",
        "the code yourself, and have it checked, [start the course](README.md#start) on your machine. Every lesson's",
        "page has a button that downloads the notebook.",
        "",
        "## The lessons",
        "",
        "| lesson | what you build |",
        "|---|---|",
        *rows,
        "",
        "The [glossary](GLOSSARY.md) explains every term, and one page of [notation](NOTATION.md) every symbol.",
        *[f"The whole course is also [one PDF]({PRINTED}), to be printed."] * printed,
        "",
        *_toctree("The lessons", [f"lessons/{name}/{name}" for name in lessons.names()]),
        *_toctree("Look up", [page.removesuffix(".md") for page in LOOK_UP]),
        *_toctree("The course", ["Start, test, hand in <README>", *(p.removesuffix(".md") for p in PAGES[3:])]),
    ])  # fmt: skip


def _toctree(caption: str, pages: list[str]) -> list[str]:
    """Write the list of pages that the site's side shows under a caption."""
    return ["```{toctree}", ":hidden:", f":caption: {caption}", "", *pages, "```", ""]
