"""The feedback as one page of HTML: no script, and no request to anywhere."""

from functools import cache
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup

from grading.feedback.exercises import Feedback
from grading.feedback.sanitise import code_to_html
from grading.report.page import number, prose, read_template
from helpers import look

TEMPLATE = Path(__file__).with_name("page.html")
DIGITS = 2  # of points


def render(feedback: Feedback) -> str:
    """Write the page; equal submissions with equal marks give equal pages."""
    marks, exercises = feedback.marks, feedback.exercises
    by_test = [one for one in exercises if one.test]
    return _template().render(
        title=feedback.title,
        marks=marks,
        repaired=feedback.repaired,
        refused=feedback.refused,
        exercises=exercises,
        own=feedback.own,
        met=[one for one in by_test if one.state == "met"],
        by_test=by_test,
        next=[one for one in exercises if one.state not in ("met", look.TO_MARK)],
        waiting=[one for one in exercises if one.state == look.TO_MARK],
        share=_share(marks.points, marks.most),
        share_waiting=_share(marks.waiting, marks.most),
    )


def _share(points: float, most: float) -> float:
    """Return a part of all points in per cent, for the bar."""
    return min(100.0, round(100 * points / most, 2)) if most else 0.0


def points(value: float) -> str:
    """Write points with as many digits as they have, at most two."""
    return number(value, DIGITS)


def badge(word: str) -> Markup:
    """Write a state's sign and word in its colour."""
    return Markup(look.as_html(word))


@cache
def _template() -> Template:
    """Read this page's template."""
    return read_template(TEMPLATE, {"points": points, "prose": prose, "badge": badge, "code": _code})


def _code(source: str) -> Markup:
    """Write code in colours."""
    return Markup(code_to_html(source))
