"""The pictures of one neuron: a line through data, a slope measured by nudging, a walk downhill."""

import numpy as np
from matplotlib import patheffects

from .curves import label_line_ends
from .style import colors, darker, dashes, number

HALO = [patheffects.withStroke(linewidth=3, foreground="white")]


def draw_fit(ax, x, y, lines, errors_of=None):
    """Draw data as points and one or more straight lines through them.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    x, y : array of shape (m,)
    lines : dict of str to (float, float)
        For each line its label, the weight w and the bias b of y = w x + b.
    errors_of : str, optional
        The label of the line from which the errors are drawn, as thin upright strokes.

    Returns
    -------
    matplotlib.axes.Axes
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if errors_of is not None:
        w, b = lines[errors_of]
        ax.vlines(x, w * x + b, y, color=colors.gradient, linewidth=1, zorder=1)
    size, alpha = (4, 0.6) if x.size > 60 else (7, 1)  # many points may overlap
    ax.plot(x, y, "o", color=colors.reference, markersize=size, alpha=alpha)
    ends = np.array([x.min(), x.max()])
    styles = zip(colors.lines, dashes, strict=True)
    for (label, (w, b)), (color, dash) in zip(lines.items(), styles, strict=False):
        ax.plot(ends, w * ends + b, color=color, linestyle=dash, label=label)
    return label_line_ends(ax)


def draw_secant(ax, function, a, h, slope=None, central=False):
    """Draw a function, two of its points, and the chord whose slope stands in for the derivative.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    function : callable
        Takes and returns an array.
    a, h : float
        The point and the nudge; h > 0.
    slope : float, optional
        The true derivative at a; if given, the tangent is drawn as well.
    central : bool
        Nudge to both sides, from a - h to a + h, instead of from a to a + h.

    Returns
    -------
    matplotlib.axes.Axes
    """
    left, right = (a - h if central else a), a + h
    low, high = float(function(left)), float(function(right))
    rate = (high - low) / (right - left)
    # The straight lines reach further than the curve, so that their labels stand beside it.
    curve = np.linspace(left - 0.6 * h, right + 0.1 * h, 200)
    straight = np.array([left - 0.3 * h, right + 0.3 * h])
    ax.plot(curve, function(curve), "-", color=colors.reference)
    chord = low + rate * (straight - left)
    ax.plot(straight, chord, "--", color=colors.validation, label=f"chord: slope {number(rate)}")
    if slope is not None:
        tangent = function(a) + slope * (straight - a)
        ax.plot(straight, tangent, "-.", color=colors.train, label=f"tangent: slope {number(slope)}")
    ax.plot([left, right, right], [low, low, high], ":", color=colors.gradient)
    nudged = f"{'2h' if central else 'h'} = {number(right - left)}"
    _note(ax, nudged, ((left + right) / 2, low), (0, -12), colors.gradient)
    _note(ax, f"change {number(high - low)}", (right, (low + high) / 2), (6, 0), colors.gradient)
    ax.plot([left, right], [low, high], "o", color=colors.validation, markersize=7)
    ax.plot([a], [function(a)], "o", color=colors.train, markersize=7)
    return label_line_ends(ax)


def draw_descent(ax, cost, path, slope=None, next_w=None, guess=None, reach=(-3.0, 6.0), ceiling=42.0):
    """Draw a cost over one weight and the steps that gradient descent takes on it.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    cost : callable
        The cost of a weight; takes and returns an array. A bowl: its inside holds the legend.
    path : array of shape (steps + 1,)
        The weights so far; the last one is where we stand.
    slope : float, optional
        Derivative of the cost where we stand; if given, the tangent is drawn.
    next_w : float, optional
        Where the next step leads.
    guess : float, optional
        Where the reader thinks that it leads.
    reach : tuple of float
        The weights that are drawn. What lies outside is marked by an arrow head at the edge.
    ceiling : float
        The highest cost that is drawn.

    Returns
    -------
    matplotlib.axes.Axes
    """
    floor = -0.14 * ceiling  # room below the curve for the arrow from this weight to the next
    ax.set(xlim=reach, ylim=(floor, ceiling), xlabel="weight w", ylabel="cost J(w)")
    w = np.linspace(*reach, 300)
    ax.plot(w, cost(w), "-", color=colors.reference)
    path = np.asarray(path, dtype=float)
    here = path[-1]
    ax.plot(path, cost(path), "--", color=colors.train, linewidth=1)
    ax.plot(path[:-1], cost(path[:-1]), "o", color="white", markeredgecolor=colors.train, markersize=6)
    if slope is not None:
        along = here + (reach[1] - reach[0]) * np.array([-1, 1]) / 6
        tangent = cost(here) + slope * (along - here)
        ax.plot(along, tangent, "-.", color=colors.gradient, label=f"slope {number(slope)}")
    if next_w is not None:
        arrow = {"arrowstyle": "->", "color": colors.after, "linewidth": 2, "shrinkA": 0, "shrinkB": 0}
        ends = np.clip([next_w, here], *reach)
        ax.annotate("", xy=(ends[0], floor / 2), xytext=(ends[1], floor / 2), arrowprops=arrow)
        _mark(ax, next_w, cost(next_w), "s", colors.after, "next step", level=0.8)
    _mark(ax, here, cost(here), "o", colors.train, "here", level=0.6)
    if guess is not None:
        _mark(ax, guess, cost(guess), "D", colors.validation, "your prediction", level=0.4, hollow=True)
    ax.legend(loc="upper center", frameon=True, framealpha=1, edgecolor="white", handlelength=2.2)
    return ax


def _mark(ax, w, height, marker, color, text, level, hollow=False):
    """Draw a point with its weight in the legend, or an arrow head at the edge if it lies outside."""
    (left, right), ceiling = ax.get_xlim(), ax.get_ylim()[1]
    label = f"{text}: w = {number(w)}"
    size = 12 if hollow else 8
    if not (left <= w <= right and height <= ceiling):
        side, edge, marker = ("left", left, "<") if w < (left + right) / 2 else ("right", right, ">")
        label += f" (far {side})"
        w, height, size = edge, level * ceiling, 11
    face = "none" if hollow else color
    # clip_on=False: a mark at the edge is drawn whole.
    style = {"markerfacecolor": face, "markeredgecolor": color, "markeredgewidth": 2, "markersize": size}
    ax.plot([w], [height], marker, label=label, clip_on=False, **style)


def _note(ax, text, xy, offset, color):
    """Write a short text in a readable shade of the colour, beside or (offset to below) under a point."""
    side = "left" if offset[0] else "center"
    note = ax.annotate(text, xy=xy, xytext=offset, textcoords="offset points", ha=side, va="center")
    note.set(color=darker(color), path_effects=HALO)
