"""Formulas as MathML, which every browser sets without a script: a Sphinx extension."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from grading.feedback.mathml import as_mathml

LONG = 30  # characters of LaTeX that fit on the line of a phone


def pieces(formula: str) -> list[str]:
    """Split a long formula before each equals sign that stands in no bracket: browsers break none by themselves."""
    found, depth = [""], 0
    for character in formula:
        depth += (character in "{([") - (character in "})]")
        if character == "=" and not depth and len(formula) > LONG:
            found.append("{} ")  # with something before it, the sign keeps its distance
        found[-1] += character
    return found


def visit_inline(writer: Any, node: nodes.math) -> None:
    """Write a formula inside a sentence."""
    writer.body.append("<wbr>".join(map(as_mathml, pieces(node.astext()))))
    raise nodes.SkipNode


def visit_block(writer: Any, node: nodes.math_block) -> None:
    """Write a formula on a line of its own; a wide one scrolls, by keyboard too."""
    formula = as_mathml(node.astext(), display="block")
    writer.body.append(f'<div class="formula" tabindex="0" role="group" aria-label="formula">{formula}</div>')
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx write formulas so."""
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
