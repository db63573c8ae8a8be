"""The numbers behind the exploration of learning curves: the stored contests, who leads in them, and a judge of rankings."""

import itertools
import re

import numpy as np

from dlutils.contest import CONTESTS, STORED_SIZES

from .base import UnreadableInput
from .stored_contests import STORED

#: How the models are typed: one letter for a classical one, the number of hidden units for a network.
NAMES = {
    "L": "logistic regression",
    "S": "SVM",
    "8": "net of 8",
    "64": "net of 64",
    "256": "net of 256",
}
FIRST, LAST = STORED_SIZES[0], STORED_SIZES[-1]


def shares(contest, key):
    """The stored shares of one model, an array of shape (seeds, sizes)."""
    return np.array(STORED[contest][NAMES[key]])


def at(contest, key, size):
    """The shares of one model after learning from `size` examples, one for each seed."""
    return shares(contest, key)[:, STORED_SIZES.index(size)]


def ranking(contest, size):
    """The keys of the five models, the best mean first."""
    return sorted(NAMES, key=lambda key: -at(contest, key, size).mean())


def told_apart(contest, one, other, size):
    """Whether all seeds agree on which of two models is better."""
    gaps = at(contest, one, size) - at(contest, other, size)
    return bool((gaps > 0).all() or (gaps < 0).all())


def judge_ranking(typed, contest, size):
    """How many pairs a ranking has in the right order, among those that all seeds agree on.

    Parameters
    ----------
    typed : list of str
        The five keys, the best first.

    Returns
    -------
    right, pairs : int
    """
    pairs = [pair for pair in itertools.combinations(NAMES, 2) if told_apart(contest, *pair, size)]
    right = sum(
        (typed.index(a) < typed.index(b)) == (at(contest, a, size).mean() > at(contest, b, size).mean())
        for a, b in pairs
    )
    return right, len(pairs)


def read_ranking(text):
    """Read a ranking such as "S 256 64 8 L"; commas and > may stand between.

    Returns
    -------
    list of str

    Raises
    ------
    UnreadableInput
        If it does not hold each of the five once.
    """
    keys = [key for key in re.split(r"[\s,;>]+", text.strip().upper()) if key]
    if not keys:
        raise UnreadableInput("Nothing to compare yet: type both rankings, then commit.")
    unknown = [key for key in keys if key not in NAMES]
    if unknown:
        raise UnreadableInput(f"“{unknown[0]}” is none of the five. They are L, S, 8, 64 and 256.")
    if len(keys) != len(NAMES) or set(keys) != set(NAMES):
        raise UnreadableInput("A ranking names each of L, S, 8, 64 and 256 once, the best first.")
    return keys


def lead(contest, size):
    """Who leads, in a sentence: one model, or several that the seeds do not tell apart."""
    order = ranking(contest, size)
    close = [key for key in order[1:] if not told_apart(contest, order[0], key, size)]
    if not close:
        return f"{_said(order[0])} leads, in all five runs"
    return f"{_said(order[0])} and {' and '.join(map(_said, close))} cannot be told apart at the top"


def lesson(contest):
    """What the largest size shows, when everything has been seen."""
    world, steps = CONTESTS[contest]
    if world == "any two shades":
        return (
            "Shapes may be darker or brighter than their ground here, and that turns the verdict round: both larger nets "
            "are ahead of the SVM at every size. But the larger one gains nothing over the net of 64."
        )
    if steps > 1000:
        return (
            "With five times the steps the nets come much closer to the SVM: with 3,200 examples the net of 256 is level "
            "with it. What looked like too small a net was in part too short a training."
        )
    return (
        "With much data the larger net beats the smaller one, as is often said. But the SVM is ahead of all of them at "
        "every size, and what is often said is the opposite."
    )


def _said(key):
    return f"the {NAMES[key]}" if key != "L" else NAMES[key]
