"""Hold a text that a run has printed to the one that is stored: letter by letter, but numbers may differ a little.

What is exact has no tolerance, and every letter counts. What comes out of a training has one, in the metadata of its
cell: `"tolerance": 0.02`, or `"tolerance": {"absolute": 0.02, "relative": 0.05, "whole": 1}`. The text around the
numbers must be the same all the same.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

NUMBER = re.compile(r"(?<![\w.])[-+−]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+−]?\d+)?(?![\w])")
PERCENT = re.compile(r"\s?(?:%|per cent\b|percentage points?\b)")
PIXELS = re.compile(r"data:image/[a-z+]+;base64,[A-Za-z0-9+/=\s]*")
ROUNDING = 1e-9  # a difference of exactly the tolerance is within it


@dataclass(frozen=True)
class Tolerance:
    """By how much a printed number may differ from the stored one.

    Attributes
    ----------
    absolute : float
        The difference that every number with a decimal point may have. Before a per cent sign it is a hundred times
        this: 0.02 are two percentage points.
    relative : float
        The difference, as a share of the stored number, that is allowed instead where it is more.
    whole : float
        The difference that a number without a decimal point may have: it is a count, unless a per cent sign follows.
    """

    absolute: float = 0.0
    relative: float = 0.0
    whole: float = 0.0

    @classmethod
    def of(cls, metadata: Mapping[str, Any]) -> "Tolerance | None":
        """Read the tolerance of a cell from its metadata; None where it has none, and every letter counts.

        Raises
        ------
        ValueError
            Where the tolerance is no positive number, and no dict of such numbers with the names above.
        """
        if "tolerance" not in metadata:
            return None
        given = metadata["tolerance"]
        parts = {"absolute": given} if isinstance(given, int | float) else given
        try:
            tolerance = cls(**parts)
            good = all(0 <= part < float("inf") for part in parts.values()) and any(parts.values())
        except TypeError:
            good = False
        if not good:
            raise ValueError(f"a cell's tolerance is a number, or has absolute, relative and whole; this is {given!r}")
        return tolerance

    def allows(self, stored: str, new: str, percent: bool) -> bool:
        """Tell whether two numbers, as they are printed, are the same within the tolerance."""
        a, b = _value(stored), _value(new)
        whole = not percent and all(number.strip("-+−.").isdigit() for number in (stored, new))
        allowed = self.whole if whole else max(self.absolute * (100 if percent else 1), self.relative * abs(a))
        return abs(a - b) <= allowed + ROUNDING * max(1.0, abs(a))


def agree(stored: str, new: str, tolerance: Tolerance | None) -> bool:
    """Tell whether a new text says the same as the stored one, within the tolerance; pixels are not compared."""
    stored, new = PIXELS.sub("", stored), PIXELS.sub("", new)
    if tolerance is None or stored == new:
        return stored == new
    numbers, others = list(NUMBER.finditer(stored)), list(NUMBER.finditer(new))
    if len(numbers) != len(others) or _words(stored) != _words(new):
        return False
    pairs = zip(numbers, others, strict=True)
    return all(tolerance.allows(a[0], b[0], bool(PERCENT.match(stored, a.end()))) for a, b in pairs)


def texts(outputs: list[NotebookNode]) -> list[tuple[str, str]]:
    """Return what a cell has put out, as (kind, text): its prints, and each text of what it has shown.

    In how many pieces a print arrives is chance: pieces that follow one another are one text.
    """
    found: list[tuple[str, str]] = []
    for output in outputs:
        if output.output_type == "stream":
            before = found.pop()[1] if found and found[-1][0] == output.name else ""
            found.append((output.name, before + output.text))
        elif output.output_type == "error":
            found.append(("error", f"{output.ename}: {output.evalue}"))
        else:
            data = output.get("data", {})
            found += [(kind, str(text)) for kind, text in sorted(data.items()) if kind.startswith("text/")]
    return found


def disagreements(stored: NotebookNode, new: NotebookNode) -> list[str]:
    """Return a sentence for each cell whose new outputs do not say what the stored ones do."""
    return [
        f"cell {index}, {a.id}: {difference}"
        for index, (a, b) in enumerate(zip(stored.cells, new.cells, strict=True))
        if a.cell_type == "code" and (difference := _difference(a, b))
    ]


def _difference(stored: NotebookNode, new: NotebookNode) -> str:
    tolerance = Tolerance.of(stored.metadata)
    before, after = texts(stored.outputs), texts(new.outputs)
    if [kind for kind, _ in before] != [kind for kind, _ in after]:
        return f"it put out {[kind for kind, _ in after]}, and stored are {[kind for kind, _ in before]}"
    for (_, a), (_, b) in zip(before, after, strict=True):
        if not agree(a, b, tolerance):
            lines = zip(_lines(a), _lines(b), strict=False)
            first = next(((x, y) for x, y in lines if not agree(x, y, tolerance)), (a[-300:], b[-300:]))
            return f"stored is\n    {first[0]}\n  and this run gave\n    {first[1]}"
    return ""


def _lines(text: str) -> list[str]:
    return PIXELS.sub("", text).splitlines()


def _words(text: str) -> list[str]:
    """Return what stands between the numbers, each line by itself, blanks aside."""
    return [" ".join(NUMBER.sub(" # ", line).split()) for line in text.splitlines()]


def _value(number: str) -> float:
    return float(number.replace("−", "-"))
