"""What a cell showed, made safe for a page."""

import re
from collections.abc import Mapping

from markupsafe import Markup, escape
from nbformat import NotebookNode

from grading.feedback.sanitise import as_image, clean_html, markdown_to_html, shortened
from grading.report.mistakes import COLOURS

PLAIN_PICTURES = ("image/png", "image/jpeg")
HEADING = re.compile(r"<(/?)h[1-6]\b")


def safe_data(data: Mapping[str, str]) -> dict[str, str]:
    """Choose the richest form of an output that can be made safe."""
    if "text/html" in data:
        return {"text/html": clean_html(data["text/html"])}
    if "image/svg+xml" in data:
        return {"text/html": clean_html(as_image({"image/svg+xml": data["image/svg+xml"]}))}
    if "text/markdown" in data:
        return {"text/html": markdown_to_html(data["text/markdown"])}
    if "text/latex" in data:
        return {"text/html": markdown_to_html(data["text/latex"])}
    plain = {kind: data[kind] for kind in PLAIN_PICTURES if kind in data}
    if not plain and not as_image(data).endswith('src="">'):
        return {"text/html": clean_html(as_image(data))}
    return plain | ({"text/plain": shortened(data["text/plain"])} if "text/plain" in data else {})


def output_to_html(output: NotebookNode) -> Markup:
    """Write one output as safe HTML, of its richest form; errors without a terminal's colours."""
    if output.output_type == "stream":
        return preformatted(output.text)
    if output.output_type == "error":
        return preformatted("\n".join(output.traceback) or f"{output.ename}: {output.evalue}", "error")
    data = safe_data(output.data)
    if "text/html" in data:
        return scrolling(data["text/html"], "what the cell showed")
    if picture := {kind: data[kind] for kind in PLAIN_PICTURES if kind in data}:
        return Markup(clean_html(as_image(picture)))
    return preformatted(data.get("text/plain", ""))


def preformatted(text: str, kind: str = "output") -> Markup:
    """Write a text as it stands, of a bounded length, without a terminal's colours."""
    return Markup('<pre class="{}">{}</pre>').format(kind, escape(shortened(COLOURS.sub("", text)).rstrip("\n")))


def text_to_html(text: str, label: str, attachments: dict[str, dict[str, str]] | None = None) -> Markup:
    """Turn a text in Markdown, with formulas, into safe HTML."""
    return scrolling(markdown_to_html(text, attachments), label)


def scrolling(safe: str, label: str) -> Markup:
    """Let safe HTML that is too wide be moved, by keyboard too; its headings are none of the page's."""
    return Markup('<div class="rich" tabindex="0" role="group" aria-label="{}">{}</div>').format(
        label, Markup(HEADING.sub(lambda tag: f"<{tag[1]}p", safe))
    )
