"""Gradient descent with one weight: where does the next step lead, and which rates are too large?"""

from ipywidgets import BoundedFloatText, BoundedIntText, Layout

from dlutils.plots.neuron import draw_descent
from dlutils.plots.style import number

from .base import Exploration, button, read_number, text_field
from .parabola import BOTTOM, X, Y, cost, explain, fate, judge_rates, judge_step, slope, walk

START_ALPHA, LARGEST_ALPHA = 0.1, 1.0
MOST_STEPS = 50


class DescentExploration(Exploration):
    """Predict the next weight, then the rates at which descent jumps across and diverges."""

    title = "One weight walks downhill"
    sentence = "Predict the next weight, then from which rate α it jumps across the bottom and diverges."

    def rows(self):
        wide = {"style": {"description_width": "initial"}, "layout": Layout(width="12em")}
        self.alpha = BoundedFloatText(min=0, max=LARGEST_ALPHA, step=0.05, description="rate α", **wide)
        self.step = BoundedIntText(min=0, max=MOST_STEPS, description="step number", **wide)
        self.typed = text_field("next w", width="12em")
        self.commit = button("Commit my next w", lambda: self.respond(self._commit_step))
        self.jumps = text_field("jumps across from α =", width="18em")
        self.diverges = text_field("diverges from α =")
        self.commit_rates = button("Commit both rates", lambda: self.respond(self._commit_rates))
        self.alpha.observe(lambda _: self.respond(self._change_rate), "value")
        self.step.observe(lambda _: self.respond(self._forget), "value")
        data = ", ".join(f"({number(x)}, {number(y)})" for x, y in zip(X, Y, strict=True))
        self.ask(
            f"The data (x, y) are {data}; the cost is J(w) = mean of (w x − y)². "
            "<strong>Question 1:</strong> gradient descent takes one step. Which w comes next? "
            "<strong>Question 2</strong> opens when you have committed: from which rate α does a step land "
            "on the other side of the bottom, and from which rate does it get further away?"
        )
        first = [self.alpha, self.step, self.typed, self.commit]
        return [first, [self.jumps, self.diverges, self.commit_rates, self.again]]

    def reset(self):
        self.rates = None  # the learner's two rates, once committed
        self.earned = 0  # how far the walk may be looked at: as many steps as were predicted
        self.alpha.value = START_ALPHA
        for field in (self.typed, self.jumps, self.diverges):
            field.value = ""
        self._allow()
        self.step.value = 0
        self._forget()
        self._open_rates(False)

    def typical(self):
        self.typed.value = "0.25"
        self._commit_step()
        self.step.value = 1
        self._forget()
        self.typed.value = "0.88"
        self._commit_step()

    def _change_rate(self):
        """Another rate is another walk: its steps have not been predicted yet."""
        self.earned = 0
        self.step.value = 0
        self._allow()
        self._forget()

    def _forget(self):
        """Another place, another question: the answer is hidden again."""
        self.prediction = None
        self.typed.value = ""

    def _commit_step(self):
        self.prediction = read_number(self.typed.value, "the next w")
        self.earned = max(self.earned, self.step.value + 1)
        self._allow()
        self._open_rates(True)

    def _commit_rates(self):
        self.rates = (
            read_number(self.jumps.value, "the rate from which it jumps across"),
            read_number(self.diverges.value, "the rate from which it diverges"),
        )
        self._allow()

    def _allow(self):
        """Steps that were not predicted stay out of reach until both questions are answered."""
        self.step.max = MOST_STEPS if self.rates else min(self.earned, MOST_STEPS)

    def _open_rates(self, opened):
        for widget in (self.jumps, self.diverges, self.commit_rates):
            widget.disabled = not opened

    def _is_shown(self):
        """Whether the next step may be seen: it was predicted, or both questions are answered."""
        return self.prediction is not None or self.rates is not None

    def _place(self):
        """The weights so far, and the next one."""
        path = walk(self.alpha.value, self.step.value + 1)
        return path[:-1], float(path[-1])

    def draw(self, figure):
        ax = figure.subplots()
        path, next_w = self._place()
        if self._is_shown():
            draw_descent(ax, cost, path, slope(path[-1]), next_w, self.prediction)
            ax.set_title(
                f"With α = {number(self.alpha.value)}, w = {number(path[-1])} becomes {number(next_w)}"
            )
        else:
            draw_descent(ax, cost, path)
            ax.set_title(f"With α = {number(self.alpha.value)}, where does step {self.step.value + 1} lead?")

    def describe(self):
        path, next_w = self._place()
        words = (
            f"Line plot, cost J(w) against weight w: a parabola with its bottom at w = {number(BOTTOM)}. "
            f"At step {self.step.value} with α = {number(self.alpha.value)}, w = {number(path[-1])}"
        )
        if not self._is_shown():
            return f"{words}; the next step is hidden."
        guess = "" if self.prediction is None else f"; you predicted {number(self.prediction)}"
        return f"{words}; the slope is {number(slope(path[-1]))} and the next w is {number(next_w)}{guess}."

    def message(self):
        path, _ = self._place()
        w, alpha = float(path[-1]), self.alpha.value
        lines = [f"w = {number(w)}, slope dJ/dw = {number(slope(w))}, α = {number(alpha)}."]
        if self.prediction is not None:
            right, sentence = judge_step(self.prediction, w, alpha)
            verdict = "✓ Right" if right else "✗ Not so"
            lines.append(f"<strong>{verdict}.</strong> You predicted {number(self.prediction)}. {sentence}")
        elif self.rates is None:
            lines.append("Type the next w, then commit. The answer is hidden until you do.")
        if self._is_shown():
            lines.append(fate(alpha))
        if self.rates is not None:
            lines += [
                explain(alpha),
                *judge_rates(*self.rates),
                "Now change α and the step number as you like.",
            ]
        elif self.prediction is not None:
            lines.append("Go on with the next step number or another α, or answer question 2.")
        return "<br>".join(lines)
