"""A line of code as boxes: every array as high and as wide as its shape, so that one sees which lengths meet."""

from matplotlib.patches import Rectangle

from .style import colors

LENGTHS = {1: 0.62, "1": 0.62, "n_x": 1.7, "m": 2.8}  # how long each length of a shape is drawn
LEAST_WIDTH = 1.5  # room for the shape that is written below a box
GAP = 0.3  # between neighbours
SIGN_WIDTH = 0.22  # of each letter of "=", "+" and the like
ROW_GAP = 1.15  # between lines, room for the shapes


def draw_shapes(ax, lines):
    """Draw lines such as Z = wᵀ X + b as boxes, one line below the other.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    lines : list of lists
        Each line holds texts for the signs ("=", "+") and boxes: tuples of a name, a shape and, if wanted, a light
        colour of the palette. A shape has the entries 1, "n_x" and "m"; the shape () is that of a number.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If a shape has an entry that cannot be drawn.
    """
    top, right = 0.0, 0.0
    for line in lines:
        boxes = [part for part in line if not isinstance(part, str)]
        height = max(_size(shape)[1] for _, shape, *_ in boxes)
        left = 0.0
        for part in line:
            if isinstance(part, str):
                room = SIGN_WIDTH * max(len(part), 2)
                ax.text(left + room / 2, top + height / 2, part, ha="center", va="center", fontsize=14)
                left += room + GAP
            else:
                left += _box(ax, left, top + height / 2, *part) + GAP
        right = max(right, left - GAP)
        top += height + ROW_GAP
    ax.set(xlim=(-0.1, right + 0.1), ylim=(top - ROW_GAP + 0.75, -0.15), aspect="equal")
    ax.set_axis_off()
    return ax


def shape_text(shape):
    """A shape as it is written in Python; that of a number in words."""
    if not shape:
        return "a number"
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"


def _size(shape):
    """Width and height of a box. An array with one axis lies down as a row, a number is small."""
    unknown = [length for length in shape if length not in LENGTHS]
    if unknown or len(shape) > 2:
        raise ValueError(
            f"Only shapes with at most two of the lengths 1, n_x and m can be drawn, got {shape}."
        )
    rows, columns = (1, 1, *shape)[-2:]
    return LENGTHS[columns], LENGTHS[rows]


def _box(ax, left, middle, name, shape, fill=colors.fill_blue):
    """Draw one box with its name and shape; return the room it takes."""
    width, height = _size(shape)
    room = max(width, LEAST_WIDTH)
    corner = (left + (room - width) / 2, middle - height / 2)
    edge = {"edgecolor": colors.reference, "linewidth": 1, "linestyle": "-" if shape else ":"}
    ax.add_patch(Rectangle(corner, width, height, facecolor=fill, **edge))
    ax.text(left + room / 2, middle, name, ha="center", va="center", fontweight="bold")
    ax.text(left + room / 2, middle + height / 2 + 0.14, shape_text(shape), ha="center", va="top")
    return room
