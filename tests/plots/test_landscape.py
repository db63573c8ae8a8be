"""A landscape from above shows its heights in the right places, and paths can be told apart."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from dlutils.landscapes import Ravine, Saddle, WalledSaddle
from dlutils.plots import draw_contours, draw_paths, draw_surface


@pytest.fixture
def ax():
    fig, ax = plt.subplots()
    yield ax
    plt.close(fig)


def shade(ax, x, y):
    """The colour at a place: (red, green, blue), each from 0 to 1."""
    fig = ax.figure
    fig.canvas.draw()
    column, row = ax.transData.transform((x, y)).astype(int)
    image = np.asarray(fig.canvas.buffer_rgba())
    return image[image.shape[0] - 1 - row, column, :3] / 255


def test_high_is_red_and_low_is_blue(ax):
    assert draw_contours(ax, WalledSaddle()) is ax
    red, _, blue = shade(ax, 1.37, 0.11)
    assert red > blue + 0.2
    red, _, blue = shade(ax, 0.11, 1.41)
    assert blue > red + 0.2
    assert np.ptp(shade(ax, 0.03, 0.02)) < 0.1, "the saddle is nearly white"


def test_the_level_may_be_any_height(ax):
    draw_contours(ax, Ravine(2.0), level=1.0, span=1.0)
    red, _, blue = shade(ax, 0.1, 0.1)
    assert blue > red + 0.2


def test_both_weights_have_the_same_scale(ax):
    draw_contours(ax, WalledSaddle(), reach=1.5)
    assert ax.get_aspect() == 1 and ax.get_xlim() == ax.get_ylim() == (-1.5, 1.5)
    assert ax.get_xlabel() and ax.get_ylabel()


def test_paths_differ_in_more_than_colour_and_keep_the_limits(ax):
    draw_contours(ax, WalledSaddle(), reach=1.5)
    paths = {str(k): np.array([[1.0, 0.1 * k], [0.5, 9.0]]) for k in range(5)}
    assert draw_paths(ax, paths) is ax
    assert ax.get_ylim() == (-1.5, 1.5)
    assert len({line.get_marker() for line in ax.lines}) == 5
    assert len({str(line.get_linestyle()) for line in ax.lines}) >= 4
    np.testing.assert_array_equal(ax.lines[3].get_xydata(), paths["3"])


def test_more_paths_than_can_be_told_apart_are_refused(ax):
    with pytest.raises(ValueError, match="At most 5"):
        draw_paths(ax, {str(k): [[0, 0], [1, k]] for k in range(6)})


def test_a_surface_has_its_heights_and_both_profiles():
    fig = plt.figure()
    ax = fig.add_subplot(projection="3d")
    assert draw_surface(ax, Saddle(), reach=0.5) is ax
    along, across = (np.array(line.get_data_3d()) for line in ax.lines)
    np.testing.assert_allclose(along[2], along[0] ** 2)
    np.testing.assert_allclose(across[2], -(across[1] ** 2))
    assert ax.lines[0].get_linestyle() != ax.lines[1].get_linestyle()
    assert ax.get_xlabel() and ax.get_ylabel()
    plt.close(fig)
