"""The rematch of lesson 09: expert and learner once more, with training digits that were also moved by one pixel.

A rematch over ten seeds takes minutes, so its accuracies are stored in `rematch.json`. This makes the file again:

    python -m helpers.labs.features.rematch
"""

import json
from functools import cache
from pathlib import Path

import numpy as np

from helpers.labs.features import contest, handmade

STORED = Path(__file__).with_name("rematch.json")
COUNTS, SEEDS = (200, 1000, 4000), range(1, 11)
STEPS = ((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0))  # rows down, columns to the right
SIDES = ("expert", "learner", "learner, 5 × epochs", "expert, moved digits", "learner, moved digits")


def moved(pixels: np.ndarray) -> np.ndarray:
    """Return digits and four copies of them, moved by one pixel to the right, to the left, down and up.

    Parameters
    ----------
    pixels : ndarray (m, 784)
        Digits as rows of pixels.

    Returns
    -------
    ndarray (5 * m, 784)
        First the digits as they are, then all of them moved to the right, and so on; `np.tile(digit, 5)` fits to it.
        Ink that is moved over the edge is lost, and paper comes in on the other side.
    """
    images = np.pad(np.reshape(pixels, (-1, 28, 28)), ((0, 0), (1, 1), (1, 1)))
    return np.concatenate([images[:, 1 - down : 29 - down, 1 - right : 29 - right] for down, right in STEPS]).reshape(
        -1, 784
    )


def moved_learner(seed: int) -> float:
    """Return the test accuracy of the contest's network for one seed, trained on moved digits, too.

    It has as many epochs as without them, of five times as many rows.
    """
    box, (train, test) = contest.tables(), contest.deal(seed)
    model = contest.network(moved(box.pixels[train]), np.tile(box.digit[train], 5), seed, contest.epochs(len(train)))
    return float((model.predict(box.pixels[test]) == box.digit[test]).mean())


def hold(seed: int) -> dict[str, float]:
    """Return the test accuracy of each of `SIDES` for one seed, with the training rows of the contest's `deal`."""
    box, (train, test) = contest.tables(), contest.deal(seed)
    longer = contest.network(box.pixels[train], box.digit[train], seed, 5 * contest.epochs(len(train)))
    plain = contest.deep(box.pixels[train], box.digit[train], seed)
    of_network = [float((model.predict(box.pixels[test]) == box.digit[test]).mean()) for model in (plain, longer)]
    copies = np.concatenate([table[train] for table in _experts_moved()])
    experts = [
        contest.of_features(F, labels, box.expert[test], box.digit[test])
        for F, labels in ((box.expert[train], box.digit[train]), (copies, np.tile(box.digit[train], 5)))
    ]
    return dict(zip(SIDES, (experts[0], *of_network, experts[1], moved_learner(seed)), strict=True))


def stored() -> dict[int, dict[str, np.ndarray]]:
    """Return the stored accuracies: training rows to sides to one number for each of the seeds 1 to 10."""
    measured = json.loads(STORED.read_text(encoding="utf-8"))
    return {int(count): {side: np.array(runs) for side, runs in sides.items()} for count, sides in measured.items()}


@cache
def _experts_moved() -> list[np.ndarray]:
    """Return the expert's features (5000, 864) of all digits, once for each of `STEPS`."""
    copies = moved(contest.tables().pixels).reshape(len(STEPS), -1, 28, 28)
    return [handmade.expert(images) for images in copies]


def main() -> None:
    """Hold the rematch for every count and seed, and store it."""
    found: dict[int, dict[str, list[float]]] = {}
    for count in COUNTS:
        with contest.training_rows(count):
            runs = [hold(seed) for seed in SEEDS]
        found[count] = {side: [round(run[side], 4) for run in runs] for side in SIDES}
        print(
            count, {side: round(float(np.mean(accuracies)), 4) for side, accuracies in found[count].items()}, flush=True
        )
    STORED.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
