"""Lines drawn as boxes: sizes follow the shapes, and what is written is the shape."""

import matplotlib
import matplotlib.pyplot as plt
import pytest
from matplotlib.patches import Rectangle

from dlutils import plots
from dlutils.plots.shapes import LENGTHS, shape_text

LINES = [
    [("Z", (1, "m")), "=", ("wᵀ", (1, "n_x")), ("X", ("n_x", "m")), "+", ("b", ())],
    [("dw", ("n_x", 1), plots.colors.fill_orange), "=", ("X", ("n_x", "m")), ("dZᵀ", ("m", 1)), "/ m"],
]


@pytest.fixture
def ax():
    with matplotlib.rc_context():
        plots.use_style()
        fig, ax = plt.subplots(figsize=(7, 4))
        yield ax
        plt.close(fig)


def boxes(ax):
    """Name and shape as written, with the rectangle round the name."""
    found = {}
    rectangles = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    words = [text for text in ax.texts if text.get_fontweight() == "bold"]
    for rectangle, word in zip(rectangles, words, strict=True):
        found.setdefault(word.get_text(), rectangle)
    return found


def test_axes_are_given_back_and_every_shape_is_written(ax):
    assert plots.draw_shapes(ax, LINES) is ax
    written = [text.get_text() for text in ax.texts]
    for text in ("(1, m)", "(1, n_x)", "(n_x, m)", "a number", "(n_x, 1)", "(m, 1)", "=", "+", "/ m"):
        assert text in written


def test_boxes_are_as_large_as_their_shapes(ax):
    plots.draw_shapes(ax, LINES)
    found = boxes(ax)
    for name, rows, columns in [
        ("Z", 1, "m"),
        ("wᵀ", 1, "n_x"),
        ("X", "n_x", "m"),
        ("dw", "n_x", 1),
        ("dZᵀ", "m", 1),
    ]:
        assert (found[name].get_height(), found[name].get_width()) == (LENGTHS[rows], LENGTHS[columns])
    assert found["b"].get_linestyle() != found["Z"].get_linestyle()


def test_nothing_overlaps_and_nothing_is_cut(ax):
    plots.draw_shapes(ax, LINES)
    ax.figure.canvas.draw()
    places = [text.get_window_extent() for text in ax.texts]
    frame = ax.figure.bbox
    for k, one in enumerate(places):
        assert one.x0 >= 0 and one.y0 >= 0 and one.x1 <= frame.x1 and one.y1 <= frame.y1
        for other in places[k + 1 :]:
            assert not one.overlaps(other)
    rectangles = [patch.get_window_extent() for patch in ax.patches if isinstance(patch, Rectangle)]
    for text, place in zip(ax.texts, places, strict=True):
        if (
            text.get_fontweight() != "bold"
        ):  # a name stands in its box; signs and shapes stand outside all boxes
            assert not any(place.overlaps(rectangle) for rectangle in rectangles), text.get_text()


@pytest.mark.parametrize("shape, text", [((), "a number"), (("m",), "(m,)"), ((1, "m"), "(1, m)")])
def test_a_shape_is_written_as_in_python(shape, text):
    assert shape_text(shape) == text


@pytest.mark.parametrize("shape", [("k", 1), (1, 2), ("m", "m", "m")])
def test_a_shape_that_cannot_be_drawn_is_refused(ax, shape):
    with pytest.raises(ValueError, match="can be drawn"):
        plots.draw_shapes(ax, [[("A", shape)]])
