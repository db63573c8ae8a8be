"""The pictures of a hidden layer: right colours in the right places, every weight a line."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.patches import Circle

from dlutils import plots


@pytest.fixture
def ax():
    with matplotlib.rc_context():
        plots.use_style()
        fig, ax = plt.subplots()
        yield ax
        plt.close(fig)


def test_each_class_has_its_colour_and_its_marker(ax):
    X, Y = np.array([[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]), np.array([[0, 1, 1]])
    plots.draw_two_classes(ax, X, Y, names=("no", "yes"))
    no, yes = ax.lines
    assert (no.get_marker(), yes.get_marker()) == ("o", "s")
    assert to_rgb(no.get_color()) == to_rgb(plots.colors.classes[0])
    assert to_rgb(yes.get_color()) == to_rgb(plots.colors.classes[1])
    np.testing.assert_array_equal(yes.get_data(), [[1, 2], [4, 5]])
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["no", "yes"]


def test_without_names_there_is_no_legend(ax):
    plots.draw_two_classes(ax, np.zeros((2, 2)), [0, 1])
    assert ax.get_legend() is None


def test_regions_follow_the_sign_of_the_score(ax):
    plots.draw_regions(ax, lambda places: places[0] - 0.5, (-1, 1))
    ax.set_axis_off()
    ax.set_position([0, 0, 1, 1])
    ax.figure.set_size_inches(2, 2)
    ax.figure.canvas.draw()
    seen = np.asarray(ax.figure.canvas.buffer_rgba())[..., :3].astype(int)
    middle = seen[seen.shape[0] // 2]
    left, right = middle[len(middle) // 4], middle[-len(middle) // 8]
    assert left[2] > left[0] and right[0] > right[2]  # blue where it is negative, orange where it is positive
    assert ax.get_aspect() == 1 and ax.get_xlim() == ax.get_ylim() == (-1, 1)


def test_a_score_of_one_sign_is_one_region_without_a_border(ax):
    plots.draw_regions(ax, lambda places: np.ones(places.shape[1]), (0, 1))
    assert len(ax.collections) == 1


def test_every_weight_is_a_line_and_its_sign_a_dash(ax):
    W1, W2 = np.array([[1.0, -2.0, 0.5], [0.25, 3.0, -1.0]]), np.array([[1.5], [-1.0], [2.0]])
    names = [["x1", "x2"], ["a1", "a2", "a3"], ["y"]]
    plots.draw_network(ax, [2, 3, 1], names, weights=[W1, W2], values=[[1, 2], [3, 4, 5], [0.125]])
    assert len(ax.lines) == 2 * 3 + 3 * 1
    assert sum(line.get_linestyle() == "--" for line in ax.lines) == 3
    assert sum(isinstance(patch, Circle) for patch in ax.patches) == 6
    written = {text.get_text() for text in ax.texts}
    assert {"x1", "a3", "y", "0.125", "−2", "0.25", "1.5"} <= written


def test_without_weights_all_lines_are_alike(ax):
    plots.draw_network(ax, [2, 3, 1], [["x1", "x2"], ["a1", "a2", "a3"], ["y"]])
    assert len(ax.lines) == 9
    assert len({(line.get_color(), line.get_linewidth(), line.get_linestyle()) for line in ax.lines}) == 1
