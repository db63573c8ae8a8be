"""Is a derivative right? Nudge the argument, look how much the result moves, and compare.

A derivative on paper says how much J changes per change of w. A computer can ask J itself, twice, and divide.
That is slow and not exact, but it knows no calculus, so it makes none of our mistakes.

The file goes from one number (notebook 01) over arrays (notebook 06) to whole layers and models.
"""

import copy
from dataclasses import dataclass

import numpy as np

STEP = 1e-5  # the best step for central differences in float64, where values are near 1


def numerical_derivative(f, a, h=STEP, kind="central"):
    """Slope of f at a, from two values of f.

    central: (f(a + h) − f(a − h)) / 2h, with an error that shrinks like h²; best near h = 10⁻⁵.
    forward: (f(a + h) − f(a)) / h, with an error that shrinks like h; best near h = 10⁻⁸.
    Smaller is not better: f(a + h) and f(a − h) then agree in nearly all of their 16 digits, and what is left is
    rounding. At a = 2 and h = 10⁻¹⁶ both are the same number and the slope is 0.

    Parameters
    ----------
    f : callable
        Takes and returns a number.
    a : float
    h : float
    kind : {"central", "forward"}

    Returns
    -------
    float
    """
    a = float(a)
    if kind == "central":
        return float((f(a + h) - f(a - h)) / (2 * h))
    if kind == "forward":
        return float((f(a + h) - f(a)) / h)
    raise ValueError(f"numerical_derivative: kind must be 'central' or 'forward', got {kind!r}.")


def second_derivative(f, a, h=1e-3):
    """Curvature of f at a: (f(a + h) − 2 f(a) + f(a − h)) / h².

    It divides by h twice, so rounding hurts earlier: h must be larger than for the slope.
    """
    a = float(a)
    return float((f(a + h) - 2 * f(a) + f(a - h)) / h**2)


def numerical_gradient(f, w, h=STEP):
    """Slope of f in the direction of every entry of w: two calls of f for each.

    Parameters
    ----------
    f : callable
        Takes an array shaped like w and returns a number.
    w : ndarray of any shape, float64
        Left as it is: f gets copies.
    h : float

    Returns
    -------
    ndarray shaped like w
    """
    w = _float64("numerical_gradient", "w", w).copy()
    gradient = np.zeros_like(w)
    for index in np.ndindex(w.shape):
        before = w[index]
        w[index] = before + h
        above = f(w.copy())
        w[index] = before - h
        below = f(w.copy())
        w[index] = before
        gradient[index] = (above - below) / (2 * h)
    return gradient


def numerical_hessian(f, w, h=1e-4):
    """All second derivatives of f at w, from values of f: four calls for each pair of entries.

    Parameters
    ----------
    f : callable
        Takes an array of shape (n,) and returns a number.
    w : ndarray of float64, shape (n,)

    Returns
    -------
    ndarray of shape (n, n), symmetric
    """
    w = _float64("numerical_hessian", "w", w)
    nudge = h * np.eye(len(w))
    hessian = np.zeros((len(w), len(w)))
    for i, u in enumerate(nudge):
        for j, v in enumerate(nudge[: i + 1]):
            corners = f(w + u + v) - f(w + u - v) - f(w - u + v) + f(w - u - v)
            hessian[i, j] = hessian[j, i] = corners / (4 * h**2)
    return hessian


def relative_error(gradient, numerical):
    """‖g − n‖ / (‖g‖ + ‖n‖): 0 is equal, about 0.7 unrelated, 1 opposite or one of them
    zero; it does not depend on the unit of J.

    Below 10⁻⁷ a gradient is right, above 10⁻⁴ something is wrong; between them look for a kink nearby.
    """
    size = np.linalg.norm(gradient) + np.linalg.norm(numerical)
    return float(np.linalg.norm(np.subtract(gradient, numerical)) / max(size, 1e-12))


@dataclass(frozen=True)
class GradientRow:
    """What was found for one array: ``check_gradients`` returns a table of them."""

    name: str
    shape: tuple
    relative_error: float
    worst: tuple | str  # the index where they differ most, or the random direction
    gradient: float  # what backward says there
    numerical: float  # what nudging says there


class GradientTable(tuple):
    """One `GradientRow` per array: X first, then those of the layers from the first to the last.

    Backward works from the end to the beginning, so **the lowest row with a large error is the first broken
    link**: look at that array's formula, and at what the layer behind it hands back. The rows above may
    suffer from it.
    """

    columns = ("array", "shape", "relative error", "worst at", "backward", "nudged")

    @property
    def largest(self):
        """The largest relative error of all; nan if any of them is nan, which `max` would overlook."""
        return float(np.max([row.relative_error for row in self]))

    def passed(self, tolerance=1e-7):
        """Tell whether every array agrees."""
        return bool(self.largest < tolerance)

    def first_broken(self, tolerance=1e-7):
        """The name of the first broken link, the lowest row that does not agree; None if all do."""
        return next((row.name for row in reversed(self) if not row.relative_error < tolerance), None)

    def verdicts(self, tolerance=1e-7):
        """The table without rounding errors, so that it reads the same on every machine."""
        lines = []
        for row in self:
            line = f"{row.name:4} {row.shape!s:7} "
            if row.relative_error < tolerance:
                lines.append(line + "right")
                continue
            worst = row.worst if isinstance(row.worst, str) else str(tuple(map(int, row.worst)))
            lines.append(
                f"{line}WRONG: relative error {row.relative_error:.2f}, "
                f"worst at {worst}: backward {row.gradient:.4f}, nudged {row.numerical:.4f}"
            )
        return "\n".join(lines)

    def _cells(self):
        for row in self:
            worst = row.worst if isinstance(row.worst, str) else str(tuple(map(int, row.worst)))
            numbers = f"{row.gradient:.6g}", f"{row.numerical:.6g}"
            yield row.name, str(row.shape), f"{row.relative_error:.1e}", worst, *numbers

    def __repr__(self):
        table = [self.columns, *self._cells()]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in table)

    def _repr_html_(self):
        lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in self._cells())
        head = "".join(f"<th scope='col'>{column}</th>" for column in self.columns)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def check_gradients(
    layer, X, target=None, loss=None, *, training=True, h=STEP, entries=300, directions=10, rng=0
):
    """Hold ``backward`` against nudging, for every parameter and for the input.

    Without a target, J = Σ dY · Y with a random dY: a plain sum would hide mistakes that cancel. With a
    target, J is the loss; then a model that was compiled needs no ``loss``, and its last softmax or sigmoid
    is fused with it as in training.

    Parameters
    ----------
    layer : Layer or Sequential
        Built in float64, or not built yet: then its copy is built in float64. It is left as it is: everything happens to copies, with the same random numbers each
        time.
    X : ndarray of float64, shape (m, …)
    target : ndarray, optional
    loss : object with forward and backward, optional
    training : bool
        Whether layers behave as in training (dropout, batch normalization).
    h : float
        The nudge. Too close to a kink of ReLU or to a tie of max pooling, the two sides differ and so will
        the table.
    entries : int
        An array with more entries than this is checked along random directions, two calls each, instead of
        entry by entry.
    directions : int
        How many of them.
    rng : int or numpy.random.Generator
        Draws dY and the directions.

    Returns
    -------
    GradientTable
    """
    rng = np.random.default_rng(rng)
    X = _float64("check_gradients", "X", X)
    layer = copy.deepcopy(layer)
    if getattr(layer, "built_for", True) is None:  # a layer of dlutils that has not drawn its arrays
        if hasattr(layer, "dtype"):  # a model also rounds X to its dtype
            layer.dtype = "float64"
        layer.build(X.shape[1:], rng, "float64")
    for name, value, _ in layer.parameters():
        _float64("check_gradients", name, value)
    forward, backward = _cost_of(layer, X, target, loss, training, rng)

    worker = copy.deepcopy(layer)
    forward(worker, X)
    dX = backward(worker)
    gradients = [gradient for _, _, gradient in worker.parameters()]
    X = X.copy()
    values = [(name, value) for name, value, _ in layer.parameters()]  # nudged in place, and put back
    rows = []
    for (name, value), gradient in zip([("X", X), *values], [dX, *gradients], strict=True):
        if np.shape(gradient) != value.shape:
            raise ValueError(
                f"The gradient of {name} must have shape {value.shape}, got {np.shape(gradient)}."
            )

        def J(nudged, value=value):
            value[...] = nudged
            return forward(copy.deepcopy(layer), X)

        before = value.copy()
        if value.size <= entries:
            rows.append(_entry_by_entry(name, gradient, before, J, h))
        else:
            rows.append(_along_directions(name, gradient, before, J, h, directions, rng))
        value[...] = before
    return GradientTable(rows)


def _cost_of(layer, X, target, loss, training, rng):
    """A pair of functions: forward(layer, X) → J and then backward(layer) → dX."""
    if target is None:
        dY = rng.standard_normal(copy.deepcopy(layer).forward(X, training).shape)

        def weighted_sum(layer, X):
            return float((dY * layer.forward(X, training)).sum())

        return weighted_sum, lambda layer: layer.backward(dY)
    compiled = loss is None
    if compiled and getattr(layer, "loss", None) is None:
        raise ValueError("check_gradients: a target needs a loss; give loss=…, or compile the model first.")
    loss = loss if not compiled else layer.training_steps()[1]

    def forward(layer, X):
        for step in layer.training_steps()[0] if compiled else [layer]:
            X = step.forward(X, training)
        return loss.forward(X, target)

    def backward(layer):
        d = loss.backward()
        for step in reversed(layer.training_steps()[0] if compiled else [layer]):
            d = step.backward(d)
        return d

    return forward, backward


def _entry_by_entry(name, gradient, value, J, h):
    numerical = numerical_gradient(J, value, h)
    worst = np.unravel_index(np.abs(gradient - numerical).argmax(), value.shape)
    return _row(name, value, gradient, numerical, worst, worst, J(value), h)


def _along_directions(name, gradient, value, J, h, directions, rng):
    expected, numerical = np.zeros(directions), np.zeros(directions)
    for number in range(directions):
        direction = rng.standard_normal(value.shape)
        direction /= np.linalg.norm(direction)
        expected[number] = (gradient * direction).sum()
        numerical[number] = numerical_derivative(lambda t, d=direction: J(value + t * d), 0.0, h)
    worst = int(np.abs(expected - numerical).argmax())
    where = f"direction {worst + 1} of {directions}"
    return _row(name, value, expected, numerical, worst, where, J(value), h)


def _row(name, value, gradient, numerical, worst, where, J, h):
    # Both zero as far as rounding lets us see, such as a bias in front of a batch normalization: they agree.
    rounding = 100 * np.finfo(float).eps * max(abs(J), 1.0) / h * np.sqrt(np.size(gradient))
    both_zero = max(np.linalg.norm(gradient), np.linalg.norm(numerical)) < rounding
    error = 0.0 if both_zero else relative_error(gradient, numerical)
    return GradientRow(name, value.shape, error, where, float(gradient[worst]), float(numerical[worst]))


def _float64(who, name, array):
    array = np.asarray(array)
    if array.dtype != np.float64:
        raise TypeError(
            f"{who}: {name} is {array.dtype}, which has too few digits for differences. Use float64: "
            'X.astype("float64"), build(…, dtype="float64"), Sequential(…, dtype="float64").'
        )
    return array
