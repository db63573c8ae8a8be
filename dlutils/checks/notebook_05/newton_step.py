"""Exercise `newton_step`: jump to where the slope would be zero."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case
from dlutils.checks.notebook_05.classify_critical_point import turned


def newton_step(w, g, H):
    return w - np.linalg.solve(H, g)


def newton_by_diagonal(w, g, H):
    return w - g / np.diag(H)


def newton_by_entries(w, g, H):
    return w - (1 / H) @ g


def newton_divides_by_entries(w, g, H):
    return w - g / H


def newton_backwards(w, g, H):
    return w + np.linalg.solve(H, g)


def newton_multiplies(w, g, H):
    return w - H @ g


def newton_move_only(w, g, H):
    return -np.linalg.solve(H, g)


def newton_of_w(w, g, H):
    return w - np.linalg.solve(H, w)


def newton_never_refuses(w, g, H):
    return w - np.linalg.pinv(H) @ g


def newton_least_squares(w, g, H):
    try:
        return newton_step(w, g, H)
    except np.linalg.LinAlgError:
        return w


def newton_turns_round(w, g, H):
    np.linalg.inv(H)  # it refuses a singular matrix as it should
    curvatures, directions = np.linalg.eigh(H)
    return w - directions @ (directions.T @ g / np.abs(curvatures))


def newton_by_steepest(w, g, H):
    np.linalg.inv(H)
    return w - g / np.abs(np.linalg.eigvalsh(H)).max()


def newton_by_determinant(w, g, H):
    np.linalg.inv(H)
    return w - g / np.linalg.det(H)


def newton_in_place(w, g, H):
    w -= np.linalg.solve(H, g)
    return w


def newton_way(w, g, H):
    return np.linalg.solve(H, g)


def newton_with_a_small_number(w, g, H):
    return w - np.linalg.solve(H + 1e-3 * np.eye(len(w)), g)


def newton_with_inverse(w, g, H):
    return w - np.linalg.inv(H) @ g


def newton_by_hand(w, g, H):
    """Gauss and Jordan's elimination, with pivots."""
    n = len(g)
    table = np.column_stack([H, g]).astype(float)
    for column in range(n):
        pivot = column + np.argmax(np.abs(table[column:, column]))
        if table[pivot, column] == 0:
            raise np.linalg.LinAlgError("singular")
        table[[column, pivot]] = table[[pivot, column]]
        table[column] /= table[column, column]
        for row in range(n):
            if row != column:
                table[row] -= table[row, column] * table[column]
    return w - table[:, n]


def newton_by_directions(w, g, H):
    curvatures, directions = np.linalg.eigh(H)
    if np.any(np.abs(curvatures) < 1e-12 * np.abs(curvatures).max(initial=1e-300)):
        raise np.linalg.LinAlgError("Singular matrix")
    return w - sum(d * (d @ g) / c for c, d in zip(curvatures, directions.T, strict=True))


def newton_of_one_product(w, g, H):
    return np.linalg.solve(H, H @ w - g)


def _draw_newton(rng, i):
    signs = [(1, 1, 1), (1, -1), (-1, -1, 1, 1)][i]
    curvatures = np.array(signs) * rng.uniform(0.5, 3, size=len(signs)).round(2)
    return case(
        "values",
        w=rng.normal(size=len(signs)).round(2),
        g=rng.normal(size=len(signs)).round(2) * 2,
        H=turned(*curvatures, seed=int(rng.integers(1000))).round(3),
    )


NEWTON_STEP = Exercise(
    name="newton_step",
    parts={"values": 2, "singular": 1},
    reference=newton_step,
    insight="Your step takes the curvature of every direction into account, with its sign.",
    examples=(
        case("values", w=np.array([3.0, 0.5]), g=np.array([6.0, -1.0]), H=np.diag([2.0, -2.0])),
        case("values", w=np.array([1.0, 2.0]), g=np.array([3.0, -1.0]), H=np.array([[2.0, 1.0], [1.0, 4.0]])),
        case("values", w=np.array([1.0, -2.0]), g=np.array([1.0, 4.0]), H=np.array([[1.0, 3.0], [3.0, 2.0]])),
        case(
            "values",
            w=np.array([1.0, 2.0, -1.0]),
            g=np.array([2.0, -1.0, 0.5]),
            H=np.array([[4.0, 1.0, 0.5], [1.0, -3.0, 2.0], [0.5, 2.0, 1.0]]),
        ),
        case(
            "singular", w=np.array([1.0, 2.0]), g=np.array([3.0, -1.0]), H=np.array([[1.0, 2.0], [2.0, 4.0]])
        ),
        case("singular", w=np.array([1.0, 2.0]), g=np.array([3.0, 0.0]), H=np.diag([2.0, 0.0])),
    ),
    draw=_draw_newton,
    draws=3,
    mistakes=(
        Mistake(
            "diagonal",
            newton_by_diagonal,
            "You divided each slope by its own entry on the diagonal; the rest of H is not used.",
            "A step along one axis changes the slope along the others too. Solve H · step = g.",
        ),
        Mistake(
            "entries-inverted",
            newton_by_entries,
            "`1 / H` inverts each entry. That is not the inverse of a matrix.",
            "Look for `np.linalg.solve`, or `np.linalg.inv`.",
        ),
        Mistake(
            "divided-by-a-matrix",
            newton_divides_by_entries,
            "`g / H` divides by each entry of H, so a table comes out where a place is due.",
            "Dividing by a matrix means solving H · step = g. Look for `np.linalg.solve`.",
        ),
        Mistake(
            "backwards",
            newton_backwards,
            "You went the other way: the step is added.",
            "For f = x² at x = 3: the slope is 6, the curvature 2. Which sign leads to 0?",
        ),
        Mistake(
            "multiplied",
            newton_multiplies,
            "You multiplied by H. The step must *undo* H.",
            "H turns a step into the change of the slope. You know the change, and look for the step.",
        ),
        Mistake(
            "move-only",
            newton_move_only,
            "You return the step, not the place to which it leads.",
            "Where do you stand after it?",
        ),
        Mistake(
            "w-for-g",
            newton_of_w,
            "You solved for w where the gradient g is due.",
            "Which slope should become zero?",
        ),
        Mistake(
            "pseudo-inverse",
            newton_never_refuses,
            "Your values are right, but a Hessian with a flat direction is not refused: `pinv` and `lstsq` always answer.",
            "`np.linalg.solve` raises LinAlgError by itself. Let it.",
        ),
        Mistake(
            "error-swallowed",
            newton_least_squares,
            "You catch the error of a singular Hessian and stay where you are, as if all were well.",
            "The caller must know that there is no step: let the error pass.",
        ),
        Mistake(
            "absolute-curvatures",
            newton_turns_round,
            "You divide by the absolute curvatures. That is the saddle-free step of the exercise after this one.",
            "Newton's step takes the curvatures with their signs.",
        ),
        Mistake(
            "one-curvature",
            newton_by_steepest,
            "You divide the whole gradient by one number, the largest curvature.",
            "Each direction has its own curvature. Solve H · step = g.",
        ),
        Mistake(
            "determinant",
            newton_by_determinant,
            "You divide by the determinant of H.",
            "Dividing by a matrix means solving H · step = g.",
        ),
        Mistake(
            "in-place",
            newton_in_place,
            "The result is right, but your function changed the w that it was given.",
            "`w -= …` writes into the caller's array; `w - …` makes a new one.",
        ),
        Mistake(
            "step-itself",
            newton_way,
            "That is the way to go, not the place where it leads.",
            "Where does a step from w end?",
        ),
        Mistake(
            "made-invertible",
            newton_with_a_small_number,
            "You add a small number to the curvatures. That is another step, also where nothing was wrong.",
            "Newton's step is exact on a quadratic cost: one step, and the slope is 0.",
        ),
    ),
    variants={
        "the inverse": newton_with_inverse,
        "elimination by hand": newton_by_hand,
        "direction by direction": newton_by_directions,
        "one system for the place": newton_of_one_product,
    },
)
