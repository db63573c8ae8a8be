"""Exercises of notebook 00: how arrays move. Three functions that every later notebook leans on."""

from dlutils.checks.notebook_00.broadcast_add import BROADCAST_ADD
from dlutils.checks.notebook_00.flatten_images import FLATTEN_IMAGES
from dlutils.checks.notebook_00.standardize import STANDARDIZE

ID = "00_start_here"
FREE_TEXT_POINTS = 4.0
EXERCISES = (STANDARDIZE, FLATTEN_IMAGES, BROADCAST_ADD)
