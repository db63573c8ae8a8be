"""A window on its way over a picture: pixels as tiles with their numbers, the window as a frame, kernels in two colours.

`draw_taps` shows the same in one dimension, as arrows from pixels to cells, or back.
"""

import numpy as np
from matplotlib.patches import Rectangle

from .style import colors, darker, dashes, number

GREY_SHARE = 0.45  # the largest number gets this share of black, so that its digits can be read
SIGNED_SHARE = 0.6  # the same for the blue and the red of signed numbers


def draw_pixels(ax, values, name="", window=None, frame=0, signed=False, largest=None, digits=3):
    """Draw an array of numbers as tiles, dark where they are large.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    values : array of shape (rows, columns)
        NaN is drawn as an empty tile.
    name : str
        Written above.
    window : (top, left, height, width), optional
        Which tiles get a thick frame around them.
    frame : int
        How many rows and columns on each side are padding: they are set apart by a dashed line.
    signed : bool
        Red for positive numbers and blue for negative ones, as of a kernel; grey otherwise.
    largest : float, optional
        The number that is drawn darkest; the largest magnitude if not given.
    digits : int
        How many significant digits of each number are written; 0 writes none.

    Returns
    -------
    matplotlib.axes.Axes
    """
    values = np.asarray(values, dtype=float)
    rows, columns = values.shape
    known = np.nan_to_num(values)
    top = (np.abs(known).max(initial=0) if largest is None else largest) or 1.0
    low, high, cmap = (
        (-top / SIGNED_SHARE, top / SIGNED_SHARE, "RdBu_r")
        if signed
        else (-top / 8, top / GREY_SHARE, "Greys")
    )
    across, down = np.arange(columns + 1) - 0.5, np.arange(rows + 1) - 0.5
    ax.pcolormesh(across, down, known, cmap=cmap, vmin=low, vmax=high, edgecolors="white", linewidth=1)
    # Ticks would take longer to draw than all the tiles.
    ax.set_axis_off()
    ax.set(xlim=(-0.65, columns - 0.35), ylim=(rows - 0.35, -0.65), aspect="equal")
    for (row, column), value in np.ndenumerate(values):
        if digits and not np.isnan(value):
            ax.text(column, row, number(value, digits), ha="center", va="center", fontsize=9)
    if frame:
        inside = (frame - 0.5, frame - 0.5), columns - 2 * frame, rows - 2 * frame
        ax.add_patch(Rectangle(*inside, fill=False, edgecolor=colors.reference, linestyle="--"))
    if window is not None:
        draw_window(ax, *window)
    if name:
        ax.set_title(name, fontsize=11, y=1)  # where it would be put anyway; finding that out takes long
    return ax


def draw_window(ax, top, left, height, width, color=colors.validation):
    """Put a thick frame around a rectangle of tiles, on axes of `draw_pixels`. Returns the axes."""
    ax.add_patch(Rectangle((left - 0.5, top - 0.5), width, height, fill=False, edgecolor=color, linewidth=3))
    return ax


def draw_kernels(axes, kernels, names=(), largest=None, digits=2):
    """Draw kernels side by side, one on each axes, in the same two colours: red for positive, blue for negative.

    Parameters
    ----------
    axes : sequence of matplotlib.axes.Axes
    kernels : sequence of array of shape (f_h, f_w)
    names : sequence of str
        Written above them.
    largest : float, optional
        The number that is drawn darkest; for each kernel its own largest magnitude if not given.
    digits : int
        As for `draw_pixels`.

    Returns
    -------
    sequence of matplotlib.axes.Axes
    """
    names = names or [""] * len(kernels)
    for ax, kernel, name in zip(axes, kernels, names, strict=True):
        draw_pixels(ax, kernel, name, signed=True, largest=largest, digits=digits)
    return axes


def draw_taps(ax, pixels, cells, weights, names=("x", "z"), backward=False, stride=1):
    """Draw which pixels a window of one dimension meets: an arrow for each product, one kind of line per weight.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    pixels, cells : sequence of float
        The numbers of the upper and of the lower row.
    weights : sequence of float
        Written beside the arrows.
    names : (str, str)
        Of the two rows.
    backward : bool
        Whether the arrows lead from the cells to the pixels.
    stride : int

    Returns
    -------
    matplotlib.axes.Axes
    """
    middle = (len(weights) - 1) / 2  # a cell stands below the middle of its window
    for place in range(len(cells)):
        for tap, weight in enumerate(weights):
            pixel, cell = (place * stride + tap, 1), (place * stride + middle, 0)
            start, end = (cell, pixel) if backward else (pixel, cell)
            color, line = colors.lines[tap], dashes[tap]
            style = {"arrowstyle": "->", "color": color, "linestyle": line, "linewidth": 2}
            ax.annotate("", end, start, arrowprops={**style, "shrinkA": 17, "shrinkB": 17})
            beside = {"ha": "center", "va": "center", "color": darker(color)}
            box = {"boxstyle": "square,pad=0.1", "fc": "white", "ec": "none"}
            ax.text((pixel[0] + cell[0]) / 2, 0.5, f"· {number(weight)}", bbox=box, **beside)
    rows = [(1, 0, pixels, colors.fill_grey, 1), (0, middle, cells, colors.fill_yellow, stride)]
    for (height, start, values, fill, step), name in zip(rows, names, strict=True):
        ax.text(-0.6, height, name, ha="center", va="center")
        for i, value in enumerate(values):
            box = {"boxstyle": "circle", "fc": fill, "ec": "none"}
            ax.text(start + i * step, height, number(value), ha="center", va="center", bbox=box)
    ax.set(xlim=(-0.8, len(pixels) - 0.6), ylim=(-0.3, 1.3))
    ax.set_axis_off()
    return ax
