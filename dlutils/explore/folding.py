"""Two hidden units fold the plane: can one straight line then part XOR?"""

import numpy as np
from ipywidgets import BoundedFloatText, Layout

from dlutils.plots.hidden import draw_regions, draw_two_classes
from dlutils.plots.style import colors, darker, number

from .base import Exploration, UnreadableInput, button, text_field
from .folds import CORNERS, LABELS, STEEPNESS, Unit, hidden, judge, parted, parting_line

START = Unit(0.0, 0.0), Unit(90.0, 0.0)
TYPICAL = Unit(45.0, 0.7), Unit(45.0, -0.7)
REACH = (-2.2, 2.2)
TICKS = (-2, -1, 0, 1, 2)
FOLD_STYLES = ((colors.after, "-."), (colors.gradient, "--"))
ANSWERS = {"yes": True, "y": True, "no": False, "n": False}


class FoldingExploration(Exploration):
    """Place two folds, predict whether they part XOR, and look."""

    title = "Two folds against XOR"
    sentence = "Place two hidden units and predict whether one straight line then parts the four corners."
    size = (7.6, 3.9)
    margins = {"left": 0.09, "right": 0.98, "bottom": 0.15, "top": 0.88, "wspace": 0.3}

    def rows(self):
        wide = {"style": {"description_width": "initial"}, "layout": Layout(width="14em")}
        self.angles = [
            BoundedFloatText(min=-360, max=360, step=15, description=f"angle of unit {n}", **wide)
            for n in (1, 2)
        ]
        self.biases = [
            BoundedFloatText(min=-2, max=2, step=0.1, description=f"bias of unit {n}", **wide) for n in (1, 2)
        ]
        for field in (*self.angles, *self.biases):
            field.observe(lambda _: self.respond(self._hide), "value")
        self.typed = text_field("can a line part them? (yes or no)", width="22em")
        self.commit = button("Commit my answer", lambda: self.respond(self._commit))
        self.ask(
            f"A hidden unit says a = tanh({number(STEEPNESS)} · (cos α · x₁ + sin α · x₂ + bias)). Its fold is the "
            "line where it says 0; the arrow shows the side where it says +1. On the left are the four corners "
            "of XOR with both folds; on the right, hidden at first, what the two units say about each corner. "
            "<strong>Question:</strong> will one straight line part discs and squares on the right? "
            "Start with the folds as they are. Then find two folds for which the answer is yes."
        )
        units = [[angle, bias] for angle, bias in zip(self.angles, self.biases, strict=True)]
        return [*units, [self.typed, self.commit, self.again]]

    def reset(self):
        self.asked = self.right = 0
        self._place(START)

    def typical(self):
        self._place(TYPICAL)
        self.typed.value = "yes"
        self._commit()

    def _place(self, units):
        for unit, angle, bias in zip(units, self.angles, self.biases, strict=True):
            angle.value, bias.value = unit
        self._hide()

    def _hide(self):
        """Other folds, another question: the answer is hidden again."""
        self.prediction = self.first = None
        self.typed.value = ""

    def _commit(self):
        typed = self.typed.value.strip().lower()
        if typed not in ANSWERS:
            raise UnreadableInput("Type yes or no, then commit.")
        if self.prediction is None:  # a second commit for the same folds does not count
            self.asked += 1
            self.right += judge(ANSWERS[typed], self.units)[0]
            self.first = ANSWERS[typed]
        self.prediction = ANSWERS[typed]

    @property
    def units(self):
        """The two units as the fields say."""
        return tuple(
            Unit(angle.value, bias.value) for angle, bias in zip(self.angles, self.biases, strict=True)
        )

    def draw(self, figure):
        left, right = figure.subplots(1, 2)
        self._draw_inputs(left)
        right.set(xlim=(-1.3, 1.3), ylim=(-1.3, 1.3), aspect="equal")
        right.set(xlabel="what unit 1 says", ylabel="what unit 2 says", xticks=(-1, 0, 1), yticks=(-1, 0, 1))
        if self.prediction is None:
            right.set_title("Folded: can a line part them?")
            right.text(0, 0, "?", fontsize=40, ha="center", va="center", color=colors.reference)
        else:
            self._draw_hidden(right)

    def _draw_inputs(self, ax):
        for n, (unit, (color, dash)) in enumerate(zip(self.units, FOLD_STYLES, strict=True), start=1):
            middle = -unit.bias * unit.direction
            along = np.array([-unit.direction[1], unit.direction[0]])
            ends = np.stack([middle - 6 * along, middle + 6 * along], axis=1)
            ax.plot(*ends, dash, color=color)
            root = (
                middle + (0.45 if n == 1 else -0.45) * along
            )  # two folds in one place: both arrows are seen
            tip = root + 0.5 * unit.direction
            ax.annotate("", tip, root, arrowprops={"arrowstyle": "->", "color": color, "linewidth": 2})
            ax.annotate(f"{n}", root + 0.72 * unit.direction, color=darker(color), ha="center", va="center")
        draw_two_classes(ax, CORNERS, LABELS)
        ax.set(xlim=REACH, ylim=REACH, aspect="equal", xticks=TICKS, yticks=TICKS)
        ax.set(xlabel="x₁", ylabel="x₂", title="Inputs, with both folds")

    def _draw_hidden(self, ax):
        A = hidden(CORNERS, self.units)
        if parted(A):
            w, b = parting_line(A)
            draw_regions(ax, lambda places: w @ places + b, (-1.3, 1.3))
            ax.set_title("Folded: a line parts them")
        else:
            ax.set_title("Folded: no line parts them")
        for label, (color, dash) in enumerate(zip(colors.classes[:2], ("-", "--"), strict=True)):
            ax.plot(*A[:, label == LABELS], dash, color=color, linewidth=1.5, zorder=2)
        draw_two_classes(ax, A, LABELS)

    def describe(self):
        folds = "; ".join(
            f"unit {n} has angle {number(unit.angle)} degrees and bias {number(unit.bias)}"
            for n, unit in enumerate(self.units, start=1)
        )
        words = (
            "Two scatter plots. Left, the four corners of XOR in the plane of the inputs, discs at (−1, −1) "
            f"and (1, 1), squares at (−1, 1) and (1, −1), with two fold lines: {folds}. Right, "
        )
        if self.prediction is None:
            return words + "the same corners in the plane of what the units say, still hidden."
        A = hidden(CORNERS, self.units)
        places = [f"({_short(a1)}, {_short(a2)})" for a1, a2 in A.T]
        end = "a line parts them" if parted(A) else "no line parts them"
        return (
            f"{words}what the two units say: discs at {places[0]} and {places[3]}, squares at {places[1]} "
            f"and {places[2]}; {end}."
        )

    def message(self):
        if self.prediction is None:
            lines = ["Type yes or no, then commit. The folded plane is hidden until you do."]
        else:
            right, sentence = judge(self.prediction, self.units)
            said = "yes" if self.prediction else "no"
            lines = [f"<strong>{'✓ Right' if right else '✗ Not so'}.</strong> You said {said}. {sentence}"]
            if self.prediction != self.first:
                lines.append("Only your first answer for these folds counts.")
            lines.append("Now change an angle or a bias, and predict again.")
        if self.asked:
            lines.append(f"Right so far: {self.right} of {self.asked}.")
        return "<br>".join(lines)


def _short(value):
    """Two digits; a zero up to rounding is a zero."""
    return number(round(float(value), 6) + 0.0, 2)
