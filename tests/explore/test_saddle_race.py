import itertools

import numpy as np
import pytest

from dlutils.explore import SaddleRaceExploration, escape
from dlutils.explore.escape import (
    NAMES,
    explain,
    judge_ranking,
    path,
    read_ranking,
    results,
    saddle,
    slope_per_power,
    steps_to_leave,
)
from dlutils.landscapes import WalledSaddle


@pytest.fixture
def exploration():
    return SaddleRaceExploration()


def commit(exploration, text):
    exploration.typed.value = text
    exploration.commit.click()


def both_rounds(exploration, first="RAHG", second="RHGA"):
    commit(exploration, first)
    exploration.turn.click()
    commit(exploration, second)


def distances(angle, places):
    """The distance from the ridge, found without `left`."""
    turn = np.deg2rad(angle)
    return np.abs(places @ [-np.sin(turn), np.cos(turn)])


@pytest.mark.parametrize("letter", NAMES)
@pytest.mark.parametrize("angle", [0.0, 22.5, 45.0, 90.0])
def test_a_path_ends_with_the_first_step_that_is_away(letter, angle):
    away = distances(angle, path(letter, angle, 3)) > 1
    assert away[-1] and not away[:-1].any()
    assert len(away) == steps_to_leave(letter, angle, 3) + 1


@pytest.mark.parametrize("exponent", [1, 4, 8])
def test_gradient_descent_does_what_can_be_computed_on_paper(exponent):
    y, steps = 10.0**-exponent, 0
    while abs(y) <= 1:
        y, steps = y - 0.1 * (-2 * y + y**3), steps + 1
    assert steps_to_leave("G", 0.0, exponent) == steps
    assert steps_to_leave("G", 45.0, exponent) == steps, "it does not know where the axes point"


def test_the_two_rounds_end_as_the_notebook_says():
    assert results(0.0, 4) == {"R": 4, "A": 11, "H": 24, "G": 52} and [*results(0.0, 4)] == [*"RAHG"]
    assert results(45.0, 4) == {"R": 22, "H": 24, "G": 52, "A": 63} and [*results(45.0, 4)] == [*"RHGA"]


def test_an_angle_of_zero_is_not_rounded():
    assert type(saddle(0.0)) is WalledSaddle
    np.testing.assert_array_equal(path("G", 0.0, 4)[0], [1, 1e-4])


@pytest.mark.parametrize(
    "text, letters",
    [
        ("R A H G", "RAHG"),
        ("rahg", "RAHG"),
        (" g, h > r > a ", "GHRA"),
        ("RAH", None),
        ("RAHGG", None),
        ("RRHG", None),
        ("RAHX", None),
        ("1 2 3 4", None),
        ("", None),
    ],
)
def test_a_ranking_is_read_in_many_spellings(text, letters):
    assert read_ranking(text) == letters


def test_only_the_right_order_is_right():
    for ranking in map("".join, itertools.permutations("GHRA")):
        right, sentence = judge_ranking(ranking, 0.0, 4)
        assert right == (ranking == "RAHG")
        assert right or "ended R A H G" in sentence
    assert judge_ranking("RAHG", 45.0, 4)[1].startswith(
        "Three places are different (Adam, heavy ball, gradient"
    )


def test_equal_steps_share_their_places(monkeypatch):
    monkeypatch.setattr(escape, "results", lambda *_: {"R": 4, "A": 11, "H": 11, "G": 52})
    assert judge_ranking("RHAG", 0.0, 4)[0] and judge_ranking("RAHG", 0.0, 4)[0]
    assert not judge_ranking("HRAG", 0.0, 4)[0]


@pytest.mark.parametrize(
    "angle, words",
    [
        (0.0, "One axis leads down"),
        (90.0, "One axis"),
        (45.0, "in equal parts"),
        (22.5, "in unequal parts"),
        (44.0, "in unequal parts"),
    ],
)
def test_the_reason_fits_the_angle(angle, words):
    assert words in explain(angle)


def test_the_reasons_agree_with_the_steps():
    def growth(letter, angle):
        return steps_to_leave(letter, angle, 8) - steps_to_leave(letter, angle, 2)

    assert growth("A", 0.0) <= 1 and growth("A", 22.5) <= 1 and growth("A", 45.0) > 50
    assert abs(steps_to_leave("A", 44.0, 8) - steps_to_leave("A", 44.0, 4)) <= 1
    assert len({growth("G", angle) for angle in (0.0, 22.5, 45.0)}) == 1
    assert len({growth("H", angle) for angle in (0.0, 22.5, 45.0)}) == 1


def test_the_cost_of_a_tenth_is_a_slope():
    assert slope_per_power({1: 10, 3: 30, 2: 20}) == pytest.approx(10)


def test_the_race_is_hidden_until_the_ranking(exploration):
    assert "hidden" in exploration.describe() and "steps;" not in exploration.status.value
    assert exploration.exponent.disabled and exploration.angle.disabled and exploration.turn.disabled
    hidden = exploration.picture.value
    commit(exploration, "r a h g")
    assert "✓ Right" in exploration.status.value and "2. Adam: 11 steps" in exploration.status.value
    assert "gradient descent 52" in exploration.describe() and exploration.picture.value != hidden
    assert not exploration.turn.disabled and exploration.angle.disabled


def test_turned_it_must_be_ranked_again(exploration):
    commit(exploration, "RAHG")
    exploration.exponent.value = 7
    exploration.turn.click()
    assert "hidden" in exploration.describe() and exploration.exponent.value == 4
    assert exploration.typed.value == "" and "63" not in exploration.status.value
    commit(exploration, "RAHG")
    assert "✗ Not so" in exploration.status.value and "The race ended R H G A" in exploration.status.value
    assert "4. Adam: 63 steps" in exploration.status.value
    assert not exploration.angle.disabled


def test_a_ranking_cannot_be_changed_afterwards(exploration):
    commit(exploration, "GHRA")
    assert exploration.commit.disabled
    exploration.typed.value = "RAHG"
    exploration._commit()
    assert exploration.rankings[0.0] == "GHRA"


def test_the_line_grows_point_by_point(exploration):
    commit(exploration, "RAHG")
    assert exploration.describe().endswith("for 1 offset.")
    assert "You said" in exploration.status.value
    for exponent in (1, 8):
        exploration.exponent.value = exponent
    assert "You said" not in exploration.status.value, "the verdict belongs to the first offset"
    assert exploration.describe().endswith("for 3 offsets.")
    assert "gradient descent 12.6 steps" in exploration.status.value
    exploration.turn.click()
    commit(exploration, "RHGA")
    assert exploration.describe().endswith("for 1 offset.")


def test_afterwards_everything_may_be_tried(exploration):
    both_rounds(exploration)
    exploration.angle.value = 22.5
    assert "in unequal parts" in exploration.status.value and "You said" not in exploration.status.value
    assert "2. Adam: 15 steps" in exploration.status.value
    exploration.angle.value = 400
    assert exploration.angle.value == 90


@pytest.mark.parametrize("text", ["", "A", "RAHGX", "<b>GHRA</b>"])
def test_what_is_no_ranking_gets_a_sentence_and_reveals_nothing(exploration, text):
    hidden = exploration.picture.value
    commit(exploration, text)
    assert exploration.picture.value == hidden and "once, fastest first" in exploration.status.value
    assert exploration.rankings == {}


def test_start_again_is_the_start(exploration):
    first = exploration.picture.value, exploration.status.value
    both_rounds(exploration)
    exploration.angle.value = 30
    exploration.again.click()
    assert (exploration.picture.value, exploration.status.value) == first
    assert exploration.turn.disabled and not exploration.commit.disabled


def test_the_still_shows_the_second_round():
    assert "turned by 45 degrees" in SaddleRaceExploration.still().alt
    assert "Adam 63" in SaddleRaceExploration.still().alt
