"""The network of notebook 11: the same from run to run, and what is done to it afterwards does what it says."""

import numpy as np
import pytest

from dlutils import readers
from dlutils.models import Sequential


@pytest.fixture(scope="module")
def data():
    return readers.load_pictures()


@pytest.fixture(scope="module")
def trained(data):
    X, _, Y = data
    return readers.train_reader(X[:400], Y[:400], seed=1, epochs=4)[0]


def test_pictures_are_scaled_and_targets_one_hot(data):
    X, y, Y = data
    assert X.shape == (1797, 8, 8, 1) and X.min() == 0 and X.max() == 1
    assert (Y.argmax(axis=1) == y).all() and (Y.sum(axis=1) == 1).all()


def test_parameters_by_hand():
    model = Sequential(readers.reader_layers())
    assert model.count((8, 8, 1)) == (9 + 1) * 16 + (9 * 16 + 1) * 32 + (4 * 4 * 32 + 1) * 64 + 65 * 10


def test_learns_and_repeats_itself(data, trained):
    X, y, Y = data
    assert readers.share_read(trained, X[400:], y[400:]) > 0.75  # guessing reads 0.1
    again = readers.train_reader(X[:400], Y[:400], seed=1, epochs=4)[0]
    assert np.array_equal(again.predict(X[:50]), trained.predict(X[:50]))
    other = readers.train_reader(X[:400], Y[:400], seed=2, epochs=1)[0]
    assert not np.array_equal(other.predict(X[:50]), trained.predict(X[:50]))


def test_another_order_of_the_units_is_the_same_network(data, trained):
    X, _, Y = data
    one = readers.weights_of(trained)
    other = readers.in_other_order(one, np.random.default_rng(0).permutation(64))
    ends = [readers.cost_of(weights, X[:200], Y[:200]) for weights in (one, other)]
    assert ends[0] == pytest.approx(ends[1], abs=1e-12)
    assert ends[0] == pytest.approx(trained.evaluate(X[:200], Y[:200])[0], abs=1e-9)
    assert not np.array_equal(one["dense_1.W"], other["dense_1.W"])
    middle = readers.cost_of(readers.between(one, other, 0.5), X[:200], Y[:200])
    assert middle > 1.5 * ends[0]


def test_between_has_the_right_ends(trained):
    one = readers.weights_of(trained)
    other = {name: value + 1 for name, value in one.items()}
    for t, wanted in ((0, one), (1, other)):
        point = readers.between(one, other, t)
        assert all(np.allclose(point[name], wanted[name]) for name in one)
    assert readers.between(one, other, 0.25)["dense_2.b"] == pytest.approx(one["dense_2.b"] + 0.25)


def test_occlusion_by_hand():
    image = np.array([[1.0, 2.0], [3.0, 4.0]])[:, :, None]

    def predict(X):
        return (
            np.stack([X[:, 1, 1, 0], X[:, 0, 0, 0]], axis=1) / 10
        )  # class 0 sees one corner, class 1 another

    assert np.allclose(readers.occlusion_map(predict, image, 1), [[0, 0], [0, 0.4]])
    assert np.allclose(readers.occlusion_map(predict, image, 2), [[0.4]])
    assert image[1, 1, 0] == 4


def test_no_activation_and_no_initializer_is_forgotten():
    model = Sequential(readers.reader_layers("sigmoid", "zeros"))
    assert all(not value.any() for _, value, _ in model.parameters())
    assert [str(layer.activation) for layer in model.layers if layer.activation][:3] == ["Sigmoid"] * 3
