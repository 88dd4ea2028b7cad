"""The corpus, in one batch: each submission gets what it deserves, stops no other, and runs in nobody's browser."""

import html
import re
import sys
from html.parser import HTMLParser

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.api import Course, Gradebook
from traitlets.config import PyFileConfigLoader

from grading.feedback.hidden import NOT_MET
from tests import figures, life
from tests.corpus import batch
from tests.corpus.case import CASES, LESSON
from tests.course import HIDDEN, exercises

pytestmark = [pytest.mark.full, pytest.mark.skipif(sys.platform != "linux", reason="the cage needs Linux")]
ADDRESSES = ("href", "src", "xlink:href", "action", "formaction", "data", "srcdoc", "style")
LOOKED_AT = ("hostile-scripts-in-output", "hostile-scripts-in-texts", "right-pictures", "wrong-half",
             "wrong-only-what-the-visible-check-asks", "broken-half-characters-in-texts", "right-pictures-pasted",
             "broken-texts-that-take-long-to-read", "right-half-characters-in-outputs")  # fmt: skip


class Active(HTMLParser):
    """Collects what a browser would run, or fetch from elsewhere, in a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.in_script = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_script = tag == "script"
        if tag in ("script", "iframe", "object", "embed", "form", "base", "meta", "link"):
            self.found.append(f"{tag} {attrs}")
        for name, value in attrs:
            outside = name in ADDRESSES and re.match(r"\s*(javascript|vbscript|data:text|//|.*url\()", value or "")
            fetched = name == "src" and not (value or "").startswith("data:image/")
            if name.startswith("on") or outside or fetched:
                self.found.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self.in_script:
            self.found.append(data)
        self.in_script = False


@pytest.fixture(scope="session")
def graded(tmp_path_factory) -> batch.Batch:
    """Grade the whole corpus, in one batch."""
    done = batch.grade(batch.course(tmp_path_factory.mktemp("corpus")), CASES, batch.SECONDS)
    figures.LINES.append(
        f"corpus: {len(CASES)} submissions, {len(done.unjust(CASES))} did not get what they deserve; "
        f"{done.seconds:.0f} s, {done.cpu / len(CASES):.2f} s of CPU each"
    )
    return done


@pytest.fixture(scope="session")
def pages(graded: batch.Batch) -> dict[str, str]:
    """Return the feedback pages of some, by student."""
    for student in LOOKED_AT:
        graded.person.nbgrader("generate_feedback", LESSON, "--student", student)
    folder = graded.person.folder / "feedback"
    return {path.parts[-3]: path.read_text(encoding="utf-8") for path in folder.glob("*/*/*.html")}


def autograded(graded: batch.Batch, student: str) -> nbformat.NotebookNode:
    """Read a graded notebook."""
    return nbformat.read(graded.person.folder / "autograded" / student / LESSON / f"{LESSON}.ipynb", as_version=4)


def test_each_gets_what_it_deserves(graded: batch.Batch):
    assert len(CASES) >= 100
    assert not graded.unjust(CASES), graded.said


def test_each_has_a_valid_notebook_and_a_reason(graded: batch.Batch):
    for case in CASES:
        notebook = autograded(graded, case.student)
        nbformat.validate(notebook)
        tests = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") in batch.TESTS]
        assert len(tests) == len(batch.TESTS), case
        assert all(cell.outputs for cell in tests), case


def test_a_text_waits_for_a_person_whatever_its_metadata_say(graded: batch.Batch):
    with Gradebook(f"sqlite:///{graded.person.folder / 'gradebook.db'}", "layer-by-layer") as book:
        grade = book.find_grade("reflect_bias", LESSON, LESSON, "hostile-a-text-marked-by-a-machine")
        assert grade.auto_score is None and grade.needs_manual_grade
        unwritten = book.find_grade("reflect_bias", LESSON, LESSON, "wrong-untouched")
        assert unwritten.auto_score == 0 and not unwritten.needs_manual_grade
        assert [course.id for course in book.db.query(Course)] == ["layer-by-layer"]


def test_what_was_mended_is_told(graded: batch.Batch):
    assert "broken-renamed: The notebook was called my homework (1).ipynb" in graded.said
    assert "broken-a-pipe: 01_one_neuron.ipynb is no plain file, and was not read." in graded.said
    assert "broken-a-test-deleted: `test_step`: missing, and put back" in graded.said
    top = autograded(graded, "broken-an-answer-below-its-test").cells[0].source
    assert "`sigmoid`: in another place, and put back." in top


def test_nothing_is_found_from_inside_the_cage(graded: batch.Batch):
    for case in CASES:
        assert "FOUND" not in str([c.get("outputs") for c in autograded(graded, case.student).cells]), case


def test_feedback_hides_the_hidden_tests(graded: batch.Batch, pages: dict[str, str]):
    assert set(pages) == set(LOOKED_AT)
    hidden = [part for exercise in exercises(LESSON) for part in HIDDEN.findall(exercise.test)]
    shown = "".join(exercise.visible for exercise in exercises(LESSON))
    lines = {line.strip() for part in hidden for line in part.splitlines() if len(line) > 12}
    for page in pages.values():
        text = html.unescape(re.sub(r"<[^>]*>", "", page))
        assert not [line for line in lines if line in text and line not in shown and "### " not in line]
    missed = html.unescape(pages["wrong-only-what-the-visible-check-asks"])
    assert NOT_MET in missed
    assert "an array of shape (85,)" not in missed, "the hidden test's call is shown"


def test_nothing_runs_in_a_page(graded: batch.Batch, pages: dict[str, str]):
    ordinary = Active(pages["wrong-half"]).found
    assert ordinary, "the search finds nothing at all"
    for student in ("hostile-scripts-in-output", "hostile-scripts-in-texts", "right-pictures-pasted"):
        assert Active(pages[student]).found == ordinary


def test_pictures_and_formulas_need_no_network(pages: dict[str, str]):
    assert "<math" in pages["wrong-half"] and "$z = x_1" not in pages["wrong-half"]
    assert 'src="data:image/png;base64,' in pages["right-pictures"]
    for kind in ("webp", "svg+xml", "png"):
        assert f'src="data:image/{kind};base64,' in pages["right-pictures-pasted"], kind
    assert "gone.png: this picture is missing" in pages["right-pictures-pasted"]


def test_texts_are_scrubbed_and_cut(pages: dict[str, str]):
    assert "half ? of a smiley" in pages["broken-half-characters-in-texts"]
    assert "half ? of ?" in pages["right-half-characters-in-outputs"]
    assert pages["broken-texts-that-take-long-to-read"].count("cut here") >= 8


def test_nothing_runs_in_the_formgraders_page(graded: batch.Batch):
    config = PyFileConfigLoader("nbgrader_config.py", path=str(life.ROOT)).load_config()
    exporter = HTMLExporter(config=config, template_name="classic")
    students = ("wrong-half", "hostile-scripts-in-output", "hostile-scripts-in-texts")
    first, *others = [Active(exporter.from_notebook_node(autograded(graded, name))[0]).found for name in students]
    assert first and all(other == first for other in others)
