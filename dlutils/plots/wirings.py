"""How layers can be wired: in a row, or with branches, shared layers and several ends (notebook 11)."""

from .style import colors

_LINE = {"input": (0, 3), "A": (0, 2), "B": (0, 1), "output": (0, 0)}

#: Name of a wiring → boxes (name → place; a space makes two boxes of the same name) and arrows (from, to, bend).
WIRINGS = {
    "a stack": (_LINE, [("input", "A", 0), ("A", "B", 0), ("B", "output", 0)]),
    "a branch": (
        {"input": (0, 3), "A": (0, 2), "+": (0, 1), "output": (0, 0)},
        [("input", "A", 0), ("A", "+", 0), ("+", "output", 0), ("input", "+", -0.7)],
    ),
    "two inputs, shared A": (
        {
            "input 1": (-0.8, 3),
            "input 2": (0.8, 3),
            "A": (-0.8, 2),
            "A ": (0.8, 2),
            "B": (0, 1),
            "output": (0, 0),
        },
        [("input 1", "A", 0), ("input 2", "A ", 0), ("A", "B", 0), ("A ", "B", 0), ("B", "output", 0)],
    ),
    "two outputs": (
        {"input": (0, 3), "A": (0, 2), "B": (-0.8, 1), "C": (0.8, 1), "what": (-0.8, 0), "where": (0.8, 0)},
        [("input", "A", 0), ("A", "B", 0), ("A", "C", 0), ("B", "what", 0), ("C", "where", 0)],
    ),
}


def draw_wiring(ax, name):
    """Draw one of `WIRINGS`: boxes for layers, arrows for what goes from one to the next.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    name : str

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If there is no such wiring.
    """
    if name not in WIRINGS:
        raise ValueError(f"draw_wiring: there is no wiring {name!r}; choose one of {', '.join(WIRINGS)}.")
    boxes, arrows = WIRINGS[name]
    for text, place in boxes.items():
        frame = {"boxstyle": "round,pad=0.35", "facecolor": colors.fill_blue, "edgecolor": colors.text}
        ax.text(*place, text.strip(), ha="center", va="center", fontsize=11, bbox=frame)
    for start, end, bend in arrows:
        arrow = {"arrowstyle": "-|>", "color": colors.text, "shrinkA": 15, "shrinkB": 15}
        arrow["connectionstyle"] = f"arc3,rad={bend}"
        ax.annotate("", xy=boxes[end], xytext=boxes[start], arrowprops=arrow)
    ax.set(xlim=(-1.4, 1.4), ylim=(-0.6, 3.5))
    ax.set_axis_off()
    ax.set_title(name, fontsize=11, loc="center")
    return ax
