"""What of a lesson is on its page: its own cells with their outputs, and nothing that answers an exercise."""

import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from docs import giveaways, glossary, leaks, lessons, site
from docs.pages import PAGES
from tests.course import HIDDEN, LESSONS, ROOT, SOLUTION, grade_id, solution, student_copy
from tests.course.test_glossary import GLOSSARY
from tests.course.test_glossary import glossary as read_glossary

each_lesson = pytest.mark.parametrize("lesson", LESSONS)


@each_lesson
def test_a_page_has_the_lessons_own_cells_as_they_are_released(lesson: str):
    released = {cell.id: cell.source for cell in student_copy(lesson).cells}
    shown = lessons.to_read(lesson)
    assert all(released[cell.id] == cell.source for cell in shown.cells)
    left_out = set(released) - {cell.id for cell in shown.cells}
    assert all(name.startswith(("test_", "reflect_")) for name in left_out) and left_out
    graded = {grade_id(cell) for cell in solution(lesson).cells if cell.metadata.get("nbgrader", {}).get("grade")}
    assert left_out == graded
    assert any(cell.get("outputs") for cell in shown.cells)


@each_lesson
def test_no_line_of_an_answer_or_of_a_hidden_test_is_in_an_output(lesson: str):
    secret = [part for cell in solution(lesson).cells for part in SOLUTION.findall(cell.source)]
    secret += [part for cell in solution(lesson).cells for part in HIDDEN.findall(cell.source)]
    lines = {line.strip() for part in secret for line in part.splitlines() if len(line.strip()) > 12}
    said = {line.strip() for line in nbformat.writes(lessons.to_read(lesson)).replace("\\n", "\n").splitlines()}
    assert lines and not said & lines


@pytest.mark.parametrize(
    ("lesson", "answer", "cell"),
    [
        ("01_one_neuron", "pizza_neuron", "pizza-drawn"),
        ("03_what_one_neuron_cannot_do", "xor_layers", "xor-alive"),
        ("04_three_layers", "pizza_layers", "pizza-alive"),
    ],
)
def test_a_picture_of_an_answer_that_is_a_value_is_kept_back(lesson: str, answer: str, cell: str):
    (shown,) = [one for one in lessons.to_read(lesson).cells if one.id == cell]
    assert [output.text for output in shown.outputs] == [lessons.KEPT_BACK.format(f"your answer to {answer}")]


def test_what_depends_on_such_an_answer_by_another_name_is_kept_back_too():
    answer = new_code_cell("def weights():\n    return [1, 2]", id="weights")
    answer.metadata.nbgrader = {"solution": True, "grade": False}
    test = new_code_cell("Check(weights)", id="test_weights")
    test.metadata.nbgrader = {"solution": False, "grade": True}
    free = new_code_cell("def doubled(x):\n    return 2 * x", id="doubled")
    free.metadata.nbgrader = {"solution": True, "grade": False}
    own = [new_code_cell(s, id=i) for i, s in [("a", "w = weights()"), ("b", "draw(w)"), ("c", "draw(doubled(3))")]]
    assert giveaways.showing("", new_notebook(cells=[answer, test, free, *own])) == {"a": "weights", "b": "weights"}


def test_a_leak_is_found_wherever_it_is(tmp_path):
    line = next(line for line in sorted(leaks.secret_lines()) if "<" in line and len(line) > leaks.LONG)
    escaped = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    (tmp_path / "clean.html").write_text("<p>nothing</p>", encoding="utf-8")
    assert leaks.leaks(tmp_path) == []
    (tmp_path / "page.html").write_text(f"<pre><span>x</span>\n  <b>{escaped}</b>\n</pre>", encoding="utf-8")
    (tmp_path / "index.js").write_text(f'{{"text": "before {line} after"}}', encoding="utf-8")
    assert leaks.leaks(tmp_path) == [f"index.js: {line}", f"page.html: {line}"]


def test_every_term_of_the_glossary_is_known_by_all_its_forms():
    known = {entry.term: entry for entry in glossary.entries()}
    assert set(known) == {entry.term for entry in read_glossary(GLOSSARY)}
    for entry in read_glossary(GLOSSARY):
        assert known[entry.term].forms == (entry.term, *entry.forms) and known[entry.term].lesson == entry.lesson
        meaning = known[entry.term].meaning
        assert meaning and "$" not in meaning and "Also called" not in meaning and "](" not in meaning


def test_the_site_has_every_page_that_the_readme_leads_to():
    linked = set(re.findall(r"\]\(([^)#:]+\.md)\)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert linked | {f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")} <= set(PAGES)


def test_the_first_page_has_the_readmes_beginning_without_a_picture_of_itself():
    assert site.OF_ITSELF in (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## ")[0]
    assert "reading-edition" not in site.contents(printed=False)
