"""Chains of functions: gears that turn one another, and the computation graph of a neuron."""

import numpy as np
from matplotlib.patches import Circle, FancyBboxPatch, Polygon

from .style import colors, darker, number

TOOTH = 0.16  # height of a tooth; the radius of a wheel is in the same unit
PITCH = 0.055  # radius for each tooth: equal teeth mesh


def draw_gears(ax, teeth, names, turns=()):
    """Draw toothed wheels in a row, each turning the next one.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    teeth : sequence of int
        How many teeth each wheel has, even numbers. With a third of its neighbour's teeth a wheel turns three times
        as fast.
    names : sequence of str
    turns : sequence of str, optional
        What is written under each wheel, for example "1 turn".

    Returns
    -------
    matplotlib.axes.Axes
    """
    x = 0.0
    fills = (colors.fill_blue, colors.fill_orange, colors.fill_yellow)
    deepest = max(teeth) * PITCH + TOOTH
    for k, (count, name) in enumerate(zip(teeth, names, strict=True)):
        radius = count * PITCH
        x += radius if k else 0.0
        # With an even number of teeth, both sides of a wheel show a tooth, or both a gap: neighbours must differ.
        outline = _wheel(x, radius, count, gap=k % 2 == 1)
        ax.add_patch(Polygon(outline, facecolor=fills[k % 3], edgecolor=colors.text))
        ax.add_patch(Circle((x, 0), 0.07, facecolor="white", edgecolor=colors.text))
        ax.text(x, radius + TOOTH + 0.08, name, ha="center", va="bottom", fontsize=13, fontweight="bold")
        if len(turns):
            ax.text(x, -deepest - 0.3, turns[k], ha="center", va="center")
        right = x + radius + TOOTH
        x += radius + TOOTH
    ax.set(xlim=(-teeth[0] * PITCH - 0.5, right + 0.3), ylim=(-deepest - 0.6, deepest + 0.5))
    ax.set_aspect("equal")
    ax.set_axis_off()
    return ax


def _wheel(x, radius, teeth, gap):
    """The outline of a toothed wheel, with a tooth (or a gap) to the left and to the right."""
    step = 2 * np.pi / teeth
    corners = []
    for middle in step * (np.arange(teeth) + (0.5 if gap else 0.0)):
        for shift, height in ((-0.25, 0), (-0.14, TOOTH), (0.14, TOOTH), (0.25, 0)):  # shares of a step
            angle = middle + shift * step
            corners.append((x + (radius + height) * np.cos(angle), (radius + height) * np.sin(angle)))
    return corners


def draw_neuron_graph(ax, values, slopes=None):
    """Draw the computation graph of one logistic neuron with two features.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    values : dict of str to float
        For each of x1, w1, x2, w2, b, z, a, y and L its number; it is written into the box.
    slopes : dict of str to float, optional
        The derivative of L with respect to w1, w2, b, z, a; written under the boxes, with arrows from right to left.

    Returns
    -------
    matplotlib.axes.Axes
    """
    slopes = slopes or {}
    places = {
        "x1": (0, 4.4),
        "w1": (0, 3.3),
        "x2": (0, 2.2),
        "w2": (0, 1.1),
        "b": (0, 0.0),
        "z": (3.6, 2.2),
        "a": (6.6, 2.2),
        "y": (6.6, 4.4),
        "L": (9.6, 2.2),
    }
    for name, (x, y) in places.items():
        fill = colors.fill_grey if name in ("x1", "x2", "y") else colors.fill_blue
        fill = colors.fill_orange if name == "L" else fill
        box = FancyBboxPatch(
            (x, y), 1.6, 0.62, boxstyle="round,pad=0.06", facecolor=fill, edgecolor=colors.text
        )
        ax.add_patch(box)
        ax.text(x + 0.8, y + 0.31, f"{_written(name)} = {number(values[name], 3)}", ha="center", va="center")
    plain = {"arrowstyle": "->", "color": colors.reference, "linewidth": 1.3, "shrinkA": 0, "shrinkB": 0}
    for name in ("x1", "w1", "x2", "w2", "b"):
        ax.annotate("", xy=(3.5, 2.51), xytext=(1.72, places[name][1] + 0.31), arrowprops=plain)
    for start, end in (((5.28, 2.51), (6.5, 2.51)), ((8.28, 2.51), (9.5, 2.51)), ((8.28, 4.71), (9.9, 2.95))):
        ax.annotate("", xy=end, xytext=start, arrowprops=plain)
    for x, text in ((5.9, "σ"), (8.9, "loss")):
        ax.text(x, 2.72, text, ha="center", va="bottom", color=darker(colors.reference))
    back = {"arrowstyle": "->", "color": colors.gradient, "linewidth": 2, "shrinkA": 0, "shrinkB": 0}
    for name, slope in slopes.items():
        x, y = places[name]
        text = f"d{_written(name)} = {number(slope, 3)}"
        beside = name in ("w1", "w2", "b")
        spot = {"ha": "right", "va": "center"} if beside else {"ha": "center", "va": "top"}
        at = (x - 0.2, y + 0.31) if beside else (x + 0.8, y - 0.16)
        ax.text(*at, text, color=darker(colors.gradient), fontweight="bold", **spot)
    if slopes:
        for start, end in (((9.5, 2.22), (8.28, 2.22)), ((6.5, 2.22), (5.28, 2.22))):
            ax.annotate("", xy=end, xytext=start, arrowprops=back)
        for name in ("w1", "w2", "b"):
            if name in slopes:
                ax.annotate("", xy=(1.72, places[name][1] + 0.12), xytext=(3.5, 2.3), arrowprops=back)
    ax.set(xlim=(-2.3 if slopes else -0.2, 11.5), ylim=(-0.3, 5.2))
    ax.set_axis_off()
    return ax


def _written(name):
    """w1 as w₁."""
    return name.replace("1", "₁").replace("2", "₂")
