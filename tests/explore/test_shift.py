"""Shift and count: its numbers are those of the library's layers, and nothing is shown before the prediction."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from dlutils import datasets
from dlutils.explore import ShiftExploration
from dlutils.explore.shift_steps import (
    PICTURES,
    WAYS,
    before_and_after,
    cells_changed,
    columns_moved,
    gradient_shares,
    moved,
    relative_change,
)
from dlutils.layers import AveragePooling2D, MaxPooling2D

LAYERS = {"max pooling": MaxPooling2D(2), "average pooling": AveragePooling2D(2)}
SHIFTS = range(4)


@pytest.fixture
def exploration():
    return ShiftExploration()


def commit(exploration, text):
    exploration.typed.value = str(text)
    exploration.commit.click()


def test_the_digit_is_a_real_one():
    assert np.array_equal(datasets.load_digits().images[3, :, :, 0], PICTURES["a digit"])


@pytest.mark.parametrize("way", LAYERS)
@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_pooling_is_the_librarys(picture, way):
    for shift in SHIFTS:
        for image, result in zip(
            (picture, moved(picture, shift)), before_and_after(picture, way, shift), strict=True
        ):
            assert np.array_equal(
                LAYERS[way].forward(image[None, :, :, None].astype(float))[0, :, :, 0], result
            )


@pytest.mark.parametrize("way", LAYERS)
def test_the_gradient_goes_where_the_layers_send_it(way):
    for picture in PICTURES.values():
        for place in np.ndindex(4, 4):
            dY = np.zeros((1, 4, 4, 1))
            dY[0, *place, 0] = 1
            LAYERS[way].forward(picture[None, :, :, None].astype(float))
            assert np.array_equal(LAYERS[way].backward(dY)[0, :, :, 0], gradient_shares(picture, way, place))


def test_the_other_ways_send_it_to_the_pixel_that_was_kept():
    picture = PICTURES["a digit"]
    for way, step in (("every second pixel", 2), ("nothing", 1)):
        shares = gradient_shares(picture, way, (3, 1))
        assert shares[3 * step, step] == 1 and shares.sum() == 1


def test_numbers_by_hand():
    before, after = np.array([[3.0, 4.0], [0.0, 0.0]]), np.array([[0.0, 3.0], [0.0, 4.0]])
    assert relative_change(before, after) == pytest.approx(100 * np.sqrt(26) / 5)
    assert cells_changed(before, after) == 3
    assert columns_moved(before, after) is None


def test_moving_fills_in_zeros_and_never_wraps():
    assert np.array_equal(moved(np.array([[1, 2, 3]]), 2), [[0, 0, 1]])
    assert np.array_equal(moved(np.array([[1, 2, 3]]), 0), [[1, 2, 3]])


def test_the_old_result_moved_is_recognised():
    assert columns_moved(*before_and_after(PICTURES["a digit"], "max pooling", 2)) == 1
    assert columns_moved(*before_and_after(PICTURES["a digit"], "max pooling", 1)) is None
    assert columns_moved(*before_and_after(PICTURES["stripes"], "max pooling", 1)) == 0
    assert columns_moved(*before_and_after(PICTURES["stripes"], "every second pixel", 1)) is None


def drawn_numbers(exploration):
    figure = Figure()
    exploration.draw(figure)
    return [sum(text.get_text() != "?" for text in ax.texts) for ax in figure.axes]


def test_nothing_is_shown_before_the_prediction(exploration):
    assert drawn_numbers(exploration) == [64, 16, 0, 0]
    assert "hidden" in exploration.describe() and "it is" not in exploration.status.value
    hidden = exploration.picture.value
    commit(exploration, 40)
    assert drawn_numbers(exploration) == [64, 16, 16, 16]
    assert exploration.picture.value != hidden and "it is 46 %" in exploration.status.value
    assert "changed at all: 12 of 16" in exploration.status.value


@pytest.mark.parametrize(
    "typed, verdict", [("46", "✓"), ("55 %", "✓"), ("37", "✓"), ("60", "✗"), ("30", "✗")]
)
def test_ten_points_count_as_close(exploration, typed, verdict):
    commit(exploration, typed)
    assert verdict in exploration.status.value


@pytest.mark.parametrize("button", ["next_way", "next_picture"])
def test_another_setting_hides_the_answer_again(exploration, button):
    commit(exploration, 40)
    getattr(exploration, button).click()
    assert "hidden" in exploration.describe() and not exploration.commit.disabled
    assert exploration.follow.disabled and exploration.typed.value == ""


def test_another_shift_hides_the_answer_again(exploration):
    commit(exploration, 40)
    exploration.shift.value = 2
    assert "hidden" in exploration.describe() and "moved by 2" in exploration.describe()


def test_all_ways_and_pictures_take_turns(exploration):
    ways = []
    for _ in range(len(WAYS) + 1):
        ways.append(exploration.way)
        exploration.next_way.click()
    assert ways == [*WAYS, next(iter(WAYS))]
    for name in [*list(PICTURES)[1:], next(iter(PICTURES))]:
        exploration.next_picture.click()
        assert exploration.picture_name == name


def test_what_moved_along_and_what_did_not_change_is_said(exploration):
    exploration.shift.value = 2
    commit(exploration, 80)
    assert "moved by 1 column:" in exploration.status.value
    exploration.shift.value = 1
    exploration.next_picture.click()
    commit(exploration, 0)
    assert "blind to this move" in exploration.status.value


def test_the_gradient_can_be_followed_after_the_prediction(exploration):
    exploration.follow.click()
    assert "Commit a number" in exploration.status.value and exploration.place is None
    commit(exploration, 40)
    exploration.row.value, exploration.column.value = 3, 2
    exploration.follow.click()
    assert "goes to the pixel (7, 4) alone" in exploration.status.value
    figure = Figure()
    exploration.draw(figure)
    assert [len(ax.patches) for ax in figure.axes] == [2, 0, 1, 0]
    window, winner = figure.axes[0].patches
    assert (window.get_xy(), window.get_width()) == ((3.5, 5.5), 2)  # rows 6 and 7, columns 4 and 5
    assert (round(winner.get_x()), round(winner.get_y())) == (4, 7)
    assert figure.axes[2].patches[0].get_xy() == (1.5, 2.5)
    exploration.next_way.click()
    commit(exploration, 40)
    exploration.follow.click()
    assert "a quarter each, to the pixels (6, 4), (6, 5), (7, 4), (7, 5)" in exploration.describe()


def test_a_cell_that_is_not_there_gets_a_sentence(exploration):
    commit(exploration, 40)
    exploration.row.value = 5
    exploration.follow.click()
    assert "0 to 3" in exploration.status.value and exploration.place is None


@pytest.mark.parametrize("text", ["", "abc", "<b>1</b>"])
def test_bad_input_gets_a_sentence_and_reveals_nothing(exploration, text):
    hidden = exploration.picture.value
    commit(exploration, text)
    assert exploration.picture.value == hidden and "<b>" not in exploration.status.value
    assert exploration.prediction is None


def test_one_prediction_for_each_setting(exploration):
    commit(exploration, 40)
    commit(exploration, 46)
    assert exploration.prediction == 40 and "is shown" in exploration.status.value


def test_start_again_starts_again(exploration):
    exploration.shift.value = 3
    exploration.next_way.click()
    commit(exploration, 1)
    exploration.again.click()
    assert (exploration.shift.value, exploration.way, exploration.prediction) == (1, "max pooling", None)


def test_the_static_picture_follows_a_gradient():
    assert "goes to the pixel (7, 4) alone" in ShiftExploration.still().alt
