"""The cross-entropy over the score z: what does a step to the wrong side cost, for either label?"""

import math

import numpy as np
from ipywidgets import FloatText, Layout

from dlutils.plots.losses import draw_cross_entropy
from dlutils.plots.style import number

from .base import Exploration, UnreadableInput, button, read_number, text_field

START_Z, LARGEST_Z = 2.0, 4.0
BOTH = "both"
NEAR = 0.05  # a predicted rise is right if it is at most this far off


def loss(z, y):
    """L = −log a for y = 1 and −log(1 − a) for y = 0, with a = σ(z); computed from z, so that nothing overflows."""
    return float(np.logaddexp(0, z) - y * z)


def slope(z, y):
    """dL/dz = a − y."""
    return 1 / (1 + math.exp(-z)) - y


def rise(z, y):
    """By how much L grows when z moves by one to the wrong side: down for y = 1, up for y = 0."""
    return loss(z - 1 if y == 1 else z + 1, y) - loss(z, y)


def steeper_label(z):
    """The label whose loss rises more: 0 where z is positive, 1 where it is negative, "both" at 0."""
    return BOTH if math.isclose(z, 0, abs_tol=1e-9) else 0 if z > 0 else 1


def read_label(text):
    """Read a label that a learner typed: 0, 1, y = 1, or the word both.

    Raises
    ------
    UnreadableInput
        If the text is something else.
    """
    plain = "".join(text.lower().split()).removeprefix("y=")
    if plain == BOTH:
        return BOTH
    if plain in ("0", "1"):
        return int(plain)
    if not plain:
        raise UnreadableInput("Nothing to compare yet: type a label, 0 or 1, or the word both, then commit.")
    raise UnreadableInput(f"“{text.strip()}” is no label here. Type 0, 1, or the word both.")


def judge_label(typed, z):
    """Compare the label that was predicted with the true one.

    Returns
    -------
    right : bool
    sentence : str
    """
    true = steeper_label(z)
    if true == BOTH:
        why = "At z = 0 the neuron prefers neither, and both losses rise alike."
    else:
        prefers = "y = 1" if z > 0 else "y = 0"
        why = (
            f"At z = {number(z)} the neuron prefers {prefers}, so the loss of y = {true} is the steeper one: "
            "it was wrong already, and gets worse."
        )
    return typed == true, why


def judge_rise(typed, z):
    """Compare the predicted rise of the steeper loss with the true one; parameters and returns as `judge_label`."""
    label = steeper_label(z)
    y = 1 if label == BOTH else label
    there = z - 1 if y == 1 else z + 1
    true = rise(z, y)
    rule = (
        f"L goes from {number(loss(z, y), 3)} at z = {number(z)} to {number(loss(there, y), 3)} "
        f"at z = {number(there)}: it rises by {number(true, 3)}."
    )
    if abs(typed - true) <= NEAR:
        return True, rule
    other = rise(z, 1 - y)
    mistakes = (
        (abs(slope(z, y)), "That is the slope where you stand; on the way the curve bends upwards."),
        (other, "That is the rise of the other loss."),
        (loss(there, y), "That is the loss itself, after the step."),
        (loss(z, y), "That is the loss itself, before the step."),
        (-true, "To the wrong side the loss rises; you typed a fall."),
    )
    named = [sentence for value, sentence in mistakes if abs(typed - value) <= 0.01]
    return False, f"{named[0]} {rule}" if len(named) == 1 else rule


class WrongSideExploration(Exploration):
    """Predict which label's loss rises more when z moves by one to the wrong side, and by how much."""

    title = "One step to the wrong side"
    sentence = "Predict whose loss rises more when z moves by one to the wrong side, and by how much."
    size = (6.6, 4.0)

    def rows(self):
        wide = {"style": {"description_width": "initial"}, "layout": Layout(width="12em")}
        self.z = FloatText(step=0.5, description="score z", **wide)
        self.label = text_field("label", width="10em", placeholder="0, 1 or both")
        self.typed = text_field("rises by", width="12em")
        self.commit = button("Commit both", lambda: self.respond(self._commit))
        self.flip = button("Show the slope for the other label", lambda: self.respond(self._flip))
        self.z.observe(lambda _: self.respond(self._forget), "value")
        self.ask(
            "Two examples have the same score z; one has the label 1, the other the label 0. Each moves by one "
            "to its wrong side: y = 1 down to z − 1, y = 0 up to z + 1. <strong>Whose loss rises more, and by "
            "how much?</strong> If both rise alike, the label is “both”. (For y = 1 the loss is −log a, for y = 0 it is −log(1 − a). A rough number will do.)"
        )
        return [[self.z, self.label, self.typed, self.commit], [self.flip, self.again]]

    def reset(self):
        self.rounds = {}  # first prediction for each z: were both answers right?
        self.z.value = START_Z
        self._forget()

    def typical(self):
        self.label.value, self.typed.value = "0", "0.88"
        self._commit()

    def _forget(self):
        """Another score, another question: the answer is hidden again."""
        self._keep_within_bounds()
        self.prediction = None
        self.label.value = self.typed.value = ""
        self.flip.disabled = True

    def _keep_within_bounds(self):
        """A score beyond the picture is moved to its edge, and the status says so."""
        typed = self.z.value
        self.moved = ""
        if not math.isfinite(typed):
            self.z.value = START_Z
        elif abs(typed) > LARGEST_Z:
            self.z.value = math.copysign(LARGEST_Z, typed)
        if self.z.value != typed:
            self.moved = f"z = {number(typed)} is not in the picture, which ends at −4 and 4: z is {number(self.z.value)} now. "

    def _commit(self):
        self.prediction = read_label(self.label.value), read_number(self.typed.value, "the rise of the loss")
        self.shown = 0 if steeper_label(self._score()) == 0 else 1
        self.flip.disabled = False
        label, typed = self.prediction
        right = judge_label(label, self._score())[0] and judge_rise(typed, self._score())[0]
        self.rounds.setdefault(self._score(), right)

    def _flip(self):
        self.shown = 1 - self.shown

    def _score(self):
        return float(self.z.value)

    def draw(self, figure):
        ax = figure.subplots()
        z = self._score()
        if self.prediction is None:
            draw_cross_entropy(ax, z)
            ax.set_title(f"At z = {number(z)}: whose loss rises more?")
        else:
            draw_cross_entropy(ax, z, moved=1.0, tangent_of=self.shown)
            ax.set_title("The slope a − y is never longer than 1")

    def describe(self):
        z = self._score()
        words = (
            "Line plot, loss L against score z: the curve for y = 1 falls, the curve for y = 0 rises. "
            f"At z = {number(z)} the losses are {number(loss(z, 1), 3)} and {number(loss(z, 0), 3)}"
        )
        if self.prediction is None:
            return f"{words}; what a step does is hidden."
        label, typed = self.prediction
        return (
            f"{words}. A step of one to the wrong side adds {number(rise(z, 1), 3)} for y = 1 and "
            f"{number(rise(z, 0), 3)} for y = 0; you predicted {label}, {number(typed)}. "
            f"Arrow: slope {number(slope(z, self.shown), 3)} for y = {self.shown}."
        )

    def message(self):
        z = self._score()
        if self.prediction is None:
            return f"{self.moved}Type the label and the rise of its loss, then commit. The answer is hidden until you do."
        label, typed = self.prediction
        lines = []
        for prediction, (right, sentence) in (
            (f"You said {label}.", judge_label(label, z)),
            (f"You said {number(typed)}.", judge_rise(typed, z)),
        ):
            lines.append(f"<strong>{'✓ Right' if right else '✗ Not so'}.</strong> {prediction} {sentence}")
        slope_shown = f"For y = {self.shown} the slope is a − y = {number(slope(z, self.shown), 3)}."
        if len(self.rounds) == 1:  # said once
            slope_shown += " A step of one can never cost more than 1, because no slope is longer than 1."
        lines.append(slope_shown)
        lines.append(
            f"First predictions right so far: {sum(self.rounds.values())} of {len(self.rounds)}. "
            "Choose another z to go on; try −2, 0 and 4."
        )
        return "<br>".join(lines)
