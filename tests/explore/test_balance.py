import re

import numpy as np
import pytest

from dlutils.explore import SoftmaxExploration
from dlutils.explore.balance import START, gradient, judge_share, shares


@pytest.fixture
def exploration():
    return SoftmaxExploration()


def commit(exploration, text):
    exploration.typed.value = text
    exploration.commit.click()


def test_the_shares_are_those_of_the_worked_example():
    np.testing.assert_allclose(shares(START, 1.0), [0.65900, 0.24243, 0.09857], atol=5e-6)
    np.testing.assert_allclose(shares(START, 2.0), np.exp([1, 0.5, 0.05]) / np.exp([1, 0.5, 0.05]).sum())


def test_the_arrows_are_the_slope_of_the_loss():
    h = 1e-6
    for k in range(3):
        up, down = np.array(START), np.array(START)
        up[k] += h
        down[k] -= h
        slope = (-np.log(shares(up, 1.0)[0]) + np.log(shares(down, 1.0)[0])) / (2 * h)
        assert gradient(START, 1.0)[k] == pytest.approx(slope, abs=1e-8)
    assert gradient(START, 3.0).sum() == pytest.approx(0, abs=1e-15)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (1.0 / 3.1, "divided by the sum of the scores"),
        (np.e, "divide it by the sum of all three"),
        (0.731, "sigmoid"),
        (0.659, "first class"),
        (0.0986, "last class"),
    ],
)
def test_a_known_slip_is_named(typed, words):
    right, sentence = judge_share(typed, START, 1.0)
    assert not right
    assert words in sentence
    assert "= 0.242" in sentence


def test_a_forgotten_temperature_is_named():
    right, sentence = judge_share(0.242, START, 2.0)
    assert not right
    assert "without the temperature" in sentence


def test_an_unknown_slip_gets_the_rule_alone():
    right, sentence = judge_share(0.5, START, 1.0)
    assert not right
    assert sentence.startswith("e<sup>")


@pytest.mark.parametrize("typed", ["0.242", "0,24", " 0.2424 ", "8/33"])
def test_the_right_share_is_accepted_however_it_is_written(exploration, typed):
    commit(exploration, typed)
    assert "✓ Right" in exploration.status.value


def test_the_shares_stay_hidden_until_a_guess_is_committed(exploration):
    assert "0.659" not in exploration.picture.value + exploration.status.value
    commit(exploration, "0.3")
    assert "0.659, 0.242, 0.099" in exploration.picture.value
    assert "✗ Not so" in exploration.status.value


def test_adding_five_hides_the_answer_and_changes_no_share(exploration):
    commit(exploration, "0.242")
    exploration.shift.click()
    assert [field.value for field in exploration.scores] == [7.0, 6.0, 5.1]
    assert "hidden" in exploration.status.value
    commit(exploration, "0.242")
    assert "✓ Right" in exploration.status.value
    assert "no share changed" in exploration.status.value


def test_another_score_or_temperature_is_another_question(exploration):
    for field, value in ((exploration.scores[0], 3.0), (exploration.temperature, 2.0)):
        commit(exploration, "0.242")
        field.value = value
        assert exploration.prediction is None
        assert exploration.typed.value == ""
        assert "hidden" in exploration.status.value


def test_what_cannot_be_read_is_explained_and_changes_nothing(exploration):
    commit(exploration, "a third")
    assert "cannot be read" in exploration.status.value
    assert exploration.prediction is None


@pytest.mark.parametrize("typed", ["1.5", "−1", "150 %"])
def test_what_is_no_share_is_refused(exploration, typed):
    commit(exploration, typed)
    assert "between 0 and 1" in exploration.status.value
    assert exploration.prediction is None


def test_every_guess_is_judged_and_repeated(exploration):
    for typed, verdict, repeated in (("0.5", "✗ Not so", "0.5"), ("25 %", "✓ Close", "0.25")):
        commit(exploration, typed)
        assert f"{verdict}.</strong> You typed {repeated}." in exploration.status.value


def test_an_arrow_without_length_is_written_as_0(exploration):
    exploration.temperature.value = 0.1
    commit(exploration, "0")
    assert "p − y = 0, 0, 0:" in exploration.status.value


def test_start_again_goes_back_to_the_worked_example(exploration):
    exploration.scores[2].value = -4.0
    commit(exploration, "0.9")
    exploration.again.click()
    assert tuple(field.value for field in exploration.scores) == START
    assert exploration.prediction is None


@pytest.mark.parametrize("scores", [(50.0, -50.0, 0.0), (-50.0, -50.0, -50.0), (0.0, 0.0, 0.0)])
@pytest.mark.parametrize("temperature", [0.1, 20.0])
def test_extreme_states_are_drawn(exploration, scores, temperature):
    for field, score in zip(exploration.scores, scores, strict=True):
        field.value = score
    exploration.temperature.value = temperature
    commit(exploration, "0.5")
    assert re.search(r'alt="[^"]{80,}"', exploration.picture.value)
    assert "nan" not in exploration.status.value


def test_the_still_picture_shows_a_committed_guess():
    assert "your guess 0.33" in SoftmaxExploration.still().alt
