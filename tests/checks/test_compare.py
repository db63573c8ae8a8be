"""When two results are the same, and what is said when they are not."""

import numpy as np
import pytest

from dlutils.checks.compare import RUNGS, Opaque, canonical, described, difference, kind, plain_text

TOLERANCE = 1e-6
COLUMN = np.array([[1.0], [2.0]])


def compare(right, value, **options):
    return difference(canonical(right), canonical(value), TOLERANCE, **options)


class Labelled(np.ndarray):
    """An array with another name."""


@pytest.mark.parametrize(
    "right, value",
    [
        (2.0, np.float64(2)),
        (2.0, np.array(2.0)),
        (2.0, 2),
        (2.0, np.float32(2)),
        (True, np.True_),
        (True, np.array(True)),
        ("saddle", np.str_("saddle")),
        (5, np.int64(5)),
        (5, np.uint8(5)),
        ((1.0, 2.0), [1.0, 2.0]),
        ([(3, 3, 8), (2,)], ([3, 3, 8], [np.int64(2)])),
        ({"dW": COLUMN}, {"dW": COLUMN, "cache": None}),
        ({3, 7}, frozenset({np.int64(3), 7})),
        (COLUMN, COLUMN.astype(np.float32)),
        (COLUMN, np.asfortranarray(COLUMN)),
        (COLUMN, COLUMN.view(np.matrix)),
        (COLUMN, COLUMN.view(Labelled)),
        (COLUMN, np.ma.masked_array(COLUMN)),
        (COLUMN, np.repeat(COLUMN, 3, axis=1)[:, ::3]),
        (np.zeros((0, 3)), np.zeros((0, 3))),
        (np.array([np.nan, np.inf, -np.inf, 1.0]), np.array([np.nan, np.inf, -np.inf, 1.0])),
        (np.array([1, 2]), np.array([1, 2], dtype=np.uint8)),
        (np.array([True, False]), np.array([True, False])),
        (np.array(["a", "b"]), np.array(["a", "b"])),
        (1e300, 1e300 * (1 + 1e-9)),
        ((), []),
        ({}, {}),
        (None, None),
    ],
)
def test_spellings_of_the_same_result(right, value):
    assert compare(right, value) is None


@pytest.mark.parametrize(
    "right, value, rung",
    [
        (COLUMN, None, "type"),
        (COLUMN, [[1.0], [2.0]], "type"),
        (COLUMN, (COLUMN, 1.0), "type"),
        (COLUMN, 1.0, "type"),
        (COLUMN, {"dW": COLUMN}, "type"),
        (COLUMN, (number for number in (1, 2)), "type"),
        (COLUMN, np.ma.masked_array(COLUMN, [[True], [False]]), "type"),
        (COLUMN, np.broadcast_to(1.0, (40_000, 40_000)), "type"),
        ((COLUMN, 1.0), COLUMN, "type"),
        ((COLUMN, 1.0), (COLUMN,), "type"),
        ({"dW": COLUMN}, {"db": COLUMN}, "type"),
        (True, 1, "type"),
        (1.0, True, "type"),
        ("saddle", 1.0, "type"),
        (1.0, "1.0", "type"),
        ({3}, [3], "type"),
        (COLUMN, COLUMN[:, 0], "shape"),
        (COLUMN, COLUMN.T, "shape"),
        (2.0, np.array([[2.0]]), "shape"),
        (np.zeros((0, 3)), np.zeros((3, 0)), "shape"),
        (COLUMN, COLUMN.astype(int), "dtype"),
        (COLUMN, COLUMN.astype(complex), "dtype"),
        (COLUMN, COLUMN.astype(object), "dtype"),
        (COLUMN, COLUMN > 0, "dtype"),
        (np.array([1, 2]), np.array([1.0, 2.0]), "dtype"),
        (5, 5.0, "dtype"),
        (5, 10**400, "dtype"),
        (1.0, 1 + 0j, "dtype"),
        (COLUMN, COLUMN * np.nan, "finite"),
        (np.array([1.0, np.inf]), np.array([1.0, 30.0]), "finite"),
        (np.array([1.0, np.inf]), np.array([1.0, -np.inf]), "finite"),
        (np.array([1.0, np.nan]), np.array([1.0, 0.0]), "finite"),
        (COLUMN, COLUMN + 1e-5, "values"),
        (1.0, 1.00001, "values"),
        (True, False, "values"),
        ("saddle", "minimum", "values"),
        ({3, 7}, {3}, "values"),
        ([(3, 3, 8)], [(3, 4, 8)], "values"),
        (np.array([True, False]), np.array([True, True]), "values"),
        (np.array(["a", "b"]), np.array(["a", "c"]), "values"),
    ],
)
def test_each_difference_has_its_rung(right, value, rung):
    found = compare(right, value)
    assert found.rung == rung
    assert rung in RUNGS and found.sentence.endswith((".", "?"))


def test_errors_are_measured_against_the_largest_number():
    right = np.array([1000.0, 1e-9])
    assert compare(right, right + [0, 9e-4]) is None
    assert compare(right, right + [0, 2e-3]).rung == "values"


def test_scale_makes_a_small_number_beside_a_large_one_count():
    right = np.array([1e6, 1.0])
    wrong = right + [0, 0.5]
    assert compare(right, wrong) is None
    assert compare(right, wrong, scale=1.0).rung == "values"


def test_each_array_of_a_tuple_has_its_own_scale():
    assert compare((np.array([1e6]), np.array([1.0])), (np.array([1e6]), np.array([1.5]))).rung == "values"


def test_a_gradient_that_is_zero_up_to_rounding():
    assert compare(np.zeros(3), np.full(3, 1e-13)) is None
    assert compare(np.zeros(3), np.full(3, 1e-9)).rung == "values"


def test_single_precision_is_measured_less_finely():
    right = np.array([1.0, 2.0])
    assert compare(right, (right + 1e-5).astype(np.float32)) is None
    assert compare(right, right + 1e-5).rung == "values"
    assert compare(right, (right + 1e-3).astype(np.float32)).rung == "values"
    assert compare((right, 1.0), (right.astype(np.float32), 1.00001)) is None


@pytest.mark.parametrize(
    "right, value, returns, sentence",
    [
        (
            (COLUMN, 1.0),
            (COLUMN, 2.0),
            ("dw", "db"),
            "db is 2; it must be 1.",
        ),
        (
            (COLUMN, 1.0),
            COLUMN,
            ("dw", "db"),
            "the result must be 2 values, dw, db; yours is an array of shape (2, 1).",
        ),
        (
            (COLUMN, 1.0),
            None,
            ("dw", "db"),
            "the result must be 2 values, dw, db; yours is None. Is a `return` missing?",
        ),
        (COLUMN, COLUMN + [[0], [1]], (), "the result at [1, 0] is 3; it must be 2."),
        (COLUMN, COLUMN + [[0], [1]], ("P",), "P[1, 0] is 3; it must be 2."),
        (
            COLUMN,
            None,
            (),
            "the result must be an array of shape (2, 1); yours is None. Is a `return` missing?",
        ),
        (0.1046, 0.10460014, (), "the result is 0.1046001; it must be 0.1046."),
        (5, 5.0, (), "the result must be of type int; yours is 5.0, of type float."),
        (
            [(3, 3, 8), (2,)],
            [(3, 3, 8), (4,)],
            (),
            "value 2[0] is 4; it must be 2.",
        ),
        ([(3, 3), (2,)], [(3, 3), (2, 1)], (), "value 2 must have the length 1; yours has the length 2."),
        ({"dW": 1.0, "db": 2.0}, {"dW": 1.0}, (), "the result has no entry 'db'."),
        ({3, 7}, {3, 9}, (), "the result must be {3, 7}; yours is {3, 9}."),
        ("saddle", "minimum", (), "the result must be 'saddle'; yours is 'minimum'."),
    ],
)
def test_sentences(right, value, returns, sentence):
    assert compare(right, value, returns=returns).sentence == sentence


def test_the_lowest_rung_of_several_speaks():
    assert compare((1.0, COLUMN), (2.0, COLUMN.T)).rung == "shape"


def test_canonical_arrays_are_copies():
    array = np.array([1.0, 2.0])
    kept = canonical(array)
    array[0] = 9
    assert kept.tolist() == [1.0, 2.0] and canonical(array[::-1]).base is None


def test_unknown_objects_keep_their_name():
    thing = canonical(print)
    assert thing == Opaque("builtin_function_or_method")
    assert kind(thing) == described(thing) == repr(thing) == "an object of type builtin_function_or_method"
    assert canonical([print])[0] == canonical(thing) == thing


def test_long_texts_are_shortened():
    assert len(plain_text("x" * 10_000)) <= 300
