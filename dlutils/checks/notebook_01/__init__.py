"""Exercises of notebook 01: one neuron, its error, its slope and its descent, examples in columns."""

from dlutils.checks.notebook_01.gradient_descent import GRADIENT_DESCENT
from dlutils.checks.notebook_01.mean_squared_error import MEAN_SQUARED_ERROR
from dlutils.checks.notebook_01.mse_gradient import MSE_GRADIENT
from dlutils.checks.notebook_01.numerical_derivative import NUMERICAL_DERIVATIVE
from dlutils.checks.notebook_01.predict import PREDICT

ID = "01_single_neuron"
FREE_TEXT_POINTS = 4.0
EXERCISES = (PREDICT, MEAN_SQUARED_ERROR, NUMERICAL_DERIVATIVE, MSE_GRADIENT, GRADIENT_DESCENT)
