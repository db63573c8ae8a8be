"""Five models and more and more data: rank them before you see it, for few examples and for many."""

from dlutils.contest import CONTESTS, STORED_SIZES
from dlutils.plots.curves import label_line_ends
from dlutils.plots.style import colors, dashes

from .base import Exploration, UnreadableInput, button, text_field
from .contest_steps import FIRST, LAST, NAMES, at, judge_ranking, lead, lesson, ranking, read_ranking, shares

MARKERS = "os^Dv"


class LearningCurveExploration(Exploration):
    """Rank five models for 50 examples and for 12,800, commit, and let the amount of data grow."""

    title = "More and more data"
    sentence = "Rank five models for few examples and for many, commit, and let the amount of data grow step by step."
    size = (8.4, 3.9)
    margins = {"left": 0.08, "right": 0.97, "bottom": 0.15, "top": 0.9}

    def rows(self):
        self.few = text_field(f"ranking with {FIRST}", width="19em")
        self.many = text_field(f"ranking with {LAST:,}", width="20em")
        self.commit = button("Commit both rankings", lambda: self.respond(self._commit))
        self.more = button("More data", lambda: self.respond(self._more))
        self.next_contest = button("Next contest", lambda: self.respond(self._next_contest))
        keys = ", ".join(f"<strong>{key}</strong> {name}" for key, name in NAMES.items())
        self.ask(
            f"Who is best at naming drawn shapes, after learning from {FIRST} of them, and after {LAST:,}? Five models: {keys}. "
            "All networks get equally many steps. <strong>Type two rankings, the best first</strong>, such as "
            "8 64 256 L S. Each line that you will see is the mean of five runs, its band reaches from the worst of "
            "them to the best. The runs were made beforehand and are stored."
        )
        return [[self.few, self.many], [self.commit, self.more, self.next_contest, self.again]]

    def reset(self):
        self.contest = next(iter(CONTESTS))
        self._hide()

    def typical(self):
        self.few.value, self.many.value = "L S 8 64 256", "256 64 8 S L"
        self._commit()
        self.shown = len(STORED_SIZES)

    def _hide(self):
        self.rankings, self.shown = {}, 0
        self.few.value = self.many.value = ""
        self.commit.disabled, self.more.disabled = False, True

    def _commit(self):
        if self.rankings:
            raise UnreadableInput("Your rankings stand. Press “More data”, or go to the next contest.")
        self.rankings = {FIRST: read_ranking(self.few.value), LAST: read_ranking(self.many.value)}
        self.shown = 1
        self.commit.disabled, self.more.disabled = True, False

    def _more(self):
        if not self.rankings:
            raise UnreadableInput("Commit both rankings first.")
        self.shown = min(self.shown + 1, len(STORED_SIZES))
        self.more.disabled = self.shown == len(STORED_SIZES)

    def _next_contest(self):
        contests = list(CONTESTS)
        self.contest = contests[(contests.index(self.contest) + 1) % len(contests)]
        self._hide()

    @property
    def sizes(self):
        """The numbers of examples for which the results may be seen."""
        return STORED_SIZES[: self.shown]

    def draw(self, figure):
        left, right = figure.subplots(1, 2, width_ratios=(5, 2))
        left.set_xscale("log")
        for key, color, dash, marker in zip(NAMES, colors.lines, dashes, MARKERS, strict=True):
            found = 100 * shares(self.contest, key)[:, : self.shown]
            if self.shown:
                left.fill_between(
                    self.sizes, found.min(axis=0), found.max(axis=0), color=color, alpha=0.2, linewidth=0
                )
                style = {"color": color, "linestyle": dash, "marker": marker}
                left.plot(self.sizes, found.mean(axis=0), label=NAMES[key], **style)
        left.set(xlim=(38, 160_000), ylim=(0, 102), ylabel="unseen shapes named (%)")
        left.set(xlabel="examples to learn from", title=self.contest.capitalize())
        left.set_xticks(STORED_SIZES, [f"{size:,}" for size in STORED_SIZES], fontsize=9)
        left.minorticks_off()
        if self.shown:
            label_line_ends(left)
        else:
            left.text(700, 50, "hidden until you commit", ha="center", va="center")
        self._draw_rankings(right)

    def _draw_rankings(self, ax):
        """In the margin: what was said, and beside it what came, for few and for many."""
        ax.set_axis_off()
        ax.set(xlim=(0, 4), ylim=(6.4, -1))
        for column, size in ((0, FIRST), (2, LAST)):
            ax.text(column + 0.85, -0.75, f"{size:,}", ha="center", fontweight="bold")
            ax.text(column + 0.4, 0.15, "you", ha="center", fontsize=10)
            ax.text(column + 1.3, 0.15, "runs", ha="center", fontsize=10)
            said = self.rankings.get(size, ["?"] * 5)
            came = ranking(self.contest, size) if size in self.sizes else ["?"] * 5
            for place, (mine, true) in enumerate(zip(said, came, strict=True), 1):
                ax.text(column + 0.4, place + 0.2, mine, ha="center")
                ax.text(column + 1.3, place + 0.2, true, ha="center")

    def describe(self):
        words = f"Line plot, {self.contest}: share of unseen shapes named in percent against the examples to learn from"
        if not self.shown:
            return f"{words}; still hidden. Beside it, room for two rankings."
        table = "; ".join(
            f"{size:,}: " + ", ".join(f"{NAMES[key]} {self._percent(key, size)}" for key in NAMES)
            for size in self.sizes
        )
        mine = "; ".join(f"with {size:,} {' '.join(keys)}" for size, keys in self.rankings.items())
        return f"{words}, mean and range of five runs. {table}. Beside it your rankings: {mine}."

    def _percent(self, key, size):
        found = 100 * at(self.contest, key, size)
        return f"{found.mean():.0f} ({found.min():.0f} to {found.max():.0f})"

    def message(self):
        if not self.shown:
            return f"Contest: {self.contest}. Type both rankings, then commit."
        lines = [self._verdict(size) for size in (FIRST, LAST) if size in self.sizes]
        last = self.sizes[-1]
        lines.append(f"With {last:,} examples {lead(self.contest, last)}.")
        if self.shown < len(STORED_SIZES):
            lines.append("Does your second ranking still stand? Press “More data”.")
        else:
            lines.append(f"{lesson(self.contest)} Then try the next contest.")
        return "<br>".join(lines)

    def _verdict(self, size):
        right, pairs = judge_ranking(self.rankings[size], self.contest, size)
        verdict = "✓ All right" if right == pairs else "✗ Not all"
        came = " ".join(ranking(self.contest, size))
        return (
            f"<strong>{verdict}</strong> with {size:,}: you said {' '.join(self.rankings[size])}; it came {came}. "
            f"Of {pairs} pairs on which all five runs agree, {right} stand as you said."
        )
