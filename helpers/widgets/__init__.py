"""What a reader moves: controls and a picture in a live notebook, the same picture standing still anywhere else."""

from helpers.widgets.descent import descent
from helpers.widgets.digit_pad import as_mnist, digit_pad
from helpers.widgets.explorable import choice, explore, pen, slider
from helpers.widgets.layers_in_training import layers_in_training
from helpers.widgets.networks.hidden_units import hidden_units, one_line_separates
from helpers.widgets.networks.passed_on import passed_on
from helpers.widgets.networks.temperature import temperature
from helpers.widgets.networks.two_passes import two_passes
from helpers.widgets.networks.units_that_fire import units_that_fire
from helpers.widgets.neuron_sliders import neuron
from helpers.widgets.signals import signals
from helpers.widgets.threshold import threshold
from helpers.widgets.training.momentum_walk import momentum_walk
from helpers.widgets.training.training_steps import training_steps
from helpers.widgets.vital_signs import vital_signs

__all__ = [
    "as_mnist",
    "choice",
    "descent",
    "digit_pad",
    "explore",
    "hidden_units",
    "layers_in_training",
    "momentum_walk",
    "neuron",
    "one_line_separates",
    "passed_on",
    "pen",
    "signals",
    "slider",
    "temperature",
    "threshold",
    "training_steps",
    "two_passes",
    "units_that_fire",
    "vital_signs",
]
