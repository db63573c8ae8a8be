"""The saddle race: which optimizer leaves first, and does the order survive a turn of the saddle?"""

from ipywidgets import BoundedFloatText, BoundedIntText, Layout

from dlutils.plots.curves import label_line_ends
from dlutils.plots.landscape import MARKERS, draw_contours, draw_paths
from dlutils.plots.style import colors, dashes, number

from .base import Exploration, UnreadableInput, button, text_field
from .escape import (
    FIRST_EXPONENT,
    LARGEST_EXPONENT,
    NAMES,
    explain,
    judge_ranking,
    path,
    read_ranking,
    results,
    saddle,
    slope_per_power,
    start,
    steps_to_leave,
)

ANGLES = (0.0, 45.0)  # of the two rounds


class SaddleRaceExploration(Exploration):
    """Rank four optimizers before they run on a saddle, and once more when it has been turned by 45°."""

    title = "The saddle race"
    sentence = "Rank four optimizers before they leave a saddle, and again when the saddle is turned by 45°."
    size = (8.4, 4.0)
    margins = {"left": 0.09, "right": 0.84, "bottom": 0.15, "top": 0.88, "wspace": 0.25}

    def rows(self):
        wide = {"style": {"description_width": "initial"}}
        self.typed = text_field("fastest first", width="16em")
        self.commit = button("Commit my ranking", lambda: self.respond(self._commit))
        self.turn = button("Turn the saddle by 45°", lambda: self.respond(self._turn))
        self.exponent = BoundedIntText(
            min=1,
            max=LARGEST_EXPONENT,
            description="offset 10 to the power −",
            layout=Layout(width="18em"),
            **wide,
        )
        self.angle = BoundedFloatText(
            min=0, max=90, step=7.5, description="angle (degrees)", layout=Layout(width="14em"), **wide
        )
        self.exponent.observe(lambda _: self.respond(self._note_place), "value")
        self.angle.observe(lambda _: self.respond(self._note_place), "value")
        names = ", ".join(f"<strong>{letter}</strong> {name}" for letter, name in NAMES.items())
        self.ask(
            f"Four optimizers ({names}) start beside the ridge of a saddle, all with α = 0.1. Who is away from it first? "
            "<strong>Type the four letters, fastest first, and commit.</strong> Then turn the saddle by 45° and "
            "say it again. After that, offset and angle are yours."
        )
        return [[self.typed, self.commit, self.turn], [self.exponent, self.angle, self.again]]

    def reset(self):
        self.rankings = {}  # of each round: what the learner said
        self.seen = set()  # pairs (angle, exponent) that stand in the right-hand picture
        self.typed.value = ""
        self.exponent.value, self.angle.value = FIRST_EXPONENT, ANGLES[0]
        self._allow()

    def typical(self):
        self._race("RAHG")
        self._turn()
        self._race("RAHG")
        for exponent in (1, 8, 6, FIRST_EXPONENT):
            self.exponent.value = exponent
            self._note_place()

    def _race(self, letters):
        self.typed.value = letters
        self._commit()

    def _commit(self):
        ranking = read_ranking(self.typed.value)
        if ranking is None:
            raise UnreadableInput(
                "Type each of the letters G, H, R, A once, fastest first: for example G H R A."
            )
        self.rankings.setdefault(self.angle.value, ranking)
        self._note_place()
        self._allow()

    def _turn(self):
        self.typed.value = ""
        self.exponent.value = FIRST_EXPONENT
        self.angle.value = ANGLES[1]
        self._allow()

    def _note_place(self):
        if self._is_shown():
            self.seen.add((self.angle.value, self.exponent.value))

    def _allow(self):
        """What may be done now: one round after the other, then everything."""
        done = self._is_free()
        self.turn.disabled = done or ANGLES[0] not in self.rankings or self.angle.value == ANGLES[1]
        self.commit.disabled = done or self._is_shown()
        self.exponent.disabled = not (done or self._is_shown())
        self.angle.disabled = not done

    def _is_free(self):
        return all(angle in self.rankings for angle in ANGLES)

    def _is_shown(self):
        """Whether the race may be seen: it was predicted at this angle, or both rounds are over."""
        return self._is_free() or self.angle.value in self.rankings

    def draw(self, figure):
        left, right = figure.subplots(1, 2)
        angle, exponent = self.angle.value, self.exponent.value
        draw_contours(left, saddle(angle), reach=1.6)
        left.set(xticks=[-1, 0, 1], yticks=[-1, 0, 1])  # each tick takes time, and a redraw should be quick
        if self._is_shown():
            draw_paths(left, {letter: path(letter, angle, exponent) for letter in NAMES})
            first = next(iter(results(angle, exponent)))
            left.set_title(f"{NAMES[first]} leaves first".replace("gradient", "Gradient"))
        else:
            place = start(angle, exponent)
            left.plot([place[0]], [place[1]], "o", color=colors.text, markersize=8)
            left.annotate("start", place, xytext=(0, 9), textcoords="offset points", ha="center")
            left.set_title("Who leaves first?")
        self._draw_steps(right)

    def _draw_steps(self, ax):
        """Steps against the offset, for the offsets that were looked at."""
        ax.set(xlim=(0.5, 8.5), xlabel="offset 10 to the power −", ylabel="steps until it has left")
        ax.set(
            ylim=(0, 112), title="One point for each offset tried", xticks=[2, 4, 6, 8], yticks=[0, 50, 100]
        )
        exponents = self._exponents()
        if not exponents:
            return
        for letter, color, dash, marker in zip(NAMES, colors.lines, dashes, MARKERS, strict=False):
            steps = [steps_to_leave(letter, self.angle.value, exponent) for exponent in exponents]
            ax.plot(exponents, steps, color=color, linestyle=dash, marker=marker, label=NAMES[letter])
        label_line_ends(ax)

    def _exponents(self):
        """The offsets that were looked at, at this angle."""
        return sorted(exponent for angle, exponent in self.seen if angle == self.angle.value)

    def describe(self):
        place = f"a saddle turned by {number(self.angle.value)} degrees, from above, with the start at an offset of "
        words = f"Two plots. Left, {place}10 to the power −{self.exponent.value}"
        if not self._is_shown():
            return f"{words}; the race is hidden. Right, an empty plot of steps against the offset."
        steps = ", ".join(f"{NAMES[letter]} {needed:g}" for letter, needed in self._results().items())
        many = len(self._exponents())
        return (
            f"{words}, and four paths that leave it; steps needed: {steps}. Right, line plot of these steps against "
            f"the power of the offset, for {many} offset{'s' if many > 1 else ''}."
        )

    def _results(self):
        return results(self.angle.value, self.exponent.value)

    def message(self):
        angle = self.angle.value
        if not self._is_shown():
            which = "the saddle as it is" if angle == ANGLES[0] else "the saddle turned by 45°"
            return f"Rank the four on {which}; the race is hidden until you commit."
        lines = []
        if angle in self.rankings and self.exponent.value == FIRST_EXPONENT:
            ranking = self.rankings[angle]
            right, sentence = judge_ranking(ranking, angle, FIRST_EXPONENT)
            verdict = "✓ Right" if right else "✗ Not so"
            said = " ".join(ranking)
            lines.append(f"<strong>{verdict}.</strong> You said {said} for the offset 10⁻⁴. {sentence}")
        places = enumerate(self._results().items(), 1)
        table = "; ".join(f"{place}. {NAMES[letter]}: {steps:g} steps" for place, (letter, steps) in places)
        lines += [f"{table}.", explain(angle)]
        if len(self._exponents()) > 1:
            lines.append(f"Each further tenth of the offset costs about: {self._costs()}.")
        else:
            lines.append("Try other offsets: the plot on the right grows point by point.")
        if not self._is_free():
            lines.append("<strong>Then turn the saddle by 45°.</strong>")
        return "<br>".join(lines)

    def _costs(self):
        """Steps for each tenth of the offset, in words."""
        costs = (
            (
                name,
                slope_per_power({e: steps_to_leave(letter, self.angle.value, e) for e in self._exponents()}),
            )
            for letter, name in NAMES.items()
        )
        return ", ".join(f"{name} {number(round(cost, 1) + 0.0)} steps" for name, cost in costs)
