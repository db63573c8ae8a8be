"""Lines that carry their names at their ends, so that nobody has to search a legend.

Most curves of the course show a cost against steps: `draw_costs`. Everything else with lines
is `draw_lines`.
"""

import numpy as np
from matplotlib import patheffects

from .style import colors, darker, dashes

LABEL_GAP = 15  # points between the middles of two labels
LABEL_INDENT = 7  # points between a line's end and its label


def draw_costs(ax, costs, ylabel="cost J"):
    """Draw the cost of one or more runs against the number of steps.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Call `ax.set_yscale("log")` before, not after, if the cost falls over several powers of ten.
    costs : dict of str to array of shape (steps,)
        The name of each run and its cost *before* each step, so the first value is the start.
    ylabel : str
        Name and unit of the cost.

    Returns
    -------
    matplotlib.axes.Axes
    """
    for name, values in costs.items():
        draw_lines(ax, np.arange(len(values)), {name: values}, label_ends=False)
    ax.set(xlabel="steps taken", ylabel=ylabel)
    return label_line_ends(ax)


def draw_lines(ax, x, lines, label_ends=True):
    """Draw several lines over the same x, each with its own colour and dashes.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    x : array of shape (n,)
    lines : dict of str to array of shape (n,)
        The label and the heights of each line.
    label_ends : bool
        Write the labels now. Say False if more lines follow, then call `label_line_ends`.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If there are more lines than the palette has colours.
    """
    drawn = sum(not line.get_label().startswith("_") for line in ax.lines)
    if drawn + len(lines) > len(colors.lines):
        raise ValueError(f"At most {len(colors.lines)} lines can be told apart; make a second figure.")
    for position, (label, y) in enumerate(lines.items(), start=drawn):
        ax.plot(x, y, color=colors.lines[position], linestyle=dashes[position], label=label)
    return label_line_ends(ax) if label_ends else ax


def label_line_ends(ax):
    """Write each line's label beside its last finite point, moved apart where labels would overlap.

    Returns
    -------
    matplotlib.axes.Axes
    """
    lines = [line for line in ax.lines if not line.get_label().startswith("_")]
    ends = [_last_point(line) for line in lines]
    ax.autoscale_view()
    to_axes = ax.transData + ax.transAxes.inverted()
    points_per_axes = ax.get_position().height * ax.figure.get_size_inches()[1] * 72
    heights = [to_axes.transform(end)[1] * points_per_axes for end in ends]
    for line, end, height, target in zip(lines, ends, heights, _apart(heights), strict=True):
        ax.annotate(
            line.get_label(),
            xy=end,
            xytext=(LABEL_INDENT, target - height),
            textcoords="offset points",
            va="center",
            color=darker(line.get_color()),
            path_effects=[patheffects.withStroke(linewidth=3, foreground="white")],
        )
    return ax


def _last_point(line):
    """The last point of a line whose two coordinates are finite."""
    x, y = (np.asarray(values, dtype=float) for values in line.get_data())
    finite = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    if finite.size == 0:
        raise ValueError(f"The line {line.get_label()!r} has no finite point, so there is nothing to draw.")
    return x[finite[-1]], y[finite[-1]]


def _apart(heights):
    """Heights moved as little as needed, keeping their order, so that neighbours are LABEL_GAP apart."""
    order = np.argsort(heights, kind="stable")
    stacks = []  # labels that touch are stacked: (middle of the stack, how many labels)
    for index in order:
        middle, count = heights[index], 1
        while stacks and middle - stacks[-1][0] < LABEL_GAP * (count + stacks[-1][1]) / 2:
            below, count_below = stacks.pop()
            middle = (middle * count + below * count_below) / (count + count_below)
            count += count_below
        stacks.append((middle, count))
    moved = np.empty(len(heights))
    moved[order] = [middle + LABEL_GAP * (k - (n - 1) / 2) for middle, n in stacks for k in range(n)]
    return moved + max(0, LABEL_GAP / 2 - moved.min())  # never down into the numbers of the x axis
