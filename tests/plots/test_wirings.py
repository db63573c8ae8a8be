"""Wirings of layers: every box and every arrow is there, and the boxes do not overlap."""

import itertools

import matplotlib.pyplot as plt
import pytest

from dlutils.plots import draw_wiring
from dlutils.plots.wirings import WIRINGS


@pytest.mark.parametrize("name", WIRINGS)
def test_every_box_and_arrow_is_there_and_apart(name):
    fig, axes = plt.subplots(1, 4, figsize=(8.6, 3))
    ax = draw_wiring(axes[0], name)
    fig.canvas.draw()
    boxes, arrows = WIRINGS[name]
    written = [text for text in ax.texts if text.get_text()]
    assert [text.get_text() for text in written] == [text.strip() for text in boxes]
    assert len(ax.texts) - len(written) == len(arrows)
    for one, other in itertools.combinations(
        [text.get_bbox_patch().get_window_extent() for text in written], 2
    ):
        assert not one.overlaps(other)
    plt.close(fig)


def test_only_the_stack_is_a_line():
    for name, (boxes, arrows) in WIRINGS.items():
        starts = [start for start, _, _ in arrows]
        ends = [end for _, end, _ in arrows]
        line = len(set(starts)) == len(starts) and len(set(ends)) == len(ends)
        assert line == (name == "a stack") and set(starts) | set(ends) == set(boxes)


def test_an_unknown_wiring_gets_a_sentence():
    with pytest.raises(ValueError, match="choose one of a stack"):
        draw_wiring(None, "a ring")
