"""Make tables.npz again, from the data sets that scikit-learn ships. Nobody needs to: the file is here.

Reading it takes milliseconds; importing scikit-learn takes a second or two.

To make it: `python -m helpers.make_tables`.
"""

from pathlib import Path

import numpy as np


def make(path: Path) -> None:
    """Write two features of 178 wines, all four of 150 irises, and 1797 digits, with their labels."""
    from sklearn.datasets import load_digits, load_iris, load_wine

    wine, iris, digits = load_wine(), load_iris(), load_digits()
    columns = [wine.feature_names.index(name) for name in ("flavanoids", "color_intensity")]
    np.savez_compressed(
        path,
        wine=wine.data[:, columns],
        cultivar=wine.target.astype(np.uint8),
        iris=iris.data,
        species=iris.target.astype(np.uint8),
        digits=digits.images.astype(np.uint8),
        labels=digits.target.astype(np.uint8),
    )


if __name__ == "__main__":
    make(Path(__file__).with_name("tables.npz"))
