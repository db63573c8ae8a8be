"""Exercises of notebook 06: a hidden layer forward and backward, its check, its first weights; at last in rows."""

from dlutils.checks.notebook_06.dense_rows import DENSE_ROWS
from dlutils.checks.notebook_06.gradient_check import GRADIENT_CHECK
from dlutils.checks.notebook_06.initialize import INITIALIZE
from dlutils.checks.notebook_06.layer_backward import LAYER_BACKWARD
from dlutils.checks.notebook_06.layer_forward import LAYER_FORWARD
from dlutils.checks.notebook_06.two_layer_gradients import TWO_LAYER_GRADIENTS

ID = "06_hidden_layers"
FREE_TEXT_POINTS = 4.0
EXERCISES = (
    LAYER_FORWARD,
    LAYER_BACKWARD,
    TWO_LAYER_GRADIENTS,
    GRADIENT_CHECK,
    INITIALIZE,
    DENSE_ROWS,
)
