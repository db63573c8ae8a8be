"""When are two results the same? Errors are measured against the size of the right array, not number by number.

Another order of summation changes a number near zero by a large *relative* amount, so each number may be wrong by
tolerance × the largest magnitude in its array. Spellings that mean the same are one: a NumPy scalar, an array without
axes and a Python number; a list and a tuple.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

RUNGS = ("type", "shape", "dtype", "finite", "values")  #: the order in which differences are reported
CLOSE = 1e-4  #: below this relative error, rounding is a likelier cause than a wrong formula
_SMALLEST_SCALE = 1e-6  # where the right array is zero up to rounding, errors are measured against this
_SINGLE_PRECISION = 1e-4  # float32 holds seven digits, and some are lost on the way
_MANY_NUMBERS = 10_000_000  # larger arrays are not copied: no right result is that large


@dataclass(frozen=True)
class Difference:
    """Why a result is not the right one: the rung it fails at, a sentence, the place and how far off it is."""

    rung: str
    sentence: str
    size: float = np.inf


@dataclass(frozen=True)
class Opaque:
    """A result of a kind that cannot be compared, kept by the name of its type."""

    type_name: str

    def __repr__(self) -> str:
        return f"an object of type {self.type_name}"


def canonical(value: Any) -> Any:
    """One form for all spellings of the same result. Arrays are copied, so a later change cannot reach them."""
    if isinstance(value, np.ndarray):
        if np.ma.is_masked(value) or value.size > _MANY_NUMBERS:
            return Opaque(f"{type(value).__name__} with shape {value.shape}")
        return np.array(value) if value.ndim else canonical(value.item())
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, list | tuple):
        return tuple(canonical(item) for item in value)
    if isinstance(value, dict):
        return {str(key): canonical(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return frozenset(canonical(item) for item in value)
    if value is None or isinstance(value, bool | int | float | complex | str | Opaque):
        return value
    return Opaque(type(value).__name__)


def kind(value: Any) -> str:
    """What a canonical value is, in the words of a report."""
    if isinstance(value, np.ndarray):
        return "an array"
    if isinstance(value, Opaque):
        return repr(value)
    if isinstance(value, tuple):
        return "a list or tuple"
    names = {
        bool: "True or False",
        int: "a number",
        float: "a number",
        complex: "a number",
        str: "a text",
    }
    names |= {type(None): "None", dict: "a dict", frozenset: "a set"}
    return names[type(value)]


def described(value: Any) -> str:
    """The kind of a canonical value with its shape or length."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, tuple):
        return f"a list or tuple with {len(value)} value{'s' * (len(value) != 1)}"
    return kind(value)


def difference(
    right: Any,
    value: Any,
    tolerance: float,
    scale: float | None = None,
    returns: Sequence[str] = (),
    only: Sequence[str] = (),
) -> Difference | None:
    """The first rung at which `value` differs from `right`, or None when they are the same.

    Parameters
    ----------
    right, value : canonical values
    tolerance : float
        Relative to the largest magnitude of each right array (or to `scale`, if given). Results in single precision
        are measured less finely.
    returns : sequence of str
        Names of the returned values, for sentences.
    only : sequence of str
        Those of them that are compared; all by default. How many there are must be right in any case.
    """
    if _in_single_precision(right) or _in_single_precision(value):
        tolerance = max(tolerance, _SINGLE_PRECISION)
    names = tuple(returns)
    if isinstance(right, tuple):
        if len(names) != len(right):
            names = tuple(f"value {i + 1}" for i in range(len(right)))
        elif not isinstance(value, tuple) or len(value) != len(right):
            hint = " Is a `return` missing?" if value is None else ""
            due = f"the result must be {len(right)} values, {', '.join(names)}"
            return Difference("type", f"{due}; yours is {described(value)}.{hint}")
        elif only:
            seen = [i for i, name in enumerate(names) if name in only]
            names, right, value = (tuple(items[i] for i in seen) for items in (names, right, value))
        return _difference_of_collections(right, value, tolerance, scale, "", names)
    return _difference(right, value, tolerance, scale, names[0] if len(names) == 1 else "")


def _in_single_precision(value: Any) -> bool:
    if isinstance(value, tuple | dict):
        return any(map(_in_single_precision, value.values() if isinstance(value, dict) else value))
    return isinstance(value, np.ndarray) and value.dtype == np.float32


def _difference(right, value, tolerance, scale, name) -> Difference | None:
    what = name or "the result"
    if isinstance(right, tuple):
        names = tuple(f"{name}[{i}]" for i in range(len(right)))
        return _difference_of_collections(right, value, tolerance, scale, name, names)
    if isinstance(right, dict):
        return _difference_of_collections(
            right, value, tolerance, scale, name, tuple(f"`{key}`" for key in right)
        )
    if isinstance(right, np.ndarray) and isinstance(value, np.ndarray):
        return _difference_of_arrays(right, value, tolerance, scale, what)
    if _is_number(right) and _is_number(value):
        return _difference_of_arrays(np.array(right), np.array(value), tolerance, scale, what)
    if _is_number(right) and isinstance(value, np.ndarray):
        return Difference(
            "shape", f"{what} must be a single number; yours is an array of shape {value.shape}."
        )
    if kind(right) != kind(value):
        return _difference_of_kinds(right, value, what)
    if right != value:
        return Difference("values", f"{what} must be {plain_text(right)}; yours is {plain_text(value)}.")
    return None


def plain_text(value: Any) -> str:
    """A text, a truth value or a set as it is written in code; long ones shortened."""
    text = (
        "{" + ", ".join(sorted(map(repr, value))) + "}"
        if isinstance(value, frozenset) and value
        else repr(value)
    )
    return text if len(text) <= 300 else text[:297] + "…"


def _difference_of_kinds(right, value, what) -> Difference:
    hint = ""
    if value is None:
        hint = " Is a `return` missing?"
    elif isinstance(right, np.ndarray) and isinstance(value, tuple):
        hint = " A list or tuple is not an array; `np.array(…)` makes one."
    return Difference("type", f"{what} must be {described(right)}; yours is {described(value)}.{hint}")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | complex) and not isinstance(value, bool)


def _difference_of_collections(right, value, tolerance, scale, name, names) -> Difference | None:
    """Compare tuples and dicts item by item; among several differences the lowest rung speaks."""
    what = name or "the result"
    if type(right) is not type(value):
        return _difference_of_kinds(right, value, what)
    if isinstance(right, dict):
        missing = [key for key in right if key not in value]
        if missing:
            return Difference("type", f"{what} has no entry {', '.join(map(repr, missing))}.")
        value = tuple(value[key] for key in right)
        right = tuple(right.values())
    if len(right) != len(value):
        sentence = f"{what} must have the length {len(right)}; yours has the length {len(value)}."
        return Difference("type", sentence)
    found = [_difference(r, v, tolerance, scale, n) for n, r, v in zip(names, right, value, strict=True)]
    return min((d for d in found if d), key=lambda d: RUNGS.index(d.rung), default=None)


def _difference_of_arrays(right, value, tolerance, scale, what) -> Difference | None:
    """Compare two arrays of numbers (or two numbers as arrays without axes)."""
    if right.shape != value.shape:
        return Difference("shape", f"{what} must have shape {right.shape}; yours has shape {value.shape}.")
    if value.dtype.kind not in _allowed_kinds(right):
        due, yours = _kind_of_numbers(right), _kind_of_numbers(value)
        if right.ndim == 0:
            return Difference(
                "dtype", f"{what} must be of type {due}; yours is {value.item()!r}, of type {yours}."
            )
        return Difference("dtype", f"{what} must hold numbers of type {due}; yours are of type {yours}.")
    if right.dtype.kind not in "fiu":  # bools, texts: nothing to measure
        return None if np.array_equal(right, value) else _first_difference(right, value, what)
    right, value = right.astype(np.float64), value.astype(np.float64)
    same_special = (np.isnan(right) & np.isnan(value)) | (right == value)
    finite = np.isfinite(right) & np.isfinite(value)
    wrong = ~finite & ~same_special
    if wrong.any():
        place = _first(wrong)
        return Difference(
            "finite", f"{_entry(what, place)} is {value[place]:g}; it must be {right[place]:g}."
        )
    if scale is None:
        scale = max(np.abs(right[finite]).max(initial=0.0), _SMALLEST_SCALE)
    error = np.where(finite, np.abs(np.where(finite, value, 0) - np.where(finite, right, 0)), 0.0)
    if (error <= tolerance * scale).all():
        return None
    place = np.unravel_index(np.argmax(error), error.shape)
    yours, due = _told_apart(value[place], right[place])
    return Difference(
        "values", f"{_entry(what, place)} is {yours}; it must be {due}.", float(error.max() / scale)
    )


def _first_difference(right, value, what) -> Difference:
    place = _first(right != value)
    return Difference("values", f"{_entry(what, place)} is {value[place]}; it must be {right[place]}.")


def _allowed_kinds(right: np.ndarray) -> str:
    """Kinds of dtype that may stand for `right`: a lone int is fine where a float is due, an array of ints is not."""
    if right.dtype.kind == "f":
        return "f" if right.ndim else "fiu"
    return "iu" if right.dtype.kind in "iu" else right.dtype.kind


def _kind_of_numbers(array: np.ndarray) -> str:
    names = {"f": "float", "i": "int", "u": "int", "b": "bool", "c": "complex", "U": "str"}
    return names.get(array.dtype.kind, str(array.dtype))


def _first(mask: np.ndarray) -> tuple[int, ...]:
    return tuple(int(i) for i in np.argwhere(mask)[0])


def _entry(what: str, place) -> str:
    index = "[" + ", ".join(str(int(i)) for i in place) + "]"
    return what if not len(place) else f"the result at {index}" if what == "the result" else what + index


def _told_apart(value: float, right: float) -> tuple[str, str]:
    """Both numbers with as many digits as it takes to see that they differ."""
    for digits in range(6, 17):
        texts = f"{value:.{digits}g}", f"{right:.{digits}g}"
        if texts[0] != texts[1]:
            break
    return texts
