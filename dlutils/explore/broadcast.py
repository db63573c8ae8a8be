"""Broadcasting: which shape has the sum of two arrays, and which numbers are repeated for it?"""

import math
import re

import numpy as np

from dlutils.plots.arrays import draw_broadcast

from .base import Exploration, UnreadableInput, button, text_field

LONGEST = 4  # of an axis: more tiles would be too small to read
START = ((3, 4), (3,))
ERROR = "error"


def common_shape(a, b):
    """The shape to which NumPy stretches two shapes, or "error" if there is none.

    The shapes are lined up at their last axis. Two lengths go together if they are equal, if one
    of them is 1, or if one of them is missing.

    Parameters
    ----------
    a, b : tuple of int

    Returns
    -------
    tuple of int or "error"
    """
    lengths = []
    for length_a, length_b in _lined_up(a, b):
        fixed = {length_a, length_b} - {1, None}
        if len(fixed) > 1:
            return ERROR
        lengths.append(fixed.pop() if fixed else 1)
    return tuple(lengths)


def reasons(a, b):
    """Why the shapes go together or not: one sentence for each axis, from the last to the first."""
    sentences = []
    places = ("Last axis", "Axis before")
    for place, (length_a, length_b) in zip(places, reversed(_lined_up(a, b)), strict=False):
        here = f"{place}: {length_a or 'nothing'} and {length_b or 'nothing'}"
        if length_a == length_b:
            sentences.append(f"{here} are equal.")
        elif {length_a, length_b} == {1, None}:
            sentences.append(f"{here}: the missing axis is added.")
        elif length_a in (1, None) or length_b in (1, None):
            stretched, times = ("a", length_b) if length_a in (1, None) else ("b", length_a)
            sentences.append(f"{here}: {stretched} is repeated {times} times.")
        else:
            sentences.append(f"{here} differ, and neither is 1: an error.")
    return sentences


def read_prediction(text):
    """Read what a learner typed for the sum: (3, 4), 3,4, 3 x 4, (3,), or the word error.

    Returns
    -------
    tuple of int or "error"

    Raises
    ------
    UnreadableInput
        If the text is neither.
    """
    plain = text.strip()
    if not plain:
        raise UnreadableInput("Nothing to compare yet: type the shape of a + b, or the word error.")
    if plain.lower() == ERROR:
        return ERROR
    lengths = _lengths(plain)
    if not lengths:
        raise UnreadableInput(f"“{plain}” is not a shape. Type for example (3, 4), or the word error.")
    return lengths


def read_drawable(text, name):
    """Read the shape of an array that is small enough to be drawn.

    Parameters
    ----------
    text : str
    name : str
        Whose shape it is, for the sentence about a mistake.

    Returns
    -------
    tuple of int

    Raises
    ------
    UnreadableInput
        If it is no shape, or has more than two axes or an axis that is too long.
    """
    lengths = _lengths(text.strip())
    if len(lengths) not in (1, 2) or not all(1 <= length <= LONGEST for length in lengths):
        raise UnreadableInput(
            f"“{text.strip()}” cannot be drawn as the shape of {name}. "
            f"Type one or two lengths from 1 to {LONGEST}, for example (3,) or (3, 1)."
        )
    return lengths


def example_array(shape, step):
    """An array whose numbers show where they came from: step, 2 step, 3 step, ..."""
    return step * np.arange(1, math.prod(shape) + 1).reshape(shape)


class BroadcastExploration(Exploration):
    """Choose two shapes, predict the shape of their sum, and see both arrays stretched."""

    title = "The shape of a sum"
    sentence = "Choose two shapes, type the shape of their sum or the word error, commit, and see."
    size = (7.2, 3.0)
    margins = {"left": 0.01, "right": 0.99, "bottom": 0.02, "top": 0.9}

    def rows(self):
        self.shape_a = text_field("shape of a")
        self.shape_b = text_field("shape of b")
        self.typed = text_field("shape of a + b", width="20em", placeholder="(3, 4) or error")
        self.commit = button("Commit my prediction", lambda: self.respond(self._commit))
        for field in (self.shape_a, self.shape_b):
            field.observe(lambda _: self.respond(self._ask), "value")
        self.ask(
            "NumPy adds arrays of different shapes if it can stretch them to a common one. "
            "Which shape will a + b have, or will it be an error?"
        )
        return [[self.shape_a, self.shape_b], [self.typed, self.commit, self.again]]

    def reset(self):
        self._choose(*START)
        self.rounds = {}  # first prediction for each pair of shapes: was it right?
        self._ask()

    def typical(self):
        self._choose((3, 1), (4,))
        self._ask()
        self.typed.value = "(3, 4)"
        self._commit()

    def _choose(self, a, b):
        self.shape_a.value, self.shape_b.value = str(a), str(b)

    def _ask(self):
        """New shapes, a new question: the answer is hidden again."""
        self.shapes = self._read_shapes()
        self.prediction = None
        self.typed.value = ""

    def _commit(self):
        self.shapes = self._read_shapes()  # refuses again what was refused when it was typed
        self.prediction = read_prediction(self.typed.value)
        self.rounds.setdefault(self.shapes, self._is_right())

    def _read_shapes(self):
        return read_drawable(self.shape_a.value, "a"), read_drawable(self.shape_b.value, "b")

    def _is_right(self):
        return self.prediction == common_shape(*self.shapes)

    def draw(self, figure):
        a, b = self.shapes
        result = common_shape(a, b)
        ax = figure.subplots()
        instead = "?" if self.prediction is None else ERROR if result == ERROR else None
        draw_broadcast(ax, example_array(a, 1), example_array(b, 10), instead)
        if self.prediction is None:
            ax.set_title("a and b as they are")
        else:
            ax.set_title("NumPy refuses" if result == ERROR else "Hatched: numbers that are only repeated")

    def describe(self):
        a, b = self.shapes
        result = common_shape(a, b)
        if self.prediction is None:
            return f"Array a of shape {a} and array b of shape {b} as tiles. Their sum is a question mark."
        if result == ERROR:
            return f"Array a of shape {a} and array b of shape {b} as tiles. Their sum is an error."
        rows = str((example_array(a, 1) + example_array(b, 10)).tolist())
        return (
            f"Arrays a {a} and b {b} as tiles, repeated cells hatched. Their sum of shape {result}: {rows}."
        )

    def message(self):
        if self.prediction is None:
            return "Type the shape of the sum, then commit. The answer is hidden until you do."
        result = common_shape(*self.shapes)
        verdict = "✓ Right" if self._is_right() else "✗ Not so"
        answer = "an error" if result == ERROR else f"an array of shape {result}"
        why = " ".join(reasons(*self.shapes))
        return (
            f"<strong>{verdict}.</strong> You predicted {self.prediction}; a + b is {answer}. {why}<br>"
            f"First predictions right so far: {sum(self.rounds.values())} of {len(self.rounds)}. "
            "Choose other shapes to go on."
        )


def _lengths(text):
    """The lengths in a text such as (3, 4), 3,4, 3 x 4 or (3,), as a tuple; empty if it is no shape."""
    inside = re.fullmatch(r"\(?([\d\s,x×]+)\)?", text.lower())
    lengths = re.findall(r"\d+", inside[1]) if inside else []
    if any(len(length) > 9 for length in lengths):
        return ()
    return tuple(int(length) for length in lengths)


def _lined_up(a, b):
    """Pairs of lengths, first axis first; None where a shape has no such axis."""
    axes = max(len(a), len(b))
    return list(zip((None,) * (axes - len(a)) + a, (None,) * (axes - len(b)) + b, strict=True))
