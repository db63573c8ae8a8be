"""What each of the five checks of `dlutils.hunt` found, as a picture."""

import numpy as np

from dlutils.hunt import CLASSES, KNOWS_NOTHING
from dlutils.plots.style import colors


def draw_finding(ax, check, finding):
    """Draw what a check found; a title says whether it is passed.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    check : str
        A name of `dlutils.hunt.CHECKS`.
    finding : dlutils.hunt.Finding
    """
    _DRAW[check](ax, finding.data)
    ax.set_title(f"{check}: {'passed' if finding.passed else 'FAILED'}")
    return ax


def _shape_table(ax, rows):
    """A table in words; a row that does not fit is marked and printed in colour."""
    ax.set_axis_off()
    for place, (name, expected, found) in enumerate(rows):
        fits = expected == found
        height = 0.95 - (place + 1) / (len(rows) + 1.5)
        style = {"fontsize": 9, "color": colors.text if fits else colors.validation, "va": "center"}
        ax.text(0, height, name if fits else f"→ {name}", **style)
        ax.text(0.5, height, _shape(expected), **style)
        ax.text(0.78, height, _shape(found), **style)
    for x, heading in ((0, "array"), (0.5, "must be"), (0.78, "found")):
        ax.text(x, 0.95, heading, fontsize=9, fontweight="bold", va="center")


def _shape(shape):
    return "number" if shape == () else str(shape)


def _first_cost(ax, costs):
    ax.plot(np.arange(1, len(costs) + 1), costs, "o", color=colors.train)
    ax.axhline(KNOWS_NOTHING, color=colors.reference, linestyle="--")
    ax.annotate("log 10", (1, KNOWS_NOTHING), (0, 4), textcoords="offset points", color=colors.reference)
    ax.set(xlabel="start", ylabel="first cost", ylim=(0, max(8, 1.05 * max(costs))))


def _nudging(ax, errors):
    # Below 1e-9 lie rounding errors, other ones on another processor: all of them are drawn at that height.
    drawn = [max(error, 1e-9) for error in errors.values()]
    ax.bar(list(errors), drawn, color=colors.fill_blue, edgecolor=colors.text)
    ax.axhline(1e-6, color=colors.reference, linestyle="--")
    ax.annotate("allowed", (-0.4, 1e-6), (0, 4), textcoords="offset points", color=colors.reference)
    ax.set(yscale="log", ylim=(1e-12, 3), ylabel="relative error")


def _ten_examples(ax, costs):
    ax.plot(np.arange(1, len(costs) + 1), costs, color=colors.train)
    ax.set(xlabel="epoch", ylabel="cost of ten examples", ylim=(0, max(2.6, 1.05 * max(costs))))


def _shuffled_labels(ax, shares):
    ax.bar(["seen", "unseen"], shares, color=[colors.fill_blue, colors.fill_orange], edgecolor=colors.text)
    ax.axhline(1 / CLASSES, color=colors.reference, linestyle="--")
    ax.annotate("chance", (1.5, 1 / CLASSES), (0, 4), textcoords="offset points", color=colors.reference)
    ax.set(xlim=(-0.6, 2.2), ylim=(0, 1.05), ylabel="share read right")


_DRAW = {
    "shape table": _shape_table,
    "first cost": _first_cost,
    "nudging": _nudging,
    "ten examples": _ten_examples,
    "shuffled labels": _shuffled_labels,
}
