"""The functions that `judge_standardise` of lesson 02 has to judge: right ones in several styles, and impostors.

The reader sees none of them, and none can be imported as an answer.
"""

from collections.abc import Callable

import numpy as np

Tables = tuple[np.ndarray, np.ndarray]
Standardiser = Callable[[np.ndarray, np.ndarray], Tables]
Statistics = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray | float, np.ndarray | float]]


def _by(statistics: Statistics) -> Standardiser:
    """Standardise both tables by one mean and one divisor a column, and make constant columns 0."""

    def f(X_train: np.ndarray, X_test: np.ndarray) -> Tables:
        train, test = np.array(X_train, dtype=float), np.array(X_test, dtype=float)
        varies = np.ptp(train, axis=0) > 0
        mean, divisor = statistics(train, test)
        divisor = np.where(varies, divisor, 1.0)
        return (train - mean) / divisor * varies, (test - mean) / divisor * varies

    return f


def right() -> dict[str, Standardiser]:
    """Make the right ones, each in another style, under what it does."""

    def with_loops(X_train: np.ndarray, X_test: np.ndarray) -> Tables:
        train, test = np.zeros(np.shape(X_train)), np.zeros(np.shape(X_test))
        for j in range(np.shape(X_train)[1]):
            column = [float(row[j]) for row in X_train]
            middle = sum(column) / len(column)
            spread = (sum((x - middle) ** 2 for x in column) / len(column)) ** 0.5
            constant = max(column) == min(column)
            for old, new in ((X_train, train), (X_test, test)):
                for i, row in enumerate(old):
                    new[i, j] = (row[j] - middle) / spread if not constant else 0.0
        return train, test

    def in_single_precision(X_train: np.ndarray, X_test: np.ndarray) -> Tables:
        train, test = np.array(X_train, dtype=np.float32), np.array(X_test, dtype=np.float32)
        mean, spread = train.mean(axis=0), train.std(axis=0)
        spread[train.max(axis=0) == train.min(axis=0)] = np.inf
        return (train - mean) / spread, (test - mean) / spread

    def in_lists(X_train: np.ndarray, X_test: np.ndarray) -> Tables:
        columns: tuple[list[np.ndarray], list[np.ndarray]] = [], []
        for pair in zip(np.transpose(X_train), np.transpose(X_test), strict=True):
            factor = 0.0 if len(set(pair[0].tolist())) == 1 else 1 / np.sqrt(np.var(pair[0]))
            for column, made in zip(pair, columns, strict=True):
                made.append((column - np.average(pair[0])) * factor)
        return np.column_stack(columns[0]), np.column_stack(columns[1])

    return {
        "goes through rows and columns with loops": with_loops,
        "computes in single precision": in_single_precision,
        "collects its columns in lists": in_lists,
    }


def impostors() -> dict[str, Standardiser]:
    """Make the wrong ones, each wrong in one way, under the kind that it is of."""
    correct = _by(lambda train, test: (train.mean(axis=0), train.std(axis=0)))

    def each_by_itself(X_train: np.ndarray, X_test: np.ndarray) -> Tables:
        return correct(X_train, X_train)[0], correct(X_test, X_test)[0]

    def unguarded(X_train: np.ndarray, X_test: np.ndarray) -> Tables:
        mean, spread = np.mean(X_train, axis=0), np.std(X_train, axis=0)
        with np.errstate(all="ignore"):
            return (X_train - mean) / spread, (X_test - mean) / spread

    def divided_by_one(X_train: np.ndarray, X_test: np.ndarray) -> Tables:
        mean, spread = np.mean(X_train, axis=0), np.std(X_train, axis=0)
        spread = np.where(spread == 0, 1.0, spread)
        return (X_train - mean) / spread, (X_test - mean) / spread

    def in_place(X_train: np.ndarray, X_test: np.ndarray) -> Tables:
        results = correct(X_train, X_test)
        X_test[...] = results[1]  # a judge that looks at X_train alone misses it
        return results

    def half_centred(X_train: np.ndarray, X_test: np.ndarray) -> Tables:
        spread = np.where(np.ptp(X_train, axis=0) > 0, np.std(X_train, axis=0), np.inf)
        return np.asarray(X_train) / spread, correct(X_train, X_test)[1]  # a judge of X_test alone misses it

    def refusing(X_train: np.ndarray, X_test: np.ndarray) -> Tables:
        if (np.ptp(X_train, axis=0) == 0).any():
            raise ValueError("a constant column has no spread")
        return correct(X_train, X_test)

    def of_all(train: np.ndarray, test: np.ndarray) -> Tables:
        rows = np.vstack([train, test])
        return rows.mean(axis=0), rows.std(axis=0)

    return {
        "takes the mean or the standard deviation from all rows, the test rows as well": _by(of_all),
        "takes the mean and the standard deviation of X_test from the test rows": each_by_itself,
        "takes one mean for the whole table": _by(lambda train, test: (train.mean(), train.std())),
        "divides by the standard deviation with m - 1": _by(
            lambda train, test: (train.mean(axis=0), train.std(axis=0, ddof=int(len(train) > 1)))
        ),
        "does not subtract the mean everywhere": half_centred,
        "does not divide by the standard deviation": _by(lambda train, test: (train.mean(axis=0), 1.0)),
        "makes nan or infinity of a constant column": unguarded,
        "leaves other numbers than 0 in a constant column": divided_by_one,
        "changes its arguments": in_place,
        "raises an error": refusing,
    }


def more_impostors() -> dict[str, Standardiser]:
    """Make further ones, of the same kinds."""
    correct = right()["collects its columns in lists"]

    def both_in_place(X_train: np.ndarray, X_test: np.ndarray) -> Tables:
        results = correct(X_train, X_test)
        X_train[...], X_test[...] = results  # whoever standardises these again gets the same results
        return results

    return {"changes its arguments": both_in_place}
