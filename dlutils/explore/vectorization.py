"""Vectorization: how much faster are five lines than two loops, and which shape does each line have?"""

from ipywidgets import BoundedIntText, Layout

from dlutils.plots.curves import draw_lines
from dlutils.plots.shapes import draw_shapes, shape_text
from dlutils.plots.style import colors

from .base import Exploration, UnreadableInput, button, text_field
from .race import (
    EXAMPLES,
    FEATURES,
    LINES,
    NONE,
    ONE_LOOP,
    in_words,
    judge_ratio,
    judge_shape,
    ratio,
    read_ratio,
    read_shape,
)

START = (10, 100_000)
LOWEST, HIGHEST = 0.1, 5000  # of the ratio axis
_PARAMETER, _COMPUTED = colors.fill_orange, colors.fill_yellow
_X, _Y = ("X", ("n_x", "m")), ("Y", (1, "m"))
_Z, _A, _DZ = (("Z", (1, "m"), _COMPUTED), ("A", (1, "m"), _COMPUTED), ("dZ", (1, "m"), _COMPUTED))
RIGHT_SIDES = (
    [("wᵀ", (1, "n_x"), _PARAMETER), _X, "+", ("b", (), _PARAMETER)],
    ["σ", _Z],
    [_A, "−", _Y],
    [_X, ("dZᵀ", ("m", 1), _COMPUTED), "/ m"],
    ["sum", _DZ, "/ m"],
)


class VectorizationExploration(Exploration):
    """Predict how many times faster a step without loops is, and the shapes of its five lines."""

    title = "No loop against two loops"
    sentence = (
        "Predict how many times faster a step is without loops (stored times), and the shapes of its lines."
    )
    size = (8.6, 3.8)
    margins = {"left": 0.1, "right": 0.99, "bottom": 0.15, "top": 0.88}

    def rows(self):
        self.features = text_field("features n_x", width="12em")
        self.examples = text_field("examples m", width="13em")
        self.typed = text_field("how many times faster", width="18em")
        self.commit = button("Commit my ratio", lambda: self.respond(self._commit))
        self.line = BoundedIntText(
            min=1,
            max=len(LINES),
            description="line number",
            style={"description_width": "initial"},
            layout=Layout(width="11em"),
        )
        self.shape = text_field("shape of its result", width="21em", placeholder="(1, 100) or number")
        self.commit_shape = button("Commit my shape", lambda: self.respond(self._commit_shape))
        for field in (self.features, self.examples):
            field.observe(lambda _: self.respond(self._choose), "value")
        self.line.observe(lambda _: self.respond(self._next_line), "value")
        self.ask(
            "One step of logistic regression (cost, dw and db) was timed with two loops, with one and with "
            f"none. <strong>The times are stored</strong>, for n_x = {_listed(FEATURES)} features and "
            f"m = {_listed(EXAMPLES)} examples. <strong>Question 1:</strong> how many times faster than two "
            "loops is no loop, for your n_x and m? (0.5 means half as fast.) <strong>Question 2:</strong> "
            "which shape does each of the five lines give?"
        )
        return [
            [self.features, self.examples, self.typed, self.commit],
            [self.line, self.shape, self.commit_shape, self.again],
        ]

    def reset(self):
        self.seen = {}  # for each n_x the largest m up to which the answer was earned
        self.rounds = {}  # first prediction for each pair: was it right?
        self.features.value, self.examples.value = str(START[0]), f"{START[1]:,}"
        self.line.value = 1
        self._choose()

    def typical(self):
        self.typed.value = "1000"
        self._commit()
        self.line.value = 4
        self._next_line()
        self.shape.value = "(10, 1)"
        self._commit_shape()

    def _choose(self):
        """Other numbers, other questions: both answers are hidden again."""
        self.n_x = _stored(self.features.value, FEATURES, "n_x")
        self.m = _stored(self.examples.value, EXAMPLES, "m")
        self.prediction = None
        self.typed.value = ""
        self._next_line()

    def _next_line(self):
        self.predicted_shape = None
        self.shape.value = ""

    def _commit(self):
        self._refuse_unread_numbers()
        self.prediction = read_ratio(self.typed.value)
        self.seen[self.n_x] = max(self.m, self.seen.get(self.n_x, 0))
        self.rounds.setdefault((self.n_x, self.m), judge_ratio(self.prediction, self.n_x, self.m)[0])

    def _commit_shape(self):
        self._refuse_unread_numbers()
        self.predicted_shape = read_shape(self.shape.value)

    def _refuse_unread_numbers(self):
        """What was refused when it was typed is refused again: no answer to another question is given."""
        _stored(self.features.value, FEATURES, "n_x")
        _stored(self.examples.value, EXAMPLES, "m")

    def _shown(self):
        """The numbers of examples whose times may be seen: smaller ones, and what was predicted."""
        return [m for m in EXAMPLES if m < self.m or m <= self.seen.get(self.n_x, 0)]

    def draw(self, figure):
        left, right = figure.subplots(1, 2, width_ratios=(1, 1.1), gridspec_kw={"wspace": 0.12})
        self._draw_race(left)
        number = self.line.value - 1
        name, _, shape = LINES[number]
        result = "?" if self.predicted_shape is None else (name, shape, _COMPUTED)
        draw_shapes(right, [[result, "=", *RIGHT_SIDES[number]]])
        right.set_title(f"Line {number + 1}: {LINES[number][1]}")

    def _draw_race(self, ax):
        shown = self._shown()
        ax.set(xscale="log", yscale="log", xlim=(0.7, 3e6), ylim=(LOWEST, HIGHEST))
        ax.axhline(1, color=colors.reference, linewidth=1)
        if shown:
            none = [ratio(self.n_x, m) for m in shown]
            one_loop = [ratio(self.n_x, m, of=ONE_LOOP) for m in shown]
            draw_lines(ax, shown, {NONE: none, ONE_LOOP: one_loop})
        guess = 1 if self.prediction is None else min(max(self.prediction, LOWEST), HIGHEST)
        if self.prediction is None:
            ax.axvline(self.m, color=colors.reference, linewidth=1, linestyle=":")
            ax.text(self.m, 2 * LOWEST, "?", fontsize=18, ha="center", color=colors.text)
        else:
            ax.plot(self.m, guess, "D", color=colors.gradient, markersize=9, clip_on=False)
            beside = {"textcoords": "offset points", "va": "center", "fontweight": "bold"}
            ax.annotate("you", (self.m, guess), (9, 6), **beside)
        ax.set_xticks(EXAMPLES, ["1", "10", "100", "1,000", "10⁴", "10⁵"])
        ax.set_yticks([0.1, 1, 10, 100, 1000], ["0.1", "1", "10", "100", "1,000"])
        ax.minorticks_off()
        ax.set(xlabel="examples m", ylabel="times faster than two loops")
        ax.set_title(f"n_x = {self.n_x}: how much faster? (stored)")

    def describe(self):
        words = [
            "Left, line plot on log axes, times faster than two loops against examples m, stored times, "
            f"for n_x = {self.n_x}:"
        ]
        shown = self._shown()
        if shown:
            last = shown[-1]
            one = ratio(self.n_x, last, of=ONE_LOOP)
            words.append(
                f"up to m = {last:,}; there no loop is {in_words(ratio(self.n_x, last))} and one loop {in_words(one)}"
            )
        else:
            words.append("nothing is shown yet")
        if self.prediction is not None:
            words.append(f"and you predicted {self.prediction:g} for m = {self.m:,}.")
        elif self.m in shown:
            words.append(f"and m = {self.m:,} is marked.")
        else:
            words.append(f"and m = {self.m:,} is hidden.")
        name, formula, shape = LINES[self.line.value - 1]
        result = "its result is hidden" if self.predicted_shape is None else f"{name}: {shape_text(shape)}"
        words.append(f"Right, the boxes of {formula}; {result}.")
        return " ".join(words)

    def message(self):
        lines = []
        if self.prediction is None:
            where = "is in the picture already" if self.m in self._shown() else "is hidden until you do"
            lines.append(
                f"Question 1: type how many times faster no loop is for n_x = {self.n_x} and m = {self.m:,}, "
                f"then commit. The answer {where}."
            )
        else:
            right, sentence = judge_ratio(self.prediction, self.n_x, self.m)
            lines.append(f"{_verdict(right)} You predicted {self.prediction:g}. {sentence}")
            lines.append(
                f"First predictions right so far: {sum(self.rounds.values())} of {len(self.rounds)}."
            )
        number = self.line.value - 1
        if self.predicted_shape is None:
            lines.append(
                f"Question 2: which shape has {LINES[number][0]}, if X has the shape ({self.n_x}, {self.m})?"
            )
        else:
            right, sentence = judge_shape(self.predicted_shape, number, self.n_x, self.m)
            typed = self.predicted_shape or "a number"
            lines.append(f"{_verdict(right)} You predicted {typed}. {sentence}")
        lines.append("Change n_x, m or the line number to go on.")
        return "<br>".join(lines)


def _verdict(right):
    return f"<strong>{'✓ Right' if right else '✗ Not so'}.</strong>"


def _listed(numbers):
    *first, last = (f"{number:,}" for number in numbers)
    return f"{', '.join(first)} and {last}"


def _stored(text, numbers, name):
    """Read a number of which times are stored: 1000, 1,000, 1_000, 10^3."""
    plain = text.strip().replace(",", "").replace("_", "").replace(" ", "")
    for number in numbers:
        if plain in (str(number), f"10^{len(str(number)) - 1}", f"10**{len(str(number)) - 1}"):
            return number
    stored = f"{', '.join(f'{number:,}' for number in numbers[:-1])} or {numbers[-1]:,}"
    raise UnreadableInput(f"For {name} = “{text.strip()}” no times are stored. Type {stored}.")
