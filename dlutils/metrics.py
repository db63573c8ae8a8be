"""How good is a prediction? Numbers for people to read; a loss is for the optimizer to lower.

Every function takes ``(y_true, y_pred)`` in this order and has the name that Keras gives it. The file goes
from classes (accuracy, confusion matrix) to quantities (squared error, R²).
"""

import numpy as np


def as_labels(y):
    """Turn any description of classes into labels: integers of shape (m,).

    Parameters
    ----------
    y : ndarray of shape (m,), (m, 1) or (m, classes)
        Integer labels, probabilities of class 1, or one row of probabilities (or one-hot) for each example.

    Returns
    -------
    ndarray of int, shape (m,)
        In a row the largest entry wins, the first one if two are equal; one probability counts as 1 from ½
        on.
    """
    y = np.asarray(y)
    if y.ndim == 2 and y.shape[1] > 1:
        return y.argmax(axis=1)
    if y.ndim == 2:
        y = y[:, 0]
    if y.ndim != 1:
        raise ValueError(f"labels must have shape (m,), (m, 1) or (m, classes), got {y.shape}.")
    if np.issubdtype(y.dtype, np.integer):
        return y
    if not np.isfinite(y).all():
        raise ValueError("labels or probabilities contain nan or inf; look for where the model diverged.")
    if ((y >= 0) & (y <= 1)).all():
        return (y >= 0.5).astype(int)
    if (y == np.rint(y)).all():  # labels such as 0., 1., 2. that came as floats
        return y.astype(int)
    raise ValueError(
        "one number per example must be a label or a probability from 0 to 1; these look like scores."
    )


def accuracy(y_true, y_pred):
    """Share of the examples whose class was predicted right, from 0 to 1.

    Both may be labels, probabilities or one-hot rows (see `as_labels`): what Keras calls
    ``metrics=["accuracy"]`` and, written out, binary, categorical and sparse categorical accuracy.
    """
    labels, predicted = _same_length(as_labels(y_true), as_labels(y_pred))
    return float(np.mean(labels == predicted))


def top_k_accuracy(y_true, y_pred, k=5):
    """Share of the examples whose true class is among the k with the largest scores.

    Parameters
    ----------
    y_true : labels of shape (m,) or one-hot of shape (m, classes)
    y_pred : ndarray of shape (m, classes)
        Scores or probabilities. A tie counts for the prediction only if fewer than k scores are larger.
    """
    labels, scores = _same_length(as_labels(y_true), np.asarray(y_pred))
    if scores.ndim != 2 or not 1 <= k <= scores.shape[1]:
        raise ValueError(
            f"k = {k} needs scores of shape (m, classes) with at least {k} classes, got {scores.shape}."
        )
    score_of_the_true_class = np.take_along_axis(scores, labels[:, None], axis=1)
    return float(np.mean((scores > score_of_the_true_class).sum(axis=1) < k))


def confusion_matrix(y_true, y_pred, num_classes=None):
    """Count, for every true class, what was predicted.

    Parameters
    ----------
    y_true, y_pred : labels, probabilities or one-hot rows of m examples
    num_classes : int, optional
        Give it when the last class might not occur; otherwise the largest label decides.

    Returns
    -------
    ndarray of int, shape (num_classes, num_classes)
        Row: the true class. Column: the predicted one. The diagonal is right, the sum of all is m.
    """
    labels, predicted = _same_length(as_labels(y_true), as_labels(y_pred))
    largest = int(max(labels.max(), predicted.max()))
    if num_classes is None:
        num_classes = largest + 1
    if largest >= num_classes or min(labels.min(), predicted.min()) < 0:
        raise ValueError(f"labels must lie between 0 and {num_classes - 1}, the largest here is {largest}.")
    counts = np.zeros((num_classes, num_classes), dtype=int)
    np.add.at(counts, (labels, predicted), 1)  # unlike counts[i, j] += 1 it counts repeated pairs
    return counts


def precision(y_true, y_pred):
    """Of all examples called 1, the share that is 1; 0 if none was called 1."""
    counts = confusion_matrix(y_true, y_pred, num_classes=2)
    return _share(counts[1, 1], counts[:, 1].sum())


def recall(y_true, y_pred):
    """Of all examples that are 1, the share that was found; 0 if there is none."""
    counts = confusion_matrix(y_true, y_pred, num_classes=2)
    return _share(counts[1, 1], counts[1].sum())


def f1_score(y_true, y_pred):
    """Harmonic mean of precision and recall: high only if both are."""
    p, r = precision(y_true, y_pred), recall(y_true, y_pred)
    return _share(2 * p * r, p + r)


def mean_squared_error(y_true, y_pred):
    """Mean of (y′ − y)² over all numbers, without the ½ of some texts."""
    y_true, y_pred = _same_shape(y_true, y_pred)
    return float(np.mean((y_pred - y_true) ** 2))


def root_mean_squared_error(y_true, y_pred):
    """Root of the mean squared error: an error in the unit of y."""
    return float(np.sqrt(mean_squared_error(y_true, y_pred)))


def mean_absolute_error(y_true, y_pred):
    """Mean of |y′ − y| over all numbers, in the unit of y."""
    y_true, y_pred = _same_shape(y_true, y_pred)
    return float(np.mean(np.abs(y_pred - y_true)))


def r2_score(y_true, y_pred):
    """R²: the share of the squared error of "always say the mean" that the prediction removes.

    1 is perfect, 0 is no better than the mean, below 0 is worse. With several columns it is the mean of
    theirs, as in Keras and scikit-learn.
    """
    y_true, y_pred = _same_shape(y_true, y_pred)
    left = ((y_pred - y_true) ** 2).sum(axis=0)
    of_the_mean = ((y_true - y_true.mean(axis=0)) ** 2).sum(axis=0)
    if np.any(of_the_mean == 0):
        raise ValueError("R² compares with the mean, but all true values are equal: use mean_squared_error.")
    return float(np.mean(1 - left / of_the_mean))


METRICS = {
    "accuracy": accuracy,
    "top_k_accuracy": top_k_accuracy,
    "precision": precision,
    "recall": recall,
    "f1_score": f1_score,
    "mean_squared_error": mean_squared_error,
    "root_mean_squared_error": root_mean_squared_error,
    "mean_absolute_error": mean_absolute_error,
    "r2_score": r2_score,
    # Keras' other words for the same
    "acc": accuracy,
    "binary_accuracy": accuracy,
    "categorical_accuracy": accuracy,
    "sparse_categorical_accuracy": accuracy,
    "top_k_categorical_accuracy": top_k_accuracy,
    "mse": mean_squared_error,
    "mae": mean_absolute_error,
}


def get(metric):
    """The function that a name stands for; a function is returned as it is.

    Raises
    ------
    ValueError
        For an unknown name, with the names that exist.
    """
    if callable(metric):
        return metric
    if metric not in METRICS:
        raise ValueError(f"unknown metric {metric!r}; choose one of {', '.join(sorted(METRICS))}.")
    return METRICS[metric]


def _share(part, whole):
    return float(part / whole) if whole else 0.0


def _same_length(a, b):
    if len(a) != len(b):
        raise ValueError(f"y_true has {len(a)} examples and y_pred has {len(b)}; they must be the same ones.")
    if len(a) == 0:
        raise ValueError("there are no examples, so nothing to average.")
    return a, b


def _same_shape(y_true, y_pred):
    y_true, y_pred = np.asarray(y_true, dtype=float), np.asarray(y_pred, dtype=float)
    if y_true.shape != y_pred.shape:
        raise ValueError(
            f"y_true has shape {y_true.shape} and y_pred {y_pred.shape}. They must be equal: NumPy would "
            "pair every number of one with every number of the other. Use reshape."
        )
    if y_true.size == 0:
        raise ValueError("there are no examples, so nothing to average.")
    return y_true, y_pred
