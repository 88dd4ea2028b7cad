"""The feedback page: each kind of it, what is on it, and what is not."""

import html
import re

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from grading.cells.outputs import failed, printed
from grading.feedback.exercises import MENDED, MOST_OWN, TOO_MANY
from grading.feedback.marks import Mark
from grading.feedback.page import render
from helpers import look
from tests.course import LESSONS, grade_id
from tests.grading.feedback import made_up
from tests.grading.feedback.made_up import KEY, MOST, marks, notebook, of

MOST_BYTES = 150_000


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Write a page of each kind."""
    return {kind: render(feedback) for kind, feedback in made_up.kinds().items()}


def text(page: str) -> str:
    """What a page says, in one line."""
    return " ".join(html.unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL)).split())


def rows(page: str) -> dict[str, str]:
    """What the table says of each exercise."""
    table = re.findall(r"<tr><th scope=.row.*?</tr>", page, flags=re.DOTALL)
    return {text(row).split()[0]: text(row) for row in table}


def test_points_stand_on_top_as_a_number_and_a_bar(pages: dict[str, str]):
    assert "14 of 14 points" in text(pages["full"]) and 'class="got" width="100.0"' in pages["full"]
    assert "All 6 checks are met." in text(pages["full"])
    partial = text(pages["partial"])
    assert "5.5 of 14 points so far" in partial and "1.5 points were taken off because it was handed in late" in partial
    assert "Feedback for Anna Schmidt (anna), handed in on 2026-11-28 at 18:00 UTC" in partial
    assert (
        'class="got" width="39.29"' in pages["partial"] and 'class="waits" x="39.29" width="14.29"' in pages["partial"]
    )


def test_each_exercise_has_its_state_points_and_reason_and_a_link_to_its_place(pages: dict[str, str]):
    found = rows(pages["partial"])
    assert list(found) == [name.removeprefix("test_") for name in MOST]
    assert found["sigmoid"] == "sigmoid ✗ not met 0 of 2 You left out the minus sign."
    assert found["neuron"] == "neuron ✗ not met 0 of 2 You divided by 2."
    assert found["pizza_neuron"].startswith("pizza_neuron ◐ partly met 2 of 3 15 moods of 16 right")
    assert found["reflect_bias"] == "reflect_bias ✎ to be marked – of 2 A person reads it."
    assert found["step"] == "step ✓ met 1 of 1"
    for page in pages.values():
        links = re.findall(r'href="#([^"]*)"', page)
        assert all(f'id="{link}"' in page for link in links)
    assert rows(pages["open"])["step"] == "step ○ not answered yet 0 of 1 Nothing is written here yet."


@pytest.mark.parametrize("word", look.SIGNS)
def test_states_look_as_in_the_notebook(pages: dict[str, str], word: str):
    assert any(look.as_html(word) in page for page in pages.values())


def test_nothing_of_a_hidden_test_and_no_answer_is_on_a_page(pages: dict[str, str]):
    hidden = [line.strip() for test in KEY.tests for number, line in enumerate(test.full.source.splitlines(), start=1)
              if number in test.hidden_lines]  # fmt: skip
    visible = "".join(cell.source for cell in KEY.released)
    secret = {line for line in hidden if len(line) > 12 and line not in visible}
    assert len(secret) > 20
    for page in pages.values():
        said = html.unescape(page)
        assert not [line for line in secret if line in said]
        assert "987" not in said and "654" not in said
    answers = {line.strip() for cell in KEY.answers for line in cell.full.source.splitlines() if len(line) > 20}
    answers = {line for line in answers if line not in visible}
    assert len(answers) > 5 and not [line for line in answers if line in text(pages["open"])]


def test_the_lesson_and_the_checks_are_folded_and_cells_of_the_lesson_are_not_the_students(pages: dict[str, str]):
    unfolded = re.sub(r"<details>.*?</details>", "", pages["partial"], flags=re.DOTALL)
    assert pages["partial"].count("<summary>What was asked</summary>") == len(MOST)
    assert pages["partial"].count("<summary>The check</summary>") == len(KEY.tests)
    assert "Your own cells before this exercise (2)" in unfolded + pages["partial"] and "plot()" not in unfolded
    assert "Check(" not in unfolded and "Your own cells" not in pages["full"]
    lesson = {cell.source for cell in KEY.released if not cell.metadata.get("nbgrader")}
    assert lesson and not [source for source in lesson if source in html.unescape(unfolded)]


def test_a_comment_has_its_formulas_and_nothing_that_runs(pages: dict[str, str]):
    page = pages["marked"]
    assert "Your instructor writes" in page and page.count("<math") > pages["full"].count("<math")
    assert "largest at" in page and "<script" not in page and "alert" not in page
    assert "<p>A heading</p>" in page
    assert rows(page)["reflect_bias"] == "reflect_bias ◐ partly met 1.5 of 2 See the comment."
    assert "2 of 1 point, 1 of them extra" in text(page) and rows(page)["step"] == "step ✓ met 2 of 1"


def test_what_is_no_notebook_gets_the_reason_and_no_table(pages: dict[str, str]):
    assert "Nothing could be graded. The file is empty." in text(pages["refused"]) and not rows(pages["refused"])


def test_a_page_is_small_stands_alone_and_is_the_same_each_time(pages: dict[str, str]):
    assert {kind: render(feedback) for kind, feedback in made_up.kinds().items()} == pages
    for page in pages.values():
        assert len(page.encode()) < MOST_BYTES
        assert not re.search(r"<script|@import|url\(|<link (?!rel=.icon. href=.data:)", page)
        assert not re.search(r'\bsrc="(?!data:)', page)
        assert '<html lang="en">' in page and "<title>Feedback: 01 One neuron, anna</title>" in page


@pytest.mark.parametrize("bad", [
    '<script>alert(1)</script>', '<img src=x onerror="alert(1)">', '<a href="javascript:alert(1)">a</a>',
    '<iframe src="data:text/html,x"></iframe>', '</style><style>@import "x"</style>', '<link rel=stylesheet href=x>',
    '" onmouseover="alert(1)', "<h1 onclick=alert(1)>a</h1>", "<base href=//x>", "{{ 7 * 7191 }}",
])  # fmt: skip
def test_what_a_student_writes_prints_and_is_called_is_harmless(bad: str):
    data = [
        {"text/html": bad},
        {"text/markdown": bad},
        {"text/latex": bad},
        {"image/svg+xml": bad},
        {"text/plain": bad},
    ]
    shown = [NotebookNode(output_type="display_data", data=one, metadata={}) for one in data]
    outputs = [printed(bad), failed(bad, bad), *shown]
    own = [new_markdown_cell(bad), new_code_cell(bad, outputs=outputs)]
    checks = failed("NotMet", f"{bad}\n    {bad}\n{bad}\nRead again: {bad}")
    said = {"test_step": ([failed(bad, bad), failed("E", bad)], [False, True]), "test_neuron": ([checks], [False])}
    made = notebook([], said, own)
    for cell in made.cells:
        if grade_id(cell) in ("step", "reflect_bias"):
            cell.source = bad
    page = render(of(made, marks({"reflect_bias": 1.0}, bad, name=bad, comments={"reflect_bias": bad, "step": bad})))
    body = page.split("<body>")[1]
    tags = re.findall(r"<([a-z0-9]+)([^>]*)>", body)
    assert not {tag for tag, _ in tags} & {"script", "iframe", "style", "link", "base", "form", "object", "embed"}
    for _, attributes in tags:
        assert not re.search(r"\son\w+\s*=", re.sub(r'"[^"]*"', '""', attributes)), attributes
        assert "javascript:" not in attributes
    assert not re.search(r'\bsrc="(?!data:image/)', body) and "50337" not in text(body)


def test_of_an_answer_whose_cell_failed_the_error_is_the_reason():
    missing = "There is no `step`: no cell that ran to its end has made it. Is the name spelt right?"
    made = notebook(said={"test_step": ([NotebookNode(failed("NameError", "step"), traceback=[missing])], [False])})
    (answer,) = [cell for cell in made.cells if grade_id(cell) == "step"]
    answer.outputs = [NotebookNode(failed("SyntaxError", "v"), traceback=["def step(z:", "SyntaxError: never closed"])]
    page = render(of(made, marks({"test_step": 0.0})))
    assert rows(page)["step"] == "step ✗ not met 0 of 1 Your cell ended in an error. SyntaxError: never closed"
    answer.outputs = []
    assert "There is no step" in rows(render(of(made, marks({"test_step": 0.0}))))["step"]


def test_an_open_exercise_is_said_to_be_open_and_no_more(pages: dict[str, str]):
    assert "f is not answered yet." not in pages["open"]
    opened = {"test_step": ([failed("NotAnswered", "f is not answered yet. Is its name right?")], [False])}
    assert "Is its name right?" in render(of(notebook(said=opened), marks({"test_step": 0.0})))


def test_own_cells_share_a_bound():
    own = [new_markdown_cell("w" * 50_000) for _ in range(MOST_OWN // 50_000 + 3)]
    page = render(of(notebook([], own=own), marks()))
    assert page.count(TOO_MANY) == 3 and len(page) < MOST_OWN + MOST_BYTES


def test_what_was_mended_is_told_and_answers_without_a_test_are_kept():
    mended = new_markdown_cell("# Mended before grading\n\n- `step`: missing", id=MENDED)
    made = notebook(own=[mended])
    made.cells = made.cells[: [grade_id(cell) for cell in made.cells].index("test_boundary_x2")]
    found = of(made, marks())
    assert "missing" in found.repaired and "<h1" not in found.repaired and "boundary" in str(found.own[-1].source)


def test_all_is_ready_for_half_characters_and_for_points_of_nobody():
    own = [new_code_cell("# half \ud83d", outputs=[printed("half \ud83d"), failed("E", "half \ud83d")])]
    made = of(notebook(own=own), marks({"reflect_bias": Mark(2.0)}))
    assert render(made).encode("utf-8").count(b"half ?") == 3


@pytest.mark.full
@pytest.mark.parametrize("lesson", LESSONS)
def test_a_page_of_each_lesson_is_small_and_has_a_place_for_each_exercise(lesson: str):
    made = made_up.complete(lesson)
    page = render(made)
    assert len(page.encode()) < MOST_BYTES
    assert {one.state for one in made.exercises} == {"met"} and len(rows(page)) == len(made.exercises)
    assert all(one.answers and one.task for one in made.exercises) and not made.own
