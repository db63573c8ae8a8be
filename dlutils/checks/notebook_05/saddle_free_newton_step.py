"""Exercise `saddle_free_newton_step`: divide by how much it bends, never turn uphill."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case
from dlutils.checks.notebook_05.classify_critical_point import turned


def saddle_free_newton_step(w, g, H, floor=1e-6):
    curvatures, directions = np.linalg.eigh(H)
    sizes = np.maximum(np.abs(curvatures), floor)
    return w - directions @ ((directions.T @ g) / sizes)


def _step_with(sizes_of, w, g, H):
    curvatures, directions = np.linalg.eigh(H)
    return w - directions @ ((directions.T @ g) / sizes_of(curvatures))


def free_abs_of_entries(w, g, H, floor=1e-6):
    return saddle_free_newton_step(w, g, _raised(np.abs(H), floor), floor)


def _raised(H, floor):
    """abs(H) as most would solve it: without absolute eigenvalues; a singular one is helped by the floor."""
    curvatures, directions = np.linalg.eigh(H)
    curvatures = np.where(np.abs(curvatures) < floor, floor, curvatures)
    return directions @ np.diag(curvatures) @ directions.T


def free_solve_abs_entries(w, g, H, floor=1e-6):
    return w - np.linalg.solve(np.abs(H), g)


def free_plain_newton(w, g, H, floor=1e-6):
    return _step_with(
        lambda c: np.where(np.abs(c) < floor, floor, c),
        w,
        g,
        H,
    )


def free_clipped(w, g, H, floor=1e-6):
    return _step_with(lambda c: np.maximum(c, floor), w, g, H)


def free_floor_added(w, g, H, floor=1e-6):
    return _step_with(lambda c: np.abs(c) + floor, w, g, H)


def free_floor_added_to_absolute_matrix(w, g, H, floor=1e-6):
    """inv(|H| + floor): the floor comes to every entry, not to the curvatures."""
    curvatures, directions = np.linalg.eigh(H)
    return w - np.linalg.inv(directions @ np.diag(np.abs(curvatures)) @ directions.T + floor) @ g


def free_floor_fixed(w, g, H, floor=1e-6):
    return saddle_free_newton_step(w, g, H, 1e-6)


def free_floor_as_ceiling(w, g, H, floor=1e-6):
    return _step_with(lambda c: np.minimum(np.abs(c), floor), w, g, H)


def free_not_turned_back(w, g, H, floor=1e-6):
    curvatures, directions = np.linalg.eigh(H)
    return w - (directions.T @ g) / np.maximum(np.abs(curvatures), floor)


def free_rows_for_directions(w, g, H, floor=1e-6):
    curvatures, directions = np.linalg.eigh(H)
    return w - directions.T @ ((directions @ g) / np.maximum(np.abs(curvatures), floor))


def free_not_turned(w, g, H, floor=1e-6):
    curvatures = np.linalg.eigvalsh(H)
    return w - g / np.maximum(np.abs(curvatures), floor)


def free_by_diagonal(w, g, H, floor=1e-6):
    return w - g / np.maximum(np.abs(np.diag(H)), floor)


def free_uphill(w, g, H, floor=1e-6):
    return 2 * w - saddle_free_newton_step(w, g, H, floor)


def free_multiplied(w, g, H, floor=1e-6):
    return _step_with(lambda c: 1 / np.maximum(np.abs(c), floor), w, g, H)


def free_move_only(w, g, H, floor=1e-6):
    return saddle_free_newton_step(w, g, H, floor) - w


def free_in_place(w, g, H, floor=1e-6):
    w -= w - saddle_free_newton_step(w, g, H, floor)
    return w


def free_without_floor(w, g, H, floor=1e-6):
    with np.errstate(divide="ignore", invalid="ignore"):
        return _step_with(np.abs, w, g, H)


def free_not_split(w, g, H, floor=1e-6):
    curvatures, directions = np.linalg.eigh(H)
    return w - directions @ (g / np.maximum(np.abs(curvatures), floor))


def free_with_matrix(w, g, H, floor=1e-6):
    curvatures, Q = np.linalg.eigh(H)
    size = Q @ np.diag(np.clip(abs(curvatures), floor, None)) @ Q.T
    return w - np.linalg.solve(size, g)


def free_with_svd(w, g, H, floor=1e-6):
    _, sizes, V = np.linalg.svd(H)
    return w - V.T @ (V @ g / np.maximum(sizes, floor))


def free_with_loop(w, g, H, floor=1e-6):
    curvatures, directions = np.linalg.eigh(H)
    step = np.zeros(len(w))
    for k in range(len(w)):
        direction = directions[:, k]
        step += (direction @ g) * direction / max(abs(curvatures[k]), floor)
    return w - step


def _draw_free(rng, i):
    signs = [(1, -1, 1), (1, -1), (-1, -1, 1, 1), (1, 0, -1)][i]
    curvatures = np.array(signs) * rng.uniform(0.5, 3, size=len(signs)).round(2)
    arguments = {
        "w": rng.normal(size=len(signs)).round(2),
        "g": rng.normal(size=len(signs)).round(2) * 2,
        "H": turned(*curvatures, seed=int(rng.integers(1000))),
    }
    return case("values", **arguments, floor=0.2) if 0 in signs else case("values", **arguments)


SADDLE_FREE_NEWTON_STEP = Exercise(
    name="saddle_free_newton_step",
    parts={"values": 0},
    reference=saddle_free_newton_step,
    insight="As quick as Newton's step, and a saddle pushes you away instead of drawing you in.",
    examples=(
        case("values", w=np.array([3.0, 0.5]), g=np.array([6.0, -1.0]), H=np.diag([2.0, -2.0])),
        case(
            "values", w=np.array([1.0, 2.0]), g=np.array([1.0, 2.0]), H=np.array([[1.0, -2.0], [-2.0, 1.0]])
        ),
        case(
            "values",
            w=np.array([1.0, 2.0, -1.0]),
            g=np.array([2.0, -1.0, 0.5]),
            H=np.array([[4.0, 1.0, 0.5], [1.0, -3.0, 2.0], [0.5, 2.0, 1.0]]),
        ),
        case("values", w=np.array([1.0, 2.0]), g=np.array([3.0, -1.0]), H=np.diag([2.0, 0.0]), floor=0.5),
        case("values", w=np.array([1.0, 2.0]), g=np.array([1e-6, 2.0]), H=np.diag([0.0, 4.0])),
        case(
            "values",
            w=np.array([1.0, 2.0, 0.0]),
            g=np.array([3.0, -1.0, 2.0]),
            H=turned(3.0, -0.1, -1.5),
            floor=0.4,
        ),
    ),
    draw=_draw_free,
    draws=4,
    mistakes=(
        Mistake(
            "abs-of-entries",
            free_solve_abs_entries,
            "You took the absolute value of each *entry* of H. Its curvatures are not its entries.",
            "Split H into curvatures and directions first (`np.linalg.eigh`); the absolute values are for the "
            "curvatures.",
        ),
        Mistake(
            "abs-of-entries-and-of-curvatures",
            free_abs_of_entries,
            "You took the absolute value of each entry of H before you looked for its curvatures.",
            "Give `np.linalg.eigh` the Hessian itself.",
        ),
        Mistake(
            "plain-newton",
            free_plain_newton,
            "The curvatures keep their signs: this is Newton's step, and a saddle draws it in.",
            "In a direction that bends down, which way is downhill?",
        ),
        Mistake(
            "negative-clipped",
            free_clipped,
            "Negative curvatures become the floor instead of positive, so the step along them is gigantic.",
            "Take the absolute value first, the floor after.",
        ),
        Mistake(
            "floor-added",
            free_floor_added,
            "You add the floor to every curvature.",
            "The floor is the *least* allowed value: larger ones stay as they are.",
        ),
        Mistake(
            "floor-added-to-entries",
            free_floor_added_to_absolute_matrix,
            "You add the floor to every entry of the matrix.",
            "The floor is for the curvatures, one by one, before the matrix is put together again.",
        ),
        Mistake(
            "floor-ignored",
            free_floor_fixed,
            "You use 10⁻⁶ whatever `floor` says.",
            "Use the argument `floor`.",
        ),
        Mistake(
            "floor-as-ceiling",
            free_floor_as_ceiling,
            "Your floor is a ceiling: every curvature is at most `floor`.",
            "`np.maximum(a, b)` takes the larger of the two.",
        ),
        Mistake(
            "not-turned-back",
            free_not_turned_back,
            "You stop half-way: the step is given along the directions of H, but w along the axes.",
            "The product with the directions turns it back.",
        ),
        Mistake(
            "rows-for-columns",
            free_rows_for_directions,
            "You took the rows for the directions; `eigh` stores them in the columns.",
            "The part of g along each column is `directions.T @ g`.",
        ),
        Mistake(
            "axes-for-directions",
            free_not_turned,
            "You divided the slopes along the *axes* by the curvatures along the directions of H.",
            "First split g into its parts along the directions.",
        ),
        Mistake(
            "diagonal",
            free_by_diagonal,
            "You used only the diagonal of H.",
            "The curvatures are the eigenvalues of the whole matrix.",
        ),
        Mistake(
            "uphill",
            free_uphill,
            "You went the other way: the step is added.",
            "With positive sizes the step must go against g.",
        ),
        Mistake(
            "multiplied",
            free_multiplied,
            "You multiplied by the sizes of the curvatures instead of dividing.",
            "Where it bends much, the step must be short.",
        ),
        Mistake(
            "move-only",
            free_move_only,
            "You return the step, not the place to which it leads.",
            "Where do you stand after it?",
        ),
        Mistake(
            "in-place",
            free_in_place,
            "The result is right, but your function changed the w that it was given.",
            "`w -= …` writes into the caller's array; `w - …` makes a new one.",
        ),
        Mistake(
            "no-floor",
            free_without_floor,
            "The floor is not used: a direction without curvature gets an endless step.",
            "No curvature may count as smaller than the floor.",
        ),
        Mistake(
            "not-split",
            free_not_split,
            "You divide the entries of g by the curvatures. They belong to the directions, not to the axes.",
            "First split g along the directions: `directions.T @ g`.",
        ),
    ),
    variants={"the matrix |H|": free_with_matrix, "svd": free_with_svd, "a loop": free_with_loop},
)
