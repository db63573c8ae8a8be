"""The pictures of convexity: a curve, a chord, and how far the one lies above the other."""

import numpy as np

from .style import colors, number


def draw_chord(ax, function, a, b, t=None, reach=None, kept=None):
    """Draw a curve and the chord between two of its points, perhaps with one place of it marked.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    function : callable
        Takes and returns an array.
    a, b : float
        The ends of the chord. Nothing is drawn but the curve, if they are None.
    t : float, optional
        The share of the way from a to b at which curve and chord are compared: 0 is a, 1 is b.
    reach : tuple of float, optional
        The part of the curve that is drawn; by default a little more than the chord.
    kept : tuple of float, optional
        The ends of an earlier chord that stays visible.

    Returns
    -------
    matplotlib.axes.Axes
    """
    if reach is None:
        margin = 0.15 * abs(b - a)
        reach = (min(a, b) - margin, max(a, b) + margin)
    along = np.linspace(*reach, 300)
    ax.plot(along, function(along), "-", color=colors.train, label="the curve")
    if kept is not None:
        ends = np.array(kept, dtype=float)
        label = f"kept: from {number(ends[0])} to {number(ends[1])}"
        ax.plot(ends, function(ends), ":", color=colors.gradient, label=label, linewidth=2.5)
    if a is not None and b is not None:
        ends = np.array([a, b], dtype=float)
        ax.plot(ends, function(ends), "--o", color=colors.validation, label="the chord", markersize=7)
        if t is not None:
            _mark_place(ax, function, ends, t)
    return ax


def _mark_place(ax, function, ends, t):
    """Mark the two heights at one place, joined by a stroke."""
    share = np.array([1 - t, t])
    place, on_chord = share @ ends, share @ function(ends)
    on_curve = float(function(np.array(place)))
    ax.plot([place, place], [on_chord, on_curve], "-", color=colors.reference, linewidth=3)
    ax.plot(
        [place],
        [on_curve],
        "s",
        color=colors.train,
        markersize=9,
        label=f"curve there: {number(on_curve, 3)}",
    )
    style = {"markerfacecolor": "white", "markeredgewidth": 2, "markersize": 9}
    label = f"chord there: {number(on_chord, 3)}"
    ax.plot([place], [on_chord], "D", color=colors.validation, label=label, **style)
