"""Exercises of notebook 10: from scores to a choice among many, one example per row."""

from dlutils.checks.notebook_10.categorical_cross_entropy import CATEGORICAL_CROSS_ENTROPY
from dlutils.checks.notebook_10.confusion_matrix import CONFUSION_MATRIX
from dlutils.checks.notebook_10.one_hot import ONE_HOT
from dlutils.checks.notebook_10.softmax import SOFTMAX
from dlutils.checks.notebook_10.softmax_cross_entropy_gradient import SOFTMAX_CROSS_ENTROPY_GRADIENT
from dlutils.checks.notebook_10.temperature_softmax import TEMPERATURE_SOFTMAX

ID = "10_softmax"
FREE_TEXT_POINTS = 4.0
EXERCISES = (
    SOFTMAX,
    TEMPERATURE_SOFTMAX,
    ONE_HOT,
    CATEGORICAL_CROSS_ENTROPY,
    SOFTMAX_CROSS_ENTROPY_GRADIENT,
    CONFUSION_MATRIX,
)
