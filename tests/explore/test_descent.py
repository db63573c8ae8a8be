import numpy as np
import pytest

from dlutils.explore import DescentExploration, parabola
from dlutils.explore.parabola import (
    BOTTOM,
    CURVATURE,
    START_W,
    cost,
    fate,
    judge_rates,
    judge_step,
    slope,
    walk,
)


@pytest.fixture
def exploration():
    return DescentExploration()


def commit(exploration, text):
    exploration.typed.value = text
    exploration.commit.click()


def commit_rates(exploration, jumps, diverges):
    exploration.jumps.value, exploration.diverges.value = jumps, diverges
    exploration.commit_rates.click()


def test_the_cost_is_the_mean_squared_error_of_the_data():
    for w in (-1.0, 0.5, 3.0):
        assert cost(w) == pytest.approx(
            np.mean([(w * x - y) ** 2 for x, y in zip(parabola.X, parabola.Y, strict=True)])
        )
    assert cost(np.array([0.0, 1.0, 2.0])).shape == (3,)


def test_slope_bottom_and_curvature_agree_with_nudging_the_cost():
    h = 1e-5
    for w in (-1.0, 0.25, 4.0):
        assert slope(w) == pytest.approx((cost(w + h) - cost(w - h)) / (2 * h), abs=1e-6)
    assert slope(BOTTOM) == pytest.approx(0, abs=1e-12)
    assert (slope(2.0) - slope(1.0)) == pytest.approx(CURVATURE)


def test_the_numbers_are_those_of_the_text():
    assert (BOTTOM, CURVATURE, slope(START_W)) == pytest.approx((1.5, 5.0, -12.5))
    np.testing.assert_allclose(walk(0.1, 3), [-1, 0.25, 0.875, 1.1875])


@pytest.mark.parametrize("alpha", [0.05, 0.1, 0.2, 0.3, 0.39])
def test_the_number_of_steps_is_that_of_the_walk(alpha):
    steps = parabola.steps_to_bottom(alpha)
    distances = abs(walk(alpha, steps) - BOTTOM)
    assert distances[-1] < parabola.NEAR <= distances[-2]
    assert f"{steps} steps" in fate(alpha) or steps == 1


@pytest.mark.parametrize(
    "alpha, words",
    [
        (0.0, "nothing moves"),
        (1e-30, "nothing moves"),
        (0.1, "from one side"),
        (0.2, "exactly to the bottom"),
        (0.3, "yet comes closer"),
        (0.4, "for ever"),
        (0.401, "diverges"),
        (1.0, "diverges"),
    ],
)
def test_the_fate_at_each_rate_agrees_with_a_walk(alpha, words):
    assert words in fate(alpha)
    far = abs(walk(alpha, 2) - BOTTOM)
    assert (far[2] > far[0] * 1.0001) == ("diverges" in words)
    assert (far[2] < far[0] * 0.9999) == (
        words in ("from one side", "exactly to the bottom", "yet comes closer")
    )


@pytest.mark.parametrize(
    "typed, words",
    [
        (-2.25, "uphill"),
        (11.5, "without α"),
        (1.25, "only the change"),
        (-12.5, "the slope itself"),
        (1.5, "the bottom"),
        (7.0, ""),
    ],
)
def test_known_mistakes_are_named(typed, words):
    right, sentence = judge_step(typed, -1.0, 0.1)
    assert not right
    assert words in sentence
    assert sentence.endswith("w − α · slope = −1 − 0.1 · (−12.5) = 0.25.")
    assert sentence.startswith("w − α") == (words == "")


@pytest.mark.parametrize("typed", [0.25, 0.2501, 0.245])
def test_a_rounded_prediction_is_right(typed):
    assert judge_step(typed, -1.0, 0.1)[0]


def test_both_rates_are_judged():
    assert [text[:1] for text in judge_rates(0.2, 0.4)] == ["✓", "✓"]
    assert [text[:1] for text in judge_rates(0.4, 0.2)] == ["✗", "✗"]
    assert "= 0.2." in judge_rates(9, 9)[0] and "= 0.4." in judge_rates(9, 9)[1]


def test_the_answer_is_hidden_until_the_prediction(exploration):
    assert "hidden" in exploration.describe() and "0.25" not in exploration.status.value
    hidden = exploration.picture.value
    commit(exploration, "0.25")
    assert "✓ Right" in exploration.status.value
    assert "You predicted 0.25" in exploration.status.value and "8 steps" in exploration.status.value
    assert "next w is 0.25; you predicted 0.25" in exploration.describe()
    assert exploration.picture.value != hidden


def test_a_wrong_prediction_is_named_and_stays(exploration):
    commit(exploration, "−2,25")
    assert "✗ Not so" in exploration.status.value and "uphill" in exploration.status.value
    assert exploration.typed.value == "−2,25"
    assert "you predicted −2.25" in exploration.describe()


def test_no_step_can_be_seen_before_it_was_predicted(exploration):
    exploration.step.value = 7
    assert exploration.step.value == 0
    for number, w in enumerate(["0.25", "0.875", "1.1875"]):
        assert exploration.step.max == number
        exploration.step.value = number
        commit(exploration, w)
        assert "✓ Right" in exploration.status.value
    exploration.alpha.value = 0.3
    assert (exploration.step.max, exploration.step.value, exploration.typed.value) == (0, 0, "")
    assert "hidden" in exploration.describe()


def test_the_second_question_opens_after_the_first(exploration):
    fields = (exploration.jumps, exploration.diverges, exploration.commit_rates)
    assert all(widget.disabled for widget in fields)
    commit(exploration, "0.25")
    assert not any(widget.disabled for widget in fields)
    assert "curvature" not in exploration.status.value


def test_the_second_answer_is_hidden_until_both_rates_are_committed(exploration):
    commit(exploration, "0.25")
    for jumps, diverges in (("0.3", ""), ("", "0.4"), ("fast", "0.4"), ("0.3", "fast")):
        commit_rates(exploration, jumps, diverges)
        assert "curvature" not in exploration.status.value
        assert "Type a number" in exploration.status.value or "type a number" in exploration.status.value
    commit_rates(exploration, "0.3", "2/5")
    said = exploration.status.value
    assert "✗ Not so: you said 0.3; it jumps across for rates above α = 1 / curvature = 0.2" in said
    assert "✓ Right: you said 0.4; it diverges for rates above α = 2 / curvature = 0.4" in said


def test_afterwards_everything_may_be_tried(exploration):
    commit(exploration, "0.25")
    commit_rates(exploration, "0.2", "0.4")
    exploration.alpha.value = 0.35
    exploration.step.value = 6
    assert exploration.step.value == 6
    assert "yet comes closer" in exploration.status.value and "= −0.75" in exploration.status.value
    assert "hidden" not in exploration.describe()


@pytest.mark.parametrize("alpha", [0.45, 1.0])
@pytest.mark.parametrize("step", [1, 5, 50])
def test_divergence_is_caught_and_explained(exploration, alpha, step):
    commit(exploration, "0.25")
    commit_rates(exploration, "0.2", "0.4")
    exploration.alpha.value = alpha
    exploration.step.value = step
    assert "descent diverges" in exploration.status.value
    assert "multiplies the distance from the bottom" in exploration.status.value
    assert exploration.picture.value.startswith("<img")


@pytest.mark.parametrize("text", ["", "abc", "nan", "1/0", "<b>1</b>"])
def test_bad_input_gets_a_sentence_and_reveals_nothing(exploration, text):
    hidden = exploration.picture.value
    commit(exploration, text)
    assert exploration.picture.value == hidden
    assert "umber" in exploration.status.value and "<b>" not in exploration.status.value
    assert exploration.commit_rates.disabled
    commit(exploration, "0.25")
    assert "✓ Right" in exploration.status.value


@pytest.mark.parametrize("alpha, kept", [(-3, 0.0), (7, 1.0)])
def test_the_rate_stays_within_its_bounds(exploration, alpha, kept):
    exploration.alpha.value = alpha
    assert exploration.alpha.value == kept
    assert "hidden" in exploration.describe()
