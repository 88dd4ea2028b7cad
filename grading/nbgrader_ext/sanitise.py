"""What a student wrote or printed, made safe to look at: no script, no address outside the page, formulas in MathML."""

import base64
import html
import re

from bleach.css_sanitizer import CSSSanitizer
from bleach.sanitizer import Cleaner
from latex2mathml.converter import convert
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

TEXT = (
    "a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 "
    "hr i img kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var"
).split()
MATHS = (
    "math maction menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow "
    "ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover"
).split()
MATHS_ATTRIBUTES = set(
    "accent accentunder columnalign columnlines columnspan display displaystyle fence form height linethickness lspace "
    "mathcolor mathvariant maxsize minsize notation rowlines rowspacing rowspan rspace scriptlevel separator stretchy "
    "symmetric voffset width xmlns".split()
)
ATTRIBUTES = {
    "*": {"style", "title", "lang", "dir", "id"},
    "a": {"href"}, "img": {"alt", "src", "width", "height"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"},
    "details": {"open"}, "ol": {"start"}, "col": {"span"},
}  # fmt: skip
STYLES = (
    "background background-color border border-collapse border-color border-style border-width color font-family "
    "font-size font-style font-weight height line-height margin margin-bottom margin-left margin-right margin-top "
    "max-height max-width min-width padding padding-bottom padding-left padding-right padding-top text-align "
    "text-decoration vertical-align white-space width"
).split()
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|svg\+xml);base64,[A-Za-z0-9+/=\s]*")
LINK = re.compile(r"(?:https?:|mailto:|#)", re.IGNORECASE)


def _allowed(tag: str, name: str, value: str) -> bool:
    if tag in MATHS:
        return name in MATHS_ATTRIBUTES
    if name == "src":
        return tag == "img" and bool(PICTURE.fullmatch(value))
    if name == "href":
        return tag == "a" and bool(LINK.match(value))
    return name in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) and "url(" not in value.lower()


CLEANER = Cleaner(
    tags={*TEXT, *MATHS},
    attributes=_allowed,
    protocols={"http", "https", "mailto", "data"},
    strip=True,
    css_sanitizer=CSSSanitizer(allowed_css_properties=STYLES),
)


class Formulas(IPythonRenderer):
    """Writes formulas in MathML, which browsers draw by themselves."""

    def inline_math(self, body: str) -> str:
        """Write a formula in a line of text."""
        return formula(body, "inline")

    def block_math(self, body: str) -> str:
        """Write a formula that stands alone."""
        return formula(body, "block")

    def latex_environment(self, name: str, body: str) -> str:
        """Write a formula of several lines."""
        return formula(rf"\begin{{{name}}}{body}\end{{{name}}}", "block")


def formula(tex: str, display: str) -> str:
    """Turn a formula from TeX into MathML; one that cannot be read is shown as it was written."""
    try:
        return convert(tex.strip(), display=display)
    except Exception:
        return f"<code>{html.escape(tex)}</code>"


def markdown(text: str, attachments: dict | None = None) -> str:
    """Turn a text into HTML that is safe."""
    renderer = Formulas(escape=False, attachments=attachments or {}, exclude_anchor_links=True)
    return clean(MarkdownWithMath(renderer=renderer).render(text))


def clean(page: str) -> str:
    """Leave of HTML what is safe, on one line, and keep other tools from reading formulas or Markdown into it."""
    left = CLEANER.clean(page)
    for sign in "\n\\$`*_":
        left = left.replace(sign, f"&#{ord(sign)};")
    return f'<div class="tex2jax_ignore">{left}</div>'


def picture(drawing: str) -> str:
    """Show an SVG drawing as an image, in which no script runs."""
    data = base64.b64encode(drawing.encode("utf-8", "replace")).decode()
    return f'<img alt="a drawing" src="data:image/svg+xml;base64,{data}">'
