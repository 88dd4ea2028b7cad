"""Pages in the Formgrader, and what all pages make safe: what is rewritten, and what is left alone."""

import html
import re

import pytest
from nbconvert.exporters import HTMLExporter
from nbformat import from_dict

from grading.feedback import sanitise
from grading.feedback.sanitise import LinearBlocks, LinearInline, clean_html, markdown_to_html
from grading.nbgrader_ext import pages


def test_a_heading_makes_no_link_of_what_follows():
    page = markdown_to_html("# A head\n\nSome *text*.\n\n## Another\n\n- one\n- two")
    assert "<a" not in page and "<h1>A head</h1>" in page and "<em>text</em>" in page and page.count("<li>") == 2


def test_formulas_are_drawn_without_a_script_and_unreadable_ones_shown_as_written():
    page = markdown_to_html(r"The slope is $\frac{1}{m}$, and $$a^2$$ too. Broken: $\frac{$.")
    assert page.count("<math") >= 2 and "mfrac" in page and "$" not in page


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        '<a href="javascript:alert(1)">here</a>',
        "[here](javascript:alert(1))",
        '<svg onload="alert(1)"><circle/></svg>',
        '<iframe src="data:text/html,<script>alert(1)</script>"></iframe>',
        '<p style="background: url(javascript:alert(1))">p</p>',
        '<form action="https://example.org"><input name="x"></form>',
        r"$\text{<img src=x onerror=alert(1)>}$",
    ],
)
def test_nothing_in_a_text_can_run_or_call_out(text: str):
    for page in (markdown_to_html(f"before\n\n{text}\n\nafter"), clean_html(text)):
        low = page.lower()
        assert not any(f"<{tag}" in low for tag in ("script", "svg", "iframe", "form", "input", "img src=x"))
        assert " onerror=" not in low.replace("&lt;", "").split("<code>")[0] or "<img" not in low
        assert 'href="javascript' not in low and "url(" not in low


def test_a_run_of_spaces_is_looked_through_once():
    """From within a run no search begins, so the time grows with the length, and not with its square."""
    text = "a" + " " * 1000 + "\nb"
    for rule in ("softbreak", "linebreak"):
        starts = [at for at in range(1, 1000) if re.compile(LinearInline.SPECIFICATION[rule]).match(text, at)]
        assert starts == [1], rule


def test_no_pattern_for_a_formula_searches_without_bound():
    for rules in (LinearInline.SPECIFICATION, LinearBlocks.SPECIFICATION):
        formulas = [text for name, text in rules.items() if "math" in name or name == "latex_environment"]
        assert formulas and not [text for text in formulas if ".*?" in text or ".+?" in text]


@pytest.mark.parametrize(("text", "page"), [
    ("one  \ntwo", "one<br>&#10;two"), ("one\\\ntwo", "one<br>&#10;two"), ("one\ntwo", "one&#10;two"),
    ("one \ntwo", "one&#10;two"), ("one \n\\\n  \n", "one"),
    ("one\n\ntwo", "<p>one</p>&#10;<p>two</p>"), ("a    b", "<p>a    b</p>")])  # fmt: skip
def test_lines_still_break_where_they_broke(text: str, page: str):
    assert page in markdown_to_html(text)


SIGNS = ("[", "![", "[a](", "*", "*a ", "_a", "`", ">", "> ", "$", "$a", "$$a ", "\\(", "\\\\[", "\\begin{a}", "<",
         "<a ", "<b>", "<!--", " \n", "\n", "\t", "&", "\\", "|", "~~a", "http://", "- ", "#", "[^1]",
         "<div>\n\n", "*a**", "a|b\n-|-\n", "$\\frac{", "${", "$a^")  # fmt: skip
NASTY = ["a" + " " * 1_000_000 + "b", *(sign * (1_000_000 // len(sign)) for sign in SIGNS)]


def test_a_text_of_a_megabyte_is_read_up_to_a_bound():
    read = []

    class Reader(sanitise.MarkdownWithMath):
        def render(self, source: str) -> str:
            read.append(source)
            return ""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sanitise, "MarkdownWithMath", Reader)
        for text in NASTY:
            markdown_to_html(text)
    assert max(map(len, read)) < sanitise.MOST_TEXT + 200 and all("cut here" in text for text in read)


@pytest.mark.full
@pytest.mark.parametrize("text", NASTY, ids=[text[:9] for text in NASTY])
def test_nasty_texts_come_out_as_pages(text: str):
    """Each takes some tenths of a second; a quadratic pattern would take minutes, and be noticed without a clock."""
    page = markdown_to_html(text)
    assert page.startswith("<div") and len(page) < 40 * sanitise.MOST_TEXT


def rendered(*cells: dict) -> str:
    """Make a whole page, as feedback and Formgrader do."""
    exporter = HTMLExporter(template_name="classic", filters={"highlight_code": sanitise.code_to_html})
    exporter.register_preprocessor(pages.Safe, enabled=True)
    code = {"execution_count": None, "outputs": []}
    made = [
        {"id": f"c{n}", "metadata": {}, **(code if c["cell_type"] == "code" else {}), **c} for n, c in enumerate(cells)
    ]
    return exporter.from_notebook_node(from_dict({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))[
        0
    ]


def test_a_whole_page_of_spaces_and_of_long_outputs_is_bounded():
    error = {"output_type": "error", "ename": "E", "evalue": "v" * 10**6, "traceback": ["t" * 60_000] * 20}
    outputs = [{"output_type": "stream", "name": "stdout", "text": "s" * 10**6}, error,
               {"output_type": "display_data", "metadata": {}, "data": {"text/html": "<b>" * 2 * 10**6}},
               {"output_type": "display_data", "metadata": {}, "data": {"text/plain": "p" * 10**6}}]  # fmt: skip
    page = rendered({"cell_type": "markdown", "source": "a" + " " * 64_000 + "b"},
                    {"cell_type": "code", "source": "x" * 10**6, "outputs": outputs})  # fmt: skip
    assert len(page) < 10 * sanitise.MOST_TEXT + len(rendered()) and "an output of more than" in page
    assert page.count("cut here") >= 4


def test_own_cells_share_a_bound_and_the_lessons_cells_are_always_shown():
    own = {"cell_type": "markdown", "source": "w" * 50_000}
    lesson = {"cell_type": "markdown", "source": "This is the lesson.", "metadata": {"nbgrader": {}}}
    page = rendered(*[own] * 30, lesson)
    assert page.count("Not shown") == 20 and "This is the lesson." in page


def test_half_characters_come_out_as_a_page():
    bad = "half \ud83d of a smiley"
    outputs = [{"output_type": "stream", "name": "stdout", "text": bad},
               {"output_type": "error", "ename": bad, "evalue": bad, "traceback": [bad]},
               {"output_type": "display_data", "metadata": {}, "data": {"text/html": bad}}]  # fmt: skip
    cells = [{"cell_type": "markdown", "source": bad, "attachments": {bad: {"image/png": bad}}},
             {"cell_type": "code", "source": f"# {bad}", "outputs": outputs},
             {"cell_type": "raw", "source": bad}]  # fmt: skip
    assert rendered(*cells).encode("utf-8").count(b"half ? of a smiley") >= 6
    assert markdown_to_html(bad).encode() and clean_html(bad).encode()


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def test_pictures_that_were_pasted_are_shown_or_named():
    text = " ".join(f"![x](attachment:{name})" for name in ("a.webp", "b.svg", "c.png", "d%C3%BC.png", "e"))
    files = {"a.webp": {"image/webp": "UklG"}, "b.svg": {"image/svg+xml": DRAWING}, "dü.png": {"image/png": "iVBORw0K"},
             "e": {"image/png": '" onerror="alert(1)'}}  # fmt: skip
    page = markdown_to_html(text, files)
    assert 'src="data:image/webp;base64,UklG"' in page and 'src="data:image/png;base64,iVBORw0K"' in page
    assert 'src="data:image/svg+xml;base64,' in page and "<svg" not in page and "<script" not in page
    assert "[c.png: this picture is missing" in page and "[e: this picture is missing" in page and "onerror" not in page


def test_pictures_that_a_cell_shows_are_shown():
    for kind in ("image/webp", "image/gif", "image/svg+xml"):
        data = {kind: DRAWING if "svg" in kind else "UklG", "text/plain": "as text"}
        page = rendered({"cell_type": "code", "source": "", "outputs": [
            {"output_type": "display_data", "metadata": {}, "data": data}]})  # fmt: skip
        assert f'src="data:{kind};base64,' in page and "<svg" not in page


def test_long_or_blank_code_is_shown_without_colours():
    """Of 20,000 blank lines, finding the colours alone took minutes."""
    plain = 'print("hello")\n\n\nprint(3)'
    assert "<span" in rendered({"cell_type": "code", "source": plain}).split("<body")[1]
    for source in (plain + " \n" * 20_000 + "x", plain * 1000, "f'{a!r:{b}" * 5_000):
        shown = rendered({"cell_type": "code", "source": source}).split("<body")[1]
        assert "<span" not in shown and html.escape(source[:10], quote=False) in shown


def test_what_a_picture_and_a_column_may_say():
    renderer = sanitise.MathMLRenderer(attachments={"a.png": {"image/png": "AAAA"}})
    assert renderer.image('"><b>', "attachment:a.png").startswith('<img alt="&quot;&gt;&lt;b&gt;" src="data:image/png;')
    columns = '<table><colgroup><col span="2"></colgroup><tbody><tr><td>1</td></tr></tbody></table>'
    assert '<col span="2">' in clean_html(columns)


def test_steps_of_a_calculation_in_a_text_stand_below_each_other():
    page = clean_html(markdown_to_html("$$\\begin{aligned} L &= 1 \\\\ &= 2 \\end{aligned}$$"))
    assert page.count("<mtr>") == 2 and "text-align:right" in page.replace(": ", ":")
