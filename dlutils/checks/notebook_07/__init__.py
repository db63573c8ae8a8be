"""Exercises of notebook 07: activations and their slopes, examples in rows."""

from dlutils.checks.notebook_07.dead_fraction import DEAD_FRACTION
from dlutils.checks.notebook_07.elu import ELU
from dlutils.checks.notebook_07.leaky_relu import LEAKY_RELU
from dlutils.checks.notebook_07.prelu_backward import PRELU_BACKWARD
from dlutils.checks.notebook_07.relu import RELU
from dlutils.checks.notebook_07.relu_backward import RELU_BACKWARD
from dlutils.checks.notebook_07.selu import SELU

ID = "07_activations"
FREE_TEXT_POINTS = 4.0
EXERCISES = (RELU, RELU_BACKWARD, DEAD_FRACTION, LEAKY_RELU, PRELU_BACKWARD, ELU, SELU)
