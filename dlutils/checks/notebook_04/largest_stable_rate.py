"""Exercise `largest_stable_rate`: 2/λmax, the border beyond which descent on a quadratic cost explodes."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Case, Exercise, Mistake, case


def largest_stable_rate(H):
    steepest = np.linalg.eigvalsh(H)[-1]
    return float(2 / steepest) if steepest > 0 else np.inf


def _two_over(value):
    return float(2 / value) if value > 0 else np.inf


def rate_one_over(H):
    return largest_stable_rate(H) / 2


def rate_flattest(H):
    return _two_over(np.linalg.eigvalsh(H)[0])


def rate_from_trace(H):
    return _two_over(np.trace(H))


def rate_from_mean(H):
    return _two_over(np.mean(np.linalg.eigvalsh(H)))


def rate_from_size(H):
    return _two_over(np.abs(np.linalg.eigvalsh(H)).max())


def rate_from_entries(H):
    return _two_over(H.max())


def rate_from_diagonal(H):
    return _two_over(np.diag(H).max())


def rate_from_row_sums(H):
    return _two_over(np.abs(H).sum(axis=1).max())


def rate_from_frobenius(H):
    return _two_over(np.sqrt((H**2).sum()))


def rate_from_determinant(H):
    return _two_over(np.linalg.det(H))


def rate_signed(H):
    return float(2 / np.linalg.eigvalsh(H)[-1])


def rate_one_over_signed(H):
    return rate_signed(H) / 2


def rate_flattest_signed(H):
    return float(2 / np.linalg.eigvalsh(H)[0])


def rate_dividing_by_zero(H):
    steepest = np.linalg.eigvalsh(H)[-1]
    return 2 / steepest if steepest >= 0 else np.inf


def rate_zero(H):
    rate = largest_stable_rate(H)
    return rate if np.isfinite(rate) else 0.0


def rate_steepest(H):
    return float(np.linalg.eigvalsh(H)[-1])


def rate_half_steepest(H):
    return float(np.linalg.eigvalsh(H)[-1] / 2)


def rate_twice_steepest(H):
    return float(2 * np.linalg.eigvalsh(H)[-1])


def rate_quickest(H):
    values = np.linalg.eigvalsh(H)
    return _two_over(values[-1] + values[0])


def rates_for_each(H):
    return 2 / np.linalg.eigvalsh(H)


def rate_infinite_at_saddles(H):
    values = np.linalg.eigvalsh(H)
    return float(2 / values[-1]) if (values > 0).all() else np.inf


def rate_unsorted(H):
    return _two_over(np.linalg.eigvals(H)[-1])


def _or_infinite(rate):
    """A wrong fraction where a direction bends up, and the right `inf` where none does."""

    def guarded(H):
        return rate(H) if np.linalg.eigvalsh(H)[-1] > 0 else np.inf

    return guarded


def rates_for_each_or_infinite(H):
    return np.array([_two_over(value) for value in np.linalg.eigvalsh(H)])


def rate_by_eigh(H):
    values, _ = np.linalg.eigh(H)
    largest = max(values)
    if largest <= 0:
        return float("inf")
    return 2 / largest


def rate_by_eig(H):
    values = np.linalg.eigvals(H).real
    return np.inf if (values <= 0).all() else 2 / values.max()


def rate_by_all_directions(H):
    positive = [value for value in np.linalg.eigvalsh(H) if value > 0]
    return min((2 / value for value in positive), default=np.inf)


def rate_by_sorting(H):
    value = sorted(np.linalg.eigvalsh(H), reverse=True)[0]
    return np.array(2.0 / value if value > 0 else np.inf)


def rate_by_singular_values(H):
    shift = np.abs(H).sum()  # makes every eigenvalue positive, so that singular values are eigenvalues
    steepest = np.linalg.svd(H + shift * np.eye(len(H)), compute_uv=False)[0] - shift
    return 2 / steepest if steepest > 1e-12 * max(shift, 1) else np.inf


def _symmetric(rng, eigenvalues):
    """A random symmetric matrix with these eigenvalues."""
    n = len(eigenvalues)
    Q, _ = np.linalg.qr(rng.normal(size=(n, n)))
    H = Q @ np.diag(eigenvalues) @ Q.T
    return (H + H.T) / 2


def _draw_rate(rng, i):
    top = rng.uniform(1, 5)
    kinds = ([top, 0.3, 0.1], [top, -2.0 * top], [-0.2, -1.0, -3.0], [top, 0.9 * top, 0.5, -0.4], [top])
    return case("values", H=_symmetric(rng, np.array(kinds[i])))


LARGEST_STABLE_RATE = Exercise(
    name="largest_stable_rate",
    parts={"values": 2, "nothing bends up": 1},
    reference=largest_stable_rate,
    insight="You know beyond which rate steps on a quadratic cost overshoot, before taking one.",
    examples=(
        case("values", H=np.array([[5.0, 2.0], [2.0, 2.0]])),
        case("values", H=np.array([[4.0]])),
        case("values", H=np.array([[1.0, 3.0], [3.0, 1.0]])),
        case("values", H=np.array([[1.0, 0.0], [0.0, -5.0]])),
        case("values", H=np.array([[0.5, 0.0, 0.0], [0.0, 2.0, 1.0], [0.0, 1.0, 3.0]])),
        case("values", H=np.array([[2.0, -1.0, 0.0], [-1.0, 2.0, -1.0], [0.0, -1.0, 2.0]])),
        # `np.linalg.eigvals` leaves these as they stand: neither the first, nor the last, is the largest or the smallest.
        case("values", H=np.diag([2.0, 5.0, 1.0, 3.0])),
        case("nothing bends up", H=np.array([[-2.0, 1.0], [1.0, -3.0]])),
        # quiet: at exactly 0 a division gives the right inf, with a warning, by luck.
        Case("nothing bends up", {"H": np.zeros((2, 2))}, quiet=True),
        Case("nothing bends up", {"H": np.array([[-1.0, 0.0], [0.0, 0.0]])}, quiet=True),
        case("values", H=np.array([[1e-7]])),
    ),
    draw=lambda rng, i: (
        _draw_rate(rng, i) if i != 2 else case("nothing bends up", **_draw_rate(rng, i).arguments)
    ),
    draws=5,
    mistakes=(
        Mistake(
            "one-over",
            rate_one_over,
            "That is 1/λmax: at this rate the steepest direction is at its bottom in one step. It may jump further.",
            "A jump to the other side, equally far from the bottom, is the border. How long is that jump?",
        ),
        Mistake(
            "flattest",
            rate_flattest,
            "You used the smallest eigenvalue, the flattest direction.",
            "Which direction is the first to explode? `np.linalg.eigvalsh` sorts from small to large.",
        ),
        Mistake(
            "trace",
            rate_from_trace,
            "You divided by the trace, the sum of the diagonal. That is the sum of *all* eigenvalues.",
            "Only the largest of them decides.",
        ),
        Mistake(
            "mean-of-eigenvalues",
            rate_from_mean,
            "You divided by the mean of the eigenvalues.",
            "A mean hides the worst direction. Which one explodes first?",
        ),
        Mistake(
            "largest-in-size",
            rate_from_size,
            "You took the eigenvalue that is largest without its sign. A negative one bends down.",
            "Where the cost bends down descent runs away at any rate; nothing overshoots. Look at those that bend up.",
        ),
        Mistake(
            "largest-entry",
            rate_from_entries,
            "You divided by the largest entry of H. An entry is not a curvature in the steepest direction.",
            "Turn an arrow: the steepest direction may lie between the axes. What gives its curvature?",
        ),
        Mistake(
            "largest-on-the-diagonal",
            rate_from_diagonal,
            "You divided by the largest number of the diagonal: the curvatures along the axes.",
            "Turn an arrow: the steepest direction may lie between the axes. What gives its curvature?",
        ),
        Mistake(
            "row-sums",
            rate_from_row_sums,
            "You divided by the largest sum of a row (without signs). That is safe, but not the border.",
            "The border is given by an eigenvalue.",
        ),
        Mistake(
            "frobenius",
            rate_from_frobenius,
            "You divided by the length of H, the root of all its squares (`np.linalg.norm`).",
            "All directions are in it. Only one of them decides.",
        ),
        Mistake(
            "determinant",
            rate_from_determinant,
            "You divided by the determinant, the product of all eigenvalues.",
            "Only the largest of them decides.",
        ),
        Mistake(
            "sum-of-both-ends",
            rate_quickest,
            "That is 2/(λmin + λmax), the *quickest* rate, not the border.",
            "Beyond which rate does the steepest direction move away?",
        ),
        Mistake(
            "negative-rate",
            rate_signed,
            "The formula is right. Where no direction bends up you return a negative rate.",
            "If no eigenvalue is positive, no rate makes a step overshoot. Which number says so?",
        ),
        Mistake(
            "one-over-and-negative",
            rate_one_over_signed,
            "Two things: you return 1/λmax, half of the border; and a negative rate where no direction bends up.",
            "How far may a jump across the bottom lead? And what overshoots if no eigenvalue is positive?",
        ),
        Mistake(
            "flattest-and-negative",
            rate_flattest_signed,
            "Two things: you used the smallest eigenvalue, the flattest direction; and its sign goes into the rate.",
            "Which direction is the first to explode? And what if even that one bends down?",
        ),
        Mistake(
            "dividing-by-zero",
            rate_dividing_by_zero,
            "Where λmax is exactly 0 you divide by it. NumPy warns, and the `inf` comes out by luck.",
            "Does a direction with the curvature 0 bend up? To which of your two cases does it belong?",
        ),
        Mistake(
            "zero-rate",
            rate_zero,
            "The formula is right. Where no direction bends up you return 0, as if nothing were allowed.",
            "If no eigenvalue is positive, no rate makes a step overshoot. Which number says so?",
        ),
        Mistake(
            "eigenvalue-itself",
            rate_steepest,
            "That is the largest eigenvalue itself, a curvature. Asked was a rate.",
            "Twice as steep: may the rate be larger or must it be smaller?",
        ),
        Mistake(
            "half-the-eigenvalue",
            rate_half_steepest,
            "You computed λmax/2: the fraction stands on its head.",
            "Twice as steep: may the rate be larger or must it be smaller?",
        ),
        Mistake(
            "twice-the-eigenvalue",
            rate_twice_steepest,
            "You multiplied by 2 and did not divide: 2 · λmax.",
            "Twice as steep: may the rate be larger or must it be smaller?",
        ),
        Mistake(
            "a-rate-for-each",
            rates_for_each,
            "You return a rate for each direction.",
            "There is one rate for all directions. Which of them allows least?",
        ),
        Mistake(
            "infinite-if-any-bends-down",
            rate_infinite_at_saddles,
            "You return `inf` as soon as one direction bends down. The others may overshoot all the same.",
            "At a saddle one direction still bends up. Which rate does that one allow?",
        ),
        Mistake(
            "eigenvalue-itself-or-infinite",
            _or_infinite(rate_steepest),
            "The infinite case is right. Elsewhere you return the largest eigenvalue itself, a curvature; asked was a rate.",
            "Twice as steep: may the rate be larger or must it be smaller?",
        ),
        Mistake(
            "half-the-eigenvalue-or-infinite",
            _or_infinite(rate_half_steepest),
            "The infinite case is right. Elsewhere you computed λmax/2: the fraction stands on its head.",
            "Twice as steep: may the rate be larger or must it be smaller?",
        ),
        Mistake(
            "twice-the-eigenvalue-or-infinite",
            _or_infinite(rate_twice_steepest),
            "The infinite case is right. Elsewhere you multiplied by 2 and did not divide: 2 · λmax.",
            "Twice as steep: may the rate be larger or must it be smaller?",
        ),
        Mistake(
            "a-rate-for-each-or-infinite",
            rates_for_each_or_infinite,
            "You return a border for each direction.",
            "There is one rate for all directions. Which of them allows least?",
        ),
        Mistake(
            "unsorted",
            rate_unsorted,
            "You take the last eigenvalue, but `np.linalg.eig` and `eigvals` do not sort: the last need not be the largest.",
            "For a symmetric H another function of `np.linalg` sorts. Or which other way leads to the largest one?",
        ),
    ),
    variants={
        "eigh": rate_by_eigh,
        "eigvals": rate_by_eig,
        "the least of all": rate_by_all_directions,
        "sorted": rate_by_sorting,
        "singular values": rate_by_singular_values,
    },
)
