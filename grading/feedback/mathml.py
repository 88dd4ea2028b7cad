"""Formulas as MathML, which every browser sets without a script."""

import re

from latex2mathml.converter import convert

ALIGNED = re.compile(r"(\\(?:begin|end)\{)aligned\}")  # the converter knows the same environment as align*
COLUMN = re.compile(r'columnalign="(left|right)"')  # browsers go by the style alone


def as_mathml(formula: str, display: str = "inline") -> str:
    """Turn LaTeX into MathML.

    Parameters
    ----------
    formula
        Without dollar signs.
    display
        "inline", or "block" for a formula on a line of its own.

    Raises
    ------
    Exception
        Of the converter's own kinds, where the formula cannot be read.
    """
    return COLUMN.sub(r'style="text-align: \1"', convert(ALIGNED.sub(r"\1align*}", formula), display=display))
