"""Exercise `find_bugs`: the lines of a training script that are wrong.

The script is fixed, and so are the lines; each of them is a property of its own, so that a report names the check
that would have led to the one that is missing. A bug that spans two lines is found with either of them.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, Property
from dlutils.hunt import SCRIPT

#: Part of the points → the lines, counted from 1, of which one must be named.
LINES = {
    "shape table": (68,),
    "first cost": (23,),
    "nudging": (49,),
    "ten examples": (58,),
    "shuffled labels": (14, 15),
}


def find_bugs(script):
    return {15, 23, 49, 58, 68}


def lines_from_zero(script):
    return {14 - 1, 23 - 1, 49 - 1, 58 - 1, 68 - 1}


def lines_from_zero_all(script):
    """Of the bug in two lines the second one, counted from 0, is the first one, counted from 1."""
    return {line - 1 for line in find_bugs(script)}


def every_line(script):
    return set(range(1, len(script.splitlines()) + 1))


def both_lines(script):
    """The bug of two lines with both of them: six lines."""
    return find_bugs(script) | {14}


def none_found(script):
    return set()


def without(part):
    """An answer that lacks the bug of this part."""

    def answer(script):
        return find_bugs(script) - set(LINES[part])

    return answer


def texts_of_lines(script):
    return {str(line) for line in find_bugs(script)}


def as_a_list(script):
    return [14, 23, 49, 58, 68]


def by_searching(script):
    """Line numbers from the lines' own words."""
    words = ("test = rng", "standard_normal((32, 10))", "dA1.sum", "len(y) - size", "keepdims=True) == y")
    return {n for n, line in enumerate(script.split("\n"), 1) for word in words if word in line}


def as_a_tuple(script):
    lines = sorted(find_bugs(script), reverse=True)
    return tuple(lines)


def as_an_array(script):
    return np.array([68, 58, 49, 23, 14])


def named_lines(call):
    """What was returned as a list of line numbers, or a sentence about it."""
    given = call(SCRIPT)
    if isinstance(given, np.ndarray) and given.ndim == 1 and given.dtype.kind in "iu":
        given = tuple(given.tolist())
    if not isinstance(given, tuple | frozenset):
        return f"It returned {given!r}; a set of line numbers is asked for, such as {{3, 8}}."
    wrong = [line for line in given if isinstance(line, bool) or not isinstance(line, int)]
    if wrong:
        return f"It returned {wrong[0]!r} among the lines; they must be whole numbers, such as {{3, 8}}."
    return sorted(set(given))


def _is_a_set_of_numbers(call, rng):
    lines = named_lines(call)
    return lines if isinstance(lines, str) else None


def _at_most_five(call, rng):
    lines = named_lines(call)
    if isinstance(lines, str) or len(lines) <= 5:
        return None
    return f"It names {len(lines)} lines. There are five bugs, and every line that is not one costs somebody an evening."


def _found(part, call, rng):
    lines = named_lines(call)
    if isinstance(lines, str):
        return "No line numbers were returned."
    if len(lines) > 5:
        return "More than five lines are named, so no one knows which you mean."
    return None if set(lines) & set(LINES[part]) else "None of the lines that you name is this bug."


def _property(part):
    return Property(
        part, part, f"The bug that the check “{part}” has shown is among your lines.", partial(_found, part)
    )


def _missed(part, sentence, step):
    return Mistake(f"missed-{part.replace(' ', '-')}", without(part), sentence, step, (part,))


ALL = tuple(LINES)
FIND_BUGS = Exercise(
    name="find_bugs",
    parts={"shape table": 1, "first cost": 1, "nudging": 1, "ten examples": 1, "shuffled labels": 1},
    reference=find_bugs,
    insight="You found five bugs of which neither an error message nor a cost curve says a word.",
    properties=(
        Property("numbers", "shape table", "It returns a set of line numbers.", _is_a_set_of_numbers),
        Property("five", "shape table", "It names at most five lines.", _at_most_five),
        *map(_property, LINES),
    ),
    mistakes=(
        _missed(
            "shape table",
            "Four are found. The one that is missing makes an array of the wrong shape.",
            "The table says which array it is. Where is it made, and from which two shapes?",
        ),
        _missed(
            "first cost",
            "Four are found. The one that is missing makes the first cost too large: scores are far apart before anything is learned.",
            "What decides how large the scores are at the start, as in 06?",
        ),
        _missed(
            "nudging",
            "Four are found. The one that is missing makes a slope that nudging contradicts.",
            "The first array in the table that differs says which line. What should have come down to it, as in 06?",
        ),
        _missed(
            "ten examples",
            "Four are found. The one that is missing keeps ten examples from being learned at all.",
            "With ten examples, how often does the inner loop of `train` turn?",
        ),
        _missed(
            "shuffled labels",
            "Four are found. The one that is missing lets the network see what it is asked about later.",
            "Write down `train` and `test` of `split` for five examples. Which are in both?",
        ),
        Mistake(
            "counted-from-zero",
            lines_from_zero,
            "None of your lines is a bug.",
            "Are the lines counted from 1, as they are printed? Then let each check say what is wrong, and follow it to the line that makes it.",
            ALL,
        ),
        Mistake(
            "counted-from-zero-but-one",
            lines_from_zero_all,
            "Of your lines only one belongs to a bug, the one in `split`.",
            "Are the lines counted from 1, as they are printed? Then follow each of the other checks to the line that makes what it shows.",
            ALL[:-1],
        ),
        Mistake(
            "too-many",
            every_line,
            "You name more than five lines, so nothing is counted.",
            "Follow one check at a time to the one line that explains it. Of a bug in two lines name one.",
            ("five", *ALL),
        ),
        Mistake(
            "not-numbers",
            texts_of_lines,
            "What you return is not a set of line numbers.",
            "A set of whole numbers looks like this: `{3, 8}`.",
            ("numbers", *ALL),
        ),
    ),
    variants={
        "a list, the other line of two": as_a_list,
        "found by their words": by_searching,
        "a tuple": as_a_tuple,
        "an array": as_an_array,
    },
    seconds=2.0,
)
