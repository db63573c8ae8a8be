"""Exercises of notebook 09: a window without weights, forward and backward, and what a shift changes."""

from dlutils.checks.notebook_09.average_pool import AVERAGE_POOL
from dlutils.checks.notebook_09.average_pool_backward import AVERAGE_POOL_BACKWARD
from dlutils.checks.notebook_09.max_pool import MAX_POOL
from dlutils.checks.notebook_09.max_pool_backward import MAX_POOL_BACKWARD
from dlutils.checks.notebook_09.shift_sensitivity import SHIFT_SENSITIVITY

ID = "09_pooling"
FREE_TEXT_POINTS = 4.0
EXERCISES = (MAX_POOL, AVERAGE_POOL, MAX_POOL_BACKWARD, AVERAGE_POOL_BACKWARD, SHIFT_SENSITIVITY)
