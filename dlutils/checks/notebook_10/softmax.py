"""Exercise `softmax`: shares of each row, whatever the size of its scores."""

from __future__ import annotations

import math

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def softmax(Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def softmax_of_columns(Z):
    e = np.exp(Z - Z.max(axis=0, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)


def softmax_one_total(Z):
    e = np.exp(Z - Z.max())
    return e / e.sum()


def softmax_one_maximum(Z):
    e = np.exp(Z - Z.max())
    return e / e.sum(axis=1, keepdims=True)


def softmax_without_maximum(Z):
    e = np.exp(Z)
    return e / e.sum(axis=1, keepdims=True)


def softmax_minus_mean(Z):
    with np.errstate(all="ignore"):
        return softmax_without_maximum(Z - Z.mean(axis=1, keepdims=True))


def softmax_bracket(Z):
    return np.exp(Z / np.exp(Z).sum(axis=1, keepdims=True))


def softmax_bracket_of_scores(Z):
    return np.exp(Z / Z.sum(axis=1, keepdims=True))


def shares_of_scores(Z):
    return Z / Z.sum(axis=1, keepdims=True)


def sigmoid_of_each(Z):
    return np.exp(-np.logaddexp(0, -Z))


def softmax_of_opposites(Z):
    return softmax(-Z)


def log_of_softmax(Z):
    Z = Z - Z.max(axis=1, keepdims=True)
    return Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))


def softmax_hard(Z):
    return (Z == Z.max(axis=1, keepdims=True)).astype(float)


def softmax_not_divided(Z):
    return np.exp(Z - Z.max(axis=1, keepdims=True))


def softmax_divided_by_largest(Z):
    return softmax_without_maximum(Z / Z.max(axis=1, keepdims=True))


def softmax_in_ints(Z):
    P = np.zeros_like(Z)
    P[:] = softmax(Z)
    return P


def softmax_in_place(Z):
    Z -= Z.max(axis=1, keepdims=True)
    return softmax(Z)


def softmax_one_sum(Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return e / e.sum()


def softmax_maximum_of_columns(Z):
    with np.errstate(all="ignore"):
        return softmax_without_maximum(Z - Z.max(axis=0))


def softmax_minus_smallest(Z):
    with np.errstate(all="ignore"):
        return softmax_without_maximum(Z - Z.min(axis=1, keepdims=True))


def softmax_clipped(Z):
    return softmax_without_maximum(np.clip(Z, -500, 500))


def softmax_nan_to_zero(Z):
    with np.errstate(all="ignore"):
        return np.nan_to_num(softmax_without_maximum(Z))


def softmax_maximum_above_only(Z):
    with np.errstate(all="ignore"):
        return np.exp(Z - Z.max(axis=1, keepdims=True)) / np.exp(Z).sum(axis=1, keepdims=True)


def softmax_largest_minus_score(Z):
    with np.errstate(all="ignore"):
        return softmax_without_maximum(Z.max(axis=1, keepdims=True) - Z)


def softmax_base_two(Z):
    return softmax(Z * np.log(2))


def softmax_first_row_only(Z):
    """A return inside the loop over the rows."""
    P = softmax(Z)
    P[1:] = 0
    return P


def softmax_flat_sum(Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1)


def softmax_maximum_too_late(Z):
    with np.errstate(all="ignore"):
        e = np.exp(Z)
        e = e - e.max(axis=1, keepdims=True)
        return e / e.sum(axis=1, keepdims=True)


def softmax_with_loops(Z):
    m, classes = Z.shape
    P = np.zeros((m, classes))
    for i in range(m):
        largest = max(Z[i])
        powers = [math.exp(z - largest) for z in Z[i]]
        for k in range(classes):
            P[i, k] = powers[k] / math.fsum(powers)
    return P


def softmax_turned(Z):
    e = np.exp(Z.T - np.max(Z, axis=1))
    return (e / np.sum(e, axis=0)).T


def softmax_from_its_logarithm(Z):
    return np.exp(Z - np.logaddexp.reduce(Z, axis=1)[:, None])


def softmax_pair_by_pair(Z):
    with np.errstate(over="ignore"):
        return 1 / np.exp(Z[:, None, :] - Z[:, :, None]).sum(axis=2)


def _draw(rng, i):
    m, classes = [(2, 3), (4, 2), (3, 3), (1, 5), (5, 4)][i]
    if i == 4:
        return case(
            "stability",
            Z=rng.choice([-1.0, 1.0], size=(m, 1)) * 1000 + rng.normal(size=(m, classes)).round(2),
        )
    return case("axis" if m == classes else "values", Z=rng.normal(0, 2, size=(m, classes)).round(2))


SOFTMAX = Exercise(
    name="softmax",
    parts={"values": 2, "axis": 1, "stability": 1},
    reference=softmax,
    insight="Any scores become shares that are positive and sum to 1, however large the scores are.",
    examples=(
        case("values", Z=np.array([[2.0, 1.0, 0.1]])),
        case("values", Z=np.array([[1.0, 3.0, -2.0, 0.5], [0.0, -1.0, 0.5, 2.0]])),
        case("values", Z=np.array([[2, 1, 0], [-1, 3, 1]])),
        case("axis", Z=np.array([[1.0, 2.0, 4.0], [0.0, 2.5, -1.0], [3.0, 0.5, 1.0]])),
        case("stability", Z=np.array([[1000.0, 999.0, 998.0], [1.0, 0.0, 2.0]])),
        case("stability", Z=np.array([[1000.0, 100.0, 1000.0, 999.0]])),
        case("stability", Z=np.array([[3000.0, -3000.0, 2999.0], [0.5, -1.0, 3.0]])),
        case("stability", Z=np.array([[1000.0, 1001.0], [-1000.0, -1002.0], [3.0, 1.0]])),
    ),
    draw=_draw,
    draws=5,
    mistakes=(
        Mistake(
            "columns",
            softmax_of_columns,
            "Your columns sum to 1. An example is a row, and its shares must sum to 1.",
            "Which axis runs along a row?",
        ),
        Mistake(
            "one-total",
            softmax_one_total,
            "All numbers together sum to 1: you divided by one total for all examples.",
            "Each row has a total of its own. What does `keepdims=True` do to its shape?",
        ),
        Mistake(
            "one-maximum",
            softmax_one_maximum,
            "You subtract one maximum from all rows. A row far below it becomes 0 divided by 0.",
            "Each row needs its own largest score.",
        ),
        Mistake(
            "no-maximum",
            softmax_without_maximum,
            "Right for small scores. At 1000 the exponential is too large for a float, and inf / inf is nan.",
            "Which number may be subtracted from all scores of a row without changing a share?",
        ),
        Mistake(
            "minus-mean",
            softmax_minus_mean,
            "You subtract the mean of each row. Where scores lie far apart, the largest stays large, and overflows.",
            "Which number must be subtracted so that no exponent is above 0?",
        ),
        Mistake(
            "bracket",
            softmax_bracket,
            "A bracket is in the wrong place: you divide the score inside the exponential.",
            "First all exponentials, then the division by their sum.",
        ),
        Mistake(
            "bracket-of-scores",
            softmax_bracket_of_scores,
            "You divide the scores by their sum, and take the exponential afterwards.",
            "First all exponentials, then the division by *their* sum.",
        ),
        Mistake(
            "no-exponential",
            shares_of_scores,
            "You divide the scores themselves by their sum; they may be negative.",
            "What makes every score positive first?",
        ),
        Mistake(
            "sigmoid",
            sigmoid_of_each,
            "That is the sigmoid of each score by itself. The shares of a row do not sum to 1.",
            "In softmax the classes compete: every share depends on all scores of its row.",
        ),
        Mistake(
            "minus",
            softmax_of_opposites,
            "The smallest score got the largest share: the exponent has the wrong sign.",
            "The minus belongs to the sigmoid, e^(−z). Softmax has e^z.",
        ),
        Mistake(
            "logarithm",
            log_of_softmax,
            "These are the logarithms of the shares.",
            "One exponential takes the logarithm away.",
        ),
        Mistake(
            "hard",
            softmax_hard,
            "The largest score got everything. That is a maximum; softmax is soft.",
            "A score that is nearly the largest must get nearly as much.",
        ),
        Mistake(
            "not-divided",
            softmax_not_divided,
            "The exponentials are right, but they are not divided by their sum yet.",
            "What must the shares of a row add up to?",
        ),
        Mistake(
            "divided-by-largest",
            softmax_divided_by_largest,
            "You divide the scores by the largest one. That changes the shares.",
            "Only a number that is *subtracted* from all scores of a row leaves its shares as they are.",
        ),
        Mistake(
            "ints",
            softmax_in_ints,
            "With whole numbers as scores your shares are cut to whole numbers: `zeros_like` copied their type.",
            "Make an array of floats: `np.zeros(Z.shape)`.",
        ),
        Mistake(
            "in-place",
            softmax_in_place,
            "The shares are right, but your function changed Z itself.",
            "`Z -= …` writes into the caller's array; `Z - …` makes a new one.",
        ),
        Mistake(
            "one-sum",
            softmax_one_sum,
            "You divided by one sum for all examples together.",
            "Each row has a sum of its own: which axis, and which shape?",
        ),
        Mistake(
            "maximum-of-columns",
            softmax_maximum_of_columns,
            "You subtract the largest score of each *column*. That shifts the scores of a row by different amounts.",
            "Softmax forgets a number only if it is the same for all scores of a row.",
        ),
        Mistake(
            "minus-smallest",
            softmax_minus_smallest,
            "You subtract the smallest score of each row. Where scores lie far apart, the largest stays large, and overflows.",
            "Which number must be subtracted so that no exponent is above 0?",
        ),
        Mistake(
            "clipped",
            softmax_clipped,
            "You cut large scores off. 1000 and 999 become the same score, and get the same share.",
            "Softmax sees only differences: which subtraction keeps them all?",
        ),
        Mistake(
            "nan-to-zero",
            softmax_nan_to_zero,
            "Where inf / inf came out as nan, you put another number in its place. The shares are lost all the same.",
            "Keep the exponential from overflowing: subtract first.",
        ),
        Mistake(
            "only-above",
            softmax_maximum_above_only,
            "Above the fraction you subtract the largest score, below it you do not.",
            "The factor cancels only if it stands above *and* below.",
        ),
        Mistake(
            "largest-minus-score",
            softmax_largest_minus_score,
            "The smallest score got the largest share: you subtract the scores from the largest one.",
            "It is the other way round: each score, minus the largest.",
        ),
        Mistake(
            "base-two",
            softmax_base_two,
            "You took powers of 2.",
            "Softmax takes powers of e: `np.exp`.",
        ),
        Mistake(
            "first-row-only",
            softmax_first_row_only,
            "Only the first row has shares.",
            "Does your function return inside the loop?",
        ),
        Mistake(
            "sum-without-keepdims",
            softmax_flat_sum,
            "The sums of the rows are flat, shape (m,). NumPy lays them along the columns: that fails, or silently divides by the wrong sums.",
            "What keeps an axis with the length 1, as you did for the maximum?",
        ),
        Mistake(
            "maximum-too-late",
            softmax_maximum_too_late,
            "You subtract the maximum after the exponential: the largest share becomes 0, others negative.",
            "Subtract from the *scores*, before the exponential.",
        ),
    ),
    variants={
        "loops": softmax_with_loops,
        "turned": softmax_turned,
        "through the logarithm": softmax_from_its_logarithm,
        "pair by pair": softmax_pair_by_pair,
    },
)
