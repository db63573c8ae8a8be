"""Exercises of notebook 05: what a critical point is, and seven steps that leave one or walk into it."""

from dlutils.checks.notebook_05.adam_step import ADAM_STEP
from dlutils.checks.notebook_05.classify_critical_point import CLASSIFY_CRITICAL_POINT
from dlutils.checks.notebook_05.momentum_step import MOMENTUM_STEP
from dlutils.checks.notebook_05.nesterov_step import NESTEROV_STEP
from dlutils.checks.notebook_05.newton_step import NEWTON_STEP
from dlutils.checks.notebook_05.rmsprop_step import RMSPROP_STEP
from dlutils.checks.notebook_05.saddle_free_newton_step import SADDLE_FREE_NEWTON_STEP
from dlutils.checks.notebook_05.sgd_step import SGD_STEP

ID = "05_saddle_points"
FREE_TEXT_POINTS = 4.0
EXERCISES = (
    CLASSIFY_CRITICAL_POINT,
    SGD_STEP,
    MOMENTUM_STEP,
    NESTEROV_STEP,
    RMSPROP_STEP,
    ADAM_STEP,
    NEWTON_STEP,
    SADDLE_FREE_NEWTON_STEP,
)
