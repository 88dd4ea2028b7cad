"""The page and the CSV file: complete for every class, safe, and the same for the same class."""

import csv
import math
import re
from html.parser import HTMLParser

import pytest

from grading.report import page, spreadsheet
from grading.report.records import Lesson, Record
from grading.report.statistics import Bar, Item
from tests.grading.report import made_up

VOID = {"meta", "link", "rect", "line"}


class Outline(HTMLParser):
    """Collects a page's elements, and holds every one to being closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.found if tag in tags]

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


def shown(lesson: Lesson) -> Outline:
    return Outline(page.render(lesson))


def test_the_page_has_what_a_reader_of_any_kind_needs():
    outline = shown(made_up.lesson(40))
    assert outline.all("html") == [{"lang": "en"}]
    assert all(len(outline.all(tag)) == 1 for tag in ("title", "h1", "header", "nav", "main"))
    ids = {attributes["id"] for _, attributes in outline.found if "id" in attributes}
    assert {link["href"] for link in outline.all("a")} == {f"#{name}" for name in ids}
    assert all(section["aria-labelledby"] in ids for section in outline.all("section"))
    assert all(head["scope"] in ("col", "row") for head in outline.all("th"))
    assert [svg["role"] for svg in outline.all("svg") if "role" in svg] == ["img"]
    assert all(svg.get("aria-label") or svg.get("aria-hidden") == "true" for svg in outline.all("svg"))


def test_the_page_asks_nobody_for_anything():
    outline = shown(made_up.lesson(40))
    assert not outline.all("script", "img", "iframe", "object", "style src", "image", "use")
    assert all(link["href"].startswith(("#", "data:")) for link in outline.all("a", "link"))
    assert "http" not in page.render(made_up.lesson(40)).replace("http-equiv", "") and "url(" not in outline.text
    (policy,) = [meta["content"] for meta in outline.all("meta") if "content" in meta and "http-equiv" in meta]
    assert policy.startswith("default-src 'none'")


def test_everything_is_on_the_page():
    made = made_up.lesson(40)
    words = shown(made).words
    assert "46 in the class, 45 handed in, 44 graded, 20 with something to mark by hand." in words
    assert all(exercise.title in words for exercise in made_up.EXERCISES)
    assert "You forgot the bias." in words and "n = 44" in words
    assert "Zoë <b>Zander</b> (zoe)" in words and "fred" in words.lower() and "its notebook cannot be read" in words
    assert "carl, dora" in words and "A hint, and no verdict." in words
    assert made_up.REASON.replace("`", "") in words
    assert "Not all answers to reflect_bias have points yet, so it counts in nobody’s points here." in words


def test_pieces_of_code_in_a_sentence_are_shown_as_code():
    assert page.prose("Use `a < b`, not <b>`.") == "Use <code>a &lt; b</code>, not &lt;b&gt;`."


def test_the_first_part_names_nobody():
    made = made_up.lesson(40)
    first = shown(made).words.partition("Who has not handed in 1 of 46")[0]
    assert "Mistakes by name What the checks said" in first
    assert not [record.student for record in made.records if record.student in first]


def test_equal_classes_give_equal_pages():
    assert page.render(made_up.lesson(30)) == page.render(made_up.lesson(30))


def test_a_class_of_none_is_told_in_words():
    words = shown(Lesson("x", "X", made_up.EXERCISES, ())).words
    assert words.count("Nobody has points yet, so there is nothing to show.") == 2
    assert "The gradebook knows no students yet." in words and "No check has named a mistake." in words
    assert "Nothing waits for a person." in words and "nan" not in words


def test_a_class_of_one_is_told_in_words():
    words = shown(Lesson("x", "X", made_up.EXERCISES, tuple(made_up.graded(1)))).words
    assert "1 student, at most" in words and "This one has" in words and "deviation" not in words
    assert "– (n = 1)" in words and "nan" not in words
    assert "Everybody whom the gradebook knows has handed in." in words


def test_a_class_that_is_not_graded_is_told_in_words():
    words = shown(Lesson("01_one_neuron", "X", made_up.EXERCISES, (Record("a", "x", "not graded"),))).words
    assert "Run python -m nbgrader autograde 01_one_neuron, then this report again." in words
    assert "1 in the class, 1 handed in, 0 graded" in words


def test_many_ways_to_fail_are_cut_and_counted():
    odd = [
        made_up.record(f"s{k}", {"test_step": 0.0}, {"test_step": made_up.not_met("step(1)", f"expected 1, got {k}")})
        for k in range(page.MOST_GROUPS + 5)
    ]
    words = shown(Lesson("x", "X", made_up.EXERCISES, tuple(odd))).words
    assert "5 more, each with no more students than the last one here, are in the notebooks." in words


def test_what_a_student_writes_is_text_and_nothing_else():
    bad = "</pre><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}"
    made = made_up.record(bad, {"test_step": 0.0}, {"test_step": made_up.not_met("step(1)", f"got {bad}")})
    outline = shown(Lesson(bad, bad, made_up.EXERCISES, (made, Record(bad, "x", name=bad, problem=bad))))
    assert not outline.all("script", "img") and bad in outline.text


@pytest.mark.parametrize(
    ("chance", "said"),
    [(1.0, "likely"), (0.25, "at most 1 in 4"), (1 / 68, "at most 1 in 68"), (1 / 1234, "at most 1 in 1,200"),
     (1e-300, "at most 1 in 1,000,000"), (math.nan, "not known: too few other wrong values")],
)  # fmt: skip
def test_a_chance_is_said_so_that_it_can_be_weighed(chance: float, said: str):
    assert page.odds(chance) == said


def test_figures_are_short_and_a_missing_one_has_its_reason():
    assert [page.number(x) for x in (3.0, 2.25, 10.0, math.nan)] == ["3", "2.2", "10", "–"]
    assert [page.percent(x) for x in (0.456, math.nan, 0.004, 0)] == ["46%", "–", "<1%", "0%"]
    assert [page.students(n) for n in (1, 2)] == ["1 student", "2 students"]
    item = Item(made_up.EXERCISES[0], 30, 30, 0, 0, 1.0, 1.0, math.nan)
    assert page.discrimination(item, 30) == "– (all alike)" and page.discrimination(item, 31) == "– (not all marked)"
    assert page.discrimination(item, 24) == "– (n = 24)"


def test_a_bar_is_named_by_the_points_in_it():
    assert page.label(Bar(3, 4, 1)) == "3" and page.label(Bar(4, 6, 1)) == "4–5"
    assert page.in_words([Bar(0, 1, 2), Bar(1, 2, 0), Bar(2, 3, 1)]) == "Students by points. 0: 2; 2: 1."
    assert page.columns([]) == [] and page.columns([Bar(0, 1, 0)])[0].height == 0


def test_the_csv_file_has_a_row_for_everybody_and_every_exercise():
    made = made_up.lesson(30)
    rows = list(csv.DictReader(spreadsheet.as_csv(made).splitlines()))
    assert len(rows) == len(made.graded) * len(made_up.EXERCISES) + 2
    assert {row["state"] for row in rows} == {"met", "partly met", "not met", "not answered", "to be marked", ""}
    assert {row["submission"] for row in rows} == {"graded", "not graded", "not handed in"}
    (emils,) = [row for row in rows if row["student"] == "emil" and row["exercise"] == "step"]
    assert (emils["points"], emils["most"], emils["state"], emils["mistake"]) == (
        "0.0",
        "1.0",
        "not met",
        made_up.REASON,
    )


def test_a_spreadsheet_computes_nothing():
    made = Lesson("x", "X", made_up.EXERCISES, (Record("=1+1", "x", name="@SUM(A1)"),))
    (row,) = csv.DictReader(spreadsheet.as_csv(made).splitlines())
    assert (row["student"], row["name"]) == ("'=1+1", "'@SUM(A1)")


def test_part_of_the_points_is_a_state_of_its_own():
    partly = made_up.record("a", {"test_sigmoid": 1.0})
    assert spreadsheet.state(partly, made_up.EXERCISES[1]) == "partly met"
    assert not re.search("nan|None", spreadsheet.as_csv(Lesson("x", "X", made_up.EXERCISES, (partly,))))
