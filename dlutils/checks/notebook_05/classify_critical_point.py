"""Exercise `classify_critical_point`: the signs of the curvatures decide, and sometimes they do not."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def classify_critical_point(H, tol=1e-8):
    curvatures = np.linalg.eigvalsh(H)
    up, down = (curvatures > tol).any(), (curvatures < -tol).any()
    if up and down:
        return "saddle"
    if (np.abs(curvatures) <= tol).any():
        return "undecided"
    return "minimum" if up else "maximum"


def _from(curvatures, tol):
    """The right decision, from curvatures that were found in some way."""
    return classify_critical_point(np.diag(curvatures), tol)


def kind_by_determinant(H, tol=1e-8):
    determinant = np.linalg.det(H)
    if abs(determinant) <= tol:
        return "undecided"
    if determinant < 0:
        return "saddle"
    return "minimum" if H[0, 0] > 0 else "maximum"


def kind_by_diagonal(H, tol=1e-8):
    return _from(np.diag(H), tol)


def kind_by_entries(H, tol=1e-8):
    return _from(np.ravel(H), tol)


def kind_zero_first(H, tol=1e-8):
    curvatures = np.linalg.eigvalsh(H)
    if (np.abs(curvatures) <= tol).any():
        return "undecided"
    return _from(curvatures, tol)


def kind_zero_counts_as_up(H, tol=1e-8):
    curvatures = np.linalg.eigvalsh(H)
    if (curvatures >= -tol).all():
        return "minimum"
    return "maximum" if (curvatures <= tol).all() else "saddle"


def kind_strict_or_saddle(H, tol=1e-8):
    curvatures = np.linalg.eigvalsh(H)
    if (curvatures > tol).all():
        return "minimum"
    return "maximum" if (curvatures < -tol).all() else "saddle"


def kind_strict_or_undecided(H, tol=1e-8):
    curvatures = np.linalg.eigvalsh(H)
    if (curvatures < -tol).any() and not (curvatures < -tol).all():
        return "saddle"
    return _from(curvatures, tol)


def kind_without_tolerance(H, tol=1e-8):
    return classify_critical_point(H, 0.0)


def kind_with_own_tolerance(H, tol=1e-8):
    return classify_critical_point(H, 1e-8)


def kind_exchanged(H, tol=1e-8):
    right = classify_critical_point(H, tol)
    return {"minimum": "maximum", "maximum": "minimum"}.get(right, right)


def kind_of_first_two(H, tol=1e-8):
    return _from(np.linalg.eigvalsh(H)[:2], tol)


def kind_never_undecided(H, tol=1e-8):
    curvatures = np.linalg.eigvalsh(H)
    curvatures = curvatures[np.abs(curvatures) > tol]
    return _from(curvatures, tol) if curvatures.size else "saddle"


def kind_below_plus_tolerance(H, tol=1e-8):
    curvatures = np.linalg.eigvalsh(H)
    up, down = (curvatures > tol).any(), (curvatures < tol).any()
    if up and down:
        return "saddle"
    return "minimum" if up else "maximum"


def kind_without_magnitude(H, tol=1e-8):
    curvatures = np.linalg.eigvalsh(H)
    up, down = (curvatures > tol).any(), (curvatures < -tol).any()
    if up and down:
        return "saddle"
    if (curvatures <= tol).any():
        return "undecided"
    return "minimum"


def kind_with_counts(H, tol=1e-8):
    up = down = flat = 0
    for curvature in np.linalg.eigh(H)[0]:
        if curvature > tol:
            up += 1
        elif curvature < -tol:
            down += 1
        else:
            flat += 1
    if up > 0 and down > 0:
        return "saddle"
    if flat:
        return "undecided"
    return "maximum" if down == len(H) else "minimum"


def kind_with_signs(H, tol=1e-8):
    values = np.linalg.eigvals(H).real
    signs = set(np.where(np.abs(values) <= tol, 0, np.sign(values)).tolist())
    if {1, -1} <= signs:
        return "saddle"
    return "undecided" if 0 in signs else {1: "minimum", -1: "maximum"}[signs.pop()]


def kind_with_extremes(H, tol=1e-8):
    values = np.sort(np.linalg.eigvalsh(H))
    smallest, largest = values[0], values[-1]
    if smallest > tol:
        return "minimum"
    if largest < -tol:
        return "maximum"
    if smallest < -tol and largest > tol:
        return "saddle"
    return "undecided"


def kind_capitalized(H, tol=1e-8):
    return np.str_(classify_critical_point(H, tol).capitalize())


def _without_capitals(value):
    return value.strip().lower() if isinstance(value, str) else value


def turned(*curvatures, seed=0):
    """A symmetric matrix with these eigenvalues, its directions turned away from the axes."""
    n = len(curvatures)
    Q, _ = np.linalg.qr(np.random.default_rng(seed + n).normal(size=(n, n)))
    H = Q @ np.diag(curvatures) @ Q.T
    return (H + H.T) / 2


KINDS = (
    (1.5, 0.5, 3.0),
    (-2.0, -0.7, -1.1, -4.0),
    (-1.0, 2.0, 3.0),
    (-0.5, -3.0, 1.0, 2.0),
    (-1.0, 0.0, 2.0),
    (0.0, 2.0, 5.0),
    (0.0, -2.0, -3.0),
    (-2.0, -1.0, 4.0),
    (-3.0, 0.0, 0.0, 0.1),
)


def _draw_kind(rng, i):
    signs = np.sign(KINDS[i])
    curvatures = signs * rng.uniform(0.3, 4, size=len(signs)).round(2)
    return case("zeros" if 0 in signs else "values", H=turned(*curvatures, seed=int(rng.integers(1000))))


CLASSIFY_CRITICAL_POINT = Exercise(
    name="classify_critical_point",
    parts={"values": 2, "zeros": 2},
    reference=classify_critical_point,
    insight="You can tell a saddle from a bottom in any number of directions, and say when you cannot.",
    form=_without_capitals,
    examples=(
        case("values", H=np.array([[2.0, 0.0], [0.0, 18.0]])),
        case("values", H=np.array([[2.0, 0.0], [0.0, -2.0]])),
        case("values", H=np.array([[-2.0, 0.0], [0.0, -2.0]])),
        case("values", H=np.array([[1.0, 3.0], [3.0, 1.0]])),
        case("values", H=np.array([[2.0, -1.0], [-1.0, 2.0]])),
        case("values", H=np.array([[-3.0, 1.0], [1.0, -2.0]])),
        case("values", H=np.diag([1.0, -1.0, -2.0])),
        case("values", H=np.diag([-1.0, -2.0, -3.0])),
        case("values", H=turned(-1.0, -1.5, 2.0, 2.5)),
        case("values", H=turned(-1.0, -1.5, -2.0, 2.5)),
        case("values", H=turned(-1e-6, 3.0)),
        case("values", H=turned(1e-6, 3.0)),
        case("values", H=np.diag([1.5e-8, 3.0])),
        # Far apart in size: tol is neither a share of the largest, nor a bound for a product.
        case("values", H=np.diag([1e-6, 3000.0])),
        case("values", H=np.diag([-1e-6, 1e-3])),
        case("values", H=np.array([[-0.5]])),
        case("zeros", H=np.diag([2.0, 0.0])),
        case("zeros", H=np.diag([0.0, -2.0])),
        case("zeros", H=np.zeros((2, 2))),
        case("zeros", H=np.diag([2.0, 0.0, -2.0])),
        case("zeros", H=turned(0.0, 1.0, 4.0)),
        case("zeros", H=turned(0.0, -1.0, -4.0)),
        case("zeros", H=turned(-2.0, 0.0, 0.0, 3.0)),
        case("zeros", H=np.diag([1e-9, 2.0])),
        case("zeros", H=np.diag([-1e-9, 2.0])),
        case("zeros", H=np.diag([-1e-9, -3.0])),
        case("zeros", H=np.diag([0.05, 2.0, 1.0]), tol=0.1),
        case("zeros", H=np.diag([-0.05, 2.0]), tol=0.1),
    ),
    draw=_draw_kind,
    draws=len(KINDS),
    mistakes=(
        Mistake(
            "determinant",
            kind_by_determinant,
            "You looked at the sign of the determinant. That is the test for two weights, and for no other number.",
            "The determinant is the product of all curvatures: with two of them negative it is positive again. "
            "Look at each one.",
        ),
        Mistake(
            "diagonal",
            kind_by_diagonal,
            "You looked at the entries on the diagonal: the curvatures along the axes only.",
            "[[1, 3], [3, 1]] bends down along (1, −1). Which numbers of a matrix are the curvatures "
            "of its own directions?",
        ),
        Mistake(
            "entries",
            kind_by_entries,
            "You looked at the signs of all entries of H.",
            "An entry beside the diagonal is no curvature. Which numbers of a matrix are?",
        ),
        Mistake(
            "zero-first",
            kind_zero_first,
            "As soon as one curvature is zero you say undecided, even where others have both signs.",
            "If one direction goes up and another down, can a third one change the verdict?",
        ),
        Mistake(
            "flat-is-a-minimum",
            kind_zero_counts_as_up,
            "You count a curvature of zero as if it bent upwards (or downwards, beside negative ones).",
            "x² + y³ has the curvatures 2 and 0 at (0, 0). Is that a minimum?",
        ),
        Mistake(
            "flat-is-a-saddle",
            kind_strict_or_saddle,
            "You call everything a saddle that is not clearly a minimum or a maximum.",
            "x² + y⁴ has a curvature of zero, and is a minimum. For which signs can you be sure?",
        ),
        Mistake(
            "flat-counts-as-the-other-sign",
            kind_strict_or_undecided,
            "You say saddle as soon as some curvatures are negative and some are not. Not negative may be zero.",
            "−x² − y⁴ is a maximum. For a saddle one direction must really go up.",
        ),
        Mistake(
            "no-tolerance",
            kind_without_tolerance,
            "You compare with 0 exactly. A computed eigenvalue of 10⁻¹⁶ is rounding, not curvature.",
            "Count everything between −tol and tol as zero.",
        ),
        Mistake(
            "tolerance-ignored",
            kind_with_own_tolerance,
            "You count as zero what is closer than 10⁻⁸, whatever `tol` says.",
            "Use the argument `tol`.",
        ),
        Mistake(
            "exchanged",
            kind_exchanged,
            "You exchanged minimum and maximum.",
            "x² has the second derivative 2. Which of the two is it?",
        ),
        Mistake(
            "first-two",
            kind_of_first_two,
            "You looked at the first two eigenvalues only.",
            "H may have any size: ask about all its eigenvalues with `.any()` or `.all()`.",
        ),
        Mistake(
            "zeros-dropped",
            kind_never_undecided,
            "You leave the zeros away and decide with the rest.",
            "In a direction without curvature it may go up or down, and the Hessian does not know. Say so.",
        ),
        Mistake(
            "minus-forgotten",
            kind_below_plus_tolerance,
            "A curvature of 0 counts as one that bends down: you compare with +tol where −tol belongs.",
            "Bending down means *below* zero by more than the tolerance.",
        ),
        Mistake(
            "magnitude-forgotten",
            kind_without_magnitude,
            "Every maximum is called undecided: you compare the curvature itself with the tolerance, and not its size.",
            "Is −3 close to zero? `np.abs`.",
        ),
    ),
    variants={
        "counting in a loop": kind_with_counts,
        "a set of signs": kind_with_signs,
        "smallest and largest": kind_with_extremes,
        "capital letters": kind_capitalized,
    },
)
