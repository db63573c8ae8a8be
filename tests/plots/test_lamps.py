import matplotlib
import numpy as np
import pytest

from dlutils.plots import contrast, draw_lamps
from dlutils.plots.lamps import STATES

SLOPES = np.array([[1.0, 1.0, 0.01, 1.0], [1.0, 0.0, 0.01, 1.0], [1.0, 0.0, 0.01, 0.0]])


@pytest.fixture
def ax():
    figure = matplotlib.figure.Figure()
    return figure.subplots()


def shades(ax):
    """The three states as they are drawn: 0 out, 1 dim, 2 lit."""
    image = ax.images[0]
    return image.norm(image.get_array())


def test_lamps_that_go_out_first_stand_on_the_left(ax):
    assert draw_lamps(ax, np.array([0, 5, 10]), SLOPES) is ax
    assert shades(ax).tolist() == [[2, 2, 1, 2], [0, 2, 1, 2], [0, 0, 1, 2]]


def test_the_first_record_is_at_the_top(ax):
    draw_lamps(ax, np.array([0, 5, 10]), SLOPES)
    bottom, top = ax.get_ylim()
    assert bottom == pytest.approx(12.5) and top == pytest.approx(-2.5)


def test_one_record_can_be_drawn(ax):
    draw_lamps(ax, np.array([0]), SLOPES[:1], legend=False)
    assert shades(ax).shape == (1, 4) and ax.get_legend() is None


def test_the_three_states_differ_in_brightness_and_are_named(ax):
    draw_lamps(ax, np.array([0, 5, 10]), SLOPES)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["lit", "dim", "out"]
    lit, dim, out = STATES.values()
    assert contrast(lit, dim) > 2 and contrast(dim, out) > 3


def test_the_legend_has_the_colours_of_the_lamps(ax):
    draw_lamps(ax, np.array([0, 5, 10]), SLOPES)
    drawn = {state: tuple(ax.images[0].cmap(place)) for place, state in enumerate(("out", "dim", "lit"))}
    names = [text.get_text() for text in ax.get_legend().get_texts()]
    patches = ax.get_legend().get_patches()
    assert drawn == {name: patch.get_facecolor() for name, patch in zip(names, patches, strict=True)}
