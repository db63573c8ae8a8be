"""Exercises of notebook 11: shapes and parameters of a convolutional network, its mini-batches, and a network of your own."""

from dlutils.checks.notebook_11.build_model import BUILD_MODEL
from dlutils.checks.notebook_11.count_parameters import COUNT_PARAMETERS
from dlutils.checks.notebook_11.layer_shapes import LAYER_SHAPES
from dlutils.checks.notebook_11.minibatches import MINIBATCHES
from dlutils.checks.notebook_11.occlusion_map import OCCLUSION_MAP

ID = "11_cnn"
FREE_TEXT_POINTS = 4.0
EXERCISES = (LAYER_SHAPES, COUNT_PARAMETERS, MINIBATCHES, BUILD_MODEL, OCCLUSION_MAP)
