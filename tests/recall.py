"""Right and wrong answers to `recall`: the same for every lesson, since any letters that are options get the point."""

from collections.abc import Callable

from tests.answers import right, wrong

EXERCISE = "recall"


def answers(module: str) -> None:
    """Add the answers to one lesson's `recall`: `recall.answers(__name__)` in tests/lessons/NAME/answers.py."""

    def keep(mark: Callable[[Callable], Callable]) -> Callable:
        def of_this_module(f: Callable) -> Callable:
            f.__module__ = module
            return mark(f)

        return of_this_module

    @keep(right(EXERCISE))
    def a_list():
        return ["a", "b", "c"]

    @keep(right(EXERCISE))
    def all_alike():
        return "a", "a", "a"

    @keep(right(EXERCISE))
    def the_last_letters():
        return tuple("ccc")

    @keep(right(EXERCISE))
    def worked_out():
        return [chr(ord("a") + k) for k in (1, 0, 1)]

    @keep(wrong(EXERCISE, says="own quotes"))
    def one_text():
        return "abc"

    @keep(wrong(EXERCISE, says="answered 2 of 3"))
    def two_letters():
        return "a", "b"

    @keep(wrong(EXERCISE, says="Is a comma missing between two letters?"))
    def a_comma_forgotten():
        return "c", "ba"

    @keep(wrong(EXERCISE, says="There are 3 questions"))
    def four_letters():
        return "a", "b", "c", "a"

    @keep(wrong(EXERCISE, says='Write it small: "b"'))
    def capitals():
        return "a", "B", "c"

    @keep(wrong(EXERCISE, says="not among the options"))
    def no_option():
        return "a", "b", "e"

    @keep(wrong(EXERCISE, says="Question 3"))
    def no_letter():
        return "a", "b", "?"

    @keep(wrong(EXERCISE, says="Put each in quotes of its own"))
    def without_quotes():
        return (a, b, c)  # noqa: F821 - the names that a reader means as letters

    @keep(wrong(EXERCISE, says="put commas between them"))
    def without_commas():
        return "abc"

    @keep(wrong(EXERCISE, says="One pair is enough"))
    def in_two_brackets():
        return [("a", "b", "c")]

    @keep(wrong(EXERCISE, says="in quotes without brackets"))
    def a_list_for_each():
        return ["a"], ["b"], ["c"]

    @keep(wrong(EXERCISE, says="give the letter that stands before it"))
    def the_text_of_an_answer():
        return "It is smaller in every layer.", "It has seen too little.", "Nothing changes."

    @keep(wrong(EXERCISE, says='Write it alone: "b"'))
    def a_letter_and_its_text():
        return "b) It is smaller in every layer.", "a: It has seen too little.", "c"

    @keep(wrong(EXERCISE, says="You gave more than one letter"))
    def two_letters_with_a_word():
        return "a", "b or c", "a"

    @keep(wrong(EXERCISE, says="left this question open"))
    def one_open():
        return "a", None, "c"

    @keep(wrong(EXERCISE, says="left this question open"))
    def one_empty():
        return "", "a", "c"

    @keep(wrong(EXERCISE, says="more than one letter"))
    def two_at_once():
        return "a", "ab", "c"

    @keep(wrong(EXERCISE, says='Write it alone: "a"'))
    def with_a_bracket():
        return "a)", "b", "c"

    @keep(wrong(EXERCISE, says="A letter is a text"))
    def numbers():
        return 1, 2, 3

    @keep(wrong(EXERCISE, says="You returned a set"))
    def a_set():
        return {"a", "b", "c"}

    @keep(wrong(EXERCISE, says="You returned a dict"))
    def by_question():
        return {1: "a", 2: "b", 3: "c"}

    @keep(wrong(EXERCISE, says="`return`"))
    def printed():
        print("a", "b", "c")
