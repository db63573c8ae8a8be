"""Learning as a cycle of four steps. One neuron (notebook 02) and a deep network (notebook 11) share this picture."""

from matplotlib.patches import FancyBboxPatch

from .style import colors, darker

WIDTH, HEIGHT = 4.0, 1.5  # of a box
PLACES = ((0.0, 3.0), (6.4, 3.0), (6.4, 0.0), (0.0, 0.0))  # lower left corners, clockwise
STEPS = (
    ("1  forward", "inputs → predictions"),
    ("2  loss", "predictions, labels → J"),
    ("3  backward", "J → a slope for each weight"),
    ("4  update", "weights − α · slopes"),
)
FILLS = (colors.fill_blue, colors.fill_orange, colors.fill_grey, colors.fill_yellow)


def draw_cycle(ax, here=None):
    """Draw the four steps of learning as a ring: forward, loss, backward, update, and forward again.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    here : int, optional
        The step, from 1 to 4, that gets a thick frame: "you are here".

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If there is no such step.
    """
    if here not in (None, 1, 2, 3, 4):
        raise ValueError(f"The cycle has the steps 1 to 4, got {here!r}.")
    for step, ((x, y), (name, words), fill) in enumerate(zip(PLACES, STEPS, FILLS, strict=True), 1):
        edge = {"edgecolor": colors.text, "linewidth": 3.0 if step == here else 0.8}
        ax.add_patch(FancyBboxPatch((x, y), WIDTH, HEIGHT, boxstyle="round,pad=0.1", facecolor=fill, **edge))
        ax.text(x + WIDTH / 2, y + 1.02, name, ha="center", va="center", fontsize=13, fontweight="bold")
        ax.text(x + WIDTH / 2, y + 0.42, words, ha="center", va="center")
    right, middle, gap = WIDTH + 0.15, HEIGHT / 2, 0.15
    for start, end in (
        ((right, 3.0 + middle), (6.4 - gap, 3.0 + middle)),
        ((6.4 + WIDTH / 2, 3.0 - gap), (6.4 + WIDTH / 2, HEIGHT + gap)),
        ((6.4 - gap, middle), (right, middle)),
        ((WIDTH / 2, HEIGHT + gap), (WIDTH / 2, 3.0 - gap)),
    ):
        arrow = {"arrowstyle": "-|>", "color": colors.text, "linewidth": 2, "mutation_scale": 18}
        ax.annotate("", xy=end, xytext=start, arrowprops={**arrow, "shrinkA": 0, "shrinkB": 0})
    ax.text(5.2, 2.25, "repeat", ha="center", va="center", style="italic", color=darker(colors.reference))
    ax.set(xlim=(-0.3, 10.7), ylim=(-0.3, 4.8))
    ax.set_axis_off()
    return ax
