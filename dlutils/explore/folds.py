"""The numbers behind the exploration of two hidden units that part XOR, or do not.

Two classes can be parted by a straight line exactly if the stroke that joins the two corners of one class
does not meet the stroke that joins those of the other. That holds in the plane of the inputs, and in the
plane of what the hidden units say.
"""

import math
from typing import NamedTuple

import numpy as np

from dlutils.plots.style import number

CORNERS = np.array([[-1.0, -1.0, 1.0, 1.0], [-1.0, 1.0, -1.0, 1.0]])  # one corner per column
LABELS = np.array([0, 1, 1, 0])
STEEPNESS = 2.0  # length of a unit's weights: how sharply it bends
LEAST_GAP = 0.05  # what is closer cannot be told apart in the picture


class Unit(NamedTuple):
    """A hidden unit: the direction in which it grows, and its bias."""

    angle: float  # degrees, from the x₁ axis
    bias: float

    @property
    def direction(self):
        """The arrow of length 1 across the fold, of shape (2,)."""
        return np.array([math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))])


def hidden(X, units):
    """What the units say: a = tanh(2 (cos α · x₁ + sin α · x₂ + bias)).

    X : array of shape (2, m). Returns an array of shape (len(units), m).
    """
    return np.tanh([STEEPNESS * (unit.direction @ X + unit.bias) for unit in units])


def closest_points(A):
    """Where the two strokes that join corners of the same class come closest.

    A : array of shape (2, 4), the corners in the order of `CORNERS`. Returns two arrays of shape (2,), equal
    where the strokes meet.
    """
    p, r, s, q = A.T
    if _cross(p, q, r) * _cross(p, q, s) < 0 and _cross(r, s, p) * _cross(r, s, q) < 0:
        share = _cross(r, s, p) / (_cross(r, s, p) - _cross(r, s, q))
        meeting = p + share * (q - p)
        return meeting, meeting
    pairs = [(_foot(p, q, r), r), (_foot(p, q, s), s), (p, _foot(r, s, p)), (q, _foot(r, s, q))]
    return min(pairs, key=lambda pair: np.hypot(*(pair[0] - pair[1])))


def gap(A):
    """The distance between the two strokes: 0 where they cross."""
    zero, one = closest_points(A)
    return float(np.hypot(*(zero - one)))


def parted(A):
    """Whether a straight line parts the two classes, visibly."""
    return gap(A) > LEAST_GAP


def parting_line(A):
    """The line half-way between the strokes: weights of shape (2,) and a bias, positive for class 1."""
    zero, one = closest_points(A)
    w = one - zero
    return w, float(-w @ (zero + one) / 2)


def judge(says_yes, units):
    """Compare a prediction with the truth.

    Parameters
    ----------
    says_yes : bool
        Whether the learner expects that a line parts the folded corners.
    units : sequence of two Unit

    Returns
    -------
    right : bool
    sentence : str
        Why it is so.
    """
    A = hidden(CORNERS, units)
    return says_yes == parted(A), explain(A)


def explain(A):
    """Why a line parts these folded corners, or why none does."""
    alike = [np.allclose(A[0], sign * A[1], rtol=0, atol=1e-6) for sign in (1, -1)]
    if any(alike):
        same = "the same" if alike[0] else "the same, with the opposite sign,"
        return f"Both units say {same} about every corner: two clones see no more than one neuron, and that cannot do XOR."
    if parted(A):
        return (
            f"The strokes do not meet: between them is a gap of {number(gap(A), 2)}, wide enough for a line."
        )
    if gap(A) == 0:
        return "The strokes cross, so no line parts them."
    return "The strokes nearly touch, or do: no line fits between them."


def _cross(a, b, c):
    """Positive if c lies to the left of the way from a to b."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _foot(a, b, c):
    """The point of the stroke from a to b that is closest to c."""
    along = b - a
    length = along @ along
    share = 0.0 if length == 0 else float(np.clip((c - a) @ along / length, 0, 1))
    return a + share * along
