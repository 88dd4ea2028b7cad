"""Find the slip behind a classifier that learns too little, by further calls of it and of what built it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.checks import calling
from helpers.checks.compare import numbers
from helpers.checks.rules.outside_names import names_inside

if TYPE_CHECKING:
    from helpers.checks.check import Answer

MUCH = 0.04  # of the images: by so much a classifier is better once its slip is undone
MIRRORED = 0.75  # a classifier that was never taught mirrored digits is right on fewer of them
GOOD = 0.6  # and it is right on so many: a gain of a classifier that guesses is luck
SOME = 0.015  # the same for labels out of step, which leave most rows as they were
ONE_PIXEL = 1e-3  # keeps a division safe where a pixel is always paper

FLIPS = {(2,): "mirrored from left to right", (1,): "mirrored from top to bottom", (1, 2): "turned by half a turn"}

Images = np.ndarray
Labels = np.ndarray | None


def slip(answer: Answer, images: Images, wanted: np.ndarray) -> str:
    """Say which known slip explains that a classifier is right too seldom; "" where none is found.

    Parameters
    ----------
    answer : Answer
        What `build_classifier(X, y, rng)` gave: a classifier.
    images : ndarray (m, height, width)
        Images that it did not learn from.
    wanted : ndarray (m,)
        Their labels.

    Returns
    -------
    str
        A sentence on what the reader did.
    """
    build, (X, y, *_) = answer.check.f, answer.outcome.given
    usual = _share(_labels(answer.value, images), wanted)
    changed = [(_share(_labels(answer.value, prepared), wanted), why) for why, prepared in _preparations(X, images)]
    best, why = max(changed)
    if best > max(usual + MUCH, GOOD):
        return why
    for axes, made in FLIPS.items():
        if (share := _share(_labels(answer.value, np.flip(images, axes)), wanted)) > MIRRORED:
            return (
                f"You get {share:.0%} right of digits that are {made}, too. Did you make such copies? Nobody writes "
                "digits like that: a mirrored 2 is no 2."
            )
    return _rows_and_labels(build, X, y, images, wanted, usual)


def _preparations(X: Images, images: Images) -> Iterator[tuple[str, Images]]:
    """Yield a sentence for each thing that may be done to one pile of images alone, and the images that show it."""
    training_alone = "You {} the training rows, and not the images in `classify`. Do to both whatever you do to one."
    reading_alone = "You {} the images in `classify`, and not the training rows. Do to both whatever you do to one."
    scaled = "standardised or centred"
    for centre, spread in ((X.mean(), X.std()), (X.mean(axis=0), X.std(axis=0) + ONE_PIXEL)):
        yield training_alone.format(scaled), (images - centre) / spread
        yield training_alone.format(scaled), images - centre
        yield reading_alone.format(scaled), images * spread + centre
        yield reading_alone.format(scaled), images + centre
    yield training_alone.format("exchanged ink and paper of"), 1 - images
    yield training_alone.format("exchanged the height and the width of"), images.swapaxes(1, 2)
    yield training_alone.format("divided the pixels of"), images / 255


def _rows_and_labels(
    build: Callable[..., Any], X: Images, y: np.ndarray, images: Images, wanted: np.ndarray, usual: float
) -> str:
    """Say what went wrong between rows and labels, from one more classifier or two; "" where nothing did."""
    names = names_inside(build)
    if usual <= 0.5 and _unmoved_by_labels(build, X, y, images):
        return (
            "Other labels give the same classifier: no training reached it. Did you train it, and for how many epochs?"
        )
    if usual <= 0.5 and "repeat" in names:
        return (
            "You used `np.repeat`, which repeats each label where it stands. Piles of images below each other need the "
            "whole list of labels again for each pile: `np.tile`."
        )
    if "roll" in names and _share(_built_from_sorted_rows(build, X, y, images), wanted) > usual + SOME:
        return (
            "You rolled the pile of images along axis 0: each image got the label of another. It shows: where equal "
            "digits stand together, your function learns more. Axes 1 and 2 are those of a digit."
        )
    return ""


def _unmoved_by_labels(build: Callable[..., Any], X: Images, y: np.ndarray, images: Images) -> bool:
    """Say whether other labels make no difference to what is built."""
    made = [calling.run(build, (X, labels, np.random.default_rng(1)), {}).value for labels in (y, (y + 1) % 10)]
    first, second = (_labels(classify, images) for classify in made)
    return first is not None and second is not None and np.array_equal(first, second)


def _built_from_sorted_rows(build: Callable[..., Any], X: Images, y: np.ndarray, images: Images) -> Labels:
    """Return what a classifier says that learned the same rows, each digit's together."""
    order = np.argsort(y, kind="stable")
    return _labels(calling.run(build, (X[order], y[order], np.random.default_rng(1)), {}).value, images)


def _labels(classify: Any, images: Images) -> Labels:
    """Return a classifier's labels; None where it is none, or fails."""
    if not callable(classify):
        return None
    labels = numbers(calling.run(classify, (images,), {}).value)
    return labels if labels is not None and labels.shape == (len(images),) else None


def _share(labels: Labels, wanted: np.ndarray) -> float:
    """Return the share that is right; 0 where there are no labels."""
    return 0.0 if labels is None else float(np.mean(labels == wanted))
