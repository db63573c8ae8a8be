"""Exercises of notebook 08: how a window walks over a picture, forward and backward; examples in rows."""

from dlutils.checks.notebook_08.conv_backward import CONV_BACKWARD
from dlutils.checks.notebook_08.conv_forward import CONV_FORWARD
from dlutils.checks.notebook_08.convolve_step import CONVOLVE_STEP
from dlutils.checks.notebook_08.output_size import OUTPUT_SIZE
from dlutils.checks.notebook_08.zero_pad import ZERO_PAD

ID = "08_convolution"
FREE_TEXT_POINTS = 4.0
EXERCISES = (OUTPUT_SIZE, ZERO_PAD, CONVOLVE_STEP, CONV_FORWARD, CONV_BACKWARD)
