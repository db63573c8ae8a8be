"""Values cross the wall as themselves or not at all; bytes that nobody wrote are refused, whatever they are."""

from __future__ import annotations

import random
import struct

import numpy as np
import pytest

from dlutils.checks.compare import Opaque
from dlutils.checks.exercise import Seed
from dlutils.grading.inside.codec import BadMessage, decode, encode, handle


def no_handle(*anything):
    raise AssertionError("No handle was due.")


def there_and_back(value):
    return decode(encode(value, no_handle), no_handle)


PLAIN = [None, True, False, 0, -1, 255, 2**200, 0.5, -0.0, float("inf"), 1 + 2j, "", "naïve ∂", "a\0b"]
PLAIN += [(), [], {}, frozenset(), (1, "a", None), [1, [2.0]], {"b": 1, "a": (2,)}, frozenset({1, 2})]


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_plain_values_come_back_as_they_were(value):
    back = there_and_back(value)
    assert back == value and type(back) is type(value) and repr(back) == repr(value)


def test_the_order_of_a_dict_is_kept():
    assert list(there_and_back({"b": 1, "a": 2})) == ["b", "a"]


ARRAYS = [
    np.arange(6.0).reshape(2, 3),
    np.zeros((0, 3)),
    np.array(1.5),
    np.array([True]),
    np.array(["ab", "c"]),
]
ARRAYS += [np.arange(3, dtype=kind) for kind in ("i1", "u8", "f2", "f4", "c8", ">f8", ">i4")]
ARRAYS += [np.asfortranarray(np.arange(6).reshape(2, 3)), np.arange(10)[::2], np.array([np.nan, -np.inf])]


@pytest.mark.parametrize("array", ARRAYS, ids=lambda a: f"{a.dtype} {a.shape}")
def test_arrays_keep_dtype_shape_and_bytes(array):
    back = there_and_back(array)
    assert type(back) is np.ndarray and back.shape == array.shape
    assert back.dtype == array.dtype.newbyteorder("=") and back.flags.writeable
    np.testing.assert_array_equal(back, array)
    assert back.flags.fnc == array.flags.fnc


def test_scalars_of_numpy_stay_scalars():
    assert type(there_and_back(np.float32(1.5))) is np.float32


def test_seeds_and_opaque_values_cross():
    assert there_and_back(Seed(5)) == Seed(5)
    assert there_and_back(Opaque("Model")) == Opaque("Model")


def test_of_objects_in_arrays_only_the_number_crosses():
    back = there_and_back(np.array([print, {}], object))
    assert back.dtype == object and back.tolist() == [None, None]


@pytest.mark.parametrize(
    "value", [np.zeros(3, "M8[s]"), np.zeros(2, [("a", int)]), 1 << 100_000], ids=["time", "record", "int"]
)
def test_what_has_no_letter_is_told_by_its_kind(value):
    assert isinstance(there_and_back(value), Opaque)


class Sneaky(float):
    pass


@pytest.mark.parametrize(
    "value", [Sneaky(1), print, object(), {1: 2}, type("T", (tuple,), {})()], ids=lambda v: type(v).__name__
)
def test_everything_else_becomes_a_handle(value):
    given = []
    data = encode((value,), lambda thing: given.append(thing) or handle(7, ("fit",), mine=True))
    assert given == [value] and decode(data, lambda *what: what) == ((7, ("fit",), False),)


def deep(depth):
    return () if depth == 0 else (deep(depth - 1),)


@pytest.mark.parametrize(
    "value", [deep(30), np.zeros(20_000_000), "x" * 200_000_000], ids=["deep", "large", "long"]
)
def test_what_is_too_large_is_refused_on_this_side(value):
    with pytest.raises(BadMessage):
        encode(value, no_handle)


def length(n):
    return struct.pack("<Q", n)


ARRAY = b"a" + length(4) + b"C<f8" + length(1)
LIES = {
    "empty": b"",
    "unknown letter": b"?",
    "trailing bytes": b"NN",
    "cut": encode([1.0, "abc"], no_handle)[:-1],
    "endless text": b"s" + length(2**62),
    "endless tuple": b"t" + length(2**40),
    "more items than bytes": b"t" + length(1000) + b"N",
    "deep": b"t" + length(1) + (b"t" + length(1)) * 5000,
    "deep seed": b"g" * 100_000,
    "array shorter than it says": ARRAY + length(100) + length(8) + bytes(8),
    "array of 2**60": ARRAY + length(2**60) + length(0),
    "array of objects": b"a" + length(4) + b"C|O8" + length(1) + length(1) + length(8) + bytes(8),
    "array of a record": b"a" + length(9) + b"C<f8,<f8," + length(1) + length(1) + length(8) + bytes(8),
    "array of nonsense": b"a" + length(4) + b"Cnon" + length(1) + length(1) + length(8) + bytes(8),
    "array with 100 axes": b"a" + length(4) + b"C<f8" + length(100),
    "no text": b"s" + length(1) + b"\xff",
    "list in a set": b"e" + length(1) + b"l" + length(0),
    "number of a megabyte": b"i" + length(10**6) + bytes(10**6),
    "pickle": b"\x80\x04\x95",
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_bytes_that_lie_are_refused(lie):
    with pytest.raises(BadMessage):
        decode(lie, no_handle)


def test_random_and_damaged_bytes_give_plain_values_or_are_refused():
    chance = random.Random(1)
    whole = encode(
        {"X": np.arange(6.0).reshape(2, 3), "f": (1, None, "abc", Seed(3)), "s": frozenset({1.5})}, no_handle
    )
    for _ in range(3000):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        for message in (bytes(damaged), chance.randbytes(chance.randint(0, 40))):
            try:
                decode(message, lambda *what: None)
            except BadMessage:
                pass
