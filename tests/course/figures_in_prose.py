"""The numbers in a lesson's prose, and where each of them comes from.

A number is a decimal number such as 0.69, or a percentage such as 97 % (both, in "18 to 48 %"), anywhere in a Markdown
cell. A section reaches from one heading `## …` to the next; `###` divides no section. A number of the prose has to be

- printed by a code cell of the same section, or be in its code, or in the alt text of its picture: rounded to the
  digits that are quoted, a percentage also as a share, or as `19 of 24`. The code of a check does not count. Behind
  "about", the number may be off by the tolerance of the cell's output;
- or in a formula of the section that has numbers alone between two of its signs = or ≈, and is worked out here:
  `$2.00 \\cdot 0.36 = 0.72$`;
- or declared in `tests/lessons/NAME/given.toml`, under the id of its cell: with the calculation that gives it, which is
  worked out here, or with the reason why nothing gives it.

      [cross-entropy]
      "0.22" = "= -log(0.8)"
      "79 %" = "= 19 / 24"
      "0.8" = "an output, chosen as an example"

  `all = "…"` gives one reason for all numbers of a cell, such as a table that a program beside the lesson measured.

What stands above the first heading `## …`, the summary and what follows it, and the model answers to questions may take
their numbers from the whole lesson.
"""

import html
import math
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from nbformat import NotebookNode

from grading.stored_outputs.agreement import PIXELS, Tolerance, texts
from tests.course import ROOT, grade_id, solution, student_copy

CLOSING = ("What to remember", "What of the article?")
DECIMAL = r"\d[\d,]*\.\d+"
PER_CENT = r"\s?(?:\\?%|per\s+cent\b|percentage\s+points?\b)"
RANGE = re.compile(rf"(?<![\w.])(\d+(?:\.\d+)?)(?=\s?(?:to|and|or|–|-)\s?[\d.]+{PER_CENT})")
QUOTED = re.compile(rf"(?<![\w.])(?:({DECIMAL}|\d+)({PER_CENT})|({DECIMAL})(?!\d|\.\d))")
ABOUT = re.compile(r"\b(?:about|around|nearly|almost|roughly)\s+(?:[\d.]+\s?(?:%\s)?(?:to|and|or|–)\s)?[−-]?$")
NOT_PROSE = re.compile(r"\]\([^)]*\)|<(?!/?summary)[^>]*>|https?://\S+")
MATH = re.compile(r"\$\$(.+?)\$\$|(?<!\\)\$([^$]+?)\$", re.DOTALL)
PRINTED = re.compile(r"(?<![\w.])(\d+\.\d*|\.\d+|\d+)(?:[eE]([-+−]?\d+))?(\s?%)?")
SHARE = re.compile(r"(?<![\w.])(\d+) (?:of|in|out of) (?:the )?(\d+)(?![\w.])")
ROUNDING = 1e-9
KNOWN = {name: getattr(math, name) for name in ("log", "log2", "log10", "exp", "sqrt", "tanh", "pi", "e", "cosh")}
KNOWN |= {"sigmoid": lambda z: 1 / (1 + math.exp(-z)), "step": lambda z: float(z > 0), "abs": abs, "sum": sum}
KNOWN |= {"max": max, "min": min}


@dataclass(frozen=True)
class Quoted:
    """A number as it is quoted in the prose of a cell."""

    text: str  # as in given.toml: "0.69", "97 %"
    around: str
    about: bool = False

    @property
    def percent(self) -> bool:
        return self.text.endswith("%")

    @property
    def value(self) -> float:
        return float(self.text.removesuffix(" %").replace(",", ""))

    @property
    def digits(self) -> int:
        return len(self.text.removesuffix(" %").partition(".")[2])

    def is_rounded(self, value: float, tolerance: Tolerance | None = None) -> bool:
        """Say whether a value, rounded to the digits that are quoted, is this number; the sign is not looked at."""
        allowed = 0.5 * 10.0**-self.digits
        if tolerance and self.about:
            allowed = max(allowed, tolerance.absolute * (100 if self.percent else 1), tolerance.relative * abs(value))
        return abs(abs(value) - self.value) <= allowed + ROUNDING * max(1.0, abs(value))

    def is_from(self, value: float, tolerance: Tolerance | None = None) -> bool:
        """Say whether a printed value is this number; the value may be a share, and this number a percentage."""
        if self.percent:
            return self.is_rounded(100 * value, tolerance)
        return self.is_rounded(value, tolerance)


@dataclass
class Evidence:
    """What the code cells and the formulas of a section have: values, each with the tolerance of its cell."""

    values: list[tuple[float, Tolerance | None]] = field(default_factory=list)
    percentages: list[tuple[float, Tolerance | None]] = field(default_factory=list)

    def has(self, quoted: Quoted) -> bool:
        """Say whether a number of the prose is among them."""
        if any(quoted.is_from(value, tolerance) for value, tolerance in self.values):
            return True
        share = 1.0 if quoted.percent else 0.01
        return any(quoted.is_rounded(share * value, tolerance) for value, tolerance in self.percentages)

    def add(self, text: str, tolerance: Tolerance | None = None) -> None:
        """Add the numbers of a printed text, or of code."""
        for number, exponent, percent in PRINTED.findall(text.replace("−", "-")):
            mantissa = float(number)
            (self.percentages if percent else self.values).append((mantissa, tolerance))
            if exponent:
                self.values.append((mantissa * 10.0 ** int(exponent), tolerance))
        for part, whole in SHARE.findall(text):
            if 0 <= int(part) <= int(whole) != 0:
                self.values.append((int(part) / int(whole), tolerance))


def quoted(markdown: str) -> list[Quoted]:
    """List the numbers of a Markdown cell, in their order."""
    text = NOT_PROSE.sub(lambda found: " " * len(found[0]), markdown)
    found = [(m.start(), m.end(), f"{m[1] or m[3]} %" if m[2] else m[3]) for m in QUOTED.finditer(text)]
    found += [(m.start(), m.end(), f"{m[1]} %") for m in RANGE.finditer(text)]
    starts_of_ranges = {m.start() for m in RANGE.finditer(text)}
    kept = sorted({one for one in found if one[2].endswith("%") or one[0] not in starts_of_ranges})
    return [
        Quoted(number, " ".join(text[max(0, a - 30) : b + 12].split()), bool(ABOUT.search(text, 0, a)))
        for a, b, number in kept
    ]


def sections(lesson: str) -> Iterator[list[int]]:
    """Yield the numbers of the cells of each section; those that may look at the whole lesson come one by one."""
    section: list[int] = []
    for place, cell in enumerate(student_copy(lesson).cells):
        if cell.cell_type == "markdown" and re.match(r"##? ", cell.source):
            yield section
            section = []
        section.append(place)
    yield section


def heading(cell: NotebookNode) -> str:
    """Return the heading that a cell begins with, "" where it begins with none."""
    return cell.source.partition("\n")[0].lstrip("# ") if cell.source.startswith("#") else ""


def evidence(lesson: str, places: list[int], ran: NotebookNode) -> Evidence:
    """Collect what the cells at these places print or contain."""
    found = Evidence()
    for place in places:
        cell, output = student_copy(lesson).cells[place], ran.cells[place]
        if cell.cell_type == "markdown":
            for value in worked_out(cell.source):
                found.values.append((value, None))
            continue
        if not grade_id(cell).startswith("test_"):
            found.add(cell.source)
        for kind, text in texts(output.outputs):
            if kind == "text/html":
                alts = " ".join(html.unescape(alt) for alt in re.findall(r'alt="([^"]*)"', text))
                text = f"{alts} {html.unescape(re.sub('<[^>]*>', ' ', PIXELS.sub('', text)))}"
            found.add(text, Tolerance.of(output.metadata))
    return found


def missing(lesson: str, ran: NotebookNode | None = None, settled: bool = False) -> list[str]:
    """List the numbers of a lesson's prose that come from nowhere.

    `ran` is the solution with the outputs that count; without it, these are the stored ones. Where they are those of
    another machine, `settled` lets every number be off by the tolerance of its output.
    """
    ran, given = ran or solution(lesson), declared(lesson)
    everything = list(range(len(ran.cells)))
    lost: list[str] = []
    for section in sections(lesson):
        known: dict[bool, Evidence] = {}
        for place in section:
            cell = ran.cells[place]
            if cell.cell_type != "markdown":
                continue
            first = ran.cells[section[0]]
            whole = section[0] == 0 or heading(first) in CLOSING or grade_id(cell).startswith("reflect_")
            if whole not in known:
                known[whole] = evidence(lesson, everything if whole else section, ran)
            reasons = given.get(cell.id, {})
            for number in quoted(cell.source):
                number = replace(number, about=number.about or settled)
                if not ("all" in reasons or number.text in reasons or known[whole].has(number)):
                    lost.append(f"{cell.id}: {number.text}   in: … {number.around} …")
    return lost


def declared(lesson: str) -> dict[str, dict[str, str]]:
    """Read what a lesson declares as given, by cell and number."""
    path = ROOT / "tests" / "lessons" / lesson / "given.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def badly_declared(lesson: str) -> list[str]:
    """List what is declared and not in the prose, calculations that give another number, and what is no reason."""
    cells = {cell.id: cell for cell in solution(lesson).cells if cell.cell_type == "markdown"}
    faults = []
    for name, reasons in declared(lesson).items():
        numbers = {number.text: number for number in quoted(cells[name].source)} if name in cells else {}
        for text, reason in reasons.items():
            where = f"{name}: {text}"
            if not numbers or (text != "all" and text not in numbers):
                faults.append(f"{where} is not in the prose")
            elif reason.startswith("="):
                value = float(eval(reason[1:], {"__builtins__": {}}, dict(KNOWN)))
                if text == "all" or not numbers[text].is_from(value):
                    faults.append(f"{where} is not {reason[1:].strip()}, which is {value:.6g}")
            elif len(reason.split()) < 3:
                faults.append(f"{where} wants a reason in words")
    return faults


def worked_out(markdown: str) -> Iterator[float]:
    """Yield the numbers of the formulas in which what stands between the signs = and ≈ agrees."""
    for display, inline in MATH.findall(markdown):
        for formula in re.split(r"\\\\|\\qquad|\\quad|&|,\s", display or inline):
            sides = [side.strip(" .,;") for side in re.split(r"\\approx|=", formula)]
            values = [(side, _value(side)) for side in sides]
            for (left, a), (right, b) in zip(values, values[1:], strict=False):
                if a is not None and b is not None and _agree(left, a, right, b):
                    yield from (float(number) for number in re.findall(r"\d+\.\d+", f"{left} {right}"))


def _agree(left: str, a: float, right: str, b: float) -> bool:
    """Say whether two sides are equal; one that is a single number may be rounded, and is found by its side."""
    digits = [len(side.partition(".")[2]) for side in (left, right) if re.fullmatch(r"[-−]?\d+(\.\d+)?", side)]
    if len(digits) == 2:
        return False  # two numbers beside each other calculate nothing
    return abs(a - b) <= (0.5 * 10.0 ** -digits[0] if digits else 0) + 1e-9 * max(1.0, abs(a))


def _value(latex: str) -> float | None:
    """Work out a formula that has numbers alone; None where it has letters, or what is not known here."""
    text = latex.replace("−", "-").replace(r"\left", "").replace(r"\right", "").replace(r"\,", "").replace("\\;", "")
    text = re.sub(r"\\(?:big|Big)[lr]?", "", text).replace(r"\cdot", "*").replace(r"\times", "*").replace("\\%", "/100")
    previous = ""
    while previous != text:
        previous = text
        text = re.sub(r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", text)
        text = re.sub(r"\\[dt]?frac\s*(\d)(\d)", r"(\1/\2)", text)
        text = re.sub(r"\\sqrt\{([^{}]*)\}", r"sqrt(\1)", text)
        text = re.sub(r"\^\{([^{}]*)\}", r"**(\1)", text)
    text = re.sub(r"\^(\d)", r"**\1", text)
    text = re.sub(r"\\log\s*(\d[\d.]*|\([^()]*\))", r"log(\1)", text)
    text = re.sub(r"(?<=[\d)])\s*(?=\()", "*", re.sub(r"\be\b", "(e)", text))
    if not re.search(r"\d", text) or re.search(r"[\\{}_]", text):
        return None
    if re.sub(r"\b(?:log|sqrt|e)\b", "", text).strip("0123456789.+-*/() \n"):
        return None
    try:
        return float(eval(text, {"__builtins__": {}}, dict(KNOWN)))
    except (SyntaxError, TypeError, ZeroDivisionError, ValueError, OverflowError):
        return None
