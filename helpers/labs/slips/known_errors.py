"""What an error means in one exercise: sentences that know the arguments, and so say more than those for any exercise.

Each mapping leads from a pattern in the error's text to a sentence.
"""

import re
from collections.abc import Mapping

from helpers.checks import hints
from helpers.checks.check import Answer
from helpers.checks.rules.outside_names import names_inside

# A truth table, as a list.
LISTS = {
    r"'bool' object has no attribute": "You compared a list with `==`, which gives one True or False, and wrote a dot "
    "behind that. Only an array has `.all()`. `np.array(truth_table)` makes an array, whatever was handed in, and "
    "`list(truth_table)` makes a list.",
}
# A truth table, as an array, where lists have been decided without an error.
ARRAYS = {
    "truth value of an array": "Your function decides lists, but not arrays: `==` and `in` compare an array number by "
    "number, which gives four answers. `list(truth_table)` makes a list of a list, a tuple or an array.",
}
# A table X of two columns that gets a third.
COLUMNS = {
    r"dimension 0, .*size 2$": "You joined something that has one number for each *column* of `X`, such as the row "
    "`X[0]`, or a product along `axis=0`. The third column needs one number for each *row*.",
    "values to unpack": "You took something apart into the wrong number of names. Note that `x1, x2 = X` gives the "
    "rows of `X`. A column is `X[:, 0]`.",
    "index 2 is out of bounds for axis 1 with size 2": "You used column 2 of a table that has only the columns 0 and "
    "1. A table cannot grow. `np.column_stack` makes a new one.",
    "index 2 is out of bounds for axis 0 with size 2": "You used place 2 of a row that has only the places 0 and 1.",
    r"index \d+ is out of bounds for axis 0": "You used a row number that the table does not have. `X` has other "
    "numbers of rows in other calls: take the number from `len(X)`.",
    "has no attribute 'append'": "You used `append`, which only lists have, and arrays do not. `np.column_stack` makes "
    "a new table from columns.",
}
# The standard library's `product`, which the lesson imports, where numbers should be multiplied.
COMBINATIONS = {
    "product": "You called `product`, which goes through all combinations, as nested loops do. `*` multiplies the "
    "numbers of two columns.",
}
# A batch of images (m, 8, 8).
IMAGES = {
    r"has 3 dimension\(s\)": "You joined arrays with different numbers of axes, and one of them has three: it still "
    "has a number for each pixel. Average that array, or make it a table by `.reshape(len(images), -1)`.",
    "along dimension 0": "You joined arrays with different numbers of rows. Axis 0 counts the images, and each array "
    "needs one row for each image. `images[0]` is one image, `images[:4]` are four, and an average along `axis=0`, or "
    "without an `axis`, mixes the images.",
    "could not be broadcast together": "You combined two arrays of different shapes. If they are neighbouring parts of "
    "the images, cut both along the same axis: `images[:, :, 1:]` and `images[:, :, :-1]` fit.",
    "is out of bounds for array of dimension": "You named an axis that this array does not have. An average takes an "
    "axis away, and so does a single row or column number, as in `images[:, r]`. A slice keeps the axis: "
    "`images[:, r:r + 1]`. In a loop over `images`, each image has two axes.",
    "has no attribute 'append'": "You used `append`, which only lists have, and arrays do not. Collect the features in "
    "a list, and give this list to `np.column_stack`.",
}
# A table written as an array of lists.
BRACKETS = {
    "Field elements must be": "You left out the outer brackets of a table. It is written `np.array([[1, 2], [3, 4]])`.",
}


def explain(answer: Answer, by_text: Mapping[str, str], by_name: Mapping[str, str] | None = None) -> Answer:
    """Return an answer as it is, unless its call raised an error whose meaning in this exercise is known.

    Parameters
    ----------
    answer : Answer
        What the call gave.
    by_text : mapping of str to str
        A pattern in the error's text to the likely mistake.
    by_name : mapping of str to str, optional
        A name to the mistake of using it, where the call raised any error; these come first.

    Raises
    ------
    NotMet
        Where an error is known, with what it means.
    """
    error = answer.outcome.error
    if error is None or isinstance(error, NotImplementedError):
        return answer
    used = names_inside(answer.check.f)
    known = [why for name, why in (by_name or {}).items() if name in used]
    known += [why for pattern, why in by_text.items() if re.search(pattern, str(error))]
    if known:
        answer.fail(f"It raised {type(error).__name__}: {error}{hints.line_of(error)}", known[0])
    return answer
