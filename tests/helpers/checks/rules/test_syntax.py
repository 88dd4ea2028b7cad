"""What Python cannot read is shown, and explained where its complaint is one that beginners meet."""

import pytest

from helpers.checks.rules import syntax

BODY = "def f(z):\n"
TOLD = {
    "def f(z)\n    return z": ", `def f(z)` (expected ':'). Python expected a colon",
    f"{BODY}    if z > 0\n        return 1": "Python expected a colon",
    f"{BODY}return z": "The lines below the function definition in line 1 have to be indented",
    f"{BODY}    a = 1\n      return a": "indented further than the line above",
    f"{BODY}        a = 1\n    return a": "spaces that no line above it has",
    f"{BODY}\treturn z\n        return z": "Use spaces alone",
    f"{BODY}    return (z": "The bracket `(` that was opened there",
    f"{BODY}    return z)": "The bracket `)` closes nothing",
    f"{BODY}    return (z]": "The bracket `(` was closed by `]`",
    f"{BODY}    return 'z": "begins with a quote",
    f"{BODY}    if z = 1:\n        return z": "`==` compares",
    f"{BODY}    return 2z": "cannot read this number",
    f"{BODY}    return z − 1": "This minus was copied from a text",
    f"{BODY}    return z × 1": "does not know the character ×",
    f"{BODY}    return z\u00a0- 1": "cannot be seen",
    f"{BODY}    pass\nreturn 3": ", `return 3` ('return' outside function). This `return` is not inside",
    f"{BODY}    return f(a=1, 2)": "come after those without a name",
    f"{BODY}    return (z 3)": "Perhaps a comma",
    f"{BODY}    return z +": ", `return z +` (invalid syntax)",
}


@pytest.mark.parametrize("source", TOLD)
def test_the_line_is_shown_and_the_complaint_explained(source: str):
    with pytest.raises(SyntaxError) as caught:
        compile(source, "<cell>", "exec")
    told = syntax.in_words(caught.value, source)
    assert TOLD[source] in told and not told.endswith(".")


def test_an_error_without_a_line_says_nothing():
    assert syntax.in_words(SyntaxError("too deep")) == ""
