"""The visible checks of lesson 06's answers that draw at random: three piles, mini-batches, dropout."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import permutations

import numpy as np

from helpers.checks import SEEDS, Check, as_batches, as_rows, each_once, from_rng, words
from helpers.checks.check import Answer
from helpers.checks.compare import numbers
from helpers.labs.slips.training_slips import explained

PILES = ("training", "validation", "test")
SPLITS: dict[tuple[int, ...], str] = {
    (10, 4, 6): "You exchanged validation and test rows.",
    (4, 6, 10): "You returned the piles in the opposite order: training comes first, test last.",
    (11, 3, 5): "You rounded two piles down, and the third got all that was left over.",
}
EVEN = "You shared the rows out evenly. Full batches come first, then the rest."
WHOLE = "You shuffled the batches. Shuffle the rows, then cut."
OUT_OF_PLACE = "You put the smaller batch elsewhere. It is the last one."
LOST = "You left out a row between two batches: each slice begins one row too late."
SIZES: dict[tuple[int, ...], str] = {
    (4, 4): "You left out the last, smaller batch.",
    (4, 4, 4): "You filled up the last batch.",
    (4, 3, 3): EVEN,
    (5, 5): EVEN,
    (3, 3, 2, 2): "You took `batch_size` for the number of batches.",
    (4,): "You returned the first batch alone. Is the `return` inside the loop?",
    (4, 2, 4): OUT_OF_PLACE,
    (2, 4, 4): OUT_OF_PLACE,
}
ANEW = "You drew anew for each batch, and each batch is full: some rows come twice, and some are missing."
OVERLAP = "Your batches overlap, or you drew anew for each: some rows come twice. Where does each batch begin?"
READ_OFF = "You read the mask off the numbers. A number can be kept and still be 0, or negative."
ALIKE = "You made one draw for all, or compared with something that is always larger, or always smaller."
TURNED = "You began the old order at another place. Shuffle: any row may follow any other."


def deals_piles(check: Check, n: int, fractions: tuple[float, float, float]) -> None:
    """Hold `three_way_split(n, fractions, rng)` to its sizes, each row once, and rng; else NotMet."""
    drawn, orders, due = [], [], np.multiply(n, fractions)
    for seed in SEEDS:
        answer = explained(check(n, fractions, np.random.default_rng(seed)), "three_way_split")
        parts = as_rows(answer, *PILES)
        sizes = tuple(len(part) for part in parts)
        slices = "Your slices overlap. Where one pile ends, the next begins."
        dealt = f"You dealt out {sum(sizes)} rows. Here n is {n}."
        why = dealt if len(np.unique(np.concatenate(parts))) == sum(sizes) else slices
        answer.holds(sum(sizes) <= n, f"Piles of {sizes} rows, and there are only {n}.", why)
        each_once(answer, np.concatenate(parts), n)
        off = [name for name, size, share in zip(PILES, sizes, due, strict=True) if abs(size - share) > 1.001]
        other = f"You gave {' and '.join(off)} rows another share. Where does each pile end?"
        answer.holds(not off, f"Sizes {sizes}, shares {np.round(due, 1)}.", SPLITS.get(sizes, other))
        drawn.append(tuple(frozenset(part.tolist()) for part in parts))
        orders.append(tuple(tuple(part.tolist()) for part in parts))
    _each_inside(answer, drawn, orders, "pile")
    from_rng(answer, drawn, "piles")
    _all_in_the_shuffle(answer, drawn)
    tests = [np.sort(list(test)) for *_, test in drawn]
    answer.holds(not all(_in_one_piece(rows, n) for rows in tests), "The test rows are always neighbours.", TURNED)


def cuts_batches(check: Check, m: int, size: int) -> None:
    """Hold `minibatches(X, y, size, rng)` to its sizes, to rows with their labels, and to shuffling; else NotMet."""
    X, y = np.arange(2.0 * m).reshape(m, 2), 10 * np.arange(m)
    wanted = (size,) * (m // size) + ((m % size,) if m % size else ())
    drawn, orders, inside, used = [], [], [], True
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        answer = explained(check(X, y, size, rng), "minibatches")
        batches = as_batches(answer, 2)
        sizes = tuple(len(y_b) for _, y_b in batches)
        rows, labels = np.vstack([X_b for X_b, _ in batches])[:, 0], np.concatenate([y_b for _, y_b in batches])
        finding = f"Expected batches of {wanted} rows, got {sizes}."
        if sizes != wanted:
            answer.fail(finding, _why_other_sizes(check, batches, sizes, wanted, m))
        each_once(answer, rows / 2, m)
        apart = "You shuffled X and y apart, or one of them twice."
        answer.holds((5 * rows == labels).all(), "Labels have come apart from their rows.", apart)
        drawn.append(tuple(frozenset(y_b.tolist()) for _, y_b in batches))
        inside.append(tuple(tuple(y_b.tolist()) for _, y_b in batches))
        orders.append(rows / 2)
        used = used and rng.bit_generator.state != np.random.default_rng(seed).bit_generator.state
    unused = used and all((order == np.arange(m)).all() for order in orders)
    answer.holds(not unused, "The rows come in the old order.", "You drew from `rng`, and did not use what you drew.")
    _each_inside(answer, drawn, inside, "batch")
    from_rng(answer, drawn, "batches")
    told = "Row after row comes in the old order."
    answer.holds(not all(len(set(np.diff(order) % m)) == 1 for order in orders), told, TURNED)
    fixed = "You cut first and shuffled the batches. Shuffle the rows, then cut."
    answer.holds(len(set(map(frozenset, drawn))) > 1, "The same rows always share a batch.", fixed)


def drops_elements(check: Check) -> None:
    """Hold `dropout(A, keep, rng)` to its mask, to elements drawn one by one, and to its division; else NotMet."""
    A, kept = np.arange(10000.0).reshape(200, 50) % 7 - 2, []  # numbers from -2 to 4
    for seed in SEEDS:
        answer = explained(check(A, 0.8, np.random.default_rng(seed)), "dropout")
        dropped, mask = answer.parts(_other_shape(answer, A), A_dropped=A.shape, mask=A.shape)
        marked = "The mask has other numbers than 0 and 1."
        answer.holds(np.isin(mask, (0, 1)).all(), marked, _no_mask(A, dropped, mask))
        answer.holds(np.ptp(mask), f"The mask is {mask.max():g} everywhere.", ALIKE)
        answer.holds(mask[A == 0].any(), "Where A is 0, nothing is ever kept.", READ_OFF)
        turned = np.allclose(dropped, A * (1 - mask) / 0.8, rtol=1e-5)
        answer.holds(not turned, "The mask is 1 where A_dropped is 0.", "You marked with 1 where a number is dropped.")
        looks = {
            2: "You dropped the share that should stay: `keep` is the share that is kept.",
            5: "You kept each element with probability a half, whatever `keep` is.",
        }
        why = looks.get(round(10 * mask.mean()), "")
        answer.holds(0.77 < mask.mean() < 0.83, f"With keep = 0.8, a share of {mask.mean():.2f} is kept.", why)
        for line, what in [(mask[0], "column"), (mask[:, :1], "row")]:
            whole = f"You made one draw for each {what}. Each number has its own."
            answer.holds((mask != line).any(), f"Each {what} is kept or dropped as a whole.", whole)
        answer.gives(
            (np.where(mask, A, 0) / 0.8, mask),
            {
                "You did not divide what is kept by keep.": (A * mask, mask),
                "You multiplied what is kept by keep. Divide.": (A * mask * 0.8, mask),
                "You divided by the share that goes. Divide by keep.": (A * mask / 0.2, mask),
                "You lost the minus signs of A.": (np.abs(A) * mask / 0.8, mask),
                "You passed everything on, and did not use the mask.": (A / 0.8, mask),
                "You returned A unchanged beside the mask.": (A, mask),
            },
            names=("A_dropped", "mask"),
        )
        kept.append(mask.tobytes())
    from_rng(answer, kept, "masks")
    fixed = "You drew a fixed number of elements. Each element is drawn by itself."
    counts = {np.frombuffer(mask).sum() for mask in kept}
    answer.holds(len(counts) > 1, "Each time exactly 8000 of 10000 are kept.", fixed)
    _drops_another_share(check, A)


def _drops_another_share(check: Check, A: np.ndarray) -> None:
    """Hold `dropout` to another `keep`."""
    answer = check(A, 0.3, np.random.default_rng(1))
    mask = answer.parts(A_dropped=A.shape, mask=A.shape)[1]
    answer.holds(np.isin(mask, (0, 1)).all(), "With keep = 0.3, the mask is not all 0 and 1.")
    looks = {
        8: "You built 0.8 in. `keep` is handed in.",
        6: "You drew from a bell curve? All numbers from 0 to 1 are equally likely.",
    }
    found = f"With keep = 0.3, a share of {mask.mean():.2f} is kept."
    answer.holds(0.27 < mask.mean() < 0.33, found, looks.get(round(10 * mask.mean()), ""))
    answer.gives((A * mask / 0.3, mask), {"You divided by 0.8. `keep` is handed in.": (A * mask / 0.8, mask)})


def _no_mask(A: np.ndarray, dropped: np.ndarray, mask: np.ndarray) -> str:
    """Say what a mask is that has other numbers than 0 and 1; "" where that is not known."""
    if np.isin(dropped, (0, 1)).all():
        return "You exchanged the two: A_dropped comes first, then the mask."
    if (mask == A).all():
        return "You returned A as the mask."
    if mask.max() == 1.25:
        return "You put the division by keep into the mask."
    return "You put the random numbers into the mask." if 0 <= mask.min() < mask.max() < 1 else ""


def _other_shape(answer: Answer, A: np.ndarray) -> str:
    """Say for what a mask of another shape made one draw, or that the kept alone were returned; else ""."""
    value = answer.value
    kept, mask = map(numbers, value) if isinstance(value, tuple | list) and len(value) == 2 else (None, None)
    if kept is not None and mask is not None and mask.shape == A.shape and kept.shape == (int(mask.sum()),):
        return "You picked out what is kept, as A[mask] does. What is dropped keeps its place, as a 0."
    if mask is not None and mask.shape == ():
        return "You made one draw for the whole array. Each number has its own."
    shapes = {(A.shape[1],): "column", (1, A.shape[1]): "column", (len(A),): "row", (len(A), 1): "row"}
    what = "" if mask is None else shapes.get(mask.shape, "")
    return f"You made one draw for each {what}. Each number has its own." if what else ""


def _each_inside(answer: Answer, drawn: Sequence[Hashable], orders: Sequence[Hashable], what: str) -> None:
    """Refuse parts that hold the same rows for every seed, and only in another order."""
    same = len(set(drawn)) == 1 < len(set(orders))
    why = f"You shuffled only inside each {what}. Shuffle all rows, then cut."
    answer.holds(not same, f"The same rows are always together in one {what}.", why)


def _all_in_the_shuffle(answer: Answer, drawn: Sequence[tuple[frozenset[int], ...]]) -> None:
    """Refuse piles of which one is the same for every seed, or two that share out the rest in its old order."""
    for k, name in enumerate(PILES):
        fixed = f"You left the {name} rows out of the shuffle."
        answer.holds(len({piles[k] for piles in drawn}) > 1, f"The {name} rows are the same each time.", fixed)
    for (low, a), (high, b) in permutations(enumerate(PILES), 2):
        in_order = all(max(piles[low]) < min(piles[high]) for piles in drawn)
        found = f"Every {b} row has a higher number than every {a} row."
        third = next(name for k, name in enumerate(PILES) if k not in (low, high))
        rest = f"You drew the {third} rows, and cut the rest in its old order. Is the rest shuffled, too?"
        answer.holds(not in_order, found, rest)


def _why_other_sizes(
    check: Check,
    batches: Sequence[tuple[np.ndarray, np.ndarray]],
    sizes: tuple[int, ...],
    wanted: Sequence[int],
    m: int,
) -> str:
    """Say why batches of m rows have other sizes: by the rows in them, or else by the sizes alone."""
    rows = np.concatenate([X_b[:, 0] / 2 for X_b, _ in batches])
    there = len(np.unique(rows))
    if there < len(rows) > m > there:
        return ANEW
    if there < len(rows) and sizes[0] <= wanted[0] and (len(rows) <= m or sizes not in SIZES):
        return OVERLAP
    if sizes in ((4, 2, 4), (2, 4, 4)) and all(np.ptp(X_b[:, 0]) == 2 * (len(X_b) - 1) for X_b, _ in batches):
        return WHOLE
    if sizes == (4, 4) and m == 10:
        answer = check(np.arange(26.0).reshape(13, 2), np.arange(13), 5, np.random.default_rng(1))
        if [len(y_b) for _, y_b in as_batches(answer, 2)] == [5, 5, 1]:
            return LOST
    return SIZES.get(sizes) or _other_sizes(sizes, wanted)


def _other_sizes(sizes: Sequence[int], wanted: Sequence[int]) -> str:
    """Say how the sizes of batches differ, where no mistake is known by them."""
    if len(sizes) != len(wanted):
        return f"You made {words.count(len(sizes), 'batch', 'batches')}, where {len(wanted)} are due."
    if sizes[0] == wanted[0]:
        return "Your first batch is right, and a later one begins or ends elsewhere."
    return (
        f"Your first batch is too {'small' if sizes[0] < wanted[0] else 'large'}: where does its slice begin and end?"
    )


def _in_one_piece(rows: np.ndarray, n: int) -> bool:
    """Say whether sorted row numbers of n are neighbours, if the last row and the first are neighbours too."""
    return int((np.diff(np.append(rows, rows[0] + n)) == 1).sum()) >= len(rows) - 1
