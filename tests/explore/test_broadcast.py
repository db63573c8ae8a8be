import itertools

import numpy as np
import pytest

from dlutils.explore import BroadcastExploration
from dlutils.explore.base import UnreadableInput
from dlutils.explore.broadcast import common_shape, example_array, read_drawable, read_prediction, reasons

SHAPES = ((3,), (4,), (1, 3), (3, 1), (3, 4))
PAIRS = list(itertools.product(SHAPES, SHAPES))


def numpys(a, b):
    try:
        return np.broadcast_shapes(a, b)
    except ValueError:
        return "error"


@pytest.fixture
def exploration():
    return BroadcastExploration()


def choose(exploration, a, b, prediction):
    exploration.shape_a.value, exploration.shape_b.value = str(a), str(b)
    exploration.typed.value = prediction
    exploration.commit.click()


@pytest.mark.parametrize("a, b", PAIRS)
def test_the_rule_is_numpys(a, b):
    assert common_shape(a, b) == numpys(a, b)


def test_the_rule_is_numpys_for_longer_shapes_too():
    lengths = [shape for n in range(4) for shape in itertools.product((1, 2, 3), repeat=n)]
    for a, b in itertools.product(lengths, lengths):
        assert common_shape(a, b) == numpys(a, b)


def test_the_reasons_say_what_is_repeated():
    assert reasons((3, 1), (4,)) == [
        "Last axis: 1 and 4: a is repeated 4 times.",
        "Axis before: 3 and nothing: b is repeated 3 times.",
    ]
    assert reasons((3,), (4,)) == ["Last axis: 3 and 4 differ, and neither is 1: an error."]
    assert reasons((1, 3), (3,)) == [
        "Last axis: 3 and 3 are equal.",
        "Axis before: 1 and nothing: the missing axis is added.",
    ]


@pytest.mark.parametrize("a, b", PAIRS)
def test_all_pairs_before_and_after_the_prediction(exploration, a, b):
    exploration.shape_a.value, exploration.shape_b.value = str(a), str(b)
    answer = numpys(a, b)
    assert "question mark" in exploration.describe()
    assert (
        "Right" not in exploration.status.value
        and f"is an array of shape {answer}" not in exploration.status.value
    )
    hidden = exploration.picture.value

    choose(exploration, a, b, str(answer))
    assert "✓ Right" in exploration.status.value
    assert f"You predicted {answer}" in exploration.status.value
    assert exploration.picture.value != hidden
    if answer == "error":
        assert "Their sum is an error" in exploration.describe()
    else:
        total = example_array(a, 1) + example_array(b, 10)
        assert str(total.tolist()) in exploration.describe()


def test_a_wrong_prediction_stays_beside_the_result(exploration):
    choose(exploration, (3, 1), (3,), "error")
    assert "✗ Not so" in exploration.status.value
    assert "You predicted error; a + b is an array of shape (3, 3)" in exploration.status.value
    assert exploration.typed.value == "error"


def test_other_shapes_hide_the_answer_again(exploration):
    choose(exploration, (3, 1), (3,), "(3, 3)")
    exploration.shape_b.value = "(4,)"
    assert exploration.typed.value == ""
    assert "hidden until you do" in exploration.status.value
    assert "question mark" in exploration.describe()


def test_only_the_first_prediction_of_a_pair_counts(exploration):
    choose(exploration, (3, 1), (3,), "(3, 1)")
    choose(exploration, (3, 1), (3,), "(3, 3)")
    assert "right so far: 0 of 1" in exploration.status.value
    choose(exploration, (4,), (3,), "error")
    assert "right so far: 1 of 2" in exploration.status.value


@pytest.mark.parametrize("text", ["", "  ", "x", "three", "()", "(3, a)", "<b>3</b>", "9" * 5000])
def test_what_is_no_shape_gets_a_sentence_and_reveals_nothing(exploration, text):
    exploration.shape_a.value, exploration.shape_b.value = "(3, 1)", "(3,)"
    hidden = exploration.picture.value
    choose(exploration, (3, 1), (3,), text)
    assert exploration.picture.value == hidden
    assert "the word error" in exploration.status.value and "Right" not in exploration.status.value
    assert "<b>" not in exploration.status.value
    choose(exploration, (3, 1), (3,), "(3, 3)")
    assert "✓ Right" in exploration.status.value


@pytest.mark.parametrize(
    "text, shape",
    [
        ("(3, 4)", (3, 4)),
        ("3,4", (3, 4)),
        ("3 x 4", (3, 4)),
        ("3×4", (3, 4)),
        ("(3,)", (3,)),
        ("3", (3,)),
        (" Error ", "error"),
    ],
)
def test_shapes_are_read_as_people_type_them(text, shape):
    assert read_prediction(text) == shape
    if shape != "error":
        assert read_drawable(text, "a") == shape


def test_a_shape_that_cannot_be_read_is_quoted():
    with pytest.raises(UnreadableInput, match="“three” is not a shape"):
        read_prediction("three")


@pytest.mark.parametrize(
    "text", ["", "three", "error", "()", "0", "(3, 0)", "5", "(4, 5)", "(2, 2, 2)", "9" * 5000]
)
def test_a_shape_that_cannot_be_drawn_is_refused_until_it_is_mended(exploration, text):
    choose(exploration, (3, 1), (3,), "(3, 3)")
    shown = exploration.picture.value
    exploration.shape_b.value = text
    refused = f"“{text}” cannot be drawn as the shape of b. Type one or two lengths from 1 to 4"
    assert refused in exploration.status.value
    exploration.commit.click()
    assert refused in exploration.status.value and exploration.picture.value == shown
    choose(exploration, (3, 1), (4, 4), "error")
    assert "✓ Right" in exploration.status.value


@pytest.mark.parametrize("a, b", [((4, 4), (4, 4)), ((4, 1), (4,)), ((1,), (1, 1))])
def test_the_largest_and_smallest_shapes_can_be_drawn(exploration, a, b):
    choose(exploration, a, b, str(numpys(a, b)))
    assert "✓ Right" in exploration.status.value
