"""The chord and its one place are drawn where they belong, and nothing is cut."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from dlutils import plots


@pytest.fixture
def ax():
    with matplotlib.rc_context():
        plots.use_style()
        fig, ax = plt.subplots()
        yield ax
        plt.close(fig)


def line(ax, label):
    return next(one for one in ax.lines if one.get_label().startswith(label))


def test_the_chord_joins_two_points_of_the_curve(ax):
    assert plots.draw_chord(ax, np.square, -1.0, 3.0, t=0.25) is ax
    np.testing.assert_allclose(line(ax, "the chord").get_xydata(), [[-1, 1], [3, 9]])
    np.testing.assert_allclose(line(ax, "curve there").get_xydata(), [[0, 0]])
    np.testing.assert_allclose(line(ax, "chord there").get_xydata(), [[0, 3]])
    assert line(ax, "chord there").get_label() == "chord there: 3"


def test_without_a_reach_the_curve_goes_beyond_the_chord_on_both_sides(ax):
    plots.draw_chord(ax, np.square, 3.0, -1.0)
    along = line(ax, "the curve").get_xdata()
    assert along[0] == pytest.approx(-1.6) and along[-1] == pytest.approx(3.6)


def test_without_ends_only_the_curve_is_drawn(ax):
    plots.draw_chord(ax, np.square, None, None, t=0.5, reach=(-2, 2))
    assert [one.get_label() for one in ax.lines] == ["the curve"]


def test_an_earlier_chord_stays(ax):
    plots.draw_chord(ax, np.square, 0.0, 1.0, reach=(-4, 4), kept=(-3.0, 2.0))
    np.testing.assert_allclose(line(ax, "kept: from −3 to 2").get_xydata(), [[-3, 9], [2, 4]])
