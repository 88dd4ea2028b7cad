"""The types of the network's arguments, and a clear sentence for a value that does not fit.

Arguments are checked once, where they come in. The loops behind trust them.
"""

from numbers import Integral, Real
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

Array = NDArray[np.floating[Any]]
Rng = np.random.Generator | None


def whole(name: str, value: object, least: int) -> int:
    """Return a whole number as an int.

    Raises
    ------
    ValueError
        If `value` is not a whole number, or is below `least`.
    """
    if isinstance(value, bool) or not isinstance(value, Integral) or value < least:
        raise ValueError(f"{name} is a whole number, at least {least}, not {value!r}")
    return int(value)


def number(name: str, value: object, below: float = np.inf) -> float:
    """Return a finite number.

    Raises
    ------
    ValueError
        If `value` is not a number, is NaN, is negative, or is not below `below`.
    """
    if not isinstance(value, Real) or not 0 <= float(value) < below:
        limit = "finite" if below == np.inf else f"below {below}"
        raise ValueError(f"{name} is a number, at least 0 and {limit}, not {value!r}")
    return float(value)


def generator(rng: object) -> np.random.Generator:
    """Return a random generator.

    Raises
    ------
    TypeError
        If `rng` is anything else, such as a seed.
    """
    if not isinstance(rng, np.random.Generator):
        raise TypeError(f"rng is a random generator, such as np.random.default_rng(seed), not {rng!r}")
    return rng


def float_type(dtype: DTypeLike) -> np.dtype[np.floating[Any]]:
    """Return a floating-point dtype.

    Raises
    ------
    TypeError
        If `dtype` is not a real floating-point type.
    """
    found: np.dtype[Any] = np.dtype(dtype)
    if found.kind != "f":
        raise TypeError(f"dtype is a floating-point type, such as np.float32 or np.float64, not {found}")
    return found
