"""The glossary and the notation have every term and every symbol that a lesson uses, and nothing that none uses.

A term is what a lesson writes in **bold**: one to four words of letters, digits and hyphens, the first of them not an
article. So no term is a bold sentence, a label that ends in a colon or a stop, a number like C1, the head of a list's
item like The rules, a key like Shift+Enter; nor Round one, nor what a summary stresses again. The other bold words
that are no terms stand in NOT_TERMS. For emphasis there are *italics*.
A symbol is a letter, a letter with a d before it, or a command such as \\eta in a formula.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.course import LESSONS, ROOT, student_copy

LINK_LINE = (
    "*A word that you have forgotten is in the [glossary](../../GLOSSARY.md), a letter in the"
    " [notation](../../NOTATION.md).*"
)
# Parts that every lesson has, and what stands on the screen.
NOT_TERMS = {
    "You need", "Afterwards you can", "Shift", "Enter", "Validate", "Help", "three dots", "Restart the kernel",
}  # fmt: skip
# One printed page, with the lines that name the lessons' files left out.
PAGE = 60
WIDEST = 180

BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
TERM = re.compile(r"[^\W_]+(?:[ '-][^\W_]+)*")
LABEL = re.compile(r"(?:the|a|an|round) .*|[^\W_]?\d+", re.IGNORECASE)
FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<!\\)\$([^$]+?)\$", re.DOTALL)
WORDS = re.compile(r"\\(?:text|mathrm|begin|end)\{[^}]*\}")
SYMBOL = re.compile(r"\\[A-Za-z]+|d[A-Za-z]|[A-Za-z]")
# Commands that only say how a formula is set.
PLAIN = {f"\\{name}" for name in "frac dfrac tfrac cdot dots left right bigl bigr Bigl Bigr qquad quad".split()}
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
ENTRY = re.compile(r"\*\*(?P<term>[^*]+)\*\*(?P<forms>(?:, \*[^*]+\*)*) \(\[(?P<lesson>\d\d)\]\): (?P<text>.+)")
ROW = re.compile(r"^\| (?P<symbols>\$.+?) \|(?P<rest>.*)\| (?P<lessons>\[\d\d\](?:, \[\d\d\])*) \|$", re.MULTILINE)
LESSON_LINK = re.compile(r"^\[(\d\d)\]: (\S+)$", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """An entry of the glossary."""

    term: str
    forms: tuple[str, ...]
    lesson: str
    text: str


def fold(text: str) -> str:
    """Bring words to the form by which they are compared: small letters, no hyphens, and no ending of the plural."""
    words = re.findall(r"[^\W_]+", text.lower())
    return " ".join(re.sub(r"(?<=..)ies$", "y", word).rstrip("es") for word in words)


def terms(markdown: str) -> list[str]:
    """List the terms in bold, as they stand there."""
    if markdown.startswith("## What to remember"):
        return []
    found = [" ".join(span.split()) for span in BOLD.findall(CODE.sub("`", markdown))]
    found = [span for span in found if TERM.fullmatch(span) and len(span.split()) <= 4]
    return [span for span in found if span not in NOT_TERMS and not LABEL.fullmatch(span)]


def symbols(markdown: str) -> set[str]:
    """Collect the letters and commands of all formulas."""
    formulas = [one or other for one, other in FORMULA.findall(CODE.sub("`", markdown))]
    return {symbol for formula in formulas for symbol in SYMBOL.findall(WORDS.sub(" ", formula))} - PLAIN


def glossary(page: str) -> list[Entry]:
    """Read the entries of a glossary."""
    body = LESSON_LINK.sub("", page[page.index("\n## ") :])
    blocks = [" ".join(block.split()) for block in body.split("\n\n") if block.strip() and not block.startswith("#")]
    blocks = [block for block in blocks if not block.startswith("## ")]
    found = [ENTRY.fullmatch(block) for block in blocks]
    unread = [block for block, entry in zip(blocks, found, strict=True) if not entry]
    assert not unread, f"no entry: {unread}"
    return [Entry(e["term"], tuple(re.findall(r"\*(.+?)\*", e["forms"])), e["lesson"], e["text"]) for e in found]


def rows(page: str) -> list[tuple[str, str, list[str]]]:
    """Read the rows of the notation's tables: the symbols, what is said of them, and the lessons' numbers."""
    return [(row["symbols"], row["rest"], re.findall(r"\d\d", row["lessons"])) for row in ROW.finditer(page)]


def prose(lesson: str) -> str:
    """All that a student reads in a lesson's text cells."""
    return "\n\n".join(cell.source for cell in student_copy(lesson).cells if cell.cell_type == "markdown")


def code(lesson: str) -> str:
    """All code that a student reads in a lesson, in its text too."""
    return "\n".join(
        cell.source if cell.cell_type == "code" else "\n".join(CODE.findall(cell.source))
        for cell in student_copy(lesson).cells
    )


def has(text: str, term: str) -> bool:
    """Whether a text uses a term, in the singular or the plural."""
    return f" {fold(term)} " in f" {fold(text)} "


GLOSSARY = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
NOTATION = (ROOT / "NOTATION.md").read_text(encoding="utf-8")
ENTRIES = glossary(GLOSSARY)
SIGNS = rows(NOTATION)
KNOWN = {fold(name) for entry in ENTRIES for name in (entry.term, *entry.forms)}
BY_NUMBER = {lesson[:2]: lesson for lesson in LESSONS}
each_lesson = pytest.mark.parametrize("lesson", LESSONS)


def bold(lesson: str) -> Iterator[str]:
    """All terms that a lesson writes in bold."""
    for cell in student_copy(lesson).cells:
        if cell.cell_type == "markdown":
            yield from terms(cell.source)


@each_lesson
def test_the_glossary_has_each_term(lesson: str):
    missing = {term for term in bold(lesson) if fold(term) not in KNOWN}
    assert not missing, "for GLOSSARY.md; or, where it is no term but emphasis, for *italics*"


@each_lesson
def test_the_notation_has_each_symbol_by_then(lesson: str):
    """A symbol is in the table, with this lesson's number or that of an earlier one."""
    known = {symbol for signs, _, numbers in SIGNS if numbers[0] <= lesson[:2] for symbol in symbols(signs)}
    missing = symbols(prose(lesson)) - known
    assert not missing, "for NOTATION.md"


@each_lesson
def test_each_lesson_links_to_both(lesson: str):
    first = student_copy(lesson).cells[0].source
    assert LINK_LINE in [" ".join(part.split()) for part in first.split("\n\n")]


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.lesson in BY_NUMBER], ids=lambda entry: entry.term)
def test_each_term_is_used_where_the_glossary_says(entry: Entry):
    lesson = BY_NUMBER[entry.lesson]
    assert any(has(prose(lesson), name) for name in (entry.term, *entry.forms))
    names = {fold(name) for name in (entry.term, *entry.forms)}
    earlier = [other for other in LESSONS if other < lesson and names & {fold(term) for term in bold(other)}]
    assert not earlier, "an earlier lesson introduces it"


@pytest.mark.parametrize(("signs", "said", "numbers"), SIGNS, ids=[signs for signs, _, _ in SIGNS])
def test_each_symbol_is_used_where_the_notation_says(signs: str, said: str, numbers: list[str]):
    there = [BY_NUMBER[number] for number in numbers if number in BY_NUMBER]
    used = [symbols(prose(lesson)) for lesson in there]
    assert all(symbols(signs) & found for found in used), "a lesson that uses none of them"
    if len(there) == len(numbers):
        assert symbols(signs) <= set().union(*used)
        for name in re.findall(r"`(.+?)`", said.split("|")[0]):
            assert any(re.search(rf"\b{re.escape(name)}\b", code(lesson)) for lesson in there), name
    assert numbers == sorted(numbers)


def test_entries_are_in_alphabetical_order():
    keys = [re.sub(r"[^a-z0-9]", "", entry.term.lower()) for entry in ENTRIES]
    assert keys == sorted(set(keys))
    for part in re.split(r"^## ", GLOSSARY, flags=re.MULTILINE)[1:]:
        assert all(entry.term[0].upper() == part[0] for entry in glossary(f"\n## {part}")), part[0]


@pytest.mark.parametrize("page", [GLOSSARY, NOTATION], ids=["GLOSSARY.md", "NOTATION.md"])
def test_the_pages_links_lead_to_lessons(page: str):
    links = dict(LESSON_LINK.findall(page))
    assert set(re.findall(r"\[(\d\d)\](?!:)", page)) == set(links)
    for number, link in links.items():
        folder = re.fullmatch(rf"lessons/({number}_\w+)/\1\.ipynb", link)
        assert folder, link
        assert (ROOT / link).exists() or number not in BY_NUMBER, link


def test_the_notation_is_one_page():
    lines = [line for line in NOTATION.splitlines() if not LESSON_LINK.match(line)]
    assert len(lines) <= PAGE
    assert max(len(line) for line in lines) <= WIDEST


def test_terms_are_found_by_the_rule():
    text = """A **mini-batch** is small; so are **batches of\nrows**, the **L2 penalty** and **He initialisation**.
        **Round two, half worked.** Press **Shift+Enter**, or **Validate**. **You need** `**kwargs` and `a**b` of it.
        **The check** **C1** **1** **Round three is yours** **this is a whole long sentence**
        **C6, "trains itself".** *italic* **_private** **XOR**"""
    assert terms(text) == ["mini-batch", "batches of rows", "L2 penalty", "He initialisation", "XOR"]
    assert terms("## What to remember\n\n- **several seeds**") == []


def test_words_are_compared_in_the_singular():
    for one, many in ("class", "Classes"), ("bias", "biases"), ("mini-batch", "Mini\nbatches"), ("loss", "losses"):
        assert fold(one) == fold(many)
    assert fold("boundary") == fold("boundaries") and fold("unit") != fold("united")
    assert has("two hidden\nunits", "hidden unit") and has("a mini-batch", "Mini-batches")
    assert not has("a subunit", "unit") and not has("hidden, and a unit", "hidden unit")


def test_symbols_are_found_in_formulas_alone():
    text = r"$n_\text{in}$ and $$\frac{\partial L}{\partial w_j} = \sum_{i=1}^{m} dZ_{ij} \odot \hat v ,$$ not `$x$`."
    assert symbols(text) == {"n", r"\partial", "L", "w", "j", r"\sum", "i", "m", "dZ", r"\odot", r"\hat", "v"}
    assert symbols(r"$\begin{cases} 1 & z > 0 \\ 0 & \text{otherwise} \end{cases}$") == {"z"}
    assert symbols("It costs 5 dollars.") == set()


def test_a_glossary_is_read_entry_by_entry():
    page = "# Glossary\n\n## C\n\n**clip**, *clipped* ([02]): To keep a\nnumber. Also called: *clamp*.\n\n[02]: x\n"
    assert glossary(page) == [Entry("clip", ("clipped",), "02", "To keep a number. Also called: *clamp*.")]
    with pytest.raises(AssertionError, match="no entry"):
        glossary(page.replace(" ([02])", ""))


def test_the_notation_is_read_row_by_row():
    row = "| $m$, $n$ | `m` | $()$ | how many | [01], [06] |\n| | in code | what | lesson |\n|---|---|---|---|\n"
    assert rows(row) == [("$m$, $n$", " `m` | $()$ | how many ", ["01", "06"])]
