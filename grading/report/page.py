"""The report as one page of HTML, with its pictures in it: no script, and no request to anywhere."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from grading.report import mistakes, statistics
from grading.report.records import Lesson, Record
from grading.report.statistics import Bar, Item

TEMPLATE = Path(__file__).with_name("page.html")
MOST_GROUPS = 100  # ways to fail that are listed; the CSV file has all
NONE = "–"  # for a figure that is not shown
PICTURE = (480, 180)  # units of the picture of points: width, and height without the words below
GAP = 3  # units between two bars


@dataclass(frozen=True)
class Column:
    """One bar of the picture of points: where it stands, in the picture's units, and its words."""

    left: float
    width: float
    height: float
    count: int
    label: str


def render(lesson: Lesson) -> str:
    """Write the page; equal lessons give equal pages."""
    graded = lesson.graded
    points = statistics.points_of(lesson.exercises, graded)
    summary = statistics.summary(points, lesson.exercises)
    bars = statistics.distribution(statistics.totals(points), summary.most) if summary else []
    counts = statistics.counted(points)
    groups = mistakes.unexplained(lesson.exercises, graded)
    return _template().render(
        lesson=lesson,
        graded=graded,
        handed_in=[record for record in lesson.records if record.state != "not handed in"],
        not_graded=[record for record in lesson.records if record.state == "not graded"],
        missing=[record for record in lesson.records if record.state == "not handed in"],
        to_mark=[record for record in lesson.records if record.to_mark],
        titles={exercise.name: exercise.title for exercise in lesson.exercises},
        problems=[record for record in lesson.records if record.problem],
        summary=summary,
        columns=columns(bars),
        picture=PICTURE,
        in_words=in_words(bars),
        not_counted=[one for one, is_counted in zip(lesson.exercises, counts, strict=True) if not is_counted],
        items=statistics.items(lesson.exercises, points),
        open_ones=mistakes.open_ones(graded),
        least=statistics.LEAST,
        rare=mistakes.RARE,
        mistakes=mistakes.mistakes(lesson.exercises, graded),
        groups=groups[:MOST_GROUPS],
        left_out=max(0, len(groups) - MOST_GROUPS),
        same=mistakes.same_values(lesson.exercises, graded),
    )


@cache
def _template() -> Template:
    """Read this page's template."""
    formats = (number, percent, odds, students, discrimination, names, prose)
    return read_template(TEMPLATE, {"time": moment} | {one.__name__: one for one in formats})


def read_template(path: Path, formats: Mapping[str, Callable[..., str]]) -> Template:
    """Read a page's template, with what writes values in it. Whatever is put into it is escaped, unless made safe."""
    environment = Environment(
        loader=FileSystemLoader(path.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= formats
    return environment.get_template(path.name)


def columns(bars: Sequence[Bar]) -> list[Column]:
    """Place bars beside each other; the highest has three quarters of the picture's height."""
    width, height = PICTURE
    highest = max((bar.count for bar in bars), default=0) or 1
    step = width / max(1, len(bars))
    return [
        Column(round(k * step + GAP / 2, 2), round(step - GAP, 2), round(0.75 * height * bar.count / highest, 2),
               bar.count, label(bar))
        for k, bar in enumerate(bars)
    ]  # fmt: skip


def label(bar: Bar) -> str:
    """Name the points of a bar: "3", or "4–5"; halves count as the whole point below."""
    last = bar.high - 1
    return f"{bar.low:g}" if last <= bar.low else f"{bar.low:g}–{last:g}"


def in_words(bars: Sequence[Bar]) -> str:
    """Say what the picture of points shows."""
    shown = [f"{label(bar)}: {bar.count}" for bar in bars if bar.count]
    return f"Students by points. {'; '.join(shown)}."


def number(value: float, digits: int = 1) -> str:
    """Write a figure, or a dash where there is none."""
    return NONE if math.isnan(value) else f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"


def percent(share: float) -> str:
    """Write a share in per cent."""
    if math.isnan(share):
        return NONE
    return "<1%" if 0 < share < 0.005 else f"{100 * share:.0f}%"


def students(count: int) -> str:
    """Count students in words."""
    return f"{count} {'student' if count == 1 else 'students'}"


def odds(chance: float) -> str:
    """Say a probability as "1 in 20"; it is a bound, of which two digits are more than enough."""
    if math.isnan(chance):
        return "not known: too few other wrong values"
    if chance > 0.4:
        return "likely"
    parts = 1 / chance
    rounded = round(parts, 1 - math.floor(math.log10(parts))) if parts < 1e6 else 1e6
    return f"at most 1 in {rounded:,.0f}"


def discrimination(item: Item, n: int) -> str:
    """Write an exercise's discrimination, or why there is none."""
    if not math.isnan(item.discrimination):
        return f"{item.discrimination:.0f}"
    if n < statistics.LEAST:
        return f"{NONE} (n = {n})"
    return f"{NONE} (not all marked)" if item.n < n else f"{NONE} (all alike)"


def prose(sentence: str) -> Markup:
    """Write a sentence whose pieces in backticks are code; all of it is escaped first."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(sentence))))


def moment(record: Record) -> str:
    """Write when something was handed in."""
    return f"{record.handed_in:%Y-%m-%d %H:%M}" if record.handed_in else "at an unknown time"


def names(exercises: Sequence[str], titles: dict[str, str]) -> str:
    """List exercises by the names that readers know."""
    return ", ".join(titles.get(name, name) for name in exercises)
