"""Errors that beginners meet: each is answered by what happened, with its sizes and names, and never by a guess."""

import math

import numpy as np
import pytest

from helpers.checks import Check, NotMet, hints

v, w, A = np.array([1.0, 2, 3]), np.arange(4.0), np.array([[1.0, 2, 3], [4, 5, 6]])
whole, config, layers = np.array([1, 2]), {"rate": 0.1}, [(A, v)]
not_set = None


def told(f, *args, expected=0.5) -> str:
    """Return what the check says of a call."""
    with pytest.raises(NotMet) as caught:
        Check(f, read="Here")(*args).gives(expected)
    return str(caught.value)


def in_place(x):
    x -= 0.1 * x
    return x


def takes_in_place(z):
    total = np.zeros(3)
    total += z
    return total


def writes(z):
    total = np.zeros(3)
    total[:] = z
    return total


def key(k):
    return {}[k]


def braces():
    return {{"rate": 0.1}}


def unpacked(X):
    m, n = X.shape
    return m * n


def in_a_loop():
    for W, b, _ in layers:
        return W + b


def without_return(x):
    x * 2


def uses_it(x):
    return without_return(x) + 1


def shuffled(rows, rng):
    order = rng.shuffle(rows.copy())
    return order[0]


def in_a_branch(x):
    if x[0] > 5:
        total = 3
    return total


def looks_up(kind):
    limits = {"relu": 0.9, "tanh": 2.0}
    return limits[kind]


def looks_up_in_another(record):
    other = {1: {}, 2: {}}
    return other["start"] or record


def not_called():
    return {"healthy": {}}[uses_it]


def loops_over_one(record):
    loss = record["loss"][0]
    return max(loss)


def key_without_quotes(record):
    return record[loss]  # noqa: F821 - what a reader writes


def no_such(name):
    return eval(name)


SAID = [
    # powers, and other signs that are none of arithmetic
    (lambda g: g ^ 2, [v], "You wrote `^`, which is not a power in Python. A power is `**`"),
    (lambda g: g ^ 2, [2.5], "You wrote `^`"),
    (lambda g: g | 2, [v], "You used `|`"),
    (lambda g: g > 0 & g < 1, [v], "`(a > 0) & (a < 1)`"),
    (lambda g: ~g, [v], "You used `~`"),
    (lambda g: (g > 1) - (g > 2), [v], "`-` on arrays of True and False"),
    # sizes
    (lambda A, w: A @ w, [A, w], "You put 3 columns to the left of `@` and 4 rows to the right"),
    (lambda A, w: A @ w, [A, w], "Here `A` has shape (2, 3) and `w` has shape (4,)."),
    (lambda A: A @ A, [A], "3 columns to the left of `@` and 2 rows to the right"),
    (lambda A: A @ A[:, :1], [A[:, :1]], "1 column to the left of `@` and 2 rows"),
    (
        lambda A, w: np.dot(A, w),
        [A, w],
        "the shapes (2, 3) and (4,), which do not fit: 3 columns on the left, and 4 rows",
    ),
    (lambda v, w: v + w, [v, w], "arrays of the shapes (3,) and (4,) number by number"),
    (lambda A: A / A.sum(axis=1), [A], "loses that axis, unless you set `keepdims=True`"),
    (writes, [w], "numbers of shape (4,) into a place of shape (3,)"),
    (takes_in_place, [A], "an array of shape (3,) in place, as `+=` does. The result has shape (2, 3)"),
    (lambda v, w: v[w > 2], [v, w], "4 truth values along axis 0, which has 3 entries"),
    (lambda A: A[[0, 1], [0, 1, 2]], [A], "two arrays of the shapes (2,) and (3,)"),
    (lambda A: np.vstack([A, A[:, :2]]), [A], "number of columns: 3 columns in one, and 2 columns in another"),
    (lambda A: np.hstack([A, A[:1]]), [A], "number of rows: 2 rows in one, and 1 row in another"),
    (lambda A: np.hstack([A, A[0]]), [A], "makes a column of the list"),
    (lambda A: np.hstack([A[None], A]), [A], "different numbers of axes: 3 and 2."),
    (lambda A: A[2, 0], [A], "the index 2 along axis 0, which has 2 entries, numbered from 0 to 1"),
    (lambda v: v[0, 1], [v], "2 indices on an array that has 1 axis."),
    (lambda v: v.reshape(2, 2), [v], "the shape (2, 2), which holds 4 numbers, and the array has 3.\n"),
    (lambda v: v.reshape(2, 3), [np.arange(4)], "the array has 4. One size may be -1"),
    # indices and keys
    (key, [{"a": 1}], "You used a dict as the key of a dict"),
    (key, [[1]], "You used a list as the key of a dict, or put it into a set. It cannot be there. A tuple can."),
    (braces, [], "Double braces"),
    (lambda: layers[0, 1], [], "You indexed a list as if it were a table"),
    (lambda: layers[0]["W"], [], "You indexed a tuple with a text, as only a dict can be."),
    (lambda: layers[1 / 1], [], "You indexed a list with a number that has a decimal point."),
    (lambda: layers[config], [], "You indexed a list with a dict."),
    (lambda text: text["a"], ["abc"], "You indexed a text with a text"),
    (looks_up, ["sigmoid"], "You asked `limits` for a key that it does not have. It has the keys relu, tanh."),
    (looks_up, [None], "You asked `limits` for the key None."),
    (looks_up_in_another, [{"start": 1}], "You asked `other` for a key that it does not have. It has the keys 1, 2."),
    (lambda d: d["los"], [{"loss": 1}], "The dict that was handed in has the keys loss."),
    (not_called, [], "for a function as its key."),
    (key_without_quotes, [{"loss": [1.0]}], 'A key is a text, in quotes: "loss".'),
    (loops_over_one, [{"loss": [1.0]}], "`loss` is one number here."),
    (lambda f: f["loss"], [max], "You wrote square brackets"),
    (lambda f: f["loss"], [uses_it], "Are the parameters of your `def` line in the exercise's order?"),
    (lambda a, b: a - b, [[1.0], [2.0]], "An index takes one: `[-1]` is the last."),
    # names
    (lambda z: np.activation(z), [v], "If `activation` is the name of something in your notebook, or in Python itself"),
    (lambda z: np.ln(z), [v], "You wrote `np.ln`, which NumPy calls `np.log`."),
    (lambda z: np.square(z, np.ones(2)), [A], "into its second array"),
    (lambda z: np.arrray(z), [v], "NumPy has nothing of this name. It has `np.array`."),
    (lambda name: getattr(np, name), ["float"], "You wrote `np.float`, and NumPy has nothing of this name."),
    (lambda z: np.random.draw(z), [v], "the module `np.random` for `draw`"),
    (lambda z: math.exponent(z), [v], "the module `math` for `exponent`"),
    (lambda: layers.mean(), [], "You wrote `.mean` after a list"),
    (lambda z: z.log(), [v], "NumPy has a function of this name: `np.log(…)`."),
    (lambda: layers.shape, [], "You asked a list for its shape"),
    (lambda: config.shape, [], "You wrote `.shape` after a dict"),
    (no_such, ["exp"], "NumPy has it under the name `np.exp`."),
    (no_such, ["e"], "NumPy has `np.e`, the number, and `np.exp`, the function."),
    (no_such, ["true"], "In Python it is `True`."),
    (no_such, ["gradient"], "You used the name `gradient`, which has no value here."),
    (in_a_branch, [v], "You used `total` before it had a value."),
    # None
    (lambda z: not_set * z, [v], "You used `not_set` while it was None."),
    (lambda: not_set[0], [], "You used `not_set` while it was None."),
    (lambda: math.exp(not_set), [], "You used `not_set` while it was None."),
    (uses_it, [v], "You used the result of `without_return(x)`, which was None."),
    (shuffled, [v, np.random.default_rng(1)], "You used `order`, which was None. `.shuffle` changes"),
    # parts
    (unpacked, [v], "You took a shape apart into 2 names, and this shape has 1 number. `X` has shape (3,)."),
    (unpacked, [A[None]], "`X` has shape (1, 2, 3)."),
    (lambda X: X.shape[1], [v], "You asked for `.shape[1]` of something that has fewer axes."),
    (in_a_loop, [], "You took something apart into 3 names, and it had only 2 parts."),
    # whole numbers, texts, calls
    (
        in_place,
        [whole],
        "an array of whole numbers in place, as `-=` and `/=` do. Such an array cannot hold fractions.",
    ),
    (lambda: "3" + 3, [], "You computed with a text"),
    (lambda z: z * "3", [v], "You computed with a text"),
    (lambda z: without_return(), [v], "You called `without_return` without its argument `x`."),
    (lambda z: without_return(z, z), [v], "You called `without_return` with 2 values. It takes 1."),
    (lambda z: np.sum(z, axes=0), [v], "You called `sum` with `axes=…`, a name that it does not know."),
    (lambda z: np.exp(math.exp), [v], "You gave a function of NumPy a function where it wants a number."),
    (lambda a: a, [1, 2], "that does not fit this call. Compare its parameters with those in the exercise."),
]


@pytest.mark.parametrize(("f", "args", "says"), SAID, ids=[says[:50] for _, _, says in SAID])
def test_an_error_is_answered_by_what_happened(f, args: list, says: str):
    assert says in told(f, *args)


def test_what_is_known_without_the_values_is_said_where_they_are_not_there():
    for f, args, says in (
        (unpacked, (v,), "This call handed in an array of shape (3,)."),
        (lambda z: not_set * z, (v,), "You used something that is None"),
        (lambda A: A @ A, (A,), "Print both shapes."),
    ):
        with pytest.raises((TypeError, ValueError)) as caught:
            f(*args)
        error = caught.value.with_traceback(None)
        said = hints.of_error(error, args)
        assert says in said or f is unpacked


# functions that are handed in


def evaluate(setting, seed):
    if seed not in (1, 2):
        raise ValueError("no such seed")
    return 0.5


def changes(setting, seed):
    seed = 1 / 0 * seed
    return seed


def asks(score):
    return score("A", 3)


def asks_too_little(score):
    return score("A")


def test_an_error_inside_a_function_that_was_handed_in_names_the_readers_call():
    said = told(asks, evaluate)
    assert 'It raised ValueError: no such seed (inside `score`, called in your line `return score("A", 3)`)' in said
    assert "You called `score('A', 3)`, which was handed to your function" in said
    assert "You called `score` without its argument `seed`." in told(asks_too_little, evaluate)
    assert "You called `score`, which" in told(asks, changes)
    said = told(lambda *functions: functions[0](1, 2, 3), lambda *_: 1 / 0)
    assert "You called a function, which was handed to your function" in said and "return 1 / 0" not in said


TEXTS = [
    f"index 9 is out of bounds for axis {'9' * 9999} with size 3",
    "shapes () and () not aligned: 1 (dim 0) != 2",
    "cannot reshape array of size 0 into shape ()",
    "(" * 5000,
    "name '' is not defined",
    "'' object has no attribute ''",
    f"not enough values to unpack (expected {'1' * 5000}, got 2)",
]


@pytest.mark.parametrize("text", TEXTS, ids=[text[:30] for text in TEXTS])
def test_no_text_of_a_readers_own_error_stops_the_check(text: str):
    def fails():
        error = RuntimeError(text)
        raise error

    assert "It raised RuntimeError" in told(fails)
