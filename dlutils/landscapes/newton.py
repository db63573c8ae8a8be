"""Steps that look at the curvature, and the points where there is no slope at all.

H is the Hessian: it turns a small step into the change of the gradient. Its eigenvectors are directions in
which the landscape bends purely, its eigenvalues say how much: up (positive), down (negative) or not (zero).
"""

import numpy as np


def classify_critical_point(H, tol=1e-8):
    """What kind of critical point has this Hessian.

    Parameters
    ----------
    H : ndarray of shape (n, n), symmetric
    tol : float
        Eigenvalues closer to zero than this count as zero.

    Returns
    -------
    {"minimum", "maximum", "saddle", "undecided"}
        A saddle as soon as both signs occur, whatever else is zero. Without both signs, a zero leaves it
        open: then only higher derivatives know, as for x³, x⁴ or the monkey saddle.
    """
    curvatures = np.linalg.eigvalsh(H)
    up, down = (curvatures > tol).any(), (curvatures < -tol).any()
    if up and down:
        return "saddle"
    if (np.abs(curvatures) <= tol).any():
        return "undecided"
    return "minimum" if up else "maximum"


def index_of(H):
    """Share of the directions that bend down: 0 for a minimum, 1 for a maximum.

    Parameters
    ----------
    H : ndarray of shape (…, n, n)

    Returns
    -------
    ndarray of shape (…)
    """
    return (np.linalg.eigvalsh(H) < 0).mean(axis=-1)


def largest_stable_rate(H):
    """2/λmax: gradient descent on a quadratic converges below it; above, the steepest direction explodes.

    Returns
    -------
    float
        Infinite, if no direction bends up.
    """
    steepest = np.linalg.eigvalsh(H)[-1]
    return float(2 / steepest) if steepest > 0 else np.inf


def newton_step(w, g, H):
    """w − H⁻¹g: jump to where the gradient would be zero if the curvature stayed as it is.

    That place may be a minimum, a maximum or a saddle: Newton's method is drawn to all of them alike.

    Parameters
    ----------
    w, g : ndarray of shape (…, n)
        Place and gradient.
    H : ndarray of shape (…, n, n)
        The Hessian there.

    Returns
    -------
    ndarray of shape (…, n)

    Raises
    ------
    numpy.linalg.LinAlgError
        If H is singular.
    """
    return w - np.linalg.solve(H, np.asarray(g)[..., None])[..., 0]


def saddle_free_newton_step(w, g, H, floor=1e-6):
    """w − |H|⁻¹g, where |H| has the eigenvectors of H and the absolute values of its eigenvalues.

    Every direction is divided by how much it bends, but downhill stays downhill, so that a saddle pushes away
    (Dauphin et al., 2014, "Identifying and attacking the saddle point problem"). Without any slope along the
    falling direction, exactly on the ridge, it stays there as gradient descent does.

    Parameters
    ----------
    w, g, H : as for `newton_step`
    floor : float
        The least absolute eigenvalue, so that flat directions do not send the step to infinity.
    """
    curvatures, directions = np.linalg.eigh(H)
    along = (np.asarray(g)[..., None, :] @ directions)[..., 0, :]  # the gradient's part in each direction
    steps = along / np.maximum(np.abs(curvatures), floor)
    return w - (directions @ steps[..., None])[..., 0]


def find_critical_points(landscape, starts, longest=1.0, iterations=30, tolerance=1e-8):
    """Let Newton's method run from many places at once, and collect where it comes to rest.

    Each step is at most ``longest`` long (damped Newton): far from a critical point the curvature tells
    little. Which points are found depends on the basins of Newton's method; a large basin is found more
    often. Starts that have not come to rest are left out, points found twice are kept once.

    Parameters
    ----------
    landscape : Landscape
    starts : ndarray of shape (j, n)
    longest : float
    iterations : int
    tolerance : float
        A slope below this counts as none.

    Returns
    -------
    ndarray of shape (k, n)
        In no particular order; empty, if none was found.
    """
    w = np.array(starts, dtype=float)
    found = []
    for _ in range(iterations):
        g = landscape.gradient(w)
        at_rest = np.linalg.norm(g, axis=-1) < tolerance
        found.append(w[at_rest])
        H = landscape.hessian(w)
        going_on = ~at_rest & (np.linalg.det(H) != 0)  # a start without any curvature has no Newton step
        w, g, H = w[going_on], g[going_on], H[going_on]
        if len(w) == 0:
            break
        step = newton_step(w, g, H) - w
        w = w + step * np.minimum(1, longest / np.linalg.norm(step, axis=-1, keepdims=True))
    return _without_doubles(np.concatenate(found))


def _without_doubles(points, digits=5):
    """Keep one of all points that agree in this many digits behind the point."""
    rounded = np.round(points, digits) + 0.0  # −0.0 is 0.0
    _, first = np.unique(rounded, axis=0, return_index=True)
    return points[np.sort(first)]
