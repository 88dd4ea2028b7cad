"""How fast is the reference network? `python -m benchmarks network` trains it beside PyTorch, scikit-learn and JAX.

Every contender trains the same network from the same weights on the same rows for the same epochs, by plain gradient
descent in single precision, on one thread of one core, and keeps the loss. Ours, PyTorch, JAX and Numba get the same
batches in the same order, and must arrive at the same loss; scikit-learn draws its own order, and must arrive near it.
Each has trained once, unmeasured, before it is measured: compiling, first calls and converting the data are not
counted. Rounds are interleaved, and what is compared is seconds of CPU: each one's least over the rounds, as a ratio to
PyTorch's. The least, because other work on the machine can only add to it.

Three columns are no rivals but bounds: what is possible when a whole epoch is compiled, by JAX (`lax.scan`) or, where
it is installed, by Numba, and the matrix products alone.
"""

import argparse
import os
import time
import warnings
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import jax
import matplotlib.pyplot as plt
import numpy as np
import torch
from sklearn.datasets import load_digits, make_moons
from sklearn.exceptions import ConvergenceWarning
from threadpoolctl import threadpool_info

from benchmarks.__main__ import OPENBLAS
from benchmarks._contenders import CONTENDERS, Row, Run
from helpers import data, network
from helpers.network.pairs import Pairs

ALLOWED = {"PyTorch": 0.01, "JAX step": 0.01, "JAX epoch": 0.01, "Numba epoch": 0.01, "scikit-learn": 0.15}
Found = dict[str, float]


def rows() -> list[Row]:
    """Return the rows of the table."""
    X, y = make_moons(1000, noise=0.2, random_state=0)
    moons = X.astype(np.float32), y
    images, labels = load_digits(return_X_y=True)
    digits = (images / 16).astype(np.float32), labels
    images, labels = data.mnist()
    mnist = images.reshape(len(images), -1)[:4000].astype(np.float32), labels[:4000]
    deep, wide = [64, *[64] * 6, 10], [784, 128, 64, 10]
    return [
        Row("moons 2-4-1, batch 32", [2, 4, 1], 32, 10, moons, "tanh", 0.12),
        Row("digits 64-32-10, batch 32", [64, 32, 10], 32, 6, digits, "relu", 0.20),
        Row("digits 64-(6 x 64)-10, batch 32", deep, 32, 3, digits, "relu", 0.40),
        Row("MNIST 784-30-10, batch 32", [784, 30, 10], 32, 2, mnist, "relu", 0.35),
        Row("MNIST 784-128-64-10, batch 32", wide, 32, 1, mnist, "relu", 0.60),
        Row("MNIST 784-128-64-10, batch 128", wide, 128, 3, mnist, "relu", 0.80),
    ]


def timed(run: Run) -> tuple[float, Pairs]:
    """Return the CPU seconds of a training, and what it arrived at."""
    begun = time.process_time()
    pairs = run()
    return time.process_time() - begun, pairs


def loss_of(row: Row, pairs: Pairs) -> float:
    """Return the loss of these weights and biases on all rows."""
    parts = [part for W, b in pairs for part in (network.Dense.of(W, b), network.HIDDEN[row.hidden]())]
    return network.Network(parts[:-1], np.float64).loss(row.X, row.y)


def measure(row: Row, rounds: int) -> Found:
    """Return each one's least CPU seconds in so many rounds, over PyTorch's; and PyTorch's microseconds a step.

    Raises
    ------
    RuntimeError
        If they did not train the same network.
    """
    starts = {name: contender(row) for name, contender in CONTENDERS.items()}
    losses = {name: loss_of(row, start()()) for name, start in starts.items()}  # and everybody is warm
    for name in losses.keys() & ALLOWED:
        if abs(losses[name] / losses["ours"] - 1) > ALLOWED[name]:
            raise RuntimeError(f"{row.name}: {name} ends at a loss of {losses[name]:.4f}, ours at {losses['ours']:.4f}")
    seconds = [{name: timed(start())[0] for name, start in starts.items()} for _ in range(rounds)]
    least = {name: min(one[name] for one in seconds) for name in starts}
    return {name: least[name] / least["PyTorch"] for name in starts} | {"step": least["PyTorch"] / row.steps * 1e6}


def table(found: dict[str, Found], ceilings: dict[str, float]) -> str:
    """Return the table of docs/performance.md."""
    columns = ["ours", "at most", "JAX step", "scikit-learn", "JAX epoch", "Numba epoch", "floor"]
    lines = [f"| network | {' | '.join(columns)} | PyTorch, µs a step |", "|---" * (len(columns) + 2) + "|"]
    for name, ratios in found.items():
        numbers = ratios | {"at most": ceilings[name]}
        cells = [f"{numbers[column]:.2f}" if column in numbers else "–" for column in columns]
        lines.append(f"| {name} | {' | '.join(cells)} | {ratios['step']:.0f} |")
    return "\n".join(lines)


def draw(found: dict[str, Found], path: Path) -> None:
    """Draw the ratios as rows of points: rivals filled, bounds as strokes; PyTorch is the line at 1."""
    plt.rcParams["svg.hashsalt"] = "the same file from the same numbers"
    figure, ax = plt.subplots(figsize=(8, 3.6), layout="constrained")
    looks = [
        ("floor", "|", "0.4"), ("Numba epoch", "3", "#CC79A7"), ("JAX epoch", "4", "#D55E00"),
        ("ours", "o", "#0072B2"), ("JAX step", "s", "#D55E00"), ("scikit-learn", "^", "#009E73"),
    ]  # fmt: skip
    for name, marker, colour in looks:
        if all(name in ratios for ratios in found.values()):
            points = [ratios[name] for ratios in found.values()]
            ax.plot(points, list(found), marker, color=colour, label=name, markersize=9)
    ax.axvline(1, color="black", linewidth=1)
    ax.text(0.99, -0.42, "PyTorch, eager", ha="right", fontsize=9)
    ax.set(xlabel="CPU seconds of a training, as a share of PyTorch's", xlim=(0, 1.1), ylim=(len(found) - 0.5, -0.7))
    ax.legend(frameon=False, ncols=6, loc="lower center", bbox_to_anchor=(0.5, 1), columnspacing=1, handletextpad=0.2)
    figure.savefig(path, metadata={"Date": None})


def surroundings(rounds: int) -> str:
    """Say what was measured with: versions, OpenBLAS's kernels and what chose them, and the load."""
    kernels = sorted({lib["architecture"] for lib in threadpool_info() if lib["internal_api"] == "openblas"})
    chosen = [f"{name}={os.environ[name]}" for name in OPENBLAS if name in os.environ] or ["chosen by OpenBLAS itself"]
    load = f"; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors" if hasattr(os, "getloadavg") else ""
    return (
        f"CPU seconds as a ratio to PyTorch {torch.__version__}, eager, one thread; the least of {rounds} rounds.\n"
        f"NumPy {np.__version__} with OpenBLAS for {', '.join(kernels)} ({', '.join(chosen)}); JAX {jax.__version__}; "
        f"{numba_version()}{load}.\n"
    )


def numba_version() -> str:
    """Return the version of Numba, if it is there."""
    try:
        return f"Numba {version('numba')}"
    except PackageNotFoundError:
        return "Numba is not installed"


def main() -> int:
    """Measure, print the table, draw the picture; return 1 where ours is above its ceiling or scikit-learn."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks network", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20, help="how often everything is measured (20)")
    rounds, here = parser.parse_args().rounds, Path(__file__).parent
    torch.set_num_threads(1)
    warnings.simplefilter("ignore", ConvergenceWarning)
    found = {row.name: measure(row, rounds) for row in rows()}
    ceilings = {row.name: row.ceiling for row in rows()}
    print(surroundings(rounds))
    print(table(found, ceilings))
    draw(found, here / "network.svg")
    late = [name for name, r in found.items() if r["ours"] > min(ceilings[name], r["scikit-learn"])]
    print("\nOurs is at or below its ceiling and scikit-learn in every row." if not late else f"\nNot met: {late}")
    return 1 if late else 0


if __name__ == "__main__":
    raise SystemExit(main())
