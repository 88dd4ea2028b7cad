"""Formulas as MathML: none is left as LaTeX, and a long one can be broken."""

import re

import pytest

from docs import formulas
from grading.feedback.mathml import as_mathml
from tests.course import LESSONS, student_copy

LEFT_OVER = re.compile(r"<m[io]>(?:\\\\[^<]*|&amp;|&#x00026;)</m[io]>")


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_formula_of_a_lesson_keeps_a_piece_of_latex(lesson: str):
    text = "\n".join(cell.source for cell in student_copy(lesson).cells if cell.cell_type == "markdown")
    for display, inline in re.findall(r"\$\$(.+?)\$\$|\$([^$]+)\$", text, re.DOTALL):
        made = as_mathml(display or inline)
        assert not LEFT_OVER.search(made), display or inline
        assert ("\\\\\\\\" in (display or inline)) <= ("<mtr>" in made)


def test_steps_of_a_calculation_stand_below_each_other():
    made = as_mathml(r"\begin{aligned} L &= 1 && \text{why} \\ &= 2 \end{aligned}", "block")
    assert made.count("<mtr>") == 2 and "why" in made and 'style="text-align: right"' in made


def test_a_long_formula_can_be_broken_before_an_equals_sign():
    assert formulas.pieces("a = b") == ["a = b"]
    long = r"3 \cdot (x = 4) + \frac{a=b}{2} + 17 = 21 = 7 \cdot 3"
    assert formulas.pieces(long) == [r"3 \cdot (x = 4) + \frac{a=b}{2} + 17 ", "{} = 21 ", r"{} = 7 \cdot 3"]
