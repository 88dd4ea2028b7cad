"""Pages for instructors and students: what is rewritten, and what is left alone."""

import pytest

from grading.nbgrader_ext import pages
from grading.nbgrader_ext.sanitise import clean_html, markdown_to_html
from helpers.checks import Check, NotMet


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


def test_what_pages_show_of_a_message_is_what_a_check_writes():
    """The lines that say the mistake and the section, in a real check's words, are the ones that pages keep."""
    with pytest.raises(NotMet) as caught:
        Check(max, "Sums").fail("max(3, 4)", "Expected 3, and got 4.", "a sum")
    kept = [line for line in str(caught.value).splitlines() if line.startswith(pages.SHOWN_LINES)]
    assert any("a sum" in line for line in kept) and any("Sums" in line for line in kept)


def test_of_a_hidden_test_its_values_are_left_out():
    said = 'f([1, 2])\n    Expected 3.0, and got 4.0.\nThis looks like: a sum, not a mean.\nRead again: "Loss".'
    shown = pages.without_values(said)
    assert "a sum, not a mean" in shown and "Loss" in shown and "3.0" not in shown and "[1, 2]" not in shown
