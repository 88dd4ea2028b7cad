"""What a student wrote or printed, made safe to look at: no script, no address outside the page, formulas in MathML."""

import base64
import html
import re

import nh3
from latex2mathml.converter import convert
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

TEXT_TAGS = set(
    "a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 "
    "hr i img kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var"
    .split()
)  # fmt: skip
MATHML_TAGS = set(
    "math maction menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow "
    "ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover".split()
)
MATHML_ATTRIBUTES = set(
    "accent accentunder columnalign columnlines columnspan display displaystyle fence form height linethickness lspace "
    "mathcolor mathvariant maxsize minsize notation rowlines rowspacing rowspan rspace scriptlevel separator stretchy "
    "symmetric voffset width xmlns".split()
)
TEXT_ATTRIBUTES = {"style", "title", "lang", "dir", "id"}
ATTRIBUTES = {
    **{tag: set(TEXT_ATTRIBUTES) for tag in TEXT_TAGS},
    **{tag: set(MATHML_ATTRIBUTES) for tag in MATHML_TAGS},
}
for _tag, _names in {
    "a": {"href"}, "img": {"alt", "src", "width", "height"}, "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"}, "details": {"open"}, "ol": {"start"}, "col": {"span"},
}.items():  # fmt: skip
    ATTRIBUTES[_tag] |= _names
STYLES = set(
    "background background-color border border-collapse border-color border-style border-width color font-family "
    "font-size font-style font-weight height line-height margin margin-bottom margin-left margin-right margin-top "
    "max-height max-width min-width padding padding-bottom padding-left padding-right padding-top text-align "
    "text-decoration vertical-align white-space width".split()
)
SCHEMES = {"http", "https", "mailto", "data"}
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|svg\+xml);base64,[A-Za-z0-9+/=\s]*")
LINK = re.compile(r"(?:https?:|mailto:|#)", re.IGNORECASE)
READ_AS_MARKUP = "\n\\$`*_"  # by tools that look for formulas or Markdown in a page


def _filtered(tag: str, name: str, value: str) -> str | None:
    """Return an attribute's value, or None to drop it."""
    if name == "src":
        return value if PICTURE.fullmatch(value) else None
    if name == "href":
        return value if LINK.match(value) else None
    escaped = name == "style" and "\\" in value
    return None if escaped or "url(" in value.lower() else value


class MathMLRenderer(IPythonRenderer):
    """Writes formulas in MathML, which browsers draw by themselves."""

    def inline_math(self, body: str) -> str:
        """Write a formula in a line of text."""
        return formula_to_mathml(body, "inline")

    def block_math(self, body: str) -> str:
        """Write a formula that stands alone."""
        return formula_to_mathml(body, "block")

    def latex_environment(self, name: str, body: str) -> str:
        """Write a formula of several lines."""
        return formula_to_mathml(rf"\begin{{{name}}}{body}\end{{{name}}}", "block")


def formula_to_mathml(tex: str, display: str) -> str:
    """Turn a formula from TeX into MathML; one that cannot be read is shown as it was written."""
    try:
        return str(convert(tex.strip(), display=display))
    except Exception:
        return f"<code>{html.escape(tex)}</code>"


def markdown_to_html(text: str, attachments: dict[str, dict[str, str]] | None = None) -> str:
    """Turn a text into HTML that is safe."""
    renderer = MathMLRenderer(escape=False, attachments=attachments or {}, exclude_anchor_links=True)
    return clean_html(MarkdownWithMath(renderer=renderer).render(text))


def clean_html(page: str) -> str:
    """Leave of HTML what is safe, on one line, and keep other tools from reading formulas or Markdown into it."""
    safe = nh3.clean(
        page,
        tags=TEXT_TAGS | MATHML_TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_filtered,
        url_schemes=SCHEMES,
        filter_style_properties=STYLES,
        link_rel=None,
    )
    for sign in READ_AS_MARKUP:
        safe = safe.replace(sign, f"&#{ord(sign)};")
    return f'<div class="tex2jax_ignore">{safe}</div>'


def svg_as_image(drawing: str) -> str:
    """Show an SVG drawing as an image, in which no script runs."""
    data = base64.b64encode(drawing.encode("utf-8", "replace")).decode()
    return f'<img alt="a drawing" src="data:image/svg+xml;base64,{data}">'
