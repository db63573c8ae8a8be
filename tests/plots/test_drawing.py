"""The drawings are right (what is hatched, what is written) and readable (nothing cut or covered)."""

import itertools

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from dlutils import plots


@pytest.fixture
def ax():
    with matplotlib.rc_context():
        plots.use_style()
        fig, ax = plt.subplots()
        yield ax
        plt.close(fig)


def texts(ax):
    """The texts of the figure that are seen, with the box that each takes, in pixels."""
    ax.figure.canvas.draw()
    unseen = set()  # matplotlib keeps the labels of ticks beyond the limits, and does not draw them
    for axis in (ax.xaxis, ax.yaxis):
        low, high = sorted(axis.get_view_interval())
        ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
        unseen |= {tick.label1 for tick in ticks if not (ax.axison and low <= tick.get_loc() <= high)}
    seen = [text for text in ax.findobj(Text) if text.get_visible() and text.get_text().strip()]
    return {text.get_text(): text.get_window_extent() for text in seen if text not in unseen}


def assert_nothing_cut(ax):
    frame = ax.figure.bbox
    for text, box in texts(ax).items():
        assert box.x0 >= -1 and box.y0 >= -1 and box.x1 <= frame.x1 + 1 and box.y1 <= frame.y1 + 1, text


def cost(w):
    return 2.5 * (np.asarray(w) - 1.5) ** 2


DRAWINGS = {
    "costs": lambda ax: plots.draw_costs(
        ax, {"rate 0.1": 9 * 0.8 ** np.arange(40), "rate 0.2": 9 * 0.6 ** np.arange(40)}
    ),
    "lines": lambda ax: plots.draw_lines(ax, [0, 1, 2], {"forward": [1, 2, 3], "central": [1, 2, 2.99]}),
    "image": lambda ax: plots.draw_image(ax, np.zeros((4, 6, 3))),
    "array": lambda ax: plots.draw_array(
        ax,
        [[59, 48], [32.1, 21.6]],
        "X",
        row_names=["age (years)", "body mass index"],
        column_names=["one", "two"],
    ),
    "broadcast": lambda ax: plots.draw_broadcast(ax, [[1], [2], [3]], [10, 20, 30, 40]),
    "fit": lambda ax: plots.draw_fit(
        ax, [1, 2, 4], [2, 1, 5], {"fitted": (1, 0), "start": (0, 3)}, errors_of="start"
    ),
    "secant": lambda ax: plots.draw_secant(ax, np.square, 2, 0.5, slope=4),
    "central": lambda ax: plots.draw_secant(ax, np.square, 2, 0.5, central=True),
    "descent": lambda ax: plots.draw_descent(ax, cost, [-1, 0.25], -6.25, 0.875, guess=2),
    "descent far away": lambda ax: plots.draw_descent(ax, cost, [-1, 40.0], 192, -1e9, guess=-7),
}


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_a_drawing_gives_its_axes_back_and_cuts_no_text(ax, draw):
    assert draw(ax) is ax
    assert_nothing_cut(ax)


def test_labels_at_line_ends_do_not_overlap_and_keep_their_order(ax):
    ends = {"a": 1.0, "b": 1.01, "c": 0.99, "d": 5.0}
    plots.draw_lines(ax, [0, 1], {name: [0, end] for name, end in ends.items()})
    boxes = {name: box for name, box in texts(ax).items() if name in ends}
    assert len(boxes) == 4
    assert sorted(boxes, key=lambda name: boxes[name].y0) == ["c", "a", "b", "d"]
    for one, other in itertools.combinations(boxes.values(), 2):
        assert not one.overlaps(other)


def test_a_label_stands_beside_the_last_finite_point(ax):
    plots.draw_lines(ax, [0, 1, 2], {"breaks off": [1, 2, np.nan], "goes on": [1, 1, 1]})
    assert [note.xy for note in ax.texts] == [(1, 2), (2, 1)]


def test_costs_count_steps_from_zero_and_may_have_different_lengths(ax):
    plots.draw_costs(ax, {"short": [3, 2], "long": [3, 2, 1, 0.5]})
    assert [list(line.get_xdata()) for line in ax.lines] == [[0, 1], [0, 1, 2, 3]]
    assert ax.get_xlabel() and ax.get_ylabel()
    assert len({line.get_color() for line in ax.lines}) == 2
    assert len({str(line.get_linestyle()) for line in ax.lines}) == 2


@pytest.mark.parametrize("y, sentence", [([np.nan, np.inf], "no finite point")])
def test_a_line_with_nothing_to_draw_is_refused(ax, y, sentence):
    with pytest.raises(ValueError, match=sentence):
        plots.draw_lines(ax, [0, 1], {"empty": y})


def test_more_lines_than_can_be_told_apart_are_refused(ax):
    with pytest.raises(ValueError, match="At most 5"):
        plots.draw_lines(ax, [0, 1], {str(k): [0, k] for k in range(6)})


def hatched(ax):
    return [patch.get_xy() for patch in ax.patches if patch.get_hatch()]


@pytest.mark.parametrize(
    "a, b, repeated",
    [
        ([[1], [2], [3]], [10, 20, 30, 40], 9 + 8),
        ([1, 2, 3], [10, 20, 30], 0),
        (np.ones((3, 4)), [1, 2, 3, 4], 8),
    ],
)
def test_exactly_the_repeated_cells_are_hatched(ax, a, b, repeated):
    plots.draw_broadcast(ax, a, b)
    assert len(hatched(ax)) == repeated


def test_the_sum_is_written_into_the_tiles(ax):
    plots.draw_broadcast(ax, [[1], [2], [3]], [10, 20, 30, 40])
    assert {"11", "43", "shape (3, 1)", "shape (4,)", "shape (3, 4)", "stretched to (3, 4)"} <= set(texts(ax))


def test_before_the_answer_nothing_is_stretched(ax):
    plots.draw_broadcast(ax, [[1], [2], [3]], [10, 20, 30, 40], instead="?")
    assert not hatched(ax)
    assert "?" in texts(ax) and "11" not in texts(ax) and "shape (3, 4)" not in texts(ax)


def test_shapes_that_do_not_go_together_are_refused(ax):
    with pytest.raises(ValueError, match="broadcast"):
        plots.draw_broadcast(ax, [1, 2, 3], [1, 2, 3, 4])


def test_an_array_of_three_axes_is_refused(ax):
    with pytest.raises(ValueError, match="one or two axes"):
        plots.draw_array(ax, np.zeros((2, 2, 2)))


@pytest.mark.parametrize("shape", [(4, 6), (4, 6, 1), (4, 6, 3)])
def test_images_are_drawn_pixel_by_pixel(ax, shape):
    drawn = plots.draw_image(ax, np.ones(shape), ticks=False).images[0]
    assert drawn.get_array().shape[:2] == (4, 6)
    assert drawn.get_interpolation() == "nearest"
    assert len(ax.get_xticks()) == 0


@pytest.mark.parametrize("shape", [(7, 4, 6, 3), (4, 6, 2), (6,)])
def test_what_is_no_image_is_refused(ax, shape):
    with pytest.raises(ValueError, match=r"images\[0\]"):
        plots.draw_image(ax, np.zeros(shape))


def test_chord_and_tangent_have_the_slopes_that_they_name(ax):
    plots.draw_secant(ax, np.square, 2, 0.5, slope=4)
    by_label = {line.get_label(): line for line in ax.lines}
    for label, slope in (("chord: slope 4.5", 4.5), ("tangent: slope 4", 4.0)):
        (x0, x1), (y0, y1) = by_label[label].get_data()
        assert (y1 - y0) / (x1 - x0) == pytest.approx(slope)


def test_errors_reach_from_the_points_to_the_line(ax):
    plots.draw_fit(ax, [1, 2, 4], [2, 1, 5], {"line": (1, 0.5)}, errors_of="line")
    strokes = ax.collections[0].get_segments()
    np.testing.assert_allclose([stroke[:, 1] for stroke in strokes], [[1.5, 2], [2.5, 1], [4.5, 5]])


def legend(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def test_a_step_is_drawn_from_here_to_there(ax):
    plots.draw_descent(ax, cost, [-1, 0.25], -6.25, 0.875, guess=2)
    assert legend(ax) == ["slope −6.25", "next step: w = 0.875", "here: w = 0.25", "your prediction: w = 2"]
    [arrow] = [note for note in ax.texts if note.arrow_patch]
    assert (arrow.xyann[0], arrow.xy[0]) == (0.25, 0.875)


def test_points_outside_are_marked_at_the_edge(ax):
    plots.draw_descent(ax, cost, [-1, 40.0], 192, -1e9, guess=-7)
    assert legend(ax)[1:] == [
        "next step: w = −1e+09 (far left)",
        "here: w = 40 (far right)",
        "your prediction: w = −7 (far left)",
    ]
    marks = [line for line in ax.lines if line.get_label() in legend(ax)[1:]]
    assert [(line.get_marker(), line.get_xdata()[0]) for line in marks] == [("<", -3), (">", 6), ("<", -3)]
    assert len({line.get_ydata()[0] for line in marks}) == 3, "they do not cover each other"


def test_a_prediction_is_told_apart_by_its_form_too(ax):
    plots.draw_descent(ax, cost, [-1], -12.5, 0.25, guess=0.25)
    marks = {line.get_label().split(":")[0]: line for line in ax.lines if ":" in line.get_label()}
    assert len({line.get_marker() for line in marks.values()}) == 3
    assert marks["your prediction"].get_markerfacecolor() == "none"
    assert to_rgb(marks["next step"].get_markerfacecolor()) == to_rgb(plots.colors.after)
