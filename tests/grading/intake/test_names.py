"""Names of students and files: which are plain, and how the others are shown."""

import json

import pytest

from grading.intake import names


@pytest.mark.parametrize(
    "name",
    ["s17", "Anna Schmidt", "Anna-Lena O'Brien", "O\u2019Brien", "anna.schmidt@example.org", "a+b", "17", "Zoë",
     "Łukasz", "Мария", "李雷", "नेहा", "محمد", "José"],
)  # fmt: skip
def test_names_of_people_are_plain(name: str):
    assert names.is_plain(names.normal(name))


@pytest.mark.parametrize(
    "name",
    ["", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "<img src=x onerror=alert(1)>", "a\nb", "a\r\n[INFO] all right",
     "a,b", 'a"b', "a;b", "a\tb", "a\x00b", "a\x1b[31m", "..", ".", ".hidden", "a/b", "a\\b", "a*", "[a]", "a?", "{a}",
     "$a", "`a`", "a|b", "a\u202eb", "a\u2028b", "\ud800", "x" * 101, "李" * 90, " a", "a.", "%61", "&amp"],
)  # fmt: skip
def test_names_that_something_could_run_render_or_forge_are_not(name: str):
    assert not names.is_plain(name)


def test_a_name_has_one_spelling():
    assert names.normal(" Zoe\u0308 ") == "Zoë" and names.is_plain("Zoë") and not names.is_plain("Zoe\u0308")


def test_what_is_shown_is_one_short_line():
    shown = names.shown("a\nb\r\x1b[2J\u2028\udcff" + "x" * 1000)
    assert len(shown) == 100 and shown.isprintable() and shown.encode()


def test_a_tree_is_written_and_read_again():
    bad = {"a\ud800": ["\udfff", {"count": 10**5000, "more": -(2**60)}, 7, None, True, 1.5]}
    tree = names.scrubbed_tree(bad)
    assert json.loads(json.dumps(tree, ensure_ascii=False).encode()) == {
        "a?": ["?", {"count": 0, "more": 0}, 7, None, True, 1.5]
    }
