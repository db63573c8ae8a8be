"""The loss of a neuron that says "probably", drawn over its score z."""

import numpy as np

from .curves import label_line_ends
from .style import colors, dashes, number

REACH = (-6.0, 6.0)
CEILING = 6.4


def draw_cross_entropy(ax, z=None, moved=None, tangent_of=None):
    """Draw the cross-entropy over the score z, one curve for each label.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    z : float, optional
        Where we stand: a point on both curves.
    moved : float, optional
        How far each point moves to its wrong side (down for y = 1, up for y = 0); an arrow on each curve.
    tangent_of : 0 or 1, optional
        The label whose tangent and slope a − y are drawn.

    Returns
    -------
    matplotlib.axes.Axes
    """
    ax.set(xlim=(REACH[0], REACH[1] + 1.6), ylim=(-1.5, CEILING), yticks=range(7))
    ax.set(xlabel="score z", ylabel="loss L")
    scores = np.linspace(*REACH, 241)
    for y, color in ((0, colors.train), (1, colors.validation)):
        # Each label stands at the right end of its curve.
        inside = _loss(scores, y) <= CEILING
        ax.plot(scores[inside], _loss(scores[inside], y), linestyle=dashes[y], color=color, label=f"y = {y}")
    label_line_ends(ax)
    if z is None:
        return ax
    for y, color, marker in ((0, colors.train, "o"), (1, colors.validation, "s")):
        ax.plot([z], [_loss(z, y)], marker, color=color, markersize=8)
        if moved is not None:
            there = z + (moved if y == 0 else -moved)
            height = _loss(there, y)
            ax.plot([there], [height], marker, markersize=9, markerfacecolor="white", markeredgecolor=color)
            arrow = {"arrowstyle": "->", "color": color, "linewidth": 1.6, "shrinkA": 5, "shrinkB": 5}
            ax.annotate("", xy=(there, height), xytext=(z, _loss(z, y)), arrowprops=arrow)
    if tangent_of is not None:
        _draw_slope(ax, z, tangent_of)
    return ax


def _draw_slope(ax, z, y):
    """The tangent, and under the curves the slope a − y as an arrow: never longer than 1."""
    slope = 1 / (1 + np.exp(-z)) - y
    along = z + np.array([-1.6, 1.6])
    ax.plot(along, _loss(z, y) + slope * (along - z), ":", color=colors.gradient, linewidth=2.5)
    level = -0.85
    ax.plot([z, z - 1, z + 1], [level] * 3, "|", color=colors.reference, markersize=10)
    if abs(slope) > 0.02:
        arrow = {"arrowstyle": "-|>", "color": colors.gradient, "linewidth": 3, "shrinkA": 0, "shrinkB": 0}
        ax.annotate("", xy=(z + slope, level), xytext=(z, level), arrowprops={**arrow, "mutation_scale": 14})
    side = -1 if z > 2.5 else 1
    ax.text(
        z + 1.25 * side,
        level,
        f"slope a − y = {number(slope, 3)}",
        va="center",
        ha="left" if side > 0 else "right",
    )


def _loss(z, y):
    return np.logaddexp(0, z) - y * z
