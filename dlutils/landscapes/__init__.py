"""Costs to walk on that are small enough to be drawn, or known so well that theory can be tested on them.

Every landscape has ``value(w)``, ``gradient(w)``, ``hessian(w)`` and ``critical_points()``. A place w is an
array of shape (n,), many places are (…, n): a whole grid can be asked at once. Arrays in, arrays out; drawing
is elsewhere.

surfaces   parabola, ravine, saddles, each turned by any angle, and the network of two weights
lines      the cost of one logistic neuron along a direction
networks   the cost of a real network along one or two directions
waves      random landscapes with any number of dimensions
newton     steps that use the curvature, kinds of critical points, and how to find them
escape     how many steps an optimizer needs to leave a saddle
"""

from dlutils.landscapes.base import Landscape, Turned
from dlutils.landscapes.escape import escape_time, walk, with_minibatches, with_noise
from dlutils.landscapes.lines import LogisticLine
from dlutils.landscapes.networks import NetworkSlice, direction_between, random_direction
from dlutils.landscapes.newton import (
    classify_critical_point,
    find_critical_points,
    index_of,
    largest_stable_rate,
    newton_step,
    saddle_free_newton_step,
)
from dlutils.landscapes.surfaces import MonkeySaddle, Parabola, Ravine, Saddle, TwoWeights, WalledSaddle
from dlutils.landscapes.waves import RandomWaves

__all__ = [
    "Landscape",
    "LogisticLine",
    "MonkeySaddle",
    "NetworkSlice",
    "Parabola",
    "RandomWaves",
    "Ravine",
    "Saddle",
    "Turned",
    "TwoWeights",
    "WalledSaddle",
    "classify_critical_point",
    "direction_between",
    "escape_time",
    "find_critical_points",
    "index_of",
    "largest_stable_rate",
    "newton_step",
    "random_direction",
    "saddle_free_newton_step",
    "walk",
    "with_minibatches",
    "with_noise",
]
