"""The helper package of the course: NumPy implementations that are meant to be read.

Everything that the notebooks build by hand stands here once more, tested. ``import dlutils`` costs NumPy and nothing
else; figures, explorations, checks and grading are imported where they are used.
"""

__version__ = "0.1.0"
