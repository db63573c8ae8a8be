"""Arrays as tiles with their numbers, because a shape is easier to see than to read.

`draw_array` shows one array. `draw_broadcast` shows two arrays, how NumPy stretches them to a
common shape, and their sum; cells that NumPy only repeats are hatched.
"""

import numpy as np
from matplotlib import patheffects
from matplotlib.patches import Rectangle

from .style import colors, number

GAP = 1.3  # cells between two arrays, room for "+" and "="
HEADING = 0.9  # cells between an array's first row and its shape


def draw_array(ax, array, name="", fill=colors.fill_blue, row_names=(), column_names=(), digits=4):
    """Draw an array of at most two axes as tiles, with its name and shape above.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    array : array of shape (n,) or (rows, columns)
    name : str
    fill : colour
        A light colour of the palette.
    row_names, column_names : sequence of str
        Written beside the rows and above the columns, for example the features and the patients.
    digits : int
        How many significant digits of each number are written.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If the array has more than two axes.
    """
    values = np.asarray(array)
    rows, columns = _grid_shape(values.shape)
    _tiles(ax, values, np.ones((rows, columns), dtype=bool), 0, fill, digits)
    for column, text in enumerate(column_names):
        ax.text(column + 0.5, -0.1, text, ha="center", va="bottom")
    for row, text in enumerate(row_names):
        ax.text(-0.1, row + 0.5, text, ha="right", va="center")
    top = -HEADING - 0.2 if len(column_names) else -HEADING
    _heading(ax, 0, top, name, values.shape)
    _frame(ax, columns, rows, top)
    # Names need room: then the tiles fill the axes, and need not be square.
    ax.set_aspect("auto" if len(column_names) else "equal")
    return ax


def draw_broadcast(ax, a, b, instead=None, names=("a", "b", "a + b"), room=(3, 4)):
    """Draw `a + b`: both arrays, stretched to the common shape, and their sum.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    a, b : array of shape (n,) or (rows, columns)
    instead : str, optional
        Draw the arrays as they are and this text, for example "?", in place of the sum.
    names : tuple of three str
    room : tuple of int
        The least rows and columns kept free for each array, so that several drawings line up.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If NumPy cannot add the two and nothing is given to be drawn instead; the sentence is NumPy's.
    """
    a, b = np.asarray(a), np.asarray(b)
    total = a + b if instead is None else None
    drawn = [a, b] if total is None else [a, b, total]
    grids = [_grid_shape(array.shape) for array in drawn]
    rows, columns = (max([room[axis], *(grid[axis] for grid in grids)]) for axis in (0, 1))
    left = 0
    for array, name, fill in zip((a, b), names, colors.fills, strict=False):
        full = array if total is None else np.broadcast_to(array, total.shape)
        _tiles(ax, full, _originals(array.shape, _grid_shape(full.shape)), left, fill)
        _heading(ax, left, -HEADING, name, array.shape)
        if full.shape != array.shape:
            ax.text(left, rows + 0.35, f"stretched to {full.shape}", ha="left", va="top")
        left += columns + GAP
    for sign, position in (("+", 1), ("=", 2)):
        ax.text(position * (columns + GAP) - GAP / 2, rows / 2, sign, ha="center", va="center", fontsize=18)
    if total is None:
        ax.text(left, -HEADING, names[2], va="center", fontweight="bold")
        mark = ax.text(left + columns / 2, rows / 2, instead, ha="center", va="center", fontsize=30)
        mark.set_color(colors.reference)
    else:
        _tiles(ax, total, np.ones(_grid_shape(total.shape), dtype=bool), left, colors.fill_grey)
        _heading(ax, left, -HEADING, names[2], total.shape)
    return _frame(ax, left + columns, rows + 1, -HEADING)


def _grid_shape(shape):
    """Rows and columns of the drawing: an array of one axis lies down as a row."""
    if len(shape) not in (1, 2):
        raise ValueError(f"Only arrays with one or two axes can be drawn as tiles, got shape {tuple(shape)}.")
    return (1, *shape)[-2:]


def _originals(shape, grid):
    """Which cells of the stretched grid are the array's own (the others are repeated)."""
    own = np.zeros(grid, dtype=bool)
    rows, columns = _grid_shape(shape)
    own[:rows, :columns] = True
    return own


def _tiles(ax, values, own, left, fill, digits=4):
    """Draw one tile per number; tiles that are not the array's own are pale and hatched."""
    for (row, column), value in np.ndenumerate(np.atleast_2d(values)):
        corner, mine = (left + column, row), own[row, column]
        ax.add_patch(Rectangle(corner, 1, 1, facecolor=fill, linewidth=0, alpha=1 if mine else 0.25))
        text = ax.text(left + column + 0.5, row + 0.5, number(value, digits), ha="center", va="center")
        if not mine:
            ax.add_patch(Rectangle(corner, 1, 1, fill=False, linewidth=0, edgecolor="#8C8C8C", hatch="//"))
            text.set_path_effects([patheffects.withStroke(linewidth=4, foreground="white")])
        ax.add_patch(Rectangle(corner, 1, 1, fill=False, edgecolor="white", linewidth=3))


def _heading(ax, left, height, name, shape):
    """Write an array's name and shape above its first column."""
    bold = ax.text(left, height, name, va="center", fontweight="bold")
    # The shape stands beside the name, wherever that ends.
    ax.annotate(f"shape {shape}", (1, 0.5), (9 if name else 0, 0), bold, "offset points", va="center")


def _frame(ax, width, height, top):
    """Square cells, rows counted downwards as in the array, and no axes."""
    ax.set(xlim=(-0.1, width + 0.1), ylim=(height + 0.1, top - 0.5), aspect="equal")
    ax.set_axis_off()
    return ax
