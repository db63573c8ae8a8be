"""A cost over two weights seen from above, and the paths that optimizers take on it."""

import numpy as np
from matplotlib.colors import CenteredNorm

from .style import colors, dashes

MARKERS = ("o", "s", "^", "D", "v")


def draw_contours(ax, landscape, reach=2.0, level=0.0, span=1.5):
    """Draw a cost over two weights from above: red is higher than a chosen level, blue is lower.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    landscape : object
        With ``value(w)`` for places w of shape (…, 2).
    reach : float
        Both weights run from −reach to reach.
    level : float
        The height that is nearly white: that of the saddle.
    span : float
        Heights above level + span, and below level − span, are all drawn alike.

    Returns
    -------
    matplotlib.axes.Axes
    """
    line = np.linspace(-reach, reach, 61)
    x, y = np.meshgrid(line, line)
    height = np.clip(landscape.value(np.stack([x, y], axis=-1)), level - span, level + span)
    levels = level + span * np.linspace(-1, 1, 16)  # even, so that none lies on the saddle
    norm = CenteredNorm(level, halfrange=1.3 * span)
    ax.contourf(x, y, height, levels, cmap="RdBu_r", norm=norm, alpha=0.65)
    ax.contour(x, y, height, levels[1:-1], colors="white", linewidths=0.8, linestyles="solid")
    ax.set(xlim=(-reach, reach), ylim=(-reach, reach), xlabel="$w_1$", ylabel="$w_2$", aspect="equal")
    return ax


def draw_surface(ax, landscape, reach=1.0):
    """Draw a cost over two weights as a surface, with its profiles along both axes: solid and dashed.

    Parameters
    ----------
    ax : mpl_toolkits.mplot3d.Axes3D
        From ``fig.add_subplot(1, 2, 1, projection="3d")``.
    landscape : object
        With ``value(w)`` for places w of shape (…, 2).
    reach : float
        Both weights run from −reach to reach.

    Returns
    -------
    mpl_toolkits.mplot3d.Axes3D
    """
    line = np.linspace(-reach, reach, 41)
    x, y = np.meshgrid(line, line)
    height = landscape.value(np.stack([x, y], axis=-1))
    most = 1.3 * np.abs(height).max()
    mesh = {"rcount": 21, "ccount": 21, "edgecolor": "white", "linewidth": 0.3, "alpha": 0.85}
    ax.plot_surface(x, y, height, cmap="RdBu_r", vmin=-most, vmax=most, **mesh)
    for x, y, dash in ((line, 0 * line, "-"), (0 * line, line, "--")):
        ax.plot(x, y, landscape.value(np.stack([x, y], axis=-1)), dash, color=colors.text, zorder=9)
    ticks = [-reach, 0, reach]
    ax.set(xlabel="$w_1$", ylabel="$w_2$", xticks=ticks, yticks=ticks, zticks=ticks)
    ax.view_init(28, -50)
    return ax


def draw_paths(ax, paths):
    """Draw what optimizers walked, with a mark at each step, each path in its own colour, dashes and marks.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    paths : dict of str to array of shape (steps + 1, 2)
        The name of each path and its places, the start first.

    Returns
    -------
    matplotlib.axes.Axes
    """
    if len(paths) > len(MARKERS):
        raise ValueError(f"At most {len(MARKERS)} paths can be told apart; make a second figure.")
    for (name, path), color, dash, marker in zip(paths.items(), colors.lines, dashes, MARKERS, strict=False):
        path = np.asarray(path, dtype=float)
        style = {"color": color, "linestyle": dash, "marker": marker, "markersize": 3.5, "linewidth": 1.3}
        ax.plot(path[:, 0], path[:, 1], label=name, **style)
    return ax
