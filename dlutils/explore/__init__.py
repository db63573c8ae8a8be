"""Explorations: predict, commit, see. The answer stays hidden until the learner has committed.

Each exploration has its own file: first the pure functions that compute its numbers, then the
class that connects them with number fields and buttons.
"""

from .base import Exploration
from .broadcast import BroadcastExploration
from .descent import DescentExploration

__all__ = ["BroadcastExploration", "DescentExploration", "Exploration"]
