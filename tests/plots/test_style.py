import matplotlib
import pytest

from dlutils.plots import colors, contrast, darker, number, use_style
from dlutils.plots.style import dashes


@pytest.mark.parametrize(
    "color, background, expected",
    [
        ("black", "white", 21.0),
        ("white", "white", 1.0),
        ("#0072B2", "white", 5.19),
        ("#767676", "white", 4.54),
    ],
)
def test_contrast_agrees_with_published_values(color, background, expected):
    assert contrast(color, background) == pytest.approx(expected, abs=0.01)
    assert contrast(background, color) == contrast(color, background)


@pytest.mark.parametrize("color", colors.lines)
def test_lines_stand_out_and_their_labels_can_be_read(color):
    assert contrast(color) >= 3
    assert contrast(darker(color)) >= 4.5


@pytest.mark.parametrize("fill", colors.fills)
def test_numbers_on_fills_can_be_read(fill):
    assert contrast(colors.text, fill) >= 4.5


def test_a_readable_colour_is_left_as_it_is():
    assert darker(colors.reference) == colors.reference.lower()


def test_a_background_on_which_nothing_can_be_read_is_refused():
    with pytest.raises(ValueError, match="lighter background"):
        darker(colors.train, background="black")


def test_each_line_has_its_own_colour_and_its_own_dashes():
    assert len(set(colors.lines)) == len(set(map(str, dashes))) == len(colors.lines)
    assert colors.classes == colors.lines[:4]


def test_use_style_sets_the_look_of_the_course():
    with matplotlib.rc_context():
        use_style()
        assert matplotlib.rcParams["font.size"] == 11
        assert not matplotlib.rcParams["axes.spines.top"]
        assert matplotlib.rcParams["axes.prop_cycle"].by_key()["color"] == list(colors.lines)


def test_numbers_have_a_true_minus_sign():
    assert number(-0.25) == "−0.25"
    assert number(1234.56) == "1235"
    assert number(2 / 3, digits=2) == "0.67"
