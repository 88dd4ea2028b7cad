"""Disturb the rounding of every training, to see whether what a lesson says survives it.

Processors, BLAS kernels, versions of NumPy and numbers of threads round differently, and a training makes much of
little. No machine has all of them. Here each random draw and each measured value is multiplied by 1 + 1e-7 noise,
which is more than any of them does to double precision, and about what they do to single precision; and NumPy's own
SIMD loops can be taken away. What a lesson prints must stay within its tolerance.

The noise is a function of the number that it disturbs and of the seed: equal draws stay equal.
"""

import importlib
import importlib.abc
import importlib.machinery
import os
import sys
import textwrap
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

SEED = "LAYER_BY_LAYER_NOISE"  # the environment variable that turns the disturbance on, in this Python and its children
SIZE = 1e-7
DATA = "helpers.data"
MEASURED = ("hunger", "wine", "iris", "digits", "side_by_side", "mnist")  # loaders of what is no whole number


def environment(folder: Path, seed: int, simd: bool = True) -> dict[str, str]:
    """Return the environment variables of a disturbed Python; what it imports at its start is written to `folder`.

    Without `simd`, NumPy computes with the instructions alone that every processor of this kind has.
    """
    here = str(Path(__file__).parents[2])
    start = f"""
        import sys
        sys.path.insert(0, {here!r})
        from grading.stored_outputs import disturbance
        disturbance.begin()
    """
    (folder / "sitecustomize.py").write_text(textwrap.dedent(start), encoding="utf-8")
    path = os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))
    changed = {SEED: str(seed), "PYTHONPATH": path}
    return changed if simd else changed | {"NPY_DISABLE_CPU_FEATURES": " ".join(simd_features())}


def simd_features() -> list[str]:
    """Name the instruction sets that NumPy uses here and could do without."""
    numpys = importlib.import_module("numpy._core._multiarray_umath")  # NumPy publishes its features nowhere else
    here, always = numpys.__cpu_features__, numpys.__cpu_baseline__
    return [name for name in numpys.__cpu_dispatch__ if here.get(name) and name not in always]


def begin() -> None:
    """Disturb this Python's draws and data, if the environment says so."""
    if seed := os.environ.get(SEED):
        np.random.default_rng = _generators(int(seed))
        sys.meta_path.insert(0, _Finder(int(seed)))


def disturbed(values: Any, seed: int) -> Any:
    """Return a float, or an array of floats, each times 1 - SIZE to 1; 0 stays 0, and anything else stays itself."""
    array = np.asarray(values)
    if array.dtype.kind != "f":
        return values
    noise = np.abs(np.cos(array.astype(np.float64) * (1e6 + 12345.678 * seed) + seed))
    moved = (array * (1 - SIZE * noise)).astype(array.dtype)
    return moved if isinstance(values, np.ndarray) else type(values)(moved)


def _generators(seed: int) -> Callable[..., np.random.Generator]:
    default_rng = np.random.default_rng

    class Disturbed(np.random.Generator):
        """A generator whose draws of floats are disturbed."""

        def __reduce__(self) -> tuple[Any, ...]:
            return Disturbed, (self.bit_generator,)

    for name in ("normal", "standard_normal", "uniform", "random"):
        setattr(Disturbed, name, _after(getattr(np.random.Generator, name), seed))

    @wraps(default_rng)
    def disturbed_rng(seed: Any = None) -> np.random.Generator:
        return seed if isinstance(seed, np.random.Generator) else Disturbed(default_rng(seed).bit_generator)

    return disturbed_rng


def _after(function: Callable[..., Any], seed: int) -> Callable[..., Any]:
    """Return the function with what it returns disturbed: an array, a number, or a tuple that begins with an array."""

    @wraps(function)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        value = function(*args, **kwargs)
        if hasattr(value, "_replace"):  # a table: X and what belongs to it
            return value._replace(X=disturbed(value.X, seed))
        if isinstance(value, tuple):
            return disturbed(value[0], seed), *value[1:]
        return disturbed(value, seed)

    return wrapped


class _Finder(importlib.abc.MetaPathFinder):
    """Disturbs the course's loaders of measured data when their module is imported."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        if fullname != DATA:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        if spec is None or spec.loader is None:
            return None
        execute, seed = spec.loader.exec_module, self.seed

        def exec_module(module: ModuleType) -> None:
            execute(module)
            for name in MEASURED:
                setattr(module, name, _after(getattr(module, name), seed))

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec
