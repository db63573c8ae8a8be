"""A strip of lamps, one for each unit: lit while a gradient gets through, out when none does."""

import numpy as np
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.patches import Patch

from .style import colors

LIT, DIM = 0.5, 1e-3  # slopes: a lamp is lit from the first on, and out below the second
STATES = {"lit": colors.fill_yellow, "dim": "#B8860B", "out": colors.text}


def draw_lamps(ax, steps, slopes, legend=True):
    """Draw which units still let a gradient through, from the first record (top) to the last.

    Units that go out first stand on the left, so that those still lit form a shape.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    steps : array of shape (records,)
        After how many steps each record was made, evenly spaced.
    slopes : array of shape (records, units)
        The largest slope that any example meets in a unit.
    legend : bool
        Say below what the shades mean.

    Returns
    -------
    matplotlib.axes.Axes
    """
    records, units = slopes.shape
    off = slopes < DIM
    lit_for = np.where(off.any(axis=0), off.argmax(axis=0), records)
    order = np.lexsort((slopes[-1], lit_for))
    half = (steps[1] - steps[0]) / 2 if records > 1 else 0.5
    ax.imshow(
        slopes[:, order],
        cmap=ListedColormap([STATES["out"], STATES["dim"], STATES["lit"]]),
        norm=BoundaryNorm([-1, DIM, LIT, 10], 3),
        extent=(0, units, steps[-1] + half, steps[0] - half),
        aspect="auto",
        interpolation="nearest",
    )
    ax.set(xlabel="units, those that go out first on the left", ylabel="steps taken")
    if legend:
        handles = [Patch(facecolor=color, edgecolor=colors.reference) for color in STATES.values()]
        ax.legend(
            handles, STATES, ncols=3, loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.1, fontsize=10
        )
    return ax
