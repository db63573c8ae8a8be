"""Explorations: predict, commit, see. The answer stays hidden until the learner has committed.

Each exploration has its own file: first the pure functions that compute its numbers, then the
class that connects them with number fields and buttons.
"""

from .balance import SoftmaxExploration
from .base import Exploration
from .broadcast import BroadcastExploration
from .chords import ChordExploration
from .descent import DescentExploration
from .doctor import DoctorExploration
from .folding import FoldingExploration
from .kernel import KernelExploration
from .learning_curves import LearningCurveExploration
from .rectifiers import RectifierExploration
from .saddle_race import SaddleRaceExploration
from .shift import ShiftExploration
from .vectorization import VectorizationExploration
from .wrong_side import WrongSideExploration
from .xray import XRayExploration

__all__ = [
    "BroadcastExploration",
    "ChordExploration",
    "DescentExploration",
    "Exploration",
    "DoctorExploration",
    "FoldingExploration",
    "KernelExploration",
    "LearningCurveExploration",
    "RectifierExploration",
    "SaddleRaceExploration",
    "ShiftExploration",
    "SoftmaxExploration",
    "VectorizationExploration",
    "WrongSideExploration",
    "XRayExploration",
]
