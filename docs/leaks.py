"""No answer and no hidden test may be on the site: every line of them is looked for in every file of it."""

import html
import re
from pathlib import Path

import nbformat

from docs.lessons import ROOT, is_text_to_write, names, released
from docs.pages import PAGES

SECRET = re.compile(r"### BEGIN (SOLUTION|HIDDEN TESTS)\n(.*?)### END \1", re.DOTALL)
PICTURE = re.compile(r"base64,[A-Za-z0-9+/=]{100,}")
TAG = re.compile(r"<[^>]*>")
SHORT = 12  # letters; shorter lines, such as `return z`, say nothing
LONG = 40  # letters; longer lines are looked for inside others, too
TEXTS = {".html", ".ipynb", ".js", ".json", ".md", ".txt"}


def secret_lines() -> set[str]:
    """List the lines of solutions that no student gets: of answers, of hidden tests, of model texts."""
    secret: set[str] = set()
    public: set[str] = set()
    for page in PAGES:
        public |= stripped((ROOT / page).read_text(encoding="utf-8"))
    for name in names():
        for cell in nbformat.read(released(name), as_version=4).cells:
            public |= stripped(cell.source)
        for cell in nbformat.read(ROOT / "solutions" / name / f"{name}.ipynb", as_version=4).cells:
            if is_text_to_write(cell):
                secret |= stripped(cell.source)
            for _, part in SECRET.findall(cell.source):
                secret |= stripped(part)
    return {line for line in secret - public if len(line) > SHORT and not line.startswith("###")}


def stripped(text: str) -> set[str]:
    """List the lines of a text, without what surrounds them."""
    return {line.strip() for line in text.splitlines()}


def leaks(folder: Path) -> list[str]:
    """Name each file of a site that shows a line which a student may not see, and that line."""
    secret = secret_lines()
    long = [line for line in secret if len(line) > LONG]
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in TEXTS:
            text = PICTURE.sub("", path.read_text(encoding="utf-8")).replace("\\n", "\n").replace('\\"', '"')
            text = html.unescape(TAG.sub("", text)) if path.suffix == ".html" else text
            whole = {line.strip('",') for line in stripped(text)} & secret
            found += [
                f"{path.relative_to(folder)}: {line}" for line in whole.union(line for line in long if line in text)
            ]
    return sorted(found)
