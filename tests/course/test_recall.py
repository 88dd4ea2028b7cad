"""From memory: what a lesson asks on earlier ones fits the file that says something on every option."""

import re
from itertools import chain, product

import pytest

from helpers.checks.recall import FOLDER, questions
from tests.course import LESSONS, exercises, grade_id, solution, verdict

# The lessons that have to open with `recall`. A lesson that is not here may.
WANTED = (
    "02_a_neuron_that_learns",
    "03_what_one_neuron_cannot_do",
    "04_three_layers",
    "05_backpropagation",
    "06_training_that_generalises",
    "07_deep_network",
    "08_sick_networks",
    "09_what_depth_learns",
    "10_capstone",
)

ASKED = re.compile(r"^(\d)\. (.+?)\n\n((?:   - `[a-d]`: .+?\n)+)$", re.MULTILINE | re.DOTALL)
OPTION = re.compile(r"^   - `([a-d])`: (.+?)\n(?=   - |$)", re.MULTILINE | re.DOTALL)
WITH_RECALL = [lesson for lesson in LESSONS if any(exercise.name == "recall" for exercise in exercises(lesson))]
each_lesson = pytest.mark.parametrize("lesson", WITH_RECALL)


def asked(lesson: str) -> list[tuple[str, dict[str, str]]]:
    """List the questions on the page, each with its options."""
    cells = solution(lesson).cells
    place = [grade_id(cell) for cell in cells].index("recall")
    page = cells[place - 1].source
    return [(" ".join(text.split()), dict(OPTION.findall(options))) for _, text, options in ASKED.findall(page)]


def test_the_lessons_that_have_to_begin_with_it_do():
    assert set(WANTED) <= set(WITH_RECALL)
    assert {path.stem for path in FOLDER.glob("*")} == set(WITH_RECALL)


@each_lesson
def test_it_is_the_first_exercise(lesson: str):
    assert exercises(lesson)[0].name == "recall"
    assert exercises(lesson)[0].points == 1
    cells = [cell for cell in solution(lesson).cells if cell.cell_type == "code"]
    assert [grade_id(cell) for cell in cells[:3]] == ["setup", "recall", "test_recall"]


@each_lesson
def test_the_page_has_the_options_of_the_file(lesson: str):
    page, file = asked(lesson), questions(lesson)
    assert len(page) == len(file) == 3
    for (_, options), question in zip(page, file, strict=True):
        assert list(options) == list(question.says) == list("abcd")[: len(options)], "letters in their order"
        assert len(options) in (3, 4) and question.right in options
        assert len(set(options.values())) == len(options) == len(set(question.says.values()))
        assert all(re.fullmatch(r"[A-Z].{20,}[.?!]", says) for says in question.says.values()), "whole sentences"


@each_lesson
def test_questions_are_on_earlier_lessons(lesson: str):
    """One is on the lesson before, one on two or three back, one further back, where there are so many."""
    here = LESSONS.index(lesson)
    back = [here - LESSONS.index(question.on) for question in questions(lesson)]
    assert back[0] == 1
    assert back[1] in (2, 3)
    assert back[2] >= min(3, here - 1)


@each_lesson
def test_not_every_right_letter_is_the_same(lesson: str):
    assert len({question.right for question in questions(lesson)}) > 1


def test_no_question_is_asked_twice():
    every = [text for lesson in WITH_RECALL for text, _ in asked(lesson)]
    assert len(every) == len({text.casefold() for text in every})
    sentences = [says for lesson in WITH_RECALL for question in questions(lesson) for says in question.says.values()]
    assert len(sentences) == len(set(sentences))


@each_lesson
def test_every_letter_gets_the_point_and_its_sentence(lesson: str):
    exercise, file = exercises(lesson)[0], questions(lesson)
    longest = max(len(question.says) for question in file)
    for k in range(longest):
        letters = tuple(list(question.says)[min(k, len(question.says) - 1)] for question in file)
        given = verdict(exercise, f"def recall():\n    return {letters!r}")
        assert given.points == 1
        for letter, question in zip(letters, file, strict=True):
            verb = "right" if letter == question.right else "not right"
            assert f"{letter}: {verb}. {question.says[letter]}" in given.said


@each_lesson
def test_the_notebook_does_not_hold_the_sentences(lesson: str):
    page = "\n".join(cell.source for cell in solution(lesson).cells)
    assert not [says for says in chain.from_iterable(q.says.values() for q in questions(lesson)) if says in page]


@each_lesson
def test_the_models_answers_are_right(lesson: str):
    said = verdict(exercises(lesson)[0], exercises(lesson)[0].answer).said
    assert "3 of 3 right" in said


def test_a_tuple_and_a_list_are_as_good():
    exercise = exercises(WANTED[0])[0]
    for letters, form in product([("a", "b", "c"), ("b", "b", "b")], (tuple, list)):
        assert verdict(exercise, f"def recall():\n    return {form(letters)!r}").points == 1
