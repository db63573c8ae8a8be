"""The cost of a real network has millions of directions. Here we look along one or two of them.

Anything serves that has ``parameters()``, arrays that can be changed in place, and a function that says its
cost.
"""

import numpy as np

from dlutils.landscapes.base import Landscape, as_places


class NetworkSlice(Landscape):
    """J at the weights w₀ + t₁ d₁ + t₂ d₂ + …, where w₀ are the model's weights when the slice is made.

    A place is (t₁,) or (t₁, t₂). Slopes and curvatures are found by nudging. The model gets its weights back
    after every call.

    Parameters
    ----------
    model : object
        With ``parameters()`` → (name, value, gradient), such as a layer or a `Sequential` that has its
        weights.
    cost : callable
        Takes the model and returns its cost with the weights that it has: ``lambda model: model.evaluate(X,
        Y)``.
    *directions : list of ndarray
        Each with one array per parameter, see `random_direction` and `direction_between`.

    Examples
    --------
    >>> directions = random_direction(model, rng=1), random_direction(model, rng=2)
    >>> plane = NetworkSlice(model, lambda model: model.evaluate(X, Y), *directions)
    >>> t = np.linspace(-1, 1, 41)
    >>> J = plane.value(np.stack(np.meshgrid(t, t), axis=-1))  # (41, 41)
    """

    def __init__(self, model, cost, *directions):
        self.arrays = [value for _, value, _ in model.parameters()]
        shapes = [array.shape for array in self.arrays]
        for direction in directions:
            got = [np.shape(array) for array in direction]
            if got != shapes:
                raise ValueError(f"NetworkSlice: a direction needs arrays of shapes {shapes}, got {got}.")
        if not directions:
            raise ValueError("NetworkSlice: give at least one direction.")
        self.model, self.cost, self.directions = model, cost, directions
        self.start = [array.copy() for array in self.arrays]
        self.dimension = len(directions)
        # In float32 a cost has seven digits: a smaller nudge would show its rounding.
        self.step = 1e-4 if all(array.dtype == np.float64 for array in self.arrays) else 1e-2

    def value(self, w):
        w = as_places(w, self.dimension)
        heights = np.empty(w.shape[:-1])
        before = [array.copy() for array in self.arrays]
        try:
            for place in np.ndindex(heights.shape):
                self._go_to(w[place])
                heights[place] = self.cost(self.model)
        finally:
            for array, old in zip(self.arrays, before, strict=True):
                array[...] = old
        return heights[()]  # a number, for a single place

    def _go_to(self, t):
        for number, (array, start) in enumerate(zip(self.arrays, self.start, strict=True)):
            array[...] = start
            for part, direction in zip(t, self.directions, strict=True):
                if part != 0:
                    array += (part * direction[number]).astype(array.dtype)


def random_direction(model, rng=0):
    """Draw a direction that changes every unit's weights by as much as they are long.

    Without that, a network with large weights would look flat and one with small weights rough, although a
    ReLU network does not care about the scale of its layers (Li et al., 2018, "Visualizing the loss landscape
    of neural nets": filter normalization). Arrays of one axis, such as biases, stay as they are.

    Parameters
    ----------
    model : object with ``parameters()``
    rng : int or numpy.random.Generator

    Returns
    -------
    list of ndarray
        One array per parameter.
    """
    rng = np.random.default_rng(rng)
    direction = []
    for _, value, _ in model.parameters():
        if value.ndim < 2:
            direction.append(np.zeros(value.shape))
            continue
        drawn = rng.standard_normal(value.shape)
        axes = tuple(range(value.ndim - 1))  # a unit or filter is one entry of the last axis
        lengths = np.linalg.norm(value.reshape(-1, value.shape[-1]), axis=0)
        direction.append(drawn / np.sqrt((drawn**2).sum(axis=axes)) * lengths)
    return direction


def direction_between(model, other):
    """From the weights of one model to those of another of the same kind: at t = 1 the slice is at the other.

    Returns
    -------
    list of ndarray
        One array per parameter.
    """
    pairs = list(zip(model.parameters(), other.parameters(), strict=True))
    for (name, value, _), (_, other_value, _) in pairs:
        if value.shape != other_value.shape:
            raise ValueError(
                f"{name} has shape {value.shape} in one model and {other_value.shape} in the other."
            )
    return [other_value - value for (_, value, _), (_, other_value, _) in pairs]
