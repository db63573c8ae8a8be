"""What ``fit`` needs around a step of training: minibatches, the record of a run, a progress bar, and plain
words when a run diverges.
"""

import numpy as np


def minibatches(X, Y, batch_size, rng=None):
    """Cut the examples into batches, in a new order.

    Parameters
    ----------
    X, Y : ndarray with m examples along the first axis
    batch_size : int
        The last batch may be shorter: nobody is left out.
    rng : numpy.random.Generator, optional
        Draws the order; without it the examples come as they are.

    Yields
    ------
    X_batch, Y_batch : ndarray
        Examples and their targets, in the same order.
    """
    order = np.arange(len(X)) if rng is None else rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], Y[chosen]


class History:
    """The record of a run: ``history["loss"]`` has one number per epoch, as in Keras.

    Attributes
    ----------
    history : dict of str → list of float
        "loss", the metrics, and the same with "val_" in front for validation data.
    epoch : list of int
    """

    def __init__(self):
        self.history, self.epoch = {}, []

    def append(self, results):
        """Add the results of one more epoch."""
        self.epoch.append(len(self.epoch))
        for name, value in results.items():
            self.history.setdefault(name, []).append(value)

    def __repr__(self):
        return f"History of {len(self.epoch)} epochs: {', '.join(self.history)}"


class Progress:
    """A progress bar over all batches of a run; with ``verbose=0`` nothing is shown."""

    def __init__(self, batches, verbose):
        self.bar = None
        if verbose:
            from tqdm.auto import tqdm  # here, since in a notebook it imports ipywidgets

            self.bar = tqdm(total=batches, unit="batch")

    def __enter__(self):
        return self

    def step(self):
        """One batch is done."""
        if self.bar is not None:
            self.bar.update()

    def show(self, epoch, epochs, results):
        """Write the results of an epoch behind the bar."""
        if self.bar is not None:
            numbers = {name: f"{value:.4f}" for name, value in results.items()}
            self.bar.set_postfix({"epoch": f"{epoch}/{epochs}", **numbers})

    def __exit__(self, *error):
        if self.bar is not None:
            self.bar.close()


class DivergedError(ArithmeticError):
    """Training stopped because a number was no longer finite; the message says where and what to try."""


def explain_divergence(model, X):
    """Find what first stopped being finite, from the data to the loss, and word it.

    Parameters
    ----------
    model : Sequential
    X : ndarray
        The batch at which it happened.

    Returns
    -------
    DivergedError
        To be raised.
    """
    if not np.isfinite(X).all():
        return DivergedError("The data X contain nan or infinite numbers; clean them before training.")
    culprit = _first_not_finite(model, X)
    if culprit is None:
        culprit = "the loss, although the outputs of all layers are finite"
    rate = model.optimizer.learning_rate
    return DivergedError(
        f"Training diverged. The first that is not finite: {culprit}. Try a smaller learning rate (it is "
        f"{rate:g}; try {rate / 10:g}), standardized data, or he_normal weights, with a new model."
    )


def _first_not_finite(model, X):
    for layer in model.layers:
        for name, value, _ in layer.parameters():
            if not np.isfinite(value).all():
                return f"the weights {layer.name}.{name}"
        for step in layer.steps():
            X = step.forward(X)
        if not np.isfinite(X).all():
            return f"the output of {layer.name}"
    return None
