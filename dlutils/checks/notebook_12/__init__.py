"""Exercises of notebook 12: a recurrent network forward and back through time, and a learning curve."""

from dlutils.checks.notebook_12.learning_curve import LEARNING_CURVE
from dlutils.checks.notebook_12.rnn_backward import RNN_BACKWARD
from dlutils.checks.notebook_12.rnn_forward import RNN_FORWARD
from dlutils.checks.notebook_12.rnn_step import RNN_STEP

ID = "12_kinds_of_networks"
FREE_TEXT_POINTS = 4.0
EXERCISES = (RNN_STEP, RNN_FORWARD, RNN_BACKWARD, LEARNING_CURVE)
