"""From memory: three multiple-choice questions on earlier lessons, and a sentence on every letter that was chosen.

The questions stand in the lesson. The sentences are kept apart, in `questions/LESSON.toml`, so that nobody meets them
before answering. Retrieval practice: H. L. Roediger and J. D. Karpicke, Test-enhanced learning, Psychological Science,
2006.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.checks import words
from helpers.checks.check import Answer

FOLDER = Path(__file__).with_name("questions")

OPEN = "You left this question open. Where you do not know, guess."


@dataclass(frozen=True)
class Question:
    """What is said of the answers to one question.

    Attributes
    ----------
    on : str
        The earlier lesson that it asks about.
    right : str
        The letter of the right option.
    says : mapping of str to str
        Each option's letter to its sentence: why it is right, or the mistake behind it.
    """

    on: str
    right: str
    says: Mapping[str, str]


def questions(lesson: str) -> list[Question]:
    """Read a lesson's questions, in their order.

    Parameters
    ----------
    lesson : str
        The lesson that asks, such as "02_a_neuron_that_learns".

    Returns
    -------
    list of Question
        One for each question of the lesson.
    """
    text = FOLDER.joinpath(f"{lesson}.toml").read_text(encoding="utf-8")
    return [Question(table["on"], table["right"], table["says"]) for table in tomllib.loads(text)["question"]]


def from_memory(answer: Answer, lesson: str) -> None:
    """Say of each letter why it is right, or which mistake is behind it: `from_memory(check(), "02_…")`.

    Any letters that can be chosen will do, right or wrong.

    Parameters
    ----------
    answer : Answer
        What `recall()` gave.
    lesson : str
        The lesson that asks.

    Raises
    ------
    NotMet
        Where the answer is not one letter for each question, in a tuple or a list, each a letter of an option.
    """
    asked = questions(lesson)
    _hold_quotes(answer, {letter for question in asked for letter in question.says})
    letters = _letters(answer, len(asked))
    for number, (letter, question) in enumerate(zip(letters, asked, strict=True), start=1):
        if not isinstance(letter, str) or letter not in question.says:
            first, *_, last = question.says
            finding = f"Question {number} has the options {first} to {last}, and you answered {words.show(letter)}."
            answer.fail(finding, _of_letter(letter, tuple(question.says)))
    right = 0
    for number, (letter, question) in enumerate(zip(letters, asked, strict=True), start=1):
        right += letter == question.right
        verdict = "right" if letter == question.right else "not right"
        print(f"Question {number}, {letter}: {verdict}. {question.says[letter]}")
    print(f"{right} of {len(asked)} right, and all answered. The point is for answering.")


def _hold_quotes(answer: Answer, options: set[str]) -> None:
    """Hold the letters to being texts: without quotes, each is a name that no cell has made."""
    error = answer.outcome.error
    found = re.match(r"name '(\w+)' is not defined", str(error)) if isinstance(error, NameError) else None
    if found and (set(found[1].lower()) <= options):
        reason = f'A letter is a text. Put each in quotes of its own, as in "{found[1][0].lower()}".'
        answer.fail(f"It raised NameError: {error}", reason)


def _letters(answer: Answer, asked: int) -> list[Any]:
    """Return what was answered to each question, once there is one answer for each."""
    value = answer.value
    wanted = f"Expected {asked} letters, one for each question"
    if isinstance(value, str) and len(value) > 1:
        together = (
            "You put all letters into one text. Give each letter its own quotes, and put commas between them: "
            f"{_example(asked)}."
        )
        answer.fail(f"{wanted}, and got a single text, {words.show(value)}.", together)
    if not isinstance(value, tuple | list):
        reason = f"You returned {words.kind(value)}. Return a tuple or a list of letters: {_example(asked)}."
        answer.fail(f"{wanted}, and got {words.show(value)}.", reason)
    if len(value) == 1 != asked and isinstance(value[0], tuple | list):
        twice = f"You put the letters into two pairs of brackets. One pair is enough: {_example(asked)}."
        answer.fail(f"{wanted}, and got {words.show(value)}.", twice)
    missing = asked - len(value)
    joined = [text for text in value if isinstance(text, str) and len(text) == 1 + missing > 1]
    if joined:
        reason = f"You put {words.show(joined[0])} where one letter belongs. Is a comma missing between two letters?"
        answer.fail(f"{wanted}, and got {words.show(value)}.", reason)
    if len(value) != asked:
        fewer = f"You answered {len(value)} of {asked}. Where you do not know, guess."
        more = f"You gave {len(value)} letters, and there are {asked} questions."
        answer.fail(f"{wanted}, and got {words.show(value)}.", fewer if len(value) < asked else more)
    return list(value)


def _of_letter(letter: object, options: tuple[str, ...]) -> str:
    """Say what is wrong with an answer that is no option's letter."""
    if letter is None or letter is ...:
        return OPEN
    if not isinstance(letter, str):
        bare = " without brackets" if isinstance(letter, tuple | list) else ""
        return f'You gave {words.kind(letter)}. A letter is a text, in quotes{bare}: "{options[0]}".'
    if not letter.strip():
        return OPEN
    if letter.lower() in options:
        return f'You wrote a capital letter. Write it small: "{letter.lower()}".'
    if (bare := letter.strip(" ().*").lower()) in options:
        return f'You wrote more than the letter. Write it alone: "{bare}".'
    if (first := re.match(r"\W*(\w)\s*[).:\]]", letter)) and first[1].lower() in options:
        return f'You wrote more than the letter. Write it alone: "{first[1].lower()}".'
    several = set(re.sub(r"\b(or|and)\b|\W", "", letter.lower())) <= set(options)
    if len(letter) > 1 and several:
        return "You gave more than one letter for this question. Choose one, and put each in quotes of its own."
    if len(letter) > 1:
        return (
            "You wrote more than a letter. Where it is the text of an answer, give the letter that stands before it, "
            f'alone and in quotes, as in "{options[0]}".'
        )
    return "You chose a letter that is not among the options."


def _example(asked: int) -> str:
    """Show what an answer looks like, without giving one away."""
    letters = ", ".join(['"a"'] * asked)
    return f"({letters})"
