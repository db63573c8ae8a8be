"""The pictures of a hidden layer: two classes in a plane, who would say what where, and the network itself."""

import numpy as np
from matplotlib.patches import Circle

from .style import colors, darker, number

MARKERS = ("o", "s")
REGION_CELLS = 160  # places along each side at which a score is asked for


def draw_two_classes(ax, X, Y, names=(), size=None):
    """Draw examples with two features, a disc for label 0 and a square for label 1.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    X : array of shape (2, m)
    Y : array of shape (1, m) or (m,)
        Labels 0 and 1.
    names : sequence of two str
        What the classes are called in the legend; without names there is none.
    size : float, optional
        Diameter of the marks in points; by default few examples get large marks.

    Returns
    -------
    matplotlib.axes.Axes
    """
    X, Y = np.asarray(X), np.asarray(Y).ravel()
    size = size or (12 if len(Y) <= 8 else 5)
    for label, (color, marker) in enumerate(zip(colors.classes[:2], MARKERS, strict=True)):
        style = {"color": color, "markersize": size, "markeredgecolor": "white", "zorder": 3}
        ax.plot(*X[:, label == Y], marker, label=names[label] if names else "_", **style)
    if names:
        ax.legend(loc="upper right", frameon=True, framealpha=0.9, edgecolor="white")
    return ax


def draw_regions(ax, score, reach):
    """Colour the plane by what a network would say: orange where the score is positive, blue elsewhere.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    score : callable
        Takes places of shape (2, n) and returns n scores; label 1 is said where they are positive.
    reach : tuple of float
        The lowest and the highest coordinate, for both axes.

    Returns
    -------
    matplotlib.axes.Axes
    """
    side = np.linspace(*reach, REGION_CELLS)
    places = np.stack(np.meshgrid(side, side)).reshape(2, -1)
    scores = np.asarray(score(places)).reshape(REGION_CELLS, REGION_CELLS)
    fills = [colors.fill_blue, colors.fill_orange]
    ax.contourf(side, side, scores, levels=[-np.inf, 0, np.inf], colors=fills, alpha=0.3, zorder=0)
    if scores.min() < 0 < scores.max():
        ax.contour(side, side, scores, levels=[0], colors=[colors.reference], linewidths=2, zorder=1)
    ax.set(xlim=reach, ylim=reach, aspect="equal")
    return ax


def draw_network(ax, sizes, names, weights=(), values=()):
    """Draw units as circles in columns, and a line for every weight between neighbouring columns.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    sizes : sequence of int
        How many units each column has, the inputs first.
    names : sequence of sequence of str
        What is written into each unit.
    weights : sequence of arrays of shape (n_in, n_out)
        Written on the lines; a thicker line is a larger weight, a dashed one is negative. Without weights all
        lines are alike.
    values : sequence of sequence of float
        Written below each unit.

    Returns
    -------
    matplotlib.axes.Axes
    """
    places = [[(2.6 * column, (n - 1) / 2 - k) for k in range(n)] for column, n in enumerate(sizes)]
    for column, (starts, ends) in enumerate(zip(places, places[1:], strict=False)):
        for j, start in enumerate(starts):
            for k, end in enumerate(ends):
                weight = weights[column][j, k] if len(weights) else None
                _edge(ax, start, end, weight, share=0.3 if (j + k) % 2 else 0.62)
    for column, spots in enumerate(places):
        for k, (x, y) in enumerate(spots):
            ax.add_patch(
                Circle((x, y), 0.27, facecolor=colors.fill_grey, edgecolor=colors.reference, zorder=3)
            )
            ax.text(x, y, names[column][k], ha="center", va="center", zorder=4)
            if len(values):
                ax.text(x, y - 0.36, number(values[column][k], 3), ha="center", va="top", zorder=4)
    tall = max(sizes)
    ax.set(xlim=(-0.5, 2.6 * (len(sizes) - 1) + 0.5), ylim=(-tall / 2 - 0.25, tall / 2), aspect="equal")
    ax.set_axis_off()
    return ax


def _edge(ax, start, end, weight, share):
    """A line between two units; with a weight, as thick as that is large, and the number beside it."""
    (x0, y0), (x1, y1) = start, end
    if weight is None:
        ax.plot([x0, x1], [y0, y1], "-", color=colors.reference, linewidth=1.2, zorder=1)
        return
    color = colors.validation if weight < 0 else colors.train
    width = 0.8 + 1.6 * min(abs(weight), 2.5)
    ax.plot([x0, x1], [y0, y1], "--" if weight < 0 else "-", color=color, linewidth=width, zorder=1)
    place = x0 + share * (x1 - x0), y0 + share * (y1 - y0)
    box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    ax.text(*place, number(weight, 3), color=darker(color), ha="center", va="center", bbox=box, zorder=2)
