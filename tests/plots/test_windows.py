"""Pixels and kernels as tiles: every number is there and can be read, and the window stands where it should."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex

from dlutils.plots import colors, contrast, draw_kernels, draw_pixels, draw_taps, use_style


@pytest.fixture
def ax():
    with matplotlib.rc_context():
        use_style()
        fig, ax = plt.subplots()
        yield ax
        plt.close(fig)


def written(ax):
    return {(text.get_position()[1], text.get_position()[0]): text.get_text() for text in ax.texts}


def tiles(ax):
    """The colours of the tiles, row by row."""
    mesh = ax.collections[0]
    ax.figure.canvas.draw()
    return mesh.to_rgba(mesh.get_array().ravel())


def test_each_number_stands_in_its_tile(ax):
    assert draw_pixels(ax, [[1, -2, 0.5], [4, np.nan, 6]], "name") is ax
    assert written(ax) == {(0, 0): "1", (0, 1): "−2", (0, 2): "0.5", (1, 0): "4", (1, 2): "6"}
    assert ax.get_title("left") == "name"


def test_rows_count_downwards(ax):
    draw_pixels(ax, np.zeros((3, 2)))
    bottom, top = ax.get_ylim()
    assert bottom > 2 and top < 0


def test_window_and_frame_stand_where_they_should(ax):
    draw_pixels(ax, np.zeros((6, 7)), window=(1, 2, 3, 2), frame=1)
    inside, window = ax.patches
    assert (inside.get_xy(), inside.get_width(), inside.get_height()) == ((0.5, 0.5), 5, 4)
    assert (window.get_xy(), window.get_width(), window.get_height()) == ((1.5, 0.5), 2, 3)


@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize("largest", [None, 3])
def test_numbers_can_be_read_on_every_tile(ax, signed, largest):
    draw_pixels(
        ax, [[-3.0, -1, 0], [1, 2, 3]] if signed else [[0, 1, 2, 3.0]], signed=signed, largest=largest
    )
    for color in tiles(ax):
        assert contrast(colors.text, to_hex(color)) >= 3


def test_positive_is_red_negative_is_blue(ax):
    draw_pixels(ax, [[-2.0, 2.0]], signed=True)
    (r0, _, b0, _), (r1, _, b1, _) = tiles(ax)
    assert b0 > r0 and r1 > b1


def test_an_even_array_and_an_empty_one_can_be_drawn(ax):
    draw_pixels(ax, np.zeros((2, 2)))
    draw_pixels(ax, np.full((2, 2), np.nan), signed=True)
    ax.figure.canvas.draw()


def test_no_digits_write_nothing(ax):
    draw_pixels(ax, np.ones((2, 3)), digits=0)
    assert not ax.texts


def test_kernels_get_one_axes_each(ax):
    axes = ax.figure.subplots(1, 2)
    assert draw_kernels(axes, [np.eye(3), -np.eye(3)], ["A", "B"]) is axes
    assert [one.get_title("left") for one in axes] == ["A", "B"]
    with pytest.raises(ValueError, match="zip"):
        draw_kernels(axes, [np.eye(3)])


def arrows(ax):
    """Start and end of each arrow."""
    return [(note.xyann, note.xy) for note in ax.texts if getattr(note, "arrow_patch", None)]


def test_each_product_is_an_arrow_from_its_pixel_to_its_cell(ax):
    assert draw_taps(ax, [5, 7, 11], [31, 47], [2, 3]) is ax
    assert arrows(ax) == [((0, 1), (0.5, 0)), ((1, 1), (0.5, 0)), ((1, 1), (1.5, 0)), ((2, 1), (1.5, 0))]
    assert {"x", "z", "5", "7", "11", "31", "47", "· 2", "· 3"} <= {text.get_text() for text in ax.texts}


def test_backward_the_same_arrows_are_turned(ax):
    draw_taps(ax, [2, 23, 30], [1, 10], [2, 3], ("dx", "dz"), backward=True)
    assert arrows(ax)[1:3] == [((0.5, 0), (1, 1)), ((1.5, 0), (1, 1))]


def test_a_stride_leaves_pixels_out(ax):
    draw_taps(ax, [5, 7, 11, 13, 17], [31, 61], [2, 3], stride=2)
    assert [start[0] for start, _ in arrows(ax)] == [0, 1, 2, 3]
    assert [end[0] for _, end in arrows(ax)] == [0.5, 0.5, 2.5, 2.5]
