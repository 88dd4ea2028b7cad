"""What a student wrote or printed, made safe to look at: no script, no address outside the page, formulas in MathML."""

import base64
import html
import re
from collections.abc import Mapping
from urllib.parse import unquote

import nh3
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath, MathBlockParser, MathInlineParser

from grading.feedback.mathml import as_mathml
from grading.intake.names import scrubbed

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
    "th": {"colspan", "rowspan"}, "mtd": {"style"}, "details": {"open"}, "ol": {"start"}, "col": {"span"},
}.items():  # fmt: skip
    ATTRIBUTES[_tag] |= _names
STYLES = set(
    "background background-color border border-collapse border-color border-style border-width color font-family "
    "font-size font-style font-weight height line-height margin margin-bottom margin-left margin-right margin-top "
    "max-height max-width min-width padding padding-bottom padding-left padding-right padding-top text-align "
    "text-decoration vertical-align white-space width".split()
)
SCHEMES = {"http", "https", "mailto", "data"}
PICTURE_TYPES = ("image/svg+xml", "image/png", "image/jpeg", "image/webp", "image/gif")
BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]*")
LINK = re.compile(r"(?:https?:|mailto:|#)", re.IGNORECASE)
MOST_TEXT = 50_000  # characters of one text, or of one cell's code, that a page shows
MOST_HTML = 4_000_000  # characters of one output
MOST_FORMULA = 1_000
MOST_COLOURED = 10_000  # characters of code that a page shows in colours: finding them takes long
GAP = re.compile(r"\s{200}")  # and in a time that grows with the square of what is blank
CUT = "… cut here: a page shows no more than {:,} characters of one text."
NOT_SHOWN = "<p>(Not shown: an output of more than {:,} characters.)</p>"
READ_AS_MARKUP = "\n\\$`*_"  # by tools that look for formulas or Markdown in a page


def _filtered(tag: str, name: str, value: str) -> str | None:
    """Return an attribute's value, or None to drop it."""
    if name == "src":
        return value if PICTURE.fullmatch(value) else None
    if name == "href":
        return value if LINK.match(value) else None
    escaped = name == "style" and "\\" in value
    return None if escaped or "url(" in value.lower() else value


def _bounded(patterns: Mapping[str, str]) -> dict[str, str]:
    """Bound what a formula may hold, so that a delimiter without its partner costs no search through all the text."""
    lazy = {".*?": f".{{0,{MOST_FORMULA}}}?", ".+?": f".{{1,{MOST_FORMULA}}}?"}
    formulas = {name: text for name, text in patterns.items() if "math" in name or name == "latex_environment"}
    for unbounded, bounded in lazy.items():
        formulas = {name: text.replace(unbounded, bounded) for name, text in formulas.items()}
    return {**patterns, **formulas}


class LinearInline(MathInlineParser):
    """Reads a line of text in a time that grows with its length alone.

    A line break is looked for once in a run of spaces, and not once from each of them.
    """

    SPECIFICATION = {
        **_bounded(MathInlineParser.SPECIFICATION),
        "linebreak": r"(?:\\|(?<! ) {2,})\n\s*",
        "softbreak": r"(?<! ) *\n\s*",
    }


class LinearBlocks(MathBlockParser):
    """Reads blocks of text in a time that grows with their length alone."""

    SPECIFICATION = _bounded(MathBlockParser.SPECIFICATION)


class MathMLRenderer(IPythonRenderer):
    """Writes formulas in MathML, which browsers draw by themselves, and pictures that were pasted, or that none is."""

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Write a picture; one that was pasted lies in the cell."""
        if not url.startswith("attachment:"):
            return str(super().image(text, url, title))
        name = url.removeprefix("attachment:")
        picture = as_data(self.attachments.get(name) or self.attachments.get(unquote(name)) or {})
        if not picture:
            return f"<em>[{html.escape(unquote(name)[:100])}: this picture is missing, or of a kind not shown]</em>"
        return f'<img alt="{html.escape(text)}" src="{picture}">'

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
        if len(tex) > MOST_FORMULA:
            raise ValueError("too long")
        return as_mathml(tex.strip(), display)
    except Exception:
        return f"<code>{html.escape(tex)}</code>"


def shortened(text: str, most: int = MOST_TEXT) -> str:
    """Cut a text that is too long for a page, and say so."""
    text = scrubbed(text)
    return text if len(text) <= most else f"{text[:most]}\n\n{CUT.format(most)}"


def code_to_html(source: str, language: str | None = None, metadata: Mapping[str, object] | None = None) -> str:
    """Show code, in colours where they are found soon; a filter for nbconvert, which calls it `highlight_code`."""
    if len(source) > MOST_COLOURED or GAP.search(source):
        return f'<div class="highlight"><pre>{html.escape(source)}</pre></div>'
    return str(Highlight2HTML(pygments_lexer="ipython3")(source))  # type: ignore[no-untyped-call]


def markdown_to_html(text: str, attachments: dict[str, dict[str, str]] | None = None) -> str:
    """Turn a text into HTML that is safe."""
    renderer = MathMLRenderer(escape=False, attachments=attachments or {}, exclude_anchor_links=True)
    reader = MarkdownWithMath(renderer, LinearBlocks(), LinearInline(hard_wrap=False))
    return clean_html(reader.render(shortened(text)))


def clean_html(page: str) -> str:
    """Leave of HTML what is safe, on one line, and keep other tools from reading formulas or Markdown into it."""
    safe = nh3.clean(
        scrubbed(page) if len(page) <= MOST_HTML else NOT_SHOWN.format(MOST_HTML),
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


def as_data(kinds: Mapping[str, str]) -> str:
    """Write a picture as an address that holds it, "" where it is none; a drawing (SVG) in which no script runs."""
    for kind in PICTURE_TYPES:
        data = kinds.get(kind, "")
        packed = "".join(data.split())
        if kind == "image/svg+xml" and not BASE64.fullmatch(packed):
            packed = base64.b64encode(scrubbed(data).encode()).decode()
        if packed and BASE64.fullmatch(packed):
            return f"data:{kind};base64,{packed}"
    return ""


def as_image(kinds: Mapping[str, str]) -> str:
    """Show a picture that came out of a cell."""
    return f'<img alt="a picture" src="{as_data(kinds)}">'
