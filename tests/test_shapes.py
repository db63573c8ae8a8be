"""The wording of shape errors: who, which array, wanted, got, and the likely fix."""

import numpy as np
import pytest

from dlutils.shapes import check_same_shape, check_shape, in_words, likely_fix


def test_what_fits_comes_back_itself():
    X = np.ones((3, 4))
    for wanted in (("m", 4), (3, 4), ("m", "n"), ("m", ...), (3, ...)):
        assert check_shape("Dense", "X", X, wanted) is X
    assert check_shape("Dense", "X", np.ones((3, 4, 5)), ("m", ...)).ndim == 3


def test_the_message_has_all_five_parts():
    with pytest.raises(ValueError) as caught:
        check_shape("Conv2D(3 → 8)", "X", np.ones((32, 3, 28, 28)), ("m", "h", "w", 3))
    assert str(caught.value) == (
        "Conv2D(3 → 8): X must have shape (m, h, w, 3), got (32, 3, 28, 28). "
        "It looks like channels come second; use np.moveaxis(X, 1, -1)."
    )


@pytest.mark.parametrize("got", [(4,), (5, 3), (3, 4, 1), (1, 3, 4)])
def test_what_does_not_fit_is_refused(got):
    with pytest.raises(ValueError, match=r"^Dense: dZ must have shape \(m, 4\), got"):
        check_shape("Dense", "dZ", np.ones(got), ("m", 4))


def test_one_axis_is_too_few_for_any_layer():
    with pytest.raises(ValueError, match=r"ReLU: X must have shape \(m, \.\.\.\), got \(4,\)"):
        check_shape("ReLU", "X", np.ones(4), ("m", ...))


@pytest.mark.parametrize(
    ("got", "wanted", "fix"),
    [
        ((6, 4), (4, "m"), "X.T"),
        ((28, 28, 3), ("m", "h", "w", 3), "np.newaxis]"),
        ((9, 28, 28), ("m", "h", "w", 1), "X[..., np.newaxis]"),
        ((5, 8, 8, 1), ("m", 64), "Flatten()"),
        ((5, 3), ("m", 4), None),
        ((5, 3, 9, 9), ("m", "h", "w", 4), None),
    ],
)
def test_the_likely_fix(got, wanted, fix):
    sentences = likely_fix(got, wanted)
    assert len(sentences) == (fix is not None)
    assert all(fix in sentence for sentence in sentences)


def test_empty_integers_and_lists():
    with pytest.raises(ValueError, match="Dense: X of shape \\(0, 4\\) is empty; give at least one example"):
        check_shape("Dense", "X", np.ones((0, 4)), ("m", 4))
    with pytest.raises(TypeError, match='got bool; use X.astype\\("float32"\\)'):
        check_shape("Dense", "X", np.ones((2, 4), bool), ("m", 4))
    with pytest.raises(TypeError, match="Dense: X must be a NumPy array, got tuple"):
        check_shape("Dense", "X", ((1.0, 2.0),), ("m", 2))


def test_in_words():
    assert in_words(("m", 4)) == "(m, 4)"
    assert in_words((3,)) == "(3,)"
    assert in_words(("m", ...)) == "(m, ...)"


def test_equal_shapes_pass_in_silence():
    assert check_same_shape("loss", np.ones((2, 3)), np.zeros((2, 3))) is None
