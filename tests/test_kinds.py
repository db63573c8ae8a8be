"""The four kinds of notebook 12: what they are made of, that they learn, and what shuffling does to whom."""

import numpy as np
import pytest

from dlutils import kinds
from dlutils.datasets import load_digits
from dlutils.layers import Conv2D, SimpleRNN


@pytest.fixture(scope="module")
def digits():
    images, y, _ = load_digits()
    return images / 16, y


PARAMETERS = {  # by hand
    "dense": 65 * 64 + 65 * 10,
    "convolutional": 10 * 16 + (9 * 16 + 1) * 24 + (2 * 2 * 24 + 1) * 10,
    "recurrent": (8 + 64 + 1) * 64 + 65 * 10,
    "hybrid": 10 * 12 + (4 * 12 + 48 + 1) * 48 + 49 * 10,
}


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_parameters_by_hand_and_nearly_equal(kind):
    assert kinds.network(kind).count((8, 8, 1)) == PARAMETERS[kind]
    assert 4500 < PARAMETERS[kind] < 5500


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_each_kind_learns_and_repeats_itself(kind, digits, monkeypatch):
    monkeypatch.setattr(kinds, "EPOCHS", 4)
    X, y = digits
    model = kinds.train(kind, X[:500], y[:500], seed=1)
    assert np.mean(model.predict(X[500:]).argmax(axis=1) == y[500:]) > 0.7  # guessing reads 0.1
    assert np.array_equal(model.predict(X[:9]), kinds.train(kind, X[:500], y[:500], seed=1).predict(X[:9]))
    assert not np.array_equal(
        model.predict(X[:9]), kinds.train(kind, X[:500], y[:500], seed=2).predict(X[:9])
    )


def test_a_row_of_the_picture_stays_a_row_in_the_hybrid(digits):
    """What the recurrent layer gets at moment r is what the convolution made of row r."""
    model = kinds.network("hybrid")
    X = digits[0][:3]
    model.predict(X)
    A, seen = X, {}
    for step in model.steps():
        seen[type(step)] = A
        A = step.forward(A)
        if isinstance(step, Conv2D):
            rows = A
    rows = np.maximum(rows, 0).reshape(3, 8, 4, 2, 12).max(axis=3)
    assert np.allclose(seen[SimpleRNN][:, 5], rows[:, 5].reshape(3, 48))


def test_the_parts_hold_everybody_once():
    parts = kinds.five_parts(23)
    assert len(parts) == 5 and sorted(np.concatenate(parts)) == list(range(23))


def test_shares_are_those_of_unseen_digits(digits, monkeypatch):
    X, y = digits
    trained_on = []

    class Silent:
        def predict(self, X):
            return np.eye(10)[np.zeros(len(X), int)]

    def train(kind, X, y, seed):
        trained_on.append((len(X), seed))
        return Silent()

    monkeypatch.setattr(kinds, "train", train)
    shares = kinds.shares_read("dense", X, y)
    parts = kinds.five_parts(len(X))
    assert np.allclose(shares, [np.mean(y[part] == 0) for part in parts])
    assert trained_on == [(len(X) - len(part), seed) for seed, part in enumerate(parts)]


def test_shuffling_moves_the_same_pixels_of_all_pictures():
    X = np.arange(2 * 6).reshape(2, 2, 3, 1)
    moved = kinds.shuffle_pixels(X, np.array([5, 0, 1, 2, 3, 4]))
    assert moved[0, :, :, 0].tolist() == [[5, 0, 1], [2, 3, 4]]
    assert moved[1, :, :, 0].tolist() == [[11, 6, 7], [8, 9, 10]]


@pytest.mark.parametrize("T", [20, 40])
def test_strings_are_labelled_by_three_ones_in_a_row(T):
    X, y = kinds.load_strings(300, T, np.random.default_rng(1))
    assert X.shape == (300, T, 1) and set(np.unique(X)) == {0, 1}
    texts = ["".join(map(str, string.astype(int))) for string in X[:, :, 0]]
    assert [("111" in text) for text in texts] == (y == 1).tolist()
    assert 0.35 < y.mean() < 0.65


def test_the_recurrent_reader_takes_strings_of_any_length():
    X, y = kinds.load_strings(32, 20, np.random.default_rng(2))
    model = kinds.string_reader("recurrent")
    model.fit(X, np.eye(2)[y], verbose=0)
    assert model.predict(kinds.load_strings(5, 40, np.random.default_rng(3))[0]).shape == (5, 2)
    assert kinds.string_reader("dense").count((20, 1)) == 21 * 16 + 17 * 2
