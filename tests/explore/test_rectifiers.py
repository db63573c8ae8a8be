import numpy as np
import pytest

from dlutils.explore import RectifierExploration
from dlutils.explore.bench import UNITS, accuracy, dead, digits, dim, explain, judge_count, roughly


@pytest.fixture
def exploration():
    return RectifierExploration()


def commit(exploration, text):
    exploration.typed.value = text
    exploration.commit.click()


def test_the_digits_are_divided_and_standardized():
    X, y, X_new, y_new = digits()
    assert X.shape == (1437, 64) and X_new.shape == (360, 64) and len(y) + len(y_new) == 1797
    assert (X.min(), X.max()) == (0, 1)
    S, again, *_ = digits(standardized=True)
    assert (again == y).all()
    np.testing.assert_allclose(S.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(S.std(axis=0)[X.std(axis=0) > 0], 1)


def test_small_rates_kill_nearly_nobody_and_large_ones_everybody():
    assert dead("relu", 0.5) < 8 and accuracy("relu", 0.5) > 0.95
    assert dead("relu", 3.0) == UNITS and accuracy("relu", 3.0) < 0.2
    assert 20 < dead("relu", 1.5) < 60


def test_standardized_pixels_keep_everybody_alive():
    assert dead("relu", 2.0) > 55 and dead("relu", 2.0, True) == 0
    assert accuracy("relu", 2.0, True) > 0.9


def test_leaky_units_are_dim_and_not_dead():
    assert dead("leaky_relu", 2.0) == 0 and dim("leaky_relu", 2.0) > 30
    assert dim("relu", 2.0) == 0


def test_elu_dies_too():
    assert dead("elu", 2.0) > 30 and accuracy("elu", 2.0) < 0.3


def test_a_prediction_may_be_off_by_a_few():
    due = dead("relu", 1.5)
    assert [judge_count(due + off, "relu", 1.5) for off in (-7, -6, 0, 6, 7)] == [
        False,
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "setting, words",
    [
        (("relu", 0.5, False), "from the start"),
        (("relu", 1.5, False), "never comes back"),
        (("relu", 3.0, False), "can only guess"),
        (("relu", 2.0, True), "standardized"),
        (("relu", 3.0, True), "too long"),
        (("leaky_relu", 2.0, False), "counts a hundredth"),
        (("leaky_relu", 0.5, False), "nothing to repair"),
        (("elu", 2.0, False), "slope of ELU"),
        (("elu", 0.5, False), "Nearly all lamps stay lit"),
    ],
)
def test_what_happened_is_explained(setting, words):
    assert words in explain(*setting)


def test_the_count_in_words():
    assert (roughly("relu", 0.5), roughly("relu", 3.0)) == ("nearly none", "nearly all")


def test_the_answer_is_hidden_until_the_prediction(exploration):
    assert "hidden" in exploration.describe() and " out, " not in exploration.status.value
    hidden = exploration.picture.value
    commit(exploration, str(dead("relu", 1.3)))
    assert "✓ Right" in exploration.status.value and f"{dead('relu', 1.3)} out" in exploration.status.value
    assert "hidden" not in exploration.describe() and exploration.picture.value != hidden


def test_a_prediction_that_is_nearly_right_hears_how_far_off_it_was(exploration):
    commit(exploration, str(dead("relu", 1.3) + 3))
    assert "✓ Close enough, 3 off" in exploration.status.value and "✓ Right" not in exploration.status.value


def test_a_wrong_prediction_stays_beside_the_result(exploration):
    commit(exploration, "50")
    assert "✗ Not so" in exploration.status.value and "You said 50 of 64" in exploration.status.value
    assert exploration.typed.value == "50"


@pytest.mark.parametrize(
    "text, words",
    [
        ("", "Type"),
        ("many", "cannot be read"),
        ("many", "whole number from 0 to 64"),
        ("65", "from 0 to 64"),
        ("-1", "from 0 to 64"),
        ("3.5", "whole number"),
    ],
)
def test_what_cannot_be_read_is_explained(exploration, text, words):
    commit(exploration, text)
    assert words.lower() in exploration.status.value.lower() and "hidden" in exploration.describe()
    assert not exploration.predictions


def test_each_change_asks_anew_until_three_predictions(exploration):
    commit(exploration, "45")
    exploration.rate.value = 0.5
    assert "hidden" in exploration.describe() and exploration.typed.value == ""
    commit(exploration, "45")
    exploration.choices["leaky_relu"].click()
    assert "hidden" in exploration.describe() and exploration.activation == "leaky_relu"
    commit(exploration, "0")
    exploration.pixels.click()
    assert "hidden" not in exploration.describe() and "as you like" in exploration.status.value
    assert "standardized pixels" in exploration.describe()
    assert exploration.pixels.description == "Leave the pixels as they are"


def test_the_first_prediction_counts(exploration):
    commit(exploration, "3")
    assert "first number stands" not in exploration.status.value
    commit(exploration, "45")
    assert "You said 3" in exploration.status.value
    assert "first number stands; 45" in exploration.status.value
    exploration.rate.value = 0.5
    exploration.rate.value = 1.3
    assert "first number stands" not in exploration.status.value


def test_what_is_in_use_cannot_be_chosen(exploration):
    assert exploration.choices["relu"].disabled and not exploration.choices["elu"].disabled
    exploration.choices["elu"].click()
    assert exploration.choices["elu"].disabled and not exploration.choices["relu"].disabled


def test_start_again_forgets_everything(exploration):
    first = exploration.picture.value
    exploration.choices["elu"].click()
    exploration.pixels.click()
    commit(exploration, "10")
    exploration.again.click()
    assert not exploration.predictions and exploration._setting() == ("relu", 1.3, False)
    assert exploration.picture.value == first


def test_still_shows_the_answer():
    assert "most of the lamps are out" in RectifierExploration.still().alt
