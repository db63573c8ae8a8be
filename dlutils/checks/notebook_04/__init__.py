"""Exercises of notebook 04: chords, curvatures, the Hessian of logistic regression and the largest rate."""

from dlutils.checks.notebook_04.largest_stable_rate import LARGEST_STABLE_RATE
from dlutils.checks.notebook_04.logistic_hessian import LOGISTIC_HESSIAN
from dlutils.checks.notebook_04.second_derivative import SECOND_DERIVATIVE
from dlutils.checks.notebook_04.squared_error_curve import SQUARED_ERROR_CURVE
from dlutils.checks.notebook_04.violates_chord import VIOLATES_CHORD

ID = "04_convexity"
FREE_TEXT_POINTS = 4.0
EXERCISES = (
    VIOLATES_CHORD,
    SECOND_DERIVATIVE,
    SQUARED_ERROR_CURVE,
    LOGISTIC_HESSIAN,
    LARGEST_STABLE_RATE,
)
