"""How long does it take to leave a saddle? Any optimizer of `dlutils.optimizers` can be sent on its way.

Near a saddle the distance δ from the ridge grows by the same factor at each step, so that a walk needs about
−log δ times a constant: a tenth of the distance costs as many steps more, every time.
"""

import numpy as np


def walk(landscape, optimizer, start, steps, gradient=None):
    """The places that an optimizer visits.

    Parameters
    ----------
    landscape : Landscape
    optimizer : Optimizer
        Begins anew: what it remembers is forgotten first.
    start : ndarray of shape (n,)
        ``landscape.place((x, y))`` gives the place with these coordinates along its own axes.
    steps : int
    gradient : callable, optional
        Another gradient than the landscape's, see `with_noise` and `with_minibatches`.

    Returns
    -------
    ndarray of shape (steps + 1, n)
        The start first. With Nesterov, these are the points ahead, where it takes its gradients.
    """
    return np.stack(list(_places(landscape, optimizer, start, steps, gradient)))


def escape_time(landscape, optimizer, start, left=None, max_steps=10_000, gradient=None):
    """After how many steps an optimizer has left a saddle.

    Parameters
    ----------
    landscape, optimizer, start, gradient : as for `walk`
    left : callable, optional
        Takes a place and tells whether it counts as away; by default the landscape decides with its ``left``.
    max_steps : int

    Returns
    -------
    int or float
        The number of steps, 0 if the start is away already; infinite if max_steps were not enough.
    """
    left = landscape.left if left is None else left
    for step, w in enumerate(_places(landscape, optimizer, start, max_steps, gradient)):
        if left(w):
            return step
    return np.inf


def with_noise(landscape, sigma, rng, direction=None):
    """The gradient with Gaussian noise of standard deviation sigma, new at each call.

    Parameters
    ----------
    landscape : Landscape
    sigma : float
    rng : int or numpy.random.Generator
    direction : ndarray of shape (n,), optional
        Noise only along this direction; by default along all.

    Returns
    -------
    callable
        To be given to `escape_time` or `walk` as ``gradient``.
    """
    rng = np.random.default_rng(rng)
    if direction is None:
        return lambda w: landscape.gradient(w) + sigma * rng.standard_normal(landscape.dimension)
    direction = np.asarray(direction, dtype=float)
    return lambda w: landscape.gradient(w) + sigma * rng.standard_normal() * direction


def with_minibatches(landscape, tilts, size, rng, direction):
    """The gradient as mini-batches see it, when each example tilts the landscape along one direction.

    Example i has the cost f_i(w) = f(w) + c_i · (direction · w). The c_i sum to zero, so that f is the
    average over all examples; a batch still sees a slope. This noise is designed to have a part along
    ``direction``: whether that of a real data set has one is another question (`TwoWeights` has a line on
    which no batch ever does).

    Parameters
    ----------
    landscape : Landscape
    tilts : ndarray of shape (m,)
        The c_i; their mean is taken off.
    size : int
        Examples in a batch, drawn without repetition at each call.
    rng : int or numpy.random.Generator
    direction : ndarray of shape (n,)

    Returns
    -------
    callable
        To be given to `escape_time` or `walk` as ``gradient``.
    """
    rng = np.random.default_rng(rng)
    tilts = np.asarray(tilts, dtype=float)
    if not 1 <= size <= len(tilts):
        raise ValueError(f"a batch must have 1 to {len(tilts)} examples, got {size}.")
    tilts, direction = tilts - tilts.mean(), np.asarray(direction, dtype=float)
    return lambda w: landscape.gradient(w) + rng.choice(tilts, size, replace=False).mean() * direction


def _places(landscape, optimizer, start, steps, gradient):
    """The start, and the place after each step; a copy each time."""
    gradient = landscape.gradient if gradient is None else gradient
    optimizer.reset()
    w = np.array(start, dtype=float)
    yield w.copy()
    for step in range(1, steps + 1):
        with np.errstate(over="ignore", invalid="ignore"):
            optimizer.step([("w", w, gradient(w))])
        if not np.isfinite(w).all():
            rate = optimizer.learning_rate
            raise FloatingPointError(
                f"The walk diverged: at step {step} a weight is no longer finite. "
                f"Try a smaller learning rate than {rate:g}."
            )
        yield w.copy()
