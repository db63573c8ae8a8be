"""Exercises of notebook 13: a bug hunt, a project of one's own, and the weights carried over to PyTorch."""

from dlutils.checks.notebook_13.build_and_train import BUILD_AND_TRAIN
from dlutils.checks.notebook_13.export_weights import EXPORT_WEIGHTS
from dlutils.checks.notebook_13.find_bugs import FIND_BUGS

ID = "13_capstone"
FREE_TEXT_POINTS = 4.0
EXERCISES = (FIND_BUGS, BUILD_AND_TRAIN, EXPORT_WEIGHTS)
