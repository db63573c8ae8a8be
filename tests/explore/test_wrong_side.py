import numpy as np
import pytest

from dlutils import neuron
from dlutils.explore import WrongSideExploration
from dlutils.explore.wrong_side import (
    BOTH,
    judge_label,
    judge_rise,
    loss,
    rise,
    slope,
    steeper_label,
)

SCORES = (-4.0, -0.5, 0.0, 1.0, 3.5)


@pytest.fixture
def exploration():
    return WrongSideExploration()


def commit(exploration, label, typed):
    exploration.label.value, exploration.typed.value = label, typed
    exploration.commit.click()


@pytest.mark.parametrize("z", SCORES)
@pytest.mark.parametrize("y", [0, 1])
def test_the_loss_is_that_of_the_library_and_its_slope_that_of_a_nudge(z, y):
    assert loss(z, y) == pytest.approx(
        neuron.logistic_cost(np.array([[1.0]]), 0.0, np.array([[z]]), np.array([[y]]))
    )
    h = 1e-5
    assert slope(z, y) == pytest.approx((loss(z + h, y) - loss(z - h, y)) / (2 * h), abs=1e-8)


def test_the_numbers_are_those_of_the_text():
    assert (loss(0, 0), loss(0, 1)) == pytest.approx((np.log(2), np.log(2)))
    assert (rise(2, 1), rise(2, 0)) == pytest.approx((0.1863, 0.9217), abs=1e-4)


@pytest.mark.parametrize("z", SCORES)
def test_the_steeper_loss_is_that_of_the_label_which_the_neuron_does_not_prefer(z):
    rises = rise(z, 0), rise(z, 1)
    expected = BOTH if z == 0 else int(np.argmax(rises))
    assert steeper_label(z) == expected
    assert 0 < min(rises) and max(rises) < 1
    assert judge_label(expected, z)[0]
    assert not any(judge_label(other, z)[0] for other in {0, 1, BOTH} - {expected})


@pytest.mark.parametrize(
    "typed, right", [(0.92, True), (0.88, True), (0.96, True), (0.85, False), (1.0, False)]
)
def test_a_rough_number_is_right(typed, right):
    assert judge_rise(typed, 2.0)[0] is right


@pytest.mark.parametrize(
    "z, typed, words",
    [
        (0.0, 0.5, "the slope where you stand"),
        (2.0, 0.186, "the rise of the other loss"),
        (2.0, 3.049, "after the step"),
        (2.0, 2.127, "before the step"),
        (2.0, -0.922, "you typed a fall"),
        (2.0, 17, ""),
    ],
)
def test_known_mistakes_are_named(z, typed, words):
    right, sentence = judge_rise(typed, z)
    assert not right and words in sentence
    assert sentence.startswith("L goes from") == (words == "")


def test_the_answer_is_hidden_until_the_prediction(exploration):
    assert "hidden" in exploration.describe() and "0.922" not in exploration.status.value
    hidden = exploration.picture.value
    commit(exploration, "0", "0.9")
    assert exploration.status.value.count("✓ Right") == 2
    assert "it rises by 0.922" in exploration.status.value
    assert (
        "you predicted 0, 0.9" in exploration.describe() and "slope 0.881 for y = 0" in exploration.describe()
    )
    assert exploration.picture.value != hidden


def test_each_half_of_the_prediction_is_judged(exploration):
    commit(exploration, "1", "0.9")
    said = exploration.status.value
    assert said.index("✗ Not so") < said.index("✓ Right")
    assert "right so far: 0 of 1" in said
    commit(exploration, "0", "0.9")
    assert "right so far: 0 of 1" in exploration.status.value, "only the first prediction counts"


def test_another_score_asks_anew_and_start_again_forgets(exploration):
    commit(exploration, "0", "0.9")
    exploration.z.value = 0.0
    assert "hidden" in exploration.describe() and exploration.flip.disabled
    commit(exploration, " Both ", "0,62")
    assert exploration.status.value.count("✓ Right") == 2 and "2 of 2" in exploration.status.value
    exploration.again.click()
    assert (exploration.z.value, exploration.label.value, exploration.typed.value) == (2.0, "", "")
    commit(exploration, "0", "0.9")
    assert "1 of 1" in exploration.status.value


def test_the_slope_of_the_other_label_can_be_shown(exploration):
    assert exploration.flip.disabled
    commit(exploration, "0", "0.9")
    before = exploration.picture.value
    exploration.flip.click()
    assert "For y = 1 the slope is a − y = −0.119" in exploration.status.value
    assert exploration.picture.value != before


@pytest.mark.parametrize(
    "label, typed",
    [("", "0.9"), ("2", "0.9"), ("y =", "0.9"), ("<b>", "0.9"), ("0", ""), ("0", "much"), ("0", "nan")],
)
def test_bad_input_gets_a_sentence_and_reveals_nothing(exploration, label, typed):
    hidden = exploration.picture.value
    commit(exploration, label, typed)
    assert exploration.picture.value == hidden
    assert "ype" in exploration.status.value and "<b>" not in exploration.status.value
    assert "it rises by" not in exploration.status.value
    commit(exploration, "0", "0.9")
    assert "✓ Right" in exploration.status.value


@pytest.mark.parametrize("z", [-4.0, 0.0, 4.0])
@pytest.mark.parametrize("flips", [0, 1])
def test_every_state_can_be_drawn_and_said(exploration, z, flips):
    exploration.z.value = z
    commit(exploration, "1", "0.5")
    for _ in range(flips):
        exploration.flip.click()
    assert exploration.picture.value.startswith("<img")
    assert "no slope is longer than 1" in exploration.status.value


@pytest.mark.parametrize("typed, kept", [(99, 4.0), (-5, -4.0), (np.inf, 2.0), (np.nan, 2.0)])
def test_a_score_beyond_the_picture_is_moved_and_said(exploration, typed, kept):
    exploration.z.value = typed
    assert exploration.z.value == kept
    assert f"z is {kept:g} now".replace("-", "−") in exploration.status.value
    exploration.z.value = 1.0
    assert " now. " not in exploration.status.value


@pytest.mark.parametrize("label", ["0", " y = 0 ", "Y=0"])
def test_a_label_may_be_typed_as_an_equation(exploration, label):
    commit(exploration, label, "0.92")
    assert exploration.status.value.count("✓ Right") == 2


def test_the_bound_of_a_step_is_said_once(exploration):
    commit(exploration, "0", "0.92")
    assert "never cost more than 1" in exploration.status.value
    exploration.z.value = -1.0
    commit(exploration, "1", "0.92")
    assert "never cost more than 1" not in exploration.status.value
