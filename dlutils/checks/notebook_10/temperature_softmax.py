"""Exercise `temperature_softmax`: shares between "the largest takes all" and "everybody gets the same"."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case
from dlutils.checks.notebook_10.softmax import softmax, softmax_with_loops


def temperature_softmax(Z, T):
    if T <= 0:
        raise ValueError("T must be positive")
    return softmax(Z / T)


def temperature_of_shares(Z, T):
    if T <= 0:
        raise ValueError("T must be positive")
    return softmax(Z) / T


def temperature_multiplied(Z, T):
    if T <= 0:
        raise ValueError("T must be positive")
    return softmax(Z * T)


def temperature_forgotten(Z, T):
    if T <= 0:
        raise ValueError("T must be positive")
    return softmax(Z)


def temperature_of_exponentials(Z, T):
    if T <= 0:
        raise ValueError("T must be positive")
    return softmax(Z) ** T


def temperature_one_plus(Z, T):
    if T <= 0:
        raise ValueError("T must be positive")
    return softmax(Z / (1 + T))


def temperature_never_refused(Z, T):
    with np.errstate(all="ignore"):
        return softmax(np.divide(Z, T))


def temperature_zero_allowed(Z, T):
    if T < 0:
        raise ValueError("T must not be negative")
    with np.errstate(all="ignore"):
        return softmax(np.divide(Z, T))


def temperature_unstable(Z, T):
    if T <= 0:
        raise ValueError("T must be positive")
    with np.errstate(all="ignore"):
        e = np.exp(Z / T)
        return e / e.sum(axis=1, keepdims=True)


def temperature_of_powers(Z, T):
    if T <= 0:
        raise ValueError("T must be positive")
    with np.errstate(all="ignore"):
        powers = softmax(Z) ** (1 / T)
        return powers / powers.sum(axis=1, keepdims=True)


def temperature_not_divided(Z, T):
    if T <= 0:
        raise ValueError("T must be positive")
    with np.errstate(all="ignore"):
        return np.exp(Z / T)


def temperature_negative_allowed(Z, T):
    if T == 0:
        raise ValueError("T must not be 0")
    return softmax(Z / T)


def temperature_asserted(Z, T):
    assert T > 0, "T must be positive"
    return softmax(Z / T)


def temperature_error_returned(Z, T):
    if T <= 0:
        return ValueError("T must be positive")
    return softmax(Z / T)


def temperature_nothing_returned(Z, T):
    """A printed sentence stops nobody."""
    return softmax(Z / T) if T > 0 else None


def temperature_in_place(Z, T):
    if T <= 0:
        raise ValueError("T must be positive")
    Z /= T
    return softmax(Z)


def temperature_above_only(Z, T):
    if T <= 0:
        raise ValueError("T must be positive")
    shifted = Z - Z.max(axis=1, keepdims=True)
    return np.exp(shifted / T) / np.exp(shifted).sum(axis=1, keepdims=True)


def temperature_without_remainder(Z, T):
    if T <= 0:
        raise ValueError("T must be positive")
    return softmax(Z // T)


def temperature_with_loops(Z, T):
    if not T > 0:
        raise ValueError(f"the temperature must be positive, got {T}")
    return softmax_with_loops(np.array([[z / T for z in row] for row in Z]))


def temperature_of_differences(Z, T):
    if T <= 0:
        raise ValueError
    e = np.exp((Z - Z.max(axis=1)[:, None]) / T)
    return e / np.sum(e, axis=1)[:, None]


def temperature_by_a_root(Z, T):
    if T <= 0:
        raise ValueError("no")
    e = np.exp(Z - Z.max(axis=1, keepdims=True)) ** (1 / T)
    return e / e.sum(axis=1, keepdims=True)


Z2 = np.array([[2.0, 1.0, 0.1], [0.5, -1.0, 3.0]])


def _draw(rng, i):
    Z = rng.normal(0, 2, size=[(2, 3), (3, 3), (1, 4)][i]).round(2)
    return case("values", Z=Z, T=float(rng.uniform([0.3, 2.0, 0.1][i], [0.8, 9.0, 0.2][i]).__round__(2)))


TEMPERATURE_SOFTMAX = Exercise(
    name="temperature_softmax",
    parts={"values": 1, "refusal": 1},
    reference=temperature_softmax,
    insight="One number turns a cautious choice into a bold one, without changing which class is first.",
    examples=(
        case("values", Z=Z2, T=2.0),
        case("values", Z=Z2, T=0.5),
        case("values", Z=Z2, T=1.0),
        case("values", Z=np.array([[3.0, 1.0], [0.0, 0.2], [-1.0, 4.0]]), T=0.001),
        case("values", Z=np.array([[0.3, 0.301, 0.299]]), T=0.001),
        case("refusal", Z=Z2, T=0.0),
        case("refusal", Z=Z2, T=-1.5),
    ),
    draw=_draw,
    draws=3,
    mistakes=(
        Mistake(
            "shares-divided",
            temperature_of_shares,
            "You divided the shares by T. They no longer sum to 1.",
            "The scores are divided, before softmax.",
        ),
        Mistake(
            "multiplied",
            temperature_multiplied,
            "You multiplied the scores by T: a high temperature makes your shares bolder instead of more equal.",
            "Which operation brings large scores closer together when T is large?",
        ),
        Mistake(
            "forgotten",
            temperature_forgotten,
            "The temperature changes nothing in your shares.",
            "A number that is subtracted from all scores is forgotten by softmax; a factor is not.",
        ),
        Mistake(
            "power-of-shares",
            temperature_of_exponentials,
            "You raised the shares to the power T; they no longer sum to 1.",
            "Let T act on the scores, before softmax.",
        ),
        Mistake(
            "one-plus",
            temperature_one_plus,
            "You divided by 1 + T. At T = 1 the shares must be those of softmax.",
            "Divide the scores by T itself.",
        ),
        Mistake(
            "never-refused",
            temperature_never_refused,
            "The values are right, but a temperature of 0 or below is not refused.",
            "What should happen when T is not positive? `raise ValueError(…)` with a sentence.",
        ),
        Mistake(
            "zero-allowed",
            temperature_zero_allowed,
            "A negative temperature is refused, but 0 is not: there the scores are divided by zero.",
            "Is 0 a positive number?",
        ),
        Mistake(
            "unstable",
            temperature_unstable,
            "Right at ordinary temperatures. At T = 0.001 the exponential is too large for a float.",
            "Divide by T first, then use your stable `softmax`.",
        ),
        Mistake(
            "powers",
            temperature_of_powers,
            "Right at ordinary temperatures. At T = 0.001 the shares are raised to the power 1000: all become 0, and 0 / 0 is nan.",
            "Let T act on the scores, before softmax.",
        ),
        Mistake(
            "not-divided",
            temperature_not_divided,
            "These are the exponentials of the scores, divided by T. They do not sum to 1.",
            "Hand Z / T to your `softmax`.",
        ),
        Mistake(
            "only-zero-refused",
            temperature_negative_allowed,
            "0 is refused, but a negative temperature is not: it turns the order of the classes round.",
            "Which numbers are positive? Test for all others.",
        ),
        Mistake(
            "asserted",
            temperature_asserted,
            "You refuse with `assert`, which raises an AssertionError, and nothing at all under `python -O`.",
            "A ValueError is asked for: `if …: raise ValueError(…)`.",
        ),
        Mistake(
            "error-returned",
            temperature_error_returned,
            "The values are right, but you *return* the error as a result. Whoever calls goes on with it.",
            "`raise` stops the caller; `return` hands something over.",
        ),
        Mistake(
            "nothing-returned",
            temperature_nothing_returned,
            "The values are right, but for a temperature of 0 or below you return None, perhaps after a printed sentence.",
            "A printed sentence stops nobody. `raise ValueError(…)` does.",
        ),
        Mistake(
            "in-place",
            temperature_in_place,
            "The shares are right, but your function changed Z itself.",
            "`Z /= …` writes into the caller's array; `Z / …` makes a new one.",
        ),
        Mistake(
            "above-only",
            temperature_above_only,
            "T divides the scores above the line only; in the sum below it is missing, so your rows do not sum to 1.",
            "Above and below stand the same exponentials. Divide before you compute them.",
        ),
        Mistake(
            "without-remainder",
            temperature_without_remainder,
            "`//` rounds each quotient down to a whole number.",
            "Which division keeps the decimals?",
        ),
    ),
    variants={
        "loops": temperature_with_loops,
        "differences": temperature_of_differences,
        "a root": temperature_by_a_root,
    },
    uses=("softmax",),
    provides={"softmax": softmax},
)
