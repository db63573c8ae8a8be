"""Metrics against scikit-learn and against numbers one can count."""

import numpy as np
import pytest
import sklearn.metrics as theirs
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dlutils import metrics


def test_confusion_matrix_by_hand():
    y, y_hat = np.array([0, 0, 0, 1, 2, 2]), np.array([0, 2, 2, 1, 2, 0])
    np.testing.assert_array_equal(metrics.confusion_matrix(y, y_hat), [[1, 0, 2], [0, 1, 0], [1, 0, 1]])
    assert metrics.confusion_matrix(y, y_hat, num_classes=5).shape == (5, 5)
    assert metrics.accuracy(y, y_hat) == 0.5


@given(st.integers(1, 40), st.integers(0, 999))
@settings(max_examples=30, deadline=None)
def test_classes_as_in_scikit_learn(m, seed):
    rng = np.random.default_rng(seed)
    y, y_hat = rng.integers(0, 4, m), rng.integers(0, 4, m)
    ours = metrics.confusion_matrix(y, y_hat, 4)
    np.testing.assert_array_equal(ours, theirs.confusion_matrix(y, y_hat, labels=range(4)))
    assert ours.dtype.kind == "i" and ours.sum() == m
    assert metrics.accuracy(y, y_hat) == pytest.approx(theirs.accuracy_score(y, y_hat))
    y, y_hat = y > 1, y_hat > 1
    arguments = y.astype(int), y_hat.astype(int)
    for name in ("precision", "recall", "f1"):
        ours = metrics.METRICS["f1_score" if name == "f1" else name](*arguments)
        assert ours == pytest.approx(getattr(theirs, f"{name}_score")(*arguments, zero_division=0))


NUMBERS = arrays(float, (7, 3), elements=st.floats(-100, 100, width=16), unique=True)


@given(NUMBERS, NUMBERS)
@settings(max_examples=30, deadline=None)
def test_quantities_as_in_scikit_learn(y, y_hat):
    for name in ("mean_squared_error", "root_mean_squared_error", "mean_absolute_error", "r2_score"):
        if (
            name == "root_mean_squared_error"
        ):  # of all numbers, where scikit-learn averages the columns' roots
            expected = np.sqrt(theirs.mean_squared_error(y, y_hat))
        else:
            expected = getattr(theirs, name)(y, y_hat)
        assert metrics.get(name)(y, y_hat) == pytest.approx(expected, rel=1e-9, abs=1e-9)


LABELS = np.array([2, 0, 1, 1])


@pytest.mark.parametrize("y_true", [LABELS, np.eye(3)[LABELS], LABELS[:, None], LABELS.astype(float)])
def test_labels_may_come_in_any_dress(y_true):
    scores = np.array([[0.1, 0.2, 0.7], [0.5, 0.3, 0.2], [0.6, 0.3, 0.1], [0.1, 0.8, 0.1]])
    assert metrics.accuracy(y_true, scores) == 0.75
    assert metrics.accuracy(y_true, 100 * scores - 50) == 0.75  # rows of scores: the largest wins
    assert metrics.confusion_matrix(y_true, scores)[1].tolist() == [1, 1, 0]


@pytest.mark.parametrize("shape", [(4,), (4, 1)])
def test_one_probability_per_example_counts_from_a_half(shape):
    a = np.array([0.9, 0.4999, 0.5, 0.0], dtype=np.float32).reshape(shape)
    np.testing.assert_array_equal(metrics.as_labels(a), [1, 0, 1, 0])
    assert metrics.accuracy(np.array([[1.0], [0.0], [0.0], [0.0]]), a) == 0.75


def test_top_k():
    scores = np.array([[0.1, 0.2, 0.7], [0.5, 0.3, 0.2], [0.6, 0.3, 0.1], [0.2, 0.4, 0.4]])
    y = np.array([1, 2, 0, 1])
    for k in (1, 2):  # without the tie in the last row, which scikit-learn breaks by the label
        expected = theirs.top_k_accuracy_score(y[:3], scores[:3], k=k, labels=[0, 1, 2])
        assert metrics.top_k_accuracy(y[:3], scores[:3], k) == pytest.approx(expected)
    assert metrics.top_k_accuracy(y, scores, 3) == metrics.top_k_accuracy(y[3:], scores[3:], 1) == 1
    with pytest.raises(ValueError, match="k = 4"):
        metrics.top_k_accuracy(y, scores, 4)


def test_r2_has_three_marks():
    y = np.array([1.0, 2.0, 6.0])
    assert metrics.r2_score(y, y) == 1
    assert metrics.r2_score(y, np.full(3, 3.0)) == 0
    assert metrics.r2_score(y, -y) < 0


@pytest.mark.parametrize(
    "wrong, sentence",
    [
        (
            lambda: metrics.mean_squared_error(np.ones(4), np.ones((4, 1))),
            "every number of one with every number",
        ),
        (lambda: metrics.mean_squared_error(np.ones(0), np.ones(0)), "no examples"),
        (lambda: metrics.accuracy(np.array([], dtype=int), np.array([], dtype=int)), "no examples"),
        (lambda: metrics.accuracy(np.array([1, 0]), np.array([1, 0, 1])), "2 examples and y_pred has 3"),
        (lambda: metrics.accuracy(np.array([1, 0]), np.array([3.2, -1.0])), "scores"),
        (lambda: metrics.accuracy(np.array([1, 0]), np.array([np.nan, 1.0])), "nan"),
        (lambda: metrics.accuracy(np.ones((2, 2, 2)), np.ones((2, 2, 2))), r"\(2, 2, 2\)"),
        (lambda: metrics.confusion_matrix(np.array([0, 3]), np.array([0, 1]), 3), "between 0 and 2"),
        (lambda: metrics.confusion_matrix(np.array([0, -1]), np.array([0, 1])), "between 0 and 1"),
        (lambda: metrics.r2_score(np.ones(3), np.arange(3.0)), "all true values are equal"),
        (lambda: metrics.get("acuracy"), "unknown metric 'acuracy'; choose one of acc, accuracy"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(wrong, sentence):
    with pytest.raises(ValueError, match=sentence):
        wrong()


def test_keras_words_and_own_functions():
    assert metrics.get("mse") is metrics.mean_squared_error
    assert metrics.get("sparse_categorical_accuracy") is metrics.get("acc") is metrics.accuracy
    assert metrics.get(max) is max
