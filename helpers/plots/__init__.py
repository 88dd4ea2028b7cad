"""Every picture of the course, by kind: a neuron as a diagram, curves, pictures in the plane, images."""

from helpers.plots.confusion import confusion
from helpers.plots.coverage import coverage
from helpers.plots.curves import bars, curves, history, losses
from helpers.plots.least_squares import least_squares
from helpers.plots.loss_surface import loss_surface
from helpers.plots.networks.by_layer import by_layer, named_lines
from helpers.plots.networks.hidden_layers import weight_images
from helpers.plots.networks.messages import messages, one_unit
from helpers.plots.networks.network_diagram import network
from helpers.plots.networks.neuron_diagram import neuron
from helpers.plots.networks.norms import along_rows
from helpers.plots.networks.passes import passes
from helpers.plots.networks.way_around import way_around
from helpers.plots.one_feature import along
from helpers.plots.pictures import images
from helpers.plots.plane import boundaries, boundary, points
from helpers.plots.spread import spread
from helpers.plots.training_curves import by_method, stopping
from helpers.plots.two_inputs import crossing, cuts, hidden_plane, truth_tables

__all__ = [
    "along",
    "along_rows",
    "bars",
    "boundaries",
    "boundary",
    "by_layer",
    "by_method",
    "confusion",
    "coverage",
    "crossing",
    "curves",
    "cuts",
    "hidden_plane",
    "history",
    "images",
    "least_squares",
    "loss_surface",
    "losses",
    "messages",
    "named_lines",
    "network",
    "neuron",
    "one_unit",
    "passes",
    "points",
    "spread",
    "stopping",
    "truth_tables",
    "way_around",
    "weight_images",
]
