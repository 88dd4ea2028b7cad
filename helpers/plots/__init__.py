"""Every picture of the course, by kind: a neuron as a diagram, curves, pictures in the plane, images."""

from helpers.plots.bending import bending
from helpers.plots.by_layer import by_layer
from helpers.plots.confusion import confusion
from helpers.plots.curves import bars, curves, history, losses
from helpers.plots.loss_surface import loss_surface
from helpers.plots.messages import messages, one_unit
from helpers.plots.network_diagram import network
from helpers.plots.neuron_diagram import neuron
from helpers.plots.one_feature import along
from helpers.plots.passes import passes
from helpers.plots.pictures import images
from helpers.plots.plane import boundaries, boundary, points
from helpers.plots.spread import spread
from helpers.plots.stages import stages
from helpers.plots.training_curves import by_method, stopping
from helpers.plots.two_inputs import crossing, cuts, hidden_plane, truth_tables

__all__ = [
    "along",
    "bending",
    "bars",
    "boundaries",
    "boundary",
    "by_layer",
    "by_method",
    "confusion",
    "crossing",
    "curves",
    "cuts",
    "hidden_plane",
    "history",
    "images",
    "loss_surface",
    "losses",
    "messages",
    "network",
    "neuron",
    "one_unit",
    "passes",
    "points",
    "spread",
    "stages",
    "stopping",
    "truth_tables",
]
