"""Draw docs/images/one_neuron.png, the picture of the README: one neuron learns from real data.

    python docs/images/one_neuron.py

The cost is drawn over two weights, so that every step of gradient descent can be seen.
"""

from pathlib import Path

import numpy as np
from matplotlib import patheffects
from matplotlib.figure import Figure

from dlutils.datasets import load_diabetes
from dlutils.plots import colors, draw_costs, picture, use_style

FEATURES = ("s1", "s2")  # total and low-density cholesterol: they rise together, which makes a long valley
ALPHA = 0.1
STEPS = 200
NAMED_STEPS = [0, 10, 50, 200]
ALT = (
    "Left, contour plot of the cost over two weights: a long, slanting valley. From (0, 0) gradient "
    "descent drops into it within ten steps, turns, and follows it to the lowest point near (22, −6). "
    "Right, line plot over 200 steps, log scale: after 50 steps 2 % of the excess cost is left, "
    "but 31 % of the distance of the weights."
)


def data():
    """Two standardized features in a column for each patient, X (2, m), and the centred target, Y (1, m)."""
    table = load_diabetes()
    X = table.X[:, [table.feature_names.index(name) for name in FEATURES]].T
    X = (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)
    Y = table.y[None, :]
    return X, Y - Y.mean()  # with both centred, the best bias is 0 and two weights are all there is


def cost(w, X, Y):
    return np.mean((w.T @ X - Y) ** 2)


def descend(X, Y):
    """Weights before each step and after the last one, (STEPS + 1, 2, 1)."""
    path = [np.zeros((2, 1))]
    for _ in range(STEPS):
        w = path[-1]
        dw = 2 * X @ (w.T @ X - Y).T / X.shape[1]
        path.append(w - ALPHA * dw)
    return np.array(path)


def draw_valley(ax, path, best, X, Y):
    """The cost as a map, and the walk on it."""
    first, second = np.meshgrid(np.linspace(-5, 35, 161), np.linspace(-20, 20, 161))
    weights = np.stack([first.ravel(), second.ravel()])[:, :, None]
    heights = np.array([cost(w, X, Y) for w in weights.swapaxes(0, 1)]).reshape(first.shape)
    # Of a bowl the root is drawn: its levels lie evenly, the flat ground included.
    roots = np.sqrt(heights - cost(best, X, Y))
    levels = np.linspace(0, roots.max(), 16)
    ax.contourf(first, second, roots, levels=levels, cmap="viridis")
    ax.contour(first, second, roots, levels=levels, colors="white", linewidths=0.5, alpha=0.5)
    ax.plot(*path[:, :, 0].T, "-", color="white", linewidth=2)
    ax.plot(*path[NAMED_STEPS, :, 0].T, "o", color="white", markersize=7)
    ax.plot(*best[:, 0], "*", color=colors.fill_yellow, markersize=18, markeredgecolor=colors.text)
    for step in NAMED_STEPS:
        ax.annotate(
            f"step {step}",
            path[step, :, 0],
            (2, 9),
            textcoords="offset points",
            color="white",
            fontweight="bold",
            path_effects=[patheffects.withStroke(linewidth=3, foreground=colors.text)],
        )
    ax.set(xlabel="weight of total cholesterol", ylabel="weight of LDL cholesterol", aspect="equal")
    ax.set_title("Down into the valley, then along it")


def draw_progress(ax, path, best, X, Y):
    """What is left of the way: of the cost above its minimum, and of the distance to the best weights."""
    excess = np.array([cost(w, X, Y) - cost(best, X, Y) for w in path])
    distance = np.linalg.norm(path - best, axis=(1, 2))
    ax.set_yscale("log")
    ax.yaxis.set_major_formatter(lambda percent, _: f"{percent:g} %")
    parts = {"excess cost": 100 * excess / excess[0], "distance\nof weights": 100 * distance / distance[0]}
    draw_costs(ax, parts, ylabel="what is left of it at the start")
    ax.set_title("The cost is right long before the weights")


def draw():
    """The finished picture, with its description."""
    use_style()
    X, Y = data()
    path = descend(X, Y)
    best = np.linalg.solve(X @ X.T, X @ Y.T)
    figure = Figure(figsize=(9.5, 4.2))
    left, right = figure.subplots(1, 2)
    draw_valley(left, path, best, X, Y)
    draw_progress(right, path, best, X, Y)
    return picture(figure, ALT)


if __name__ == "__main__":
    Path(__file__).with_suffix(".png").write_bytes(draw().png)
