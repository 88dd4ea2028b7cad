"""Every number in a lesson's prose is printed beside it, worked out in a formula, or declared with its reason."""

import pytest

from tests import figures
from tests.course import LESSONS, solution
from tests.course.figures_in_prose import badly_declared, missing, quoted, worked_out

each_lesson = pytest.mark.parametrize("lesson", LESSONS)


@each_lesson
def test_every_number_in_the_prose_comes_from_somewhere(lesson: str):
    lost = missing(lesson)
    every = sum(len(quoted(cell.source)) for cell in solution(lesson).cells if cell.cell_type == "markdown")
    figures.LINES.append(f"{lesson}: {every} numbers in prose, {len(lost)} of them from nowhere")
    assert not lost, "\n".join(lost)


@pytest.mark.parametrize("lesson", LESSONS)
def test_what_is_declared_as_given_is_in_the_prose_and_right(lesson: str):
    assert badly_declared(lesson) == []


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("It costs 0.69, and is right 97 % of the time.", ["0.69", "97 %"]),
        ("between 18 and 48 %, or 93\\%", ["18 %", "48 %", "93 %"]),
        ("−1.5 and 1,200.5, not 3.11.2, 12 or [a link](file-0.5)", ["1.5", "1,200.5"]),
    ],
)
def test_numbers_of_the_prose_are_found(markdown: str, found: list[str]):
    assert [number.text for number in quoted(markdown)] == found


@pytest.mark.parametrize(
    ("formula", "numbers"),
    [
        (r"$2.00 \cdot 0.36 = 0.72$", [2.0, 0.36, 0.72]),
        (r"$2.00 \cdot 0.36 = 0.73$", []),
        (r"$a = -\log 0.8 = 0.22$", [0.8, 0.22]),
        (r"$\sqrt{2 / 32} \approx 0.25$", [0.25]),
        (r"$h = 0.1$", []),
    ],
)
def test_formulas_are_worked_out(formula: str, numbers: list[float]):
    assert list(worked_out(formula)) == numbers


def test_a_number_that_is_rounded_otherwise_is_not_found():
    (half, about) = quoted("0.84, or about 0.84")
    assert half.is_from(0.8449) and not half.is_from(0.8451)
    assert about.about and not half.about
    (percent,) = quoted("79 %")
    assert percent.is_from(19 / 24) and not percent.is_from(79)
