"""Terms of the glossary explain themselves where a lesson uses them, on hover and on focus: a Sphinx extension."""

import html
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from docutils import nodes
from markdown_it import MarkdownIt
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from docs.lessons import ROOT
from grading.feedback.mathml import as_mathml

PAGE = "GLOSSARY"
ENTRY = re.compile(
    r"^\*\*(?P<term>[^*]+)\*\*(?P<forms>(?:, \*[^*]+\*)*) \(\[(?P<lesson>\d\d)\]\): (?P<text>.+?)$(?=\n\n|\n*\Z)",
    re.MULTILINE | re.DOTALL,
)
OTHER_NAMES = re.compile(r"\s+Also called:.*", re.DOTALL)
FORMULA = re.compile(r"\$([^$]+)\$")
# Words with a meaning of their own outside of the glossary: an explanation there would be of something else.
ORDINARY = set("cell check class example gain mask message record score shift shut sizes step strength".split())
CLOSED = (nodes.title, nodes.literal, nodes.literal_block, nodes.reference, nodes.math, nodes.math_block, nodes.raw)
MARKDOWN = MarkdownIt()


@dataclass(frozen=True)
class Entry:
    """A term: its forms as lessons write them, the lesson that introduces it, and its meaning in HTML."""

    term: str
    forms: tuple[str, ...]
    lesson: str
    meaning: str

    @property
    def anchor(self) -> str:
        """Its place on the glossary's page."""
        return f"term-{re.sub('[^a-z0-9]+', '-', self.term.lower())}"


class explained(nodes.Inline, nodes.TextElement):
    """A term in a lesson's text."""


@cache
def entries() -> tuple[Entry, ...]:
    """Read the glossary."""
    return tuple(_entry(found) for found in ENTRY.finditer((ROOT / f"{PAGE}.md").read_text(encoding="utf-8")))


def _entry(found: re.Match[str]) -> Entry:
    """Read one entry."""
    forms = (found["term"], *re.findall(r"\*([^*]+)\*", found["forms"]))
    text = re.sub(r"\[(\d\d)\]", r"lesson \1", OTHER_NAMES.sub("", found["text"]))
    formulas = FORMULA.findall(text)
    meaning = MARKDOWN.renderInline(FORMULA.sub("\N{OBJECT REPLACEMENT CHARACTER}", text))
    for formula in formulas:
        meaning = meaning.replace("\N{OBJECT REPLACEMENT CHARACTER}", as_mathml(formula), 1)
    return Entry(found["term"], forms, found["lesson"], re.sub(r"</?a[^>]*>", "", meaning))


def with_anchors(page: str) -> str:
    """Give each entry of the glossary's page an address."""
    return ENTRY.sub(lambda found: f"({_entry(found).anchor})=\n{found[0]}", page)


class Explain(SphinxPostTransform):
    """Mark each term where a section of a lesson first uses it, from the lesson on that introduces it."""

    default_priority = 500

    def run(self, **kwargs: Any) -> None:
        """Mark the terms of one page."""
        name = self.env.docname.rpartition("/")[2]
        if not self.env.docname.startswith("lessons/"):
            return
        known = {
            form.lower(): entry
            for entry in entries()
            if entry.lesson <= name[:2]
            for form in entry.forms
            if form not in ORDINARY
        }
        if known:
            alternatives = "|".join(re.escape(form) for form in sorted(known, key=len, reverse=True))
            words = re.compile(rf"\b({alternatives})(?:s|es)?\b", re.IGNORECASE)
            for section in self.document.findall(lambda node: isinstance(node, nodes.section)):
                _mark(section, words, known)


def _mark(section: nodes.Element, words: re.Pattern[str], known: dict[str, Entry]) -> None:
    """Mark terms in a section's own text."""
    seen: set[str] = set()
    own = [child for child in section.children if not isinstance(child, nodes.section)]
    for text in [text for child in own for text in child.findall(nodes.Text)]:
        if not _is_open(text, section):
            continue
        parts: list[nodes.Node] = []
        end = 0
        for found in words.finditer(text.astext()):
            entry = known[found[1].lower()]
            if entry.term not in seen:
                seen.add(entry.term)
                parts += [
                    nodes.Text(text.astext()[end : found.start()]),
                    explained("", nodes.Text(found[0]), entry=entry),
                ]
                end = found.end()
        if parts:
            text.parent.replace(text, [*parts, nodes.Text(text.astext()[end:])])


def _is_open(text: nodes.Text, section: nodes.Element) -> bool:
    """Say whether a text is a sentence's own: no code, no link, no heading."""
    node: nodes.Element | None = text.parent
    inside = False
    while node is not None and node is not section:
        if isinstance(node, CLOSED):
            return False
        inside = inside or isinstance(node, nodes.paragraph)
        node = node.parent
    return inside


def visit_explained(writer: Any, node: explained) -> None:
    """Begin a term: a link to the glossary's page."""
    entry: Entry = node["entry"]
    writer.terms = getattr(writer, "terms", 0) + 1
    depth = writer.builder.current_docname.count("/") if writer.builder.name == "html" else None
    target = f"{'../' * depth}{PAGE}.html#{entry.anchor}" if depth is not None else f"#{entry.anchor}"
    writer.body.append(f'<a class="term" href="{target}" aria-describedby="meaning-{writer.terms}">')


def depart_explained(writer: Any, node: explained) -> None:
    """End a term with its meaning, which the page shows on hover and on focus."""
    entry: Entry = node["entry"]
    writer.body.append(
        f'</a><span class="meaning" role="tooltip" id="meaning-{writer.terms}">'
        f"<strong>{html.escape(entry.term)}</strong>: {entry.meaning}</span>"
    )


def leave_out(writer: Any, node: explained) -> None:
    """Write the words alone."""


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx explain terms."""
    app.add_node(explained, html=(visit_explained, depart_explained), text=(leave_out, leave_out))
    app.add_post_transform(Explain)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
