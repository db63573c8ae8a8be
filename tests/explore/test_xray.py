"""The x-ray: its maps are those of the layers, it shows what the network says, and nothing before the prediction."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from dlutils.explore import XRayExploration
from dlutils.explore.xray_steps import feature_maps, filter_of, hardest
from dlutils.layers import Conv2D, Dense, Flatten, MaxPooling2D
from dlutils.models import Sequential
from dlutils.readers import load_pictures, occlusion_map, reader_layers, train_reader


@pytest.fixture(scope="module")
def trained():
    X, y, Y = load_pictures()
    return train_reader(X[:300], Y[:300], epochs=2)[0], X[300:400], y[300:400]


@pytest.fixture
def exploration(trained):
    return XRayExploration(*trained)


def commit(exploration, text):
    exploration.typed.value = str(text)
    exploration.commit.click()


def test_the_hardest_are_those_that_are_misread():
    shares = np.eye(3)[[0, 1, 2, 0, 1, 2, 0, 1, 2, 0]] * 0.5 + 0.1
    y = np.array([0, 1, 2, 0, 2, 2, 0, 1, 0, 1])
    assert set(hardest(shares, y)) >= {4, 8, 9} and len(hardest(shares, y)) == 8
    assert np.array_equal(hardest(shares, y[::-1].copy()), np.sort(hardest(shares, y[::-1].copy())))
    y = (shares.argmax(axis=1) + 1) % 3  # all are misread
    assert np.array_equal(hardest(shares, y), np.arange(10))


def test_near_misses_fill_up():
    shares = np.array([[0.9 - k / 100, 0.1 + k / 100] for k in range(20)])
    assert np.array_equal(hardest(shares, np.zeros(20, int)), np.arange(12, 20))


def test_maps_are_those_behind_the_activation(trained):
    model, X, _ = trained
    found = feature_maps(model, X[0])
    assert [type(layer) for layer, _ in found] == [Conv2D, Conv2D, MaxPooling2D]
    assert [maps.shape for _, maps in found] == [(8, 8, 16), (8, 8, 32), (4, 4, 32)]
    A = X[:1]
    for step in model.steps()[:2]:
        A = step.forward(A)
    assert np.array_equal(found[0][1], A[0]) and (found[0][1] >= 0).all()


def test_the_filter_is_its_strongest_slice():
    layer = Conv2D(2, 3)
    layer.build((8, 8, 4), 0)
    layer.W[...] = 0.1
    layer.W[0, 1, 2, 1] = -5
    assert filter_of(layer, 1)[0, 1] == -5 and filter_of(layer, 0).max() == pytest.approx(0.1)
    assert filter_of(MaxPooling2D(2), 0) is None and filter_of(Dense(3), 0) is None


def axes_of(exploration):
    figure = Figure()
    exploration.draw(figure)
    return figure.axes


def test_nothing_is_shown_before_the_prediction(exploration):
    assert [ax.texts[0].get_text() for ax in axes_of(exploration)[3:]] == ["?", "?"]
    assert "hidden" in exploration.describe() and "typed" not in exploration.status.value
    hidden = exploration.picture.value
    commit(exploration, 3)
    assert exploration.picture.value != hidden
    assert f"the network says {exploration.said}" in exploration.status.value
    bars = [bar.get_width() for bar in axes_of(exploration)[3].patches]
    assert np.allclose(bars, exploration.shares[exploration.number])


def test_the_verdict_is_about_what_the_network_says(exploration):
    commit(exploration, exploration.said)
    assert "✓" in exploration.status.value
    exploration.again.click()
    commit(exploration, (exploration.said + 1) % 10)
    assert "✗" in exploration.status.value


def test_the_needed_places_are_those_of_the_library(exploration, trained):
    model, X, _ = trained
    commit(exploration, 0)
    assert np.array_equal(exploration.needed, occlusion_map(model.predict, X[exploration.number], 2))
    shown = axes_of(exploration)[4].images[0]
    assert np.array_equal(shown.get_array(), exploration.needed)
    assert shown.get_extent() == [0.5, 6.5, 6.5, 0.5]  # the first square, rows 0 and 1, has its middle at 0.5


def test_the_alt_text_speaks_of_falls_alone(exploration):
    commit(exploration, 0)
    exploration.needed = np.array([[0.1, -0.5], [0.3, 0.0]])  # the largest change is a rise
    assert f"row 1, column 0 lowers the share of {exploration.said} most, by 0.30" in exploration.describe()
    exploration.needed = -np.ones((2, 2))
    assert "no square lowers" in exploration.describe()


def test_a_word_gets_a_digit_as_example(exploration):
    commit(exploration, "nine")
    assert "Type a number such as 0." in exploration.status.value


def test_layer_and_channel_are_kept_within_the_network(exploration):
    exploration.layer.value, exploration.channel.value = 2, 30
    assert "layer 2 (Conv2D), channel 30 of 32" in exploration.describe()
    exploration.layer.value = 1
    assert (exploration.channel.value, exploration.channel.max) == (16, 16)
    exploration.layer.value = 9
    assert exploration.layer.value == 3 and "MaxPooling2D" in exploration.status.value
    assert axes_of(exploration)[1].texts[0].get_text() == "–"


def test_another_digit_hides_the_answer_again(exploration):
    commit(exploration, 1)
    exploration.layer.value = 2  # another layer does not
    assert exploration.prediction == 1
    exploration.digit.value = 2
    assert "hidden" in exploration.describe() and not exploration.commit.disabled
    assert exploration.typed.value == ""


@pytest.mark.parametrize("text", ["", "abc", "10", "-1", "2.5", "<b>1</b>"])
def test_bad_input_gets_a_sentence_and_reveals_nothing(exploration, text):
    hidden = exploration.picture.value
    commit(exploration, text)
    assert exploration.picture.value == hidden and "<b>" not in exploration.status.value
    assert exploration.prediction is None


def test_one_prediction_for_each_digit(exploration):
    commit(exploration, 1)
    commit(exploration, 2)
    assert exploration.prediction == 1 and "is shown" in exploration.status.value


def test_start_again_starts_again(exploration):
    exploration.digit.value, exploration.layer.value = 3, 2
    commit(exploration, 1)
    exploration.again.click()
    assert (exploration.digit.value, exploration.layer.value, exploration.channel.value) == (1, 1, 1)
    assert exploration.prediction is None


def test_a_network_without_maps_is_refused(trained):
    _, X, y = trained
    flat = Sequential([Flatten(input_shape=(8, 8, 1)), Dense(10, activation="softmax")], seed=0)
    with pytest.raises(ValueError, match="no layer that makes maps"):
        XRayExploration(flat, X, y)


def test_an_untrained_network_and_another_form_can_be_looked_at(trained):
    _, X, y = trained
    XRayExploration(Sequential(reader_layers(), seed=1), X, y)
    other = [Conv2D(4, 3, strides=2, input_shape=(8, 8, 1)), Flatten(), Dense(10, activation="softmax")]
    exploration = XRayExploration(Sequential(other, seed=1), X, y)
    commit(exploration, 1)
    assert "the network says" in exploration.status.value


def test_the_static_picture_is_the_default_network_after_a_guess():
    picture = XRayExploration.still()
    assert "Shares as bars" in picture.alt and "layer 1 (Conv2D), channel 1 of 16" in picture.alt
