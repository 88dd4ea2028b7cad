"""Curves: a function of one number, a loss over the steps, bars to compare."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from helpers.plots.show import BLUE, LINES, RED, STYLES, axes, show

Function = Callable[[np.ndarray], np.ndarray]  # of each number


def curves(functions: Mapping[str, Function], low: float, high: float, x_name: str = "z", y_name: str = "") -> None:
    """Draw functions of one number in one picture, with a gap where one jumps: `curves({"step": step}, -6, 6)`.

    Parameters
    ----------
    functions : mapping of str to callable
        A name to a function, which takes numbers (m,) and gives as many.
    low, high : float
        Where the curves begin and end.
    x_name, y_name : str
        The names of the axes.
    """
    figure, (ax,) = axes(height=3.2)
    x = np.linspace(low, high, 401)
    phrases = []
    for (name, f), colour, style in zip(functions.items(), LINES, STYLES, strict=False):
        y = np.asarray(f(x), dtype=float)
        jump = np.append(np.abs(np.diff(y)) > 0.5 * np.ptp(y), False)
        ax.plot(x, np.where(jump, np.nan, y), color=colour, linestyle=style, label=name, linewidth=2)
        phrases.append(f"{name} goes from {y[0]:.2f} to {y[-1]:.2f}")
    ax.set(xlabel=x_name, ylabel=y_name)
    ax.legend(frameon=False)
    show(figure, f"Curves over {x_name} from {low:g} to {high:g}: {'; '.join(phrases)}.")


def losses(
    runs: Mapping[str, Sequence[float]], x_name: str = "step", y_name: str = "loss", log: bool = False, first: int = 0
) -> None:
    """Draw losses over the steps, one line a run: `losses({"learning rate 0.1": [0.69, 0.4]})`.

    Parameters
    ----------
    runs : mapping of str to sequence of float
        A run's name to its losses, one a step.
    x_name, y_name : str
        What is counted, in the singular, and what is drawn.
    log : bool
        Whether losses stand on a scale of powers of ten.
    first : int
        The number of the first step.
    """
    figure, (ax,) = axes(height=3.4)
    phrases = []
    for (name, run), colour, style in zip(runs.items(), LINES, STYLES, strict=False):
        ax.plot(range(first, first + len(run)), run, color=colour, linestyle=style, label=name, linewidth=2)
        phrases.append(f"{name} starts at {run[0]:.3g} and ends at {run[-1]:.3g}")
    ax.set(xlabel=x_name, ylabel=y_name, yscale="log" if log else "linear")
    ax.legend(frameon=False)
    show(figure, f"{y_name.capitalize()} over the {x_name}s: {'; '.join(phrases)}.")


def history(seen: Mapping[str, Sequence[float]]) -> None:
    """Draw the history of a training: the losses, and beside them the accuracies where there are any.

    Parameters
    ----------
    seen : mapping of str to sequence of float
        What `network.train` returns: "loss", "val_loss", "val_accuracy", one number an epoch.
    """
    panels = [[name for name in seen if name.endswith(kind)] for kind in ("loss", "accuracy")]
    panels = [names for names in panels if names]
    figure, drawn = axes(3.9 * len(panels), 3.2, len(panels))
    phrases = []
    for ax, names in zip(drawn, panels, strict=True):
        for name, colour, style in zip(names, LINES, STYLES, strict=False):
            ax.plot(range(1, len(seen[name]) + 1), seen[name], color=colour, linestyle=style, label=name, linewidth=2)
            phrases.append(f"{name} starts at {seen[name][0]:.3g} and ends at {seen[name][-1]:.3g}")
        ax.set(xlabel="epoch", ylabel=names[0].removeprefix("val_"))
        ax.legend(frameon=False)
    show(figure, f"History of a training, over the epochs: {'; '.join(phrases)}.")


def bars(
    values: Mapping[str, float], x_name: str, low: float = 0.0, high: float = 1.0, mark: float | None = None
) -> None:
    """Draw one bar a name, with its number: `bars({"one neuron": 0.6, "network": 0.95}, "test accuracy")`.

    Parameters
    ----------
    values : mapping of str to float
        A name to its number.
    x_name : str
        What the numbers are.
    low, high : float
        The ends of the scale; a number above `high` moves that end.
    mark : float, optional
        A number to compare with, drawn as a dashed line.
    """
    high = max(high, *values.values())
    figure, (ax,) = axes(height=0.8 + 0.45 * len(values))
    ax.barh(list(values), list(values.values()), color=BLUE, height=0.6)
    for row, value in enumerate(values.values()):
        ax.text(value, row, f" {value:.3g}", va="center")
    ax.invert_yaxis()
    ax.set(xlabel=x_name, xlim=(low, high + 0.1 * (high - low)))
    if mark is not None:
        ax.axvline(mark, color=RED, linestyle="--", linewidth=1.5)
    listed = ", ".join(f"{name} {value:.3g}" for name, value in values.items())
    show(figure, f"Bars of {x_name}: {listed}." + ("" if mark is None else f" A dashed line stands at {mark:g}."))
