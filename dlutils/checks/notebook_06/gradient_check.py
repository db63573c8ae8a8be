"""Exercise `gradient_check`: hold a gradient against nudging, and say in one number how far apart they are."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Case, Exercise, Function, Mistake

H = 1e-5


def nudged(f, w, h=H):
    slopes = np.zeros_like(w)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += h
        down[index] -= h
        slopes[index] = (f(up) - f(down)) / (2 * h)
    return slopes


def norm(array):
    return np.sqrt(np.sum(array**2))


def gradient_check(f, gradient, w):
    n, g = nudged(f, w), gradient(w)
    return float(norm(g - n) / max(norm(g) + norm(n), 1e-12))


def check_forward(f, gradient, w):
    n, g, here = np.zeros_like(w), gradient(w), f(w)
    for index in np.ndindex(w.shape):
        up = w.copy()
        up[index] += H
        n[index] = (f(up) - here) / H
    return float(norm(g - n) / max(norm(g) + norm(n), 1e-12))


def check_half_divided(f, gradient, w):
    n, g = 2 * nudged(f, w), gradient(w)
    return float(norm(g - n) / max(norm(g) + norm(n), 1e-12))


def check_absolute(f, gradient, w):
    return float(norm(gradient(w) - nudged(f, w)))


def check_largest(f, gradient, w):
    return float(np.abs(gradient(w) - nudged(f, w)).max())


def check_without_guard(f, gradient, w):
    n, g = nudged(f, w), gradient(w)
    with np.errstate(all="ignore"):
        return float(np.divide(norm(g - n), norm(g) + norm(n)))


def check_against_one(f, gradient, w):
    n, g = nudged(f, w), gradient(w)
    return float(norm(g - n) / max(norm(g), 1e-12))


def check_against_the_nudged(f, gradient, w):
    n, g = nudged(f, w), gradient(w)
    return float(norm(g - n) / max(norm(n), 1e-12))


def check_against_the_larger(f, gradient, w):
    n, g = nudged(f, w), gradient(w)
    return float(norm(g - n) / max(norm(g), norm(n), 1e-12))


def check_norm_of_the_sum(f, gradient, w):
    n, g = nudged(f, w), gradient(w)
    return float(norm(g - n) / max(norm(g + n), 1e-12))


def check_difference_of_norms(f, gradient, w):
    n, g = nudged(f, w), gradient(w)
    return float(abs(norm(g) - norm(n)) / max(norm(g) + norm(n), 1e-12))


def check_squared(f, gradient, w):
    n, g = nudged(f, w), gradient(w)
    return float(np.sum((g - n) ** 2) / max(np.sum(g**2) + np.sum(n**2), 1e-12))


def check_row_by_row(f, gradient, w):
    n, g = np.zeros_like(w), gradient(w)
    for i in range(len(w)):
        up, down = w.copy(), w.copy()
        up[i] += H
        down[i] -= H
        n[i] = (f(up) - f(down)) / (2 * H)
    return float(norm(g - n) / max(norm(g) + norm(n), 1e-12))


def check_all_at_once(f, gradient, w):
    n, g = (f(w + H) - f(w - H)) / (2 * H), gradient(w)
    return float(norm(g - n) / max(norm(g) + norm(n), 1e-12))


def check_in_place(f, gradient, w):
    g, n = gradient(w), np.zeros_like(w)
    for index in np.ndindex(w.shape):
        w[index] += H
        above = f(w)
        w[index] -= 2 * H
        n[index] = (above - f(w)) / (2 * H)  # and the entry stays below
    return float(norm(g - n) / max(norm(g) + norm(n), 1e-12))


def check_entry_by_entry(f, gradient, w):
    n, g = nudged(f, w), gradient(w)
    return float(np.mean(np.abs(g - n) / np.maximum(np.abs(g) + np.abs(n), 1e-12)))


def check_answers_yes(f, gradient, w):
    return bool(gradient_check(f, gradient, w) < 1e-7)


def check_guarded_by_one(f, gradient, w):
    n, g = nudged(f, w), gradient(w)
    return float(norm(g - n) / max(norm(g) + norm(n), 1))


def check_piled_up(f, gradient, w):
    n, g = np.zeros_like(w), gradient(w)
    up, down = w.copy(), w.copy()
    for index in np.ndindex(w.shape):
        up[index] += H
        down[index] -= H
        n[index] = (f(up) - f(down)) / (2 * H)
    return float(norm(g - n) / max(norm(g) + norm(n), 1e-12))


def check_entries_apart(f, gradient, w):
    n, g = nudged(f, w), gradient(w)
    return np.abs(g - n) / np.maximum(np.abs(g) + np.abs(n), 1e-12)


def check_returned_in_the_loop(f, gradient, w):
    g, n = gradient(w), np.zeros_like(w)
    n.flat[0] = nudged(f, w).flat[0]
    return float(norm(g - n) / max(norm(g) + norm(n), 1e-12))


def check_with_sums(f, gradient, w):
    n, g = nudged(f, w), gradient(w)
    return float(np.abs(g - n).sum() / max(np.abs(g).sum() + np.abs(n).sum(), 1e-12))


def check_flat(f, gradient, w):
    flat = w.ravel()
    one = np.eye(flat.size) * 1e-5
    n = np.array([(f((flat + e).reshape(w.shape)) - f((flat - e).reshape(w.shape))) / 2e-5 for e in one])
    g = np.ravel(gradient(w))
    return np.linalg.norm(g - n) / max(np.linalg.norm(g) + np.linalg.norm(n), 1e-12)


def check_put_back(f, gradient, w):
    w = np.array(w, dtype=float)
    expected, n = np.array(gradient(w)), np.zeros(w.shape)
    for index, before in np.ndenumerate(w.copy()):
        w[index] = before + 1e-5
        above = f(w)
        w[index] = before - 1e-5
        below = f(w)
        w[index] = before
        n[index] = (above - below) / 2e-5
    size = (expected**2).sum() ** 0.5 + (n**2).sum() ** 0.5
    return ((expected - n) ** 2).sum() ** 0.5 / max(size, 1e-12)


def check_other_nudge(f, gradient, w):
    n, g = nudged(f, w, h=1e-6), gradient(w)
    total = norm(g) + norm(n)
    return 0.0 if total < 1e-12 else float(norm(g - n) / total)


def check_in_a_flat_view(f, gradient, w):
    """Works for any shape, since a flat view of a copy is nudged."""
    copy = np.array(w, order="C")  # row after row, so that `reshape` gives a view
    flat, slopes = copy.reshape(-1), []
    for k in range(flat.size):
        old = flat[k]
        flat[k] = old + H
        up = f(copy)
        flat[k] = old - H
        slopes.append((up - f(copy)) / (2 * H))
        flat[k] = old
    n, g = np.array(slopes).reshape(w.shape), gradient(w)
    return np.float64(norm(n - g) / max(norm(n) + norm(g), 1e-12))


def _check(f, gradient, w):
    """The result has no unit and lies between 0 and 1, so it is compared as it is."""
    return Case("values", {"f": Function(f), "gradient": Function(gradient), "w": w}, scale=1.0)


def _draw_check(rng, i):
    shape = [(3,), (2, 3), (2, 1), (1, 4), (2, 2, 2)][i]
    w = rng.uniform(0.5, 2, size=shape).round(2) * rng.choice([-1, 1], size=shape)
    p, q = rng.uniform(0.5, 1.5, size=2).round(2)
    f = f"lambda w: {p} * np.sum(w ** 3) + np.sin(np.sum({q} * w))"
    true = f"3 * {p} * w ** 2 + {q} * np.cos(np.sum({q} * w))"
    wrong = f"2 * {p} * w ** 2 + {q} * np.cos(np.sum({q} * w))"
    return _check(f, f"lambda w: {true if i < 2 else wrong}", w)


GRADIENT_CHECK = Exercise(
    name="gradient_check",
    parts={"values": 4},
    reference=gradient_check,
    insight="A gradient that passes this check is right, and you know it without a teacher.",
    examples=(
        _check("lambda w: np.sum(w ** 2)", "lambda w: 2 * w", np.array([1.0, -2.0, 0.5])),
        _check("lambda w: np.sum(w ** 2)", "lambda w: w", np.array([3.0, 4.0])),
        _check("lambda w: np.sum(w ** 2)", "lambda w: 5 * w", np.array([[3.0, 4.0]])),
        _check(  # a wrong gradient, a table of weights, no two slopes alike
            "lambda w: np.sum(w ** 3) + w[0, 0] * w[1, 2]",
            "lambda w: 3 * w ** 2",
            np.array([[1.0, 2.0, -1.0], [0.5, -1.5, 1.0]]),
        ),
        # at the bottom of a bowl everything is zero: nothing may be divided by it, and no side preferred
        _check("lambda w: np.sum(w ** 2)", "lambda w: 2 * w", np.array([0.0, 0.0])),
        _check(  # the sign of one slope is wrong: the two have equal norms
            "lambda w: np.sum(w ** 2)", "lambda w: 2 * np.abs(w)", np.array([[1.0], [-2.0]])
        ),
        # far from zero, a nudge that is much too small drowns in rounding
        _check("lambda w: 300 + np.sum(w ** 3)", "lambda w: 3 * w ** 2", np.array([0.37, -1.13, 0.71])),
        # the unit of f is tiny: only a guard that is smaller still stays out of the way
        Case(
            "values",
            {
                "f": Function("lambda w: 1e-8 * np.sum(w ** 2)"),
                "gradient": Function("lambda w: 1e-8 * w"),
                "w": np.array([3.0, 4.0]),
            },
            scale=10.0,  # 1e-12 that is added, not compared, does no harm
        ),
        Case(  # nearly right, and what is rounded loses it
            "values",
            {
                "f": Function("lambda w: np.sum(w ** 2)"),
                "gradient": Function("lambda w: 2.0000314 * w"),
                "w": np.array([1.0, -0.5]),
            },
            scale=0.01,
        ),
        _check("lambda w: 10 + np.prod(w)", "lambda w: np.prod(w) / w", np.array([[2.0, -1.0], [0.5, 3.0]])),
    ),
    draw=_draw_check,
    draws=5,
    mistakes=(
        Mistake(
            "forward-difference",
            check_forward,
            "You nudge to one side only. At the bottom of a bowl your slope is h instead of 0.",
            "Nudge every entry up and down (notebook 01).",
        ),
        Mistake(
            "divided-by-h",
            check_half_divided,
            "Your nudged slopes are twice too large: you divide by h.",
            "How far is w + h from w − h?",
        ),
        Mistake(
            "absolute",
            check_absolute,
            "You return the distance of the two gradients. It depends on the unit of f: in cents it is 100 times larger.",
            "Divide it by the size of the two.",
        ),
        Mistake(
            "largest-difference",
            check_largest,
            "You return the largest difference of two entries. It depends on the unit of f.",
            "Take the length of the difference, and divide it by the size of the two.",
        ),
        Mistake(
            "no-guard",
            check_without_guard,
            "Where both gradients are zero you divide 0 by 0.",
            "Keep the denominator from becoming smaller than `1e-12`: what does `max` of two numbers do?",
        ),
        Mistake(
            "guard-too-large",
            check_guarded_by_one,
            "Your denominator never falls below 1, so small gradients look right whatever they are.",
            "The guard is for 0 / 0 only. How large may it be if f is measured in a tiny unit?",
        ),
        Mistake(
            "divided-by-gradient",
            check_against_one,
            "You divide by the length of the gradient alone.",
            "The denominator is the sum of *both* lengths; then the result cannot exceed 1.",
        ),
        Mistake(
            "divided-by-nudged",
            check_against_the_nudged,
            "You divide by the length of the nudged gradient alone.",
            "The denominator is the sum of *both* lengths; then the result cannot exceed 1.",
        ),
        Mistake(
            "divided-by-larger",
            check_against_the_larger,
            "You divide by the larger of the two lengths.",
            "The denominator is the *sum* of both lengths.",
        ),
        Mistake(
            "norm-of-the-sum",
            check_norm_of_the_sum,
            "In the denominator you added the gradients and then took the length.",
            "First the two lengths, then their sum. With opposite signs the other order gives zero.",
        ),
        Mistake(
            "difference-of-norms",
            check_difference_of_norms,
            "In the numerator you subtract the two lengths. Two arrows can be equally long and point elsewhere.",
            "First the difference, then its length.",
        ),
        Mistake(
            "squared",
            check_squared,
            "You compare squared lengths: the roots are missing. An error of 10⁻⁴ then looks like 10⁻⁸.",
            "A length is the root of the sum of squares; `np.linalg.norm` takes it.",
        ),
        Mistake(
            "row-by-row",
            check_row_by_row,
            "You nudge a whole row of w at once, since `w[i]` is a row where w has two axes.",
            "Nudge single numbers: `np.ndindex(w.shape)` gives the index of each.",
        ),
        Mistake(
            "all-at-once",
            check_all_at_once,
            "`w + h` nudges all entries at once. That is the sum of all slopes, in every place.",
            "Nudge one entry, let the others rest, and then the next one.",
        ),
        Mistake(
            "in-place",
            check_in_place,
            "Your function changed w: an entry was nudged and not put back to where it was.",
            "Nudge a copy. (Adding and subtracting h does not give back the old number to its last digit either.)",
        ),
        Mistake(
            "entry-by-entry",
            check_entry_by_entry,
            "You take a relative error for every entry and then average.",
            "One length of the difference, divided by the two lengths: then entries near zero do no harm.",
        ),
        Mistake(
            "yes-or-no",
            check_answers_yes,
            "You return True or False; asked for is the relative error itself.",
            "Return the number. Whoever calls decides what is small enough.",
        ),
        Mistake(
            "nudges-pile-up",
            check_piled_up,
            "The nudges pile up: from the second weight on, the earlier ones stay nudged.",
            "Where must the copies be made, before the loop or in it? Or put each weight back.",
        ),
        Mistake(
            "a-number-for-each",
            check_entries_apart,
            "You return a number for each weight. One number is asked for.",
            "First the lengths of whole arrays, then their fraction.",
        ),
        Mistake(
            "first-weight-only",
            check_returned_in_the_loop,
            "Only the first weight is nudged; all other slopes stay 0.",
            "Does `return` stand inside the loop?",
        ),
        Mistake(
            "sums-as-lengths",
            check_with_sums,
            "You measure lengths by sums of magnitudes.",
            "The length ‖g‖ is the root of the sum of squares, as with an arrow.",
        ),
    ),
    variants={
        "flat": check_flat,
        "nudged and put back": check_put_back,
        "another nudge": check_other_nudge,
        "a flat view of a copy": check_in_a_flat_view,
    },
)
