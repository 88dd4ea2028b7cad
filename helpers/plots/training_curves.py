"""Curves of trainings side by side: a colour for each method, a dash for each set; and where a training is stopped."""

from collections.abc import Mapping, Sequence

from helpers.plots.show import BLUE, LINES, RED, axes, show

SETS = {"training": "-", "validation": "--"}


def by_method(runs: Mapping[str, Sequence[Sequence[float]]], x_name: str = "epoch", y_name: str = "loss") -> None:
    """Draw two curves a run, on training rows and on validation rows, in one colour: `by_method({"Adam": (a, b)})`.

    Parameters
    ----------
    runs : mapping of str to (training, validation)
        A method's name to its losses on the training rows and on the validation rows, one an epoch.
    x_name, y_name : str
        What is counted, in the singular, and what is drawn.
    """
    figure, (ax,) = axes(height=3.4)
    phrases = []
    for (name, pair), colour in zip(runs.items(), LINES, strict=False):
        for (rows, style), curve in zip(SETS.items(), pair, strict=True):
            ax.plot(curve, color=colour, linestyle=style, linewidth=2, label=f"{name}, {rows}")
            phrases.append(f"{name} on {rows} rows starts at {curve[0]:.3g} and ends at {curve[-1]:.3g}")
    ax.set(xlabel=x_name, ylabel=y_name, ylim=(0, None))
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    show(figure, f"{y_name.capitalize()} over the {x_name}s, a colour for each method: {'; '.join(phrases)}.")


def stopping(losses: Sequence[float], kept: int, stopped: int) -> None:
    """Draw validation losses, the epoch whose network is kept, and the epoch at which the training stops.

    Parameters
    ----------
    losses : sequence of float
        One an epoch, from 0; those after `stopped` are drawn thin, since a training that stops never sees them.
    kept, stopped : int
        The numbers of the two epochs.
    """
    figure, (ax,) = axes(height=3.2)
    ax.plot(losses[: stopped + 1], color=BLUE, linewidth=2.5)
    ax.plot(range(stopped, len(losses)), losses[stopped:], color=BLUE, linewidth=1, linestyle=":")
    for epoch, sign, name in [(kept, "o", "kept"), (stopped, "s", "stopped")]:
        ax.plot(epoch, losses[epoch], sign, color=RED, markersize=8)
        ax.annotate(f"{name}: epoch {epoch}", (epoch, losses[epoch]), (6, -18 if sign == "o" else 26),
                    textcoords="offset points")  # fmt: skip
    ax.annotate("if training went on", (len(losses) - 1, losses[-1]), (0, -36), textcoords="offset points", ha="right")
    ax.set(xlabel="epoch", ylabel="validation loss", ylim=(0, None))
    show(
        figure,
        f"Validation loss over the epochs, from {losses[0]:.3g}. It is lowest, {losses[kept]:.3g}, at epoch {kept}, "
        f"which is kept. At epoch {stopped} training stops; if it went on, the loss would end at {losses[-1]:.3g}.",
    )
