"""What axe would find in pages as Sphinx and myst-nb write them, mended: a Sphinx extension."""

from typing import Any

from sphinx.application import Sphinx

MENDED = {
    '<th class="head"><p></p></th>': "<td></td>",  # no heading has no text
    ' aria-label="Toggle hidden content"': "",  # the button is called what stands on it
}
SEARCH = '<meta name="description" content="Search the lessons, the glossary and all other pages of the course.">'


def mend(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Mend the body of one page."""
    for found, better in MENDED.items():
        if "body" in context:
            context["body"] = context["body"].replace(found, better)
    if page == "search":
        context["metatags"] = f"{context.get('metatags', '')}\n{SEARCH}"


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx mend every page."""
    app.connect("html-page-context", mend)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
