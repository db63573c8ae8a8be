"""The one place that words a shape error: who, which array, the shape wanted, the shape got, the likely fix.

Most mistakes in a network are mistakes of shape, and NumPy's own message ("operands could not be broadcast
together") names neither the layer nor the way out. Every layer asks here in the first line of its
``forward``.
"""

import numpy as np


def check_shape(who, array_name, array, wanted):
    """Raise a ``ValueError`` unless ``array`` has the shape ``wanted``.

    Parameters
    ----------
    who : str
        Whose array it is, as it will stand in the message: "Dense(4 → 3)".
    array_name : str
        The letter of the array: "X".
    array : ndarray
        The array to look at.
    wanted : tuple of int and str
        One entry per axis: a length, or a letter for a length that is free but at least 1 ("m", "h"). An
        ``...`` at the end stands for one or more free axes.

    Returns
    -------
    ndarray
        The same array, so that the check can stand in front of its use.
    """
    if not isinstance(array, np.ndarray):
        raise TypeError(f"{who}: {array_name} must be a NumPy array, got {type(array).__name__}.")
    if not _fits(array.shape, wanted):
        message = f"{who}: {array_name} must have shape {in_words(wanted)}, got {array.shape}."
        raise ValueError(" ".join([message, *likely_fix(array.shape, wanted)]))
    if 0 in array.shape:
        raise ValueError(f"{who}: {array_name} of shape {array.shape} is empty; give at least one example.")
    if array.dtype.kind != "f":
        raise TypeError(
            f"{who}: {array_name} must hold floating-point numbers, got {array.dtype}; "
            f'use {array_name}.astype("float32").'
        )
    return array


def check_same_shape(who, prediction, target):
    """Raise a ``ValueError`` unless both arrays have one shape: nothing is ever broadcast silently."""
    for name, array in (("prediction", prediction), ("target", target)):
        if not isinstance(array, np.ndarray):
            raise TypeError(f"{who}: the {name} must be a NumPy array, got {type(array).__name__}.")
    if prediction.shape != target.shape:
        message = f"{who}: prediction {prediction.shape} and target {target.shape} must have the same shape."
        raise ValueError(message + _fix_for_targets(prediction.shape, target.shape))
    if prediction.size == 0:
        raise ValueError(f"{who}: prediction and target are empty; give at least one example.")


def in_words(wanted):
    """Write a wanted shape as people read it: ("m", 4) → "(m, 4)"."""
    inside = ", ".join("..." if length is ... else str(length) for length in wanted)
    return f"({inside},)" if len(wanted) == 1 else f"({inside})"


def likely_fix(got, wanted):
    """List the sentences (none or one) that name the likely mistake behind a wrong shape."""
    if len(got) == len(wanted) - 1 and _fits((1, *got), wanted):
        return ["It looks like a single example; use X[np.newaxis]."]
    if len(got) == len(wanted) - 1 and _fits((*got, 1), wanted):
        return ["It looks like the channel axis is missing; use X[..., np.newaxis]."]
    if len(wanted) == 2 and len(got) == 2 and _fits(got[::-1], wanted):
        return ["It looks like one example per column; use X.T (dlutils keeps one example per row)."]
    if len(wanted) == 2 and len(got) > 2:
        return ["It looks like images; add Flatten() before this layer."]
    if len(wanted) == 4 and len(got) == 4 and _fits((got[0], got[2], got[3], got[1]), wanted):
        return ["It looks like channels come second; use np.moveaxis(X, 1, -1)."]
    return []


def _fits(got, wanted):
    """Tell whether a shape fits; a letter leaves that length free, ``...`` any number of axes."""
    if wanted[-1] is ... and len(got) >= len(wanted):
        got, wanted = got[: len(wanted) - 1], wanted[:-1]
    return len(got) == len(wanted) and all(
        isinstance(want, str) or length == want for length, want in zip(got, wanted, strict=True)
    )


def _fix_for_targets(prediction, target):
    if len(prediction) == 2 and len(target) == 1 and prediction[0] == target[0]:
        if prediction[1] == 1:
            return " Use target[:, np.newaxis]: (m,) against (m, 1) would make a table of m × m differences."
        return f" If the targets are labels, use one_hot(target, {prediction[1]})."
    if prediction[::-1] == target:
        return " One of them has its examples in columns; dlutils keeps one example per row."
    return ""
