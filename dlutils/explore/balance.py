"""Softmax as a balance: what one class gains, the others lose.

First the numbers: shares, what typical slips would give, and what the gradient does. Then the exploration.
"""

import math

import numpy as np
from ipywidgets import BoundedFloatText, Layout

from dlutils.activations import softmax
from dlutils.plots.style import colors, number

from .base import Exploration, UnreadableInput, button, read_number, text_field

START = (2.0, 1.0, 0.1)  # the worked example of the text
SHIFT = 5.0
MIDDLE, TRUE_CLASS = 1, 0
LARGEST_SCORE = 50.0
CLOSE = 0.05
COOLEST, HOTTEST = 0.1, 20.0


def shares(scores, temperature):
    """Softmax of three scores at a temperature, as an array of shape (3,)."""
    return softmax(np.array(scores) / temperature)


def gradient(scores, temperature):
    """p − y: what the loss of one example says to the three (divided) scores; class 1 is the true one."""
    return shares(scores, temperature) - np.eye(3)[TRUE_CLASS]


def judge_share(typed, scores, temperature):
    """Compare a predicted share of the middle class with the true one.

    Returns
    -------
    right : bool
    sentence : str
        How the share is computed; before that the mistake, if it is a known one.
    """
    p = shares(scores, temperature)
    z = np.array(scores) / temperature
    powers = " + ".join(_power(value) for value in z)
    rule = f"{_power(z[MIDDLE])} / ({powers}) = {p[MIDDLE]:.3f}."
    if _agree(typed, p[MIDDLE]):
        return True, rule
    total = sum(scores)
    slips = {
        "That is the score divided by the sum of the scores. First take the exponential of each.": scores[
            MIDDLE
        ]
        / total
        if total
        else math.nan,
        "That is the exponential; divide it by the sum of all three.": math.exp(min(z[MIDDLE], 700)),
        "That is the sigmoid of this score alone: the other two compete with it.": 1
        / (1 + math.exp(-z[MIDDLE])),
        "That is the share of the first class.": p[0],
        "That is the share of the last class.": p[2],
        "That is the share without the temperature.": shares(scores, 1.0)[MIDDLE],
    }
    named = [sentence for sentence, value in slips.items() if _agree(typed, value)]
    return False, f"{named[0]} {rule}" if len(named) == 1 else rule


def read_share(text):
    """Read a share that a learner typed: 0.5, 0,5, 1/2, 50 %. Others than 0 to 1 are refused with a sentence."""
    percent = text.strip().endswith("%")
    share = read_number(text.replace("%", ""), "the share of class 2", "0.5 or 1/2") / (100 if percent else 1)
    if not 0 <= share <= 1:
        raise UnreadableInput(f"{number(share)} is no share: shares lie between 0 and 1.")
    return share


def _power(z):
    return f"e<sup>{number(round(float(z), 2))}</sup>"


def _agree(typed, true):
    return math.isclose(typed, true, rel_tol=0.006, abs_tol=0.006)


class SoftmaxExploration(Exploration):
    """Predict a share; then shift all scores, or change the temperature, and predict again."""

    title = "Three scores on one balance"
    sentence = "Predict the share of the middle class, then again after all scores were shifted or divided."
    size = (7.2, 3.4)
    margins = {"left": 0.08, "right": 0.98, "bottom": 0.16, "top": 0.86, "wspace": 0.28}

    def rows(self):
        wide = {"style": {"description_width": "initial"}, "layout": Layout(width="11em")}
        self.scores = [
            BoundedFloatText(
                min=-LARGEST_SCORE, max=LARGEST_SCORE, step=0.5, description=f"score {k + 1}", **wide
            )
            for k in range(3)
        ]
        self.temperature = BoundedFloatText(
            min=COOLEST,
            max=HOTTEST,
            step=0.5,
            description="temperature T",
            **{**wide, "layout": Layout(width="13em")},
        )
        self.typed = text_field("share of class 2", width="16em")
        self.commit = button("Commit my share", lambda: self.respond(self._commit))
        self.shift = button("Add 5 to every score", lambda: self.respond(self._shift))
        for field in (*self.scores, self.temperature):
            field.observe(lambda _: self.respond(self._forget), "value")
        self.ask(
            "A network gives three scores; class 1 is the true one. <strong>Question:</strong> which share does "
            "softmax give to class 2? Commit your guess, then add 5 to every score, or change one score or the "
            "temperature T (the scores are divided by it), and guess again."
        )
        return [[*self.scores, self.temperature], [self.typed, self.commit, self.shift, self.again]]

    def reset(self):
        for field, score in zip(self.scores, START, strict=True):
            field.value = score
        self.temperature.value = 1.0
        self.before = None  # the shares before the scores were shifted
        self._forget()

    def typical(self):
        self.typed.value = "0.33"
        self._commit()

    def _forget(self):
        """Other scores, another question: the answer is hidden again."""
        self.prediction = None
        self.typed.value = ""
        self.before = None

    def _commit(self):
        self.prediction = read_share(self.typed.value)

    def _shift(self):
        before = shares(*self._state())
        for field in self.scores:
            field.value += SHIFT
        self._forget()
        self.before = before

    def _state(self):
        return [field.value for field in self.scores], self.temperature.value

    def _is_shown(self):
        return self.prediction is not None

    def draw(self, figure):
        left, right = figure.subplots(1, 2)
        scores, temperature = self._state()
        names = ["class 1\n(true)", "class 2", "class 3"]
        left.bar(
            names,
            scores,
            color=[colors.fill_blue, colors.fill_orange, colors.fill_grey],
            edgecolor=colors.text,
        )
        left.axhline(0, color=colors.text, linewidth=1)
        left.set_ylim(min(0, *scores) * 1.2, max(1, *scores) * 1.2)
        for k, score in enumerate(scores):
            left.annotate(number(score), (k, max(score, 0)), (0, 3), textcoords="offset points", ha="center")
        left.set_title("Scores")
        right.set(ylim=(0, 1.15), xlim=left.get_xlim())
        if not self._is_shown():
            right.set_title("Shares: guess first")
            right.set_xticks(range(3), names)
            for k in range(3):
                right.text(k, 0.5, "?", ha="center", fontsize=20, color=colors.reference)
            return
        p = shares(scores, temperature)
        right.bar(
            names, p, color=[colors.fill_blue, colors.fill_orange, colors.fill_grey], edgecolor=colors.text
        )
        right.plot(MIDDLE, self.prediction, "D", color=colors.text)
        right.annotate("your guess", (MIDDLE, self.prediction), (9, 4), textcoords="offset points")
        self._draw_arrows(right, p, gradient(scores, temperature))
        right.set_title("Shares, and the pull of y − p")

    def _draw_arrows(self, ax, p, slopes):
        """Descent goes against p − y: the true class up, the others down."""
        for k, slope in enumerate(slopes):
            if abs(slope) > 0.02:
                arrow = {
                    "arrowstyle": "-|>",
                    "color": colors.gradient,
                    "linewidth": 2.5,
                    "shrinkA": 0,
                    "shrinkB": 0,
                }
                ax.annotate("", (k - 0.25, p[k] - slope), (k - 0.25, p[k]), arrowprops=arrow)

    def describe(self):
        scores, temperature = self._state()
        words = f"Two bar charts. Left, the scores {', '.join(map(number, scores))} of three classes. "
        if not self._is_shown():
            return f"{words}Right, their shares are hidden until you commit a guess."
        p = shares(scores, temperature)
        return (
            f"{words}Right, their shares {', '.join(f'{share:.3f}' for share in p)} at temperature "
            f"{number(temperature)}; a diamond marks your guess {number(self.prediction)} for class 2. Arrows of "
            "length y − p pull the true class 1 up to 1 and the others down to 0."
        )

    def message(self):
        scores, temperature = self._state()
        if not self._is_shown():
            return "Type the share of class 2, a number from 0 to 1, then commit. The shares are hidden until you do."
        right, sentence = judge_share(self.prediction, scores, temperature)
        p = shares(scores, temperature)
        close = abs(self.prediction - p[MIDDLE]) <= CLOSE
        verdict = "✓ Right" if right else "✓ Close" if close else "✗ Not so"
        lines = [f"<strong>{verdict}.</strong> You typed {number(self.prediction)}. {sentence}"]
        if self.before is not None:
            same = np.allclose(p, self.before, rtol=0, atol=1e-12)
            lines.append(
                "Every score grew by 5, and no share changed: softmax sees only differences between scores."
                if same
                else "The shares differ from those before the shift."
            )
        rounded = [round(float(slope), 3) + 0.0 for slope in gradient(scores, temperature)]  # + 0.0: no −0
        slopes = ", ".join(map(number, rounded))
        lines.append(
            f"p − y = {slopes}: the three always sum to 0. What the true class gains, the others lose."
        )
        lines.append("Now add 5 to every score, change one score, or try T = 0.2 and T = 10.")
        return "<br>".join(lines)
