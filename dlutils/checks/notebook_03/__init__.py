"""Exercises of notebook 03: logistic regression on all examples at once, without a loop over them."""

from dlutils.checks.notebook_03.cost_and_gradient import COST_AND_GRADIENT
from dlutils.checks.notebook_03.forward import FORWARD
from dlutils.checks.notebook_03.predict_labels import PREDICT_LABELS
from dlutils.checks.notebook_03.train import TRAIN

ID = "03_vectorization"
FREE_TEXT_POINTS = 4.0
EXERCISES = (FORWARD, COST_AND_GRADIENT, TRAIN, PREDICT_LABELS)
