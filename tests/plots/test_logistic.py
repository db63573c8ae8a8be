"""The pictures of notebook 02: the cycle of learning, gears, the computation graph, the loss over the score."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.patches import FancyBboxPatch, Polygon
from matplotlib.text import Text

from dlutils import plots

VALUES = {"x1": 2, "w1": 0.5, "x2": -1, "w2": 1, "b": 0.5, "z": 0.5, "a": 0.622, "y": 1, "L": 0.474}
SLOPES = {"a": -1.607, "z": -0.378, "w1": -0.755, "w2": 0.378, "b": -0.378}

DRAWINGS = {
    "cycle": lambda ax: plots.draw_cycle(ax, here=3),
    "gears": lambda ax: plots.draw_gears(ax, [36, 12, 6], "xuL", ["1 turn", "3 turns", "6 turns"]),
    "graph": lambda ax: plots.draw_neuron_graph(ax, VALUES, SLOPES),
    "graph without slopes": lambda ax: plots.draw_neuron_graph(ax, VALUES),
    "loss": lambda ax: plots.draw_cross_entropy(ax),
    "loss left": lambda ax: plots.draw_cross_entropy(ax, -4.0, moved=1.0, tangent_of=1),
    "loss right": lambda ax: plots.draw_cross_entropy(ax, 4.0, moved=1.0, tangent_of=0),
}


@pytest.fixture
def ax():
    with matplotlib.rc_context():
        plots.use_style()
        fig, ax = plt.subplots(figsize=(7.5, 3.8))
        yield ax
        plt.close(fig)


def boxes(ax):
    ax.figure.canvas.draw()
    seen = [t for t in ax.findobj(Text) if t.get_visible() and t.get_text().strip()]
    return {t.get_text(): t.get_window_extent() for t in seen if t in ax.texts}


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_a_drawing_gives_its_axes_back_and_cuts_or_covers_no_text(ax, draw):
    assert draw(ax) is ax
    frame, found = ax.figure.bbox, list(boxes(ax).items())
    assert found
    for k, (text, box) in enumerate(found):
        assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= frame.x1 and box.y1 <= frame.y1, text
        for other, other_box in found[k + 1 :]:
            assert not box.overlaps(other_box), (text, other)


def test_the_cycle_has_four_steps_in_order_and_says_where_we_are(ax):
    plots.draw_cycle(ax, here=2)
    frames = [patch for patch in ax.patches if isinstance(patch, FancyBboxPatch)]
    widths = [patch.get_linewidth() for patch in frames]
    assert len(frames) == 4 and np.argmax(widths) == 1 and sorted(widths)[2] < 1
    names = [text for text in boxes(ax) if text[0].isdigit()]
    assert names == ["1  forward", "2  loss", "3  backward", "4  update"]
    with pytest.raises(ValueError, match="steps 1 to 4"):
        plots.draw_cycle(ax, here=5)


def test_wheels_have_their_teeth_and_mesh_without_overlap(ax):
    plots.draw_gears(ax, [36, 12, 6], "xuL")
    wheels = [np.array(patch.get_xy())[:-1] for patch in ax.patches if isinstance(patch, Polygon)]
    assert [len(corners) / 4 for corners in wheels] == [36, 12, 6]
    for left, right in zip(wheels, wheels[1:], strict=False):
        left_middle, right_middle = (corners.mean(axis=0)[0] for corners in (left, right))
        for height in np.linspace(
            -0.15, 0.15, 7
        ):  # where they touch, a tooth of one meets a gap of the other
            reach = [
                max(x for x, y in left if abs(y - height) < 0.1),
                min(x for x, y in right if abs(y - height) < 0.1),
            ]
            assert left_middle < min(reach) and max(reach) < right_middle
        at_middle = [
            np.interp(0, *_side(left, left_middle, 1)),
            np.interp(0, *_side(right, right_middle, -1)),
        ]
        assert at_middle[0] <= at_middle[1] + 1e-9


def _side(corners, middle, sign):
    """The outline near the line of the axes, on one side, as heights and places."""
    near = corners[(np.abs(corners[:, 1]) < 0.3) & (sign * (corners[:, 0] - middle) > 0)]
    order = np.argsort(near[:, 1])
    return near[order, 1], near[order, 0]


def test_the_graph_holds_values_and_slopes(ax):
    plots.draw_neuron_graph(ax, VALUES, SLOPES)
    assert {"a = 0.622", "x₂ = −1", "da = −1.61", "dw₁ = −0.755", "db = −0.378"} <= set(boxes(ax))
    ends = [n.xy for n in ax.texts if getattr(n, "arrow_patch", None) is not None and n.xy[0] < n.xyann[0]]
    assert len(ends) == 5, "from L to a, from a to z, and from z to each of w₁, w₂ and b"
    assert sum(x < 2 for x, _ in ends) == 3


@pytest.mark.parametrize("y", [0, 1])
def test_the_arrow_of_the_slope_is_as_long_as_the_slope(ax, y):
    z = 1.0
    plots.draw_cross_entropy(ax, z, moved=1.0, tangent_of=y)
    slope = 1 / (1 + np.exp(-z)) - y
    arrows = [note for note in ax.texts if getattr(note, "arrow_patch", None) is not None]
    assert any(np.isclose(note.xy[0] - z, slope) for note in arrows)
    assert f"slope a − y = {plots.number(slope, 3)}" in boxes(ax)
