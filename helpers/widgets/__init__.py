"""What a reader moves: sliders in a live notebook, the same picture standing still anywhere else."""

from helpers.widgets.neuron_sliders import neuron
from helpers.widgets.row_slider import choose_row

__all__ = ["choose_row", "neuron"]
