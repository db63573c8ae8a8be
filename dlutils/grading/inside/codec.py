"""Values as bytes, for the wall between the judge and a submission.

Pickle would let whoever made the bytes run code in whoever reads them. Here only plain values exist: each is one
letter that names its type, and its contents. Functions and objects do not cross: a number does, a *handle*, and calls
on it travel back (`peer`). Whatever a hostile submission sends, reading it gives such plain values or `BadMessage`.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from typing import Any

import numpy as np

from dlutils.checks.compare import Opaque
from dlutils.checks.exercise import Seed

MAX_BYTES = 100_000_000  #: of a message
_MAX_ITEMS = 1_000_000  # values in a message
_MAX_DEPTH = 20
_MAX_DIGITS = 1000  # bytes of a whole number
_DTYPES = frozenset("?bhilqBHILQefdgFD")  #: what arrays may hold, besides texts (U)


class BadMessage(Exception):
    """These bytes are no message, or this value is too large for one."""


def encode(value: Any, give: Callable[[Any], bytes]) -> bytes:
    """The bytes of a value.

    Parameters
    ----------
    value : any
        None, numbers, texts, arrays, tuples, lists, dicts with texts as keys, sets, `Seed` and `Opaque`.
    give : callable
        Asked for the bytes of anything else: a handle, made with `handle`.

    Raises
    ------
    BadMessage
        If it is too large or too deep.
    """
    parts: list[bytes] = []
    _write(value, give, parts, _MAX_DEPTH)
    message = b"".join(parts)
    if len(message) > MAX_BYTES or len(parts) > 4 * _MAX_ITEMS:
        raise BadMessage("The value is too large.")
    return message


def handle(number: int, methods: tuple[str, ...], mine: bool) -> bytes:
    """The bytes of a handle: of an object of the sender's (`mine`), or of one that the receiver gave before."""
    return (b"h" if mine else b"H") + _LENGTH.pack(number) + _text(" ".join(methods))


def decode(message: bytes, take: Callable[[int, tuple[str, ...], bool], Any]) -> Any:
    """The value of a message.

    Parameters
    ----------
    message : bytes
    take : callable (number, methods, mine) -> object
        Makes something of a handle; `mine` is True for an object that comes home.

    Raises
    ------
    BadMessage
        If anything about the bytes is not as `encode` writes it.
    """
    reader = _Reader(message, take)
    try:
        value = reader.value(_MAX_DEPTH)
    except BadMessage:
        raise
    except (ValueError, TypeError, IndexError, struct.error, OverflowError, MemoryError) as error:
        raise BadMessage(f"{type(error).__name__}: {error}") from None
    if reader.place != len(message):
        raise BadMessage("There are bytes after the end.")
    return value


_LENGTH = struct.Struct("<Q")


def _text(text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    return _LENGTH.pack(len(data)) + data


def _write(value: Any, give: Callable, parts: list[bytes], depth: int) -> None:
    if depth == 0 or len(parts) > 4 * _MAX_ITEMS:
        raise BadMessage("The value is too deep or too large.")
    kind = type(value)
    if value is None or kind is bool:
        parts.append({None: b"N", True: b"T", False: b"F"}[value])
    elif kind is int and value.bit_length() >= 8 * _MAX_DIGITS:
        parts.append(b"o" + _text("int, too large to show"))
    elif kind is int:
        data = value.to_bytes(value.bit_length() // 8 + 1, "little", signed=True)
        parts.append(b"i" + _LENGTH.pack(len(data)) + data)
    elif kind is float:
        parts.append(b"f" + struct.pack("<d", value))
    elif kind is complex:
        parts.append(b"c" + struct.pack("<dd", value.real, value.imag))
    elif kind is str:
        parts.append(b"s" + _text(value))
    elif kind is Seed:
        parts.append(b"g")
        _write(int(value.value), give, parts, depth - 1)
    elif kind is Opaque:
        parts.append(b"o" + _text(str(value.type_name)[:200]))
    elif kind is np.ndarray or isinstance(value, np.generic):
        _write_array(value, parts)
    elif kind is dict and all(type(key) is str for key in value):
        parts.append(b"d" + _LENGTH.pack(len(value)))
        for key, item in value.items():
            parts.append(_text(key))
            _write(item, give, parts, depth - 1)
    elif kind in _COLLECTIONS:
        parts.append(_COLLECTIONS[kind] + _LENGTH.pack(len(value)))
        for item in value:
            _write(item, give, parts, depth - 1)
    else:
        parts.append(give(value))


_COLLECTIONS = {tuple: b"t", list: b"l", set: b"e", frozenset: b"e"}


def _write_array(value: Any, parts: list[bytes]) -> None:
    """An array, or a scalar of NumPy's. Of objects in an array only the number crosses, nothing of their own."""
    array = np.asarray(value)
    letter, order = array.dtype.char, "F" if array.flags.fnc else "C"
    if letter != "O" and letter not in _DTYPES and array.dtype.kind != "U":
        parts.append(b"o" + _text(f"array of {array.dtype}"[:200]))
        return
    if array.nbytes > MAX_BYTES:
        raise BadMessage("The array is too large.")
    plain = array.astype(array.dtype.newbyteorder("="), copy=False)
    data = b"" if letter == "O" else plain.tobytes(order)
    shape = struct.pack(f"<{array.ndim + 1}Q", array.ndim, *array.shape)
    tag = b"n" if isinstance(value, np.generic) else b"a"
    parts += [tag, _text(order + plain.dtype.str), shape, _LENGTH.pack(len(data)), data]


class _Reader:
    """Reads one message from front to back."""

    def __init__(self, message: bytes, take: Callable):
        self.message, self.take, self.place, self.items = message, take, 0, 0

    def value(self, depth: int) -> Any:
        self.items += 1
        if depth == 0 or self.items > _MAX_ITEMS:
            raise BadMessage("The value is too deep or too large.")
        tag = self.bytes(1)
        if tag in _CONSTANTS:
            return _CONSTANTS[tag]
        if tag == b"i":
            return int.from_bytes(self.bytes(self.length(_MAX_DIGITS)), "little", signed=True)
        if tag == b"f":
            return struct.unpack("<d", self.bytes(8))[0]
        if tag == b"c":
            return complex(*struct.unpack("<dd", self.bytes(16)))
        if tag == b"s":
            return self.text()
        if tag == b"g":
            number = self.value(depth - 1)
            if type(number) is not int:
                raise BadMessage("Seeds are whole numbers.")
            return Seed(number)
        if tag == b"o":
            return Opaque(self.text(400))
        if tag in (b"a", b"n"):
            return self.array(scalar=tag == b"n")
        if tag == b"d":
            return {self.text(): self.value(depth - 1) for _ in range(self.length(_MAX_ITEMS))}
        if tag in _READ_COLLECTIONS:
            items = [self.value(depth - 1) for _ in range(self.length(_MAX_ITEMS))]
            return _READ_COLLECTIONS[tag](items)
        if tag in (b"h", b"H"):
            number = self.length(_MAX_ITEMS)
            return self.take(number, tuple(self.text(2000).split()), tag == b"H")
        raise BadMessage(f"Nothing begins with {tag!r}.")

    def bytes(self, number: int) -> bytes:
        end = self.place + number
        if end > len(self.message):
            raise BadMessage("The message ends too early.")
        self.place, start = end, self.place
        return self.message[start:end]

    def length(self, most: int) -> int:
        (number,) = _LENGTH.unpack(self.bytes(8))
        if number > most:
            raise BadMessage(f"{number} is more than {most}.")
        return number

    def text(self, most: int = MAX_BYTES) -> str:
        return self.bytes(self.length(most)).decode("utf-8")

    def array(self, scalar: bool) -> Any:
        order, name = (text := self.text(40))[:1], text[1:]
        dtype = np.dtype(name)
        if dtype.fields or (dtype.char not in _DTYPES and dtype.kind not in "OU") or order not in "CF":
            raise BadMessage(f"Arrays of {name!r} do not cross.")
        shape = tuple(self.length(MAX_BYTES) for _ in range(self.length(64)))
        size, number = math.prod(shape), self.length(MAX_BYTES)
        if dtype.kind == "O" and number == 0 and size <= _MAX_ITEMS:
            return np.empty(shape, object)
        if dtype.kind == "O" or size > MAX_BYTES or size * dtype.itemsize != number:
            raise BadMessage("The array does not have the size that it says.")
        array = np.frombuffer(self.bytes(number), dtype).copy().reshape(shape, order=order)
        return array[()] if scalar and not shape else array


_CONSTANTS = {b"N": None, b"T": True, b"F": False}
_READ_COLLECTIONS = {b"t": tuple, b"l": list, b"e": frozenset}
