"""Every picture of the course, by kind: a neuron as a diagram, curves, pictures in the plane, images."""

from helpers.plots.confusion import confusion
from helpers.plots.curves import bars, curves, history, losses
from helpers.plots.layers import by_layer
from helpers.plots.line import along
from helpers.plots.network import network
from helpers.plots.neuron import neuron
from helpers.plots.pictures import images
from helpers.plots.plane import boundaries, boundary, points
from helpers.plots.spread import spread
from helpers.plots.surface import loss_surface
from helpers.plots.truth import crossing, truth_tables
from helpers.plots.vitals import vitals

__all__ = [
    "along",
    "bars",
    "boundaries",
    "boundary",
    "by_layer",
    "confusion",
    "crossing",
    "curves",
    "history",
    "images",
    "loss_surface",
    "losses",
    "network",
    "neuron",
    "points",
    "spread",
    "truth_tables",
    "vitals",
]
