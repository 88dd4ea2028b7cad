"""From the cells that were handed in to the notebook that is graded: which is which, what is taken, what is said."""

import json
from typing import Any

import pytest
from nbformat import validate
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grading.intake.find import Submission
from grading.intake.match import Match, changed, defines, match
from grading.intake.notebook import SubmittedCell, Unreadable, read_cells
from grading.intake.notebook import _integer as intake_integer
from grading.intake.rebuild import RebuiltNotebook, longest_increasing_subsequence, rebuild
from grading.lesson.answer_key import AnswerKey, from_solution
from grading.limits import MB, Limits

LIMITS = Limits()
HIDDEN = "### BEGIN HIDDEN TESTS\nassert f(3) == 9\n### END HIDDEN TESTS"


def marks(name: str, **marked: Any) -> dict:
    """Make nbgrader's marks."""
    plain = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False, "grade_id": name}
    return {"nbgrader": {**plain, **marked}, "tags": ["x"]}


def lesson() -> AnswerKey:
    """Make the answer key of a small lesson: set-up, answer, test, question, text, and one more answer and test."""
    answer = "def f(x):\n    ### BEGIN SOLUTION\n    return x * x\n    ### END SOLUTION"
    other = answer.replace("def f", "def g")
    cells = [
        new_markdown_cell("# A lesson", id="title"),
        new_code_cell("import math\nk = 3", id="setup", metadata=marks("setup", locked=True)),
        new_code_cell(answer, id="f", metadata=marks("f", solution=True)),
        new_code_cell(
            f"# the test of f\nassert f(2) == 4\n{HIDDEN}",
            id="test_f",
            metadata=marks("test_f", grade=True, locked=True, points=2),
        ),
        new_markdown_cell("What have you learned?", id="question"),
        new_markdown_cell("", id="why", metadata=marks("reflect_why", grade=True, solution=True, points=1)),
        new_code_cell(other, id="g", metadata=marks("g", solution=True)),
        new_code_cell("assert g(2) == 4", id="test_g", metadata=marks("test_g", grade=True, locked=True, points=1)),
    ]
    return from_solution("00_small", new_notebook(cells=cells))


KEY = lesson()
NAMES = ["setup", "f", "test_f", "reflect_why", "g", "test_g"]
F, G = "def f(x):\n    return x * x", "def g(x):\n    return x * x"


def released() -> list[dict]:
    """Return the cells as they are handed out, as JSON."""
    return json.loads(json.dumps(KEY.released))


def rebuilt(cells: list[dict], **more: Any) -> RebuiltNotebook:
    """Rebuild a notebook of these cells."""
    return rebuild(Submission(json.dumps({"cells": cells}).encode(), **more), KEY, LIMITS)


def sources(notebook: RebuiltNotebook) -> list[str]:
    """List what stands in the cells."""
    return [cell.cell.source for cell in notebook.cells]


def named(notebook: RebuiltNotebook) -> dict[str, str]:
    """Map each graded cell to what stands in it."""
    return {cell.graded.name: cell.cell.source for cell in notebook.cells if cell.graded is not None}


def bare(cell: dict) -> dict:
    """Take away what says which cell it is."""
    return {key: value for key, value in cell.items() if key != "id"} | {"metadata": {}}


def by_name(cells: list[dict], name: str) -> dict:
    """Find a cell by its grade_id."""
    return next(cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade_id") == name)


def place(cells: list[dict], name: str) -> int:
    """Find where a cell stands."""
    return cells.index(by_name(cells, name))


def test_an_untouched_lesson_is_the_lesson_with_its_hidden_tests():
    notebook = rebuilt(released())
    assert list(named(notebook)) == NAMES and notebook.repairs == [] and notebook.unreadable == ""
    assert len(notebook.cells) == 8 and notebook.answered == set() and notebook.modules == {}
    assert named(notebook)["test_f"].endswith("### END HIDDEN TESTS")
    assert "NotImplementedError" in named(notebook)["f"] and "return" not in named(notebook)["f"]
    graded = [cell for cell in notebook.cells if cell.graded is not None]
    for cell in graded:
        assert "tags" not in cell.cell.metadata and len(cell.cell.metadata.nbgrader.checksum) == 32
        assert cell.cell.cell_type == "markdown" or (cell.cell.outputs == [] and cell.cell.execution_count is None)
    assert [cell.test is not None for cell in graded] == [False, False, True, False, False, True]
    assert [cell.runs for cell in graded] == [True, True, True, False, True, True]
    assert graded[2].test is KEY.tests[0] and sources(notebook)[0] == "# A lesson"


def test_answers_are_taken_and_the_instructors_cells_are_not():
    cells = released()
    by_name(cells, "f")["source"] = F
    by_name(cells, "reflect_why")["source"] = "Much."
    by_name(cells, "setup")["source"] = "k = 4"
    by_name(cells, "test_g")["source"] = "pass"
    notebook = rebuilt(cells, problems=["It was late."], modules={"mine.py": b""})
    assert named(notebook)["f"] == F and named(notebook)["reflect_why"] == "Much."
    assert named(notebook)["setup"] == "import math\nk = 3" and named(notebook)["test_g"] == "assert g(2) == 4"
    assert notebook.answered == {"f", "reflect_why"} and notebook.modules == {"mine.py": b""}
    changed_cells = "`setup`, `test_g`: changed, and not to be: the instructor's was used."
    assert notebook.repairs == ["It was late.", changed_cells]


def test_own_cells_stay_behind_the_cell_that_they_followed():
    cells = released()
    at = place(cells, "f")
    own = {"cell_type": "code", "source": "mine = 1", "metadata": {}, "id": "own", "outputs": [], "execution_count": 3}
    note = {"cell_type": "markdown", "source": "A note.", "metadata": {}, "attachments": {"p": {"image/png": "AA"}}}
    cells[at + 1 : at + 1] = [own, {**own, "source": "  \n"}, note]
    cells.append({"cell_type": "raw", "source": "raw", "metadata": {}, "id": "own"})
    cells.insert(0, {**own, "source": "first = 1", "id": "f"})
    cells[0].pop("id")
    notebook = rebuilt(cells)
    title, question = "# A lesson", "What have you learned?"
    got = sources(notebook)
    assert got[:1] == ["first = 1"] and got[-1] == "raw" and "  \n" not in got
    assert (
        got.index("mine = 1") == got.index(named(notebook)["f"]) + 1
        and got.index("A note.") == got.index("mine = 1") + 1
    )
    own_cells = [cell.cell for cell in notebook.cells if cell.graded is None]
    assert [cell.cell_type for cell in own_cells if cell.source not in (title, question)] == [
        "code", "code", "markdown", "raw"
    ]  # fmt: skip
    (kept,) = [cell for cell in own_cells if cell.source == "A note."]
    assert kept.attachments == {"p": {"image/png": "AA"}}
    ids = [cell.cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids) and "own" in ids and f"own-{len(ids) - 1}" in ids
    assert notebook.repairs == []


def test_what_is_missing_moved_doubled_or_of_another_type_is_said():
    cells = released()
    cells.remove(by_name(cells, "test_g"))
    cells.remove(by_name(cells, "setup"))
    assert rebuilt(cells).repairs == ["`setup`, `test_g`: missing, and put back as it was handed out."]
    cells = released()
    moved = by_name(cells, "f")
    cells.remove(moved)
    cells.append(moved)
    assert rebuilt(cells).repairs == ["`f`: in another place, and put back."]
    assert list(named(rebuilt(cells))) == NAMES
    cells = released()
    cells.append({**by_name(cells, "test_g")})
    cells.append({**by_name(cells, "reflect_why")})
    cells.append({**by_name(cells, "g")})
    said = rebuilt(cells).repairs
    assert "`reflect_why`, `test_g`: there 2 times, and taken as one." in said
    assert "`g`: there 2 times, and the last one above its test was taken." in said
    cells = released()
    by_name(cells, "f")["cell_type"] = "raw"
    by_name(cells, "reflect_why")["cell_type"] = "code"
    assert rebuilt(cells).repairs == ["`f`: of another type, and taken as code.",
                                      "`reflect_why`: of another type, and taken as markdown."]  # fmt: skip


def test_cells_without_marks_are_known_by_id_name_or_text():
    marked = released()
    by_name(marked, "f")["source"] = F
    for strip in (bare, lambda cell: {**cell, "metadata": {}}):
        notebook = rebuilt([strip(cell) if "nbgrader" in cell["metadata"] else cell for cell in marked])
        assert named(notebook)["f"] == F and list(named(notebook)) == NAMES
        names = ", ".join(f"`{name}`" for name in NAMES)
        assert f"{names}: without nbgrader's marks, and known by id, name or text." in notebook.repairs
    marked = released()
    at = place(marked, "test_f")
    marked[at] = bare(marked[at]) | {"source": "# the test of f\nassert True"}
    notebook = rebuilt(marked)
    assert any(said.startswith("`test_f`: changed") for said in notebook.repairs) and "assert True" not in sources(
        notebook
    )


def test_a_text_without_marks_is_found_below_its_question():
    cells = released()
    at = place(cells, "reflect_why")
    cells[at] = {"cell_type": "markdown", "source": "Much.", "metadata": {}}
    assert named(rebuilt(cells))["reflect_why"] == "Much."
    cells[at - 1]["source"] = "Another question?"
    notebook = rebuilt(cells)
    assert named(notebook)["reflect_why"] == "YOUR ANSWER HERE" and "Much." in sources(notebook)


def test_of_several_answers_the_one_that_would_run_last_above_its_test_is_taken():
    def with_answers(*texts: str, below: str = "") -> str:
        cells = released()
        at = place(cells, "f")
        cells[at : at + 1] = [{**cells[at], "source": text} for text in texts]
        if below:
            cells.append({**cells[at], "source": below})
        return named(rebuilt(cells))["f"]

    first, second = F + "  # 1", F + "  # 2"
    assert with_answers(first, second) == second and with_answers(first, "x = 1") == first
    assert with_answers(first, second, below=F) == second and with_answers("x = 1", "y = 1") == "y = 1"
    assert with_answers(first, "") == first and with_answers(first, by_name(released(), "f")["source"]) == first
    untouched = by_name(released(), "f")["source"]
    assert with_answers(untouched, untouched) == untouched
    assert with_answers(untouched, below=first) == first and with_answers(untouched, below="  ") == untouched


def test_several_texts_are_joined_with_their_pictures():
    cells = released()
    at = place(cells, "reflect_why")
    pictures = [{"attachments": {name: {"image/png": "AA"}}} for name in "ab"]
    cells[at : at + 1] = [{**cells[at], "source": text} | more for text, more in zip("xy", pictures, strict=True)]
    (cell,) = [cell for cell in rebuilt(cells).cells if cell.graded is not None and cell.graded.name == "reflect_why"]
    assert cell.cell.source == "x\n\ny" and set(cell.cell.attachments) == {"a", "b"} and cell.answered
    code = place(cells, "f")
    cells[code] = {**cells[code], "source": F, "attachments": {"a": {"image/png": "AA"}}}
    (answer,) = [cell for cell in rebuilt(cells).cells if cell.graded is not None and cell.graded.name == "f"]
    assert "attachments" not in answer.cell


def test_copies_of_the_instructors_cells_are_no_cells_of_ones_own():
    cells = released()
    cells += [{**by_name(cells, "test_f")}, {**by_name(cells, "f")}, {**by_name(cells, "f"), "source": G}]
    notebook = rebuilt(cells)
    own = [cell.cell.source for cell in notebook.cells if cell.graded is None]
    assert own == ["# A lesson", "What have you learned?"] and named(notebook)["f"] == G


def test_what_is_no_notebook_is_a_lesson_without_answers_and_a_reason():
    for data, reason in (
        (b"", "The file is empty."), (b" \n", "The file is empty."), (b"[" * 10**5, "nested too deeply"),
        (b"{", "it is not JSON"), (b"{}", "it holds no cells"), (b"[]", "it holds no cells"),
        (b"3", "it holds no cells"), (b'{"cells": {}}', "it holds no cells"),
        (b'{"worksheets": [3, {"cells": 4}]}', "it holds no cells"),
    ):  # fmt: skip
        notebook = rebuild(Submission(data), KEY, LIMITS)
        assert list(named(notebook)) == NAMES and reason in notebook.unreadable
        assert notebook.repairs == [notebook.unreadable] and notebook.answered == set()
    missing = rebuild(Submission(b"", ["One.", "Two."]), KEY, LIMITS)
    assert missing.unreadable == "One. Two."
    found_all_the_same = rebuilt(released(), problems=["One."])
    assert found_all_the_same.unreadable == "" and found_all_the_same.repairs == ["One."]


# Reading


def one(cell: Any, limits: Limits = LIMITS) -> SubmittedCell:
    """Read one cell."""
    (read,) = read_cells(json.dumps({"cells": [cell]}).encode(), limits)
    return read


def test_cells_of_all_formats():
    new = one(
        {"cell_type": "code", "source": ["a\r\n", 3, "b\rc"], "id": "x-_1", "metadata": {"nbgrader": {"grade_id": "n"}}}
    )
    assert new == SubmittedCell("code", "a\nb\nc", "x-_1", "n", {})
    sheet = {"cells": [{"cell_type": "code", "input": "old"}, {"cell_type": "heading", "level": 3, "source": "H"}]}
    old = read_cells(json.dumps({"worksheets": [sheet, 3, {}], "cells": None}).encode(), LIMITS)
    assert [(cell.kind, cell.source) for cell in old] == [("code", "old"), ("markdown", "### H")]
    for level, signs in ((1, "#"), (6, "######"), (0, "#"), (7, "#"), ("2", "#"), (None, "#")):
        assert one({"cell_type": "heading", "source": "H", "level": level}).source == f"{signs} H"
    for odd in ({}, {"cell_type": "x", "source": None, "id": 3, "metadata": [], "attachments": []}):
        assert one(odd) == SubmittedCell("raw", "", "", "", {})
    assert (
        one({"metadata": {"nbgrader": 3}}).grade_id == one({"metadata": {"nbgrader": {"grade_id": 3}}}).grade_id == ""
    )
    assert one({"id": "x" * 64}).id == "x" * 64
    for bad in ("x" * 65, "", "a b", "ä", "a\n"):
        assert one({"id": bad}).id == ""
    assert one({"cell_type": "markdown"}).kind == "markdown" and one({"cell_type": "raw"}).kind == "raw"
    assert read_cells(b'{"cells": [3, null, {"source": "x"}]}', LIMITS) == [SubmittedCell("raw", "x", "", "")]


def test_bounds_of_a_notebook():
    cells = json.dumps({"cells": [{"source": str(k)} for k in range(5)]}).encode()
    assert [cell.source for cell in read_cells(cells, Limits(cells=3))] == ["0", "1", "2"]
    assert len(read_cells(cells, Limits(notebook_bytes=len(cells)))) == 5
    with pytest.raises(Unreadable, match="The file is larger than 2 MB, so it was not read."):
        read_cells(b"x" * (2 * MB + 1), Limits(notebook_bytes=2 * MB))
    heading = b'{"cells": [{"cell_type": "heading", "source": "H", "level": %s}]}'
    assert read_cells(heading % (b"3"), LIMITS)[0].source == "### H"
    assert intake_integer("9" * 19) == 10**19 - 1 and intake_integer("9" * 20) == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_encodings(encoding: str):
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    data = (mark + json.dumps({"cells": [{"source": "½"}]}, ensure_ascii=False)).encode(encoding)
    assert read_cells(data, LIMITS)[0].source == "½"


def test_bytes_that_are_no_text_are_replaced():
    assert read_cells(b'{"cells": [{"source": "a\xffb"}]}', LIMITS)[0].source == "a\ufffdb"
    assert read_cells(b'\xef\xbb\xbf{"cells": [{"source": "a\xffb"}]}', LIMITS)[0].source == "a\ufffdb"


# Matching


def test_where_a_cell_stands():
    found = Match({"a": [1, 4], "b": []}, {"a": [1, 2, 5], "b": [3, 6], "c": []})
    assert [found.place(name) for name in "abcd"] == [4, 6, None, None]


@pytest.mark.parametrize(
    ("source", "right"),
    [
        ("def f(x): ...", True), ("async  def f(): ...", True), ("class f: ...", True), ("f = 3", True), ("f=3", True),
        ("x = 1\ndef f(): ...", True), (" def f(): ...", False), ("def ff(): ...", False), ("f == 3", False),
        ("print(f)", False), ("ff = 3", False), ("", False),
    ],
)  # fmt: skip
def test_what_defines_a_name(source: str, right: bool):
    assert defines(source, "f") is right


def test_what_is_changed():
    answer = KEY.answers[0]
    assert not changed(SubmittedCell("code", f"\n{answer.released.source}  ", "", ""), answer)
    assert changed(SubmittedCell("code", F, "", ""), answer)
    test = KEY.tests[0]
    for untouched in (test.released.source, test.full.source):
        assert not changed(SubmittedCell("code", untouched, "", ""), test)


def test_marks_come_before_ids_and_ids_before_names():
    def taken(*cells: SubmittedCell) -> list[int]:
        return match(cells, KEY).candidates["f"]

    marked, by_id = SubmittedCell("code", "x", "", "f"), SubmittedCell("code", "y", "f", "")
    defining, prose = SubmittedCell("code", F, "", ""), SubmittedCell("markdown", F, "", "")
    assert taken(defining, marked) == [1] and taken(defining, by_id) == [1] and taken(by_id, marked) == [0, 1]
    assert taken(prose, defining) == [1] and taken(SubmittedCell("raw", F, "", "")) == [0]
    assert taken(SubmittedCell("code", "y", "f", "other")) == [] and taken(SubmittedCell("code", "y", "", "")) == []
    two = SubmittedCell("code", f"{F}\n{G}", "", "")
    found = match([two], KEY)
    assert found.candidates["f"] == [0] and found.candidates["g"] == []  # a cell is one exercise's alone


def test_the_longest_run_that_is_in_order_stays():
    for values, kept in (
        ([0, 1, 2], {0, 1, 2}), ([2, 0, 1], {1, 2}), ([None, 3, None], {1}), ([], set()), ([None], set()),
        ([5, 1, 2, 3, 0], {1, 2, 3}), ([1, 1], {1}), ([3, 1, 2, 0, 4], {1, 2, 4}),
    ):  # fmt: skip
        assert longest_increasing_subsequence(values) == kept, values


def test_cells_of_ones_own_are_valid_cells_whatever_their_kind():
    kinds = {"code": "1 + 1", "markdown": "![a](attachment:a.png)", "raw": "raw"}
    cells = [{"cell_type": kind, "source": text, "metadata": {"x": 1}, "id": "no id !"} for kind, text in kinds.items()]
    cells[1]["attachments"] = {"a.png": {"image/png": "iVBORw0KGgo="}}
    data = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
    rebuilt = [cell.cell for cell in rebuild(Submission(data), lesson(), LIMITS).cells if cell.graded is None]
    assert [cell.cell_type for cell in rebuilt] == list(kinds) and rebuilt[1].attachments
    validate(new_notebook(cells=rebuilt))
