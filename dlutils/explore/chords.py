"""Chords under three costs: can one of them refute that the cost is convex?

Each cost is that of one example with the label 1, over the score z. One chord with the curve above it refutes
convexity. That no chord was found proves nothing: the proof is the curvature, which is told at the end.
"""

from dataclasses import dataclass

import numpy as np
from ipywidgets import BoundedFloatText, Layout

from dlutils.plots.chords import draw_chord
from dlutils.plots.style import number

from .base import Exploration, button

SLACK = 1e-9  # what rounding may add, relative to the heights of the ends


@dataclass(frozen=True)
class Cost:
    """A cost over the score z, and what there is to say about it."""

    name: str
    function: object
    reach: tuple
    is_convex: bool
    explanation: str


def cross_entropy(z):
    """−log σ(z), the cross-entropy for y = 1."""
    return np.logaddexp(0, -z)


def squared_error(z):
    """(σ(z) − 1)², the squared error of a probability for y = 1."""
    return np.exp(-2 * np.logaddexp(0, z))  # (1 − σ(z))² = σ(−z)²


def linear_squared_error(z):
    """(z − 1)², the squared error of a linear neuron for y = 1."""
    return (z - 1) ** 2


COSTS = {
    "cross-entropy": Cost(
        "cross-entropy",
        cross_entropy,
        (-10.0, 6.0),
        True,
        "Its curvature is a (1 − a), a product of two positive numbers: it bends up everywhere, and no chord "
        "can ever lie below the curve.",
    ),
    "squared error": Cost(
        "squared error through a sigmoid",
        squared_error,
        (-10.0, 6.0),
        False,
        "Left of z = −0.69, where a is below 1/3, the curve bends down: it must become flat, because no error "
        "of a probability is larger than 1. There every chord lies below the curve, and refutes it.",
    ),
    "linear neuron": Cost(
        "squared error of a linear neuron",
        linear_squared_error,
        (-10.0, 6.0),
        True,
        "It is a parabola: its curvature is 2 everywhere, and no chord can ever lie below the curve.",
    ),
}


def gap(function, a, b, t):
    """How far the curve lies above the chord at the share t of the way from a to b; negative means below."""
    place = (1 - t) * a + t * b
    return float(function(place) - ((1 - t) * function(a) + t * function(b)))


def refutes(function, a, b, t):
    """Whether the curve lies above the chord by more than rounding can do."""
    return gap(function, a, b, t) > SLACK * max(abs(function(a)), abs(function(b)))


def compare(function, a, b, t):
    """Where the curve lies, in one sentence."""
    above = gap(function, a, b, t)
    place = f"At z = {number((1 - t) * a + t * b)}"
    if refutes(function, a, b, t):
        return f"{place} the curve lies {number(above, 3)} above the chord: convexity is refuted."
    if above < -SLACK * max(abs(function(a)), abs(function(b))):
        return f"{place} the curve lies {number(-above, 3)} below the chord: this chord refutes nothing."
    return f"{place} the curve and the chord meet: this refutes nothing."


class ChordExploration(Exploration):
    """Say whether a cost can be refuted by a chord, then look for such a chord."""

    title = "Chords under three costs"
    margins = {**Exploration.margins, "left": 0.12}
    sentence = (
        "Say whether a chord can refute that the cost is convex, then look for one. The best chord is kept."
    )

    def rows(self):
        wide = {"style": {"description_width": "initial"}, "layout": Layout(width="11em")}
        self.a = BoundedFloatText(min=-10, max=6, step=0.5, description="a (z)", **wide)
        self.b = BoundedFloatText(min=-10, max=6, step=0.5, description="b (z)", **wide)
        self.t = BoundedFloatText(min=0, max=1, step=0.05, description="share t", **wide)
        for field in (self.a, self.b, self.t):
            field.observe(lambda _: self.respond(self._lay), "value")
        self.choices = {key: button(cost.name, self._chooser(key)) for key, cost in COSTS.items()}
        self.yes = button("I say: a chord can refute it", lambda: self.respond(lambda: self._commit(True)))
        self.no = button("I say: no chord can", lambda: self.respond(lambda: self._commit(False)))
        self.tell = button("Tell me", lambda: self.respond(self._tell))
        self.ask(
            "Three costs of one example with the label 1, over the score z. <strong>First choose a cost and "
            "commit:</strong> is there a chord below the curve, which refutes that the cost is convex? "
            "Then lay chords, from a to b, and compare at the share t of the way."
        )
        return [
            list(self.choices.values()),
            [self.yes, self.no],
            [self.a, self.b, self.t, self.tell, self.again],
        ]

    def reset(self):
        self.said = dict.fromkeys(COSTS)  # True, False, or None before a commitment
        self.kept = dict.fromkeys(COSTS)  # (a, b, t) of the chord that refutes most
        self.told = dict.fromkeys(COSTS, False)
        self._choose("squared error")

    def typical(self):
        self._commit(True)
        self.a.value, self.b.value, self.t.value = -8.0, 0.0, 0.5
        self._lay()

    @property
    def cost(self):
        """The cost that is looked at."""
        return COSTS[self.key]

    def _chooser(self, key):
        return lambda: self.respond(lambda: self._choose(key))

    def _choose(self, key):
        """Look at another cost; what was said and found about each of them stays."""
        self.key = key
        self.a.value, self.b.value, self.t.value = -2.0, 4.0, 0.5
        self._allow()

    def _commit(self, can_be_refuted):
        self.said[self.key] = can_be_refuted
        self._allow()

    def _allow(self):
        """No chord before a commitment, and no second one after it."""
        committed = self.said[self.key] is not None
        for field in (self.a, self.b, self.t, self.tell):
            field.disabled = not committed
        self.yes.disabled = self.no.disabled = committed

    def _lay(self):
        """Keep the chord if it refutes more than those before."""
        chord = (self.a.value, self.b.value, self.t.value)
        if self.said[self.key] is None or not refutes(self.cost.function, *chord):
            return
        before = self.kept[self.key]
        if before is None or gap(self.cost.function, *chord) > gap(self.cost.function, *before):
            self.kept[self.key] = chord

    def _tell(self):
        self.told[self.key] = True

    def draw(self, figure):
        ax = figure.subplots()
        ax.set(xlabel="score z", ylabel="cost for y = 1")
        committed, kept = self.said[self.key] is not None, self.kept[self.key]
        chord = (self.a.value, self.b.value, self.t.value) if committed else (None, None, None)
        is_old = kept is not None and kept[:2] != chord[:2]
        draw_chord(ax, self.cost.function, *chord, reach=self.cost.reach, kept=kept[:2] if is_old else None)
        ax.legend(loc="upper right")
        ax.set_title(self._title())

    def _title(self):
        if self.kept[self.key] is not None:
            return "Refuted: the curve lies above a chord"
        if self.said[self.key] is None:
            return "Is there a chord below this curve?"
        if self.told[self.key] and self.cost.is_convex:
            return "Convex: this curve bends up everywhere"
        return "Not refuted, so far"

    def describe(self):
        words = f"Line plot, {self.cost.name} against the score z from −10 to 6"
        if self.said[self.key] is None:
            return f"{words}; no chord is laid yet."
        a, b, t = self.a.value, self.b.value, self.t.value
        words += f", with a chord from {number(a)} to {number(b)}, compared at t = {number(t)}. "
        return words + compare(self.cost.function, a, b, t) + self._about_kept()

    def _about_kept(self):
        kept = self.kept[self.key]
        if kept is None or kept == (self.a.value, self.b.value, self.t.value):
            return ""
        a, b, t = map(number, kept)
        height = number(gap(self.cost.function, *kept), 3)
        return f" The best chord so far is kept: from {a} to {b}, {height} at t = {t}."

    def message(self):
        said, kept = self.said[self.key], self.kept[self.key]
        start = f"<strong>{self.cost.name}</strong>: "
        if said is None:
            return start + "commit first, then the chords are yours."
        chord = (self.a.value, self.b.value, self.t.value)
        lines = [start + compare(self.cost.function, *chord) + self._about_kept()]
        claim = "You said that a chord can refute it" if said else "You said that no chord can refute it"
        if kept is not None:
            verdict = "✓ Right" if said else "✗ Not so"
            lines.append(f"{claim}. <strong>{verdict}</strong>: one chord is enough, and here it is.")
        elif self.told[self.key]:
            verdict = "✓ Right" if said != self.cost.is_convex else "✗ Not so"
            lines.append(f"{claim}. <strong>{verdict}</strong>.")
        else:
            lines.append(
                f"{claim}. Go on: move a, b and t. If you find none, remember that a search is no "
                "proof, and press “Tell me”."
            )
        if self.told[self.key]:
            lines.append(self.cost.explanation)
        return "<br>".join(lines)
