"""Exercises of notebook 02: a neuron that says "probably", its loss and its slopes, example by example."""

from dlutils.checks.notebook_02.backward_one import BACKWARD_ONE
from dlutils.checks.notebook_02.bias_trick import BIAS_TRICK
from dlutils.checks.notebook_02.cost_and_gradient_loops import COST_AND_GRADIENT_LOOPS
from dlutils.checks.notebook_02.cross_entropy import CROSS_ENTROPY
from dlutils.checks.notebook_02.find_the_bug import FIND_THE_BUG
from dlutils.checks.notebook_02.sigmoid import SIGMOID

ID = "02_logistic_regression"
FREE_TEXT_POINTS = 4.0
EXERCISES = (SIGMOID, CROSS_ENTROPY, BACKWARD_ONE, COST_AND_GRADIENT_LOOPS, FIND_THE_BUG, BIAS_TRICK)
