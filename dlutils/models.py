"""Sequential: layers in a row that can be trained. It speaks Keras: ``add compile fit evaluate predict
summary``.

All of training is `Sequential._learn`: forward, loss, backward, step. The rest of the file prepares them
(shapes, first weights, fusing) and repeats them (``fit``); progress, minibatches and files have their own
modules.
"""

from math import isfinite

import numpy as np

from dlutils import metrics as metrics_module
from dlutils.fusing import fuse_with_loss, pool_before_relu
from dlutils.layers.base import positive_int
from dlutils.layers.chain import Chain
from dlutils.losses import get_loss
from dlutils.optimizers import get_optimizer
from dlutils.saving import load_into, save_arrays
from dlutils.training import History, Progress, explain_divergence, minibatches


class Sequential(Chain):
    """A stack of layers, each fed by the one before it.

    Parameters
    ----------
    layers : list of Layer
        More can be added later, with ``add``.
    seed : int, optional
        Makes a run repeatable: first weights, dropout and the order of the examples all come from it.
    dtype : str
        "float32" for training, "float64" for gradient checks.

    Examples
    --------
    >>> model = Sequential([Dense(16, activation="relu", input_shape=(64,)), Dense(10, activation="softmax")],
    ...                    seed=1)
    >>> model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    >>> history = model.fit(X, Y, epochs=5)
    """

    def __init__(self, layers=(), seed=None, dtype="float32", name=None):
        if dtype not in ("float32", "float64"):
            raise ValueError(f"Sequential: dtype must be 'float32' or 'float64', got {dtype!r}.")
        super().__init__(layers, name=name)
        self.rng = np.random.default_rng(seed)
        self.dtype = dtype
        self.optimizer = self.loss = None
        self.metrics = {}

    # --------------------------------------------------------------------------------------------------------
    # Before training
    # --------------------------------------------------------------------------------------------------------

    def add(self, layer):
        """Put one more layer at the end."""
        if self.built_for is not None:
            raise RuntimeError(
                "The model has its weights already; add layers before the first fit, predict or save."
            )
        super().add(layer)

    def compile(self, optimizer="adam", loss="mean_squared_error", metrics=()):
        """Choose how to learn. Names are those of Keras; objects are taken as they are.

        Parameters
        ----------
        optimizer : str or Optimizer
            "sgd", "momentum", "nesterov", "rmsprop" or "adam" with default settings, or for instance
            ``Adam(0.01)``.
        loss : str or loss
            "mean_squared_error", "binary_crossentropy" or "categorical_crossentropy".
        metrics : list of str or callable
            What else to report: "accuracy", or any function ``(y_true, y_pred) → float``.
        """
        self.optimizer, self.loss = get_optimizer(optimizer), get_loss(loss)
        chosen = [(metric, metrics_module.get(metric)) for metric in metrics]
        self.metrics = {
            name if isinstance(name, str) else name.__name__: function for name, function in chosen
        }

    def training_steps(self):
        """The steps that training runs through, and the loss behind them: see ``fusing.py``."""
        if self.loss is None:
            raise RuntimeError("The model has no loss yet: call compile(optimizer=…, loss=…) first.")
        return fuse_with_loss(pool_before_relu(self.steps()), self.loss)

    def summary(self):
        """Print every layer with the shape of its output and the number of its parameters."""
        shape = self._known_input_shape()
        if shape is None:
            print("The shapes are not known yet: give the first layer input_shape=…, or call predict first.")
            return
        rows = [("Layer (type)", "Output shape", "Parameters")]
        for layer in self.layers:
            count, shape = layer.count(shape), layer.output_shape(shape)
            rows.append((f"{layer.name} ({type(layer).__name__})", str((None, *shape)), f"{count:,}"))
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        for row in rows:
            print(f"{row[0]:<{widths[0]}}   {row[1]:<{widths[1]}}   {row[2]:>{widths[2]}}")
        print(f"Total: {self.count(self._known_input_shape()):,} parameters")

    # --------------------------------------------------------------------------------------------------------
    # Training
    # --------------------------------------------------------------------------------------------------------

    def train_on_batch(self, X, Y):
        """Learn from one batch.

        Returns
        -------
        float or list of float
            The loss before the step; with metrics, a list that begins with it.
        """
        X, Y = self._ready(X, Y)
        J, A = self._learn(X, Y)
        return _as_in_keras({"loss": J, **self._measure(Y, A)})

    def _learn(self, X, Y):
        """Forward, loss, backward, step. Returns the loss and the output of the last training step."""
        steps, loss = self.training_steps()
        with np.errstate(all="ignore"):  # a run that diverges is explained in words, not in warnings
            A = X
            for step in steps:
                A = step.forward(A, training=True)
            J = loss.forward(A, Y)
            if not isfinite(J):
                raise explain_divergence(self, X)
            dA = loss.backward()
            for step in reversed(steps[1:]):
                dA = step.backward(dA)
            steps[0].parameter_gradients(dA)
            self.optimizer.step(self.parameters())
        return J, A

    def fit(self, X, Y, batch_size=32, epochs=1, verbose=1, validation_data=None, shuffle=True, seed=None):
        """Learn from all examples, several times, in batches.

        Parameters
        ----------
        X : ndarray of shape (m, ...)
        Y : ndarray of shape (m, n_out)
            One-hot rows for the categorical cross-entropy, see ``one_hot``.
        batch_size, epochs : int
        verbose : 0 or 1
            1 shows a progress bar.
        validation_data : (X, Y), optional
            Examples to evaluate after each epoch, never learned from.
        shuffle : bool
            Whether each epoch has a new order.
        seed : int, optional
            Fixes that order; otherwise the seed of the model does.

        Returns
        -------
        History
            The loss of every epoch, averaged over its examples, and the metrics of all its outputs together, while
            the weights were changing.
        """
        batch_size = positive_int("fit", "batch_size", batch_size)
        epochs = positive_int("fit", "epochs", epochs)
        X, Y = self._ready(X, Y)
        rng = self.rng if seed is None else np.random.default_rng(seed)
        history = History()
        with Progress(epochs * -(-len(X) // batch_size), verbose) as progress:
            for epoch in range(1, epochs + 1):
                losses, outputs, targets = [], [], []
                for X_batch, Y_batch in minibatches(X, Y, batch_size, rng if shuffle else None):
                    J, A = self._learn(X_batch, Y_batch)
                    losses.append(J * len(X_batch))
                    outputs.append(A)
                    targets.append(Y_batch)
                    progress.step()
                self._refuse_spoilt_weights(X_batch)
                measured = self._measure(np.concatenate(targets), np.concatenate(outputs))
                results = {"loss": sum(losses) / len(X), **measured}
                if validation_data is not None:
                    validation = self._evaluate(*self._ready(*validation_data), batch_size)
                    results.update({f"val_{name}": value for name, value in validation.items()})
                history.append(results)
                progress.show(epoch, epochs, results)
        return history

    # --------------------------------------------------------------------------------------------------------
    # After training
    # --------------------------------------------------------------------------------------------------------

    def evaluate(self, X, Y, batch_size=32):
        """Return the loss on examples; with metrics, a list that begins with it. Nothing is learned."""
        return _as_in_keras(
            self._evaluate(*self._ready(X, Y), positive_int("evaluate", "batch_size", batch_size))
        )

    def predict(self, X, batch_size=32):
        """Return the outputs for examples, an array of shape (m, ...)."""
        X = self._ready_to_run(X)
        return self._run(self.steps(), X, positive_int("predict", "batch_size", batch_size))

    def save(self, path):
        """Write all weights to a file, from which ``load`` reads them into a model of the same layers."""
        self._build_if_needed()
        save_arrays(path, self._arrays())

    def load(self, path):
        """Read weights that ``save`` wrote, into this model. Either all are replaced, or none and a sentence
        says why.

        The optimizer forgets its running averages, which belonged to the old weights.
        """
        self._build_if_needed()
        load_into(self._arrays(), path)
        if self.optimizer is not None:
            self.optimizer.reset()

    # --------------------------------------------------------------------------------------------------------
    # Details
    # --------------------------------------------------------------------------------------------------------

    def forward(self, X, training=False):
        X = self._ready_to_run(X)
        return super().forward(X, training)

    def parameters(self):
        self._build_if_needed()
        return super().parameters()

    def _known_input_shape(self):
        """The shape of one example, if anybody has said it."""
        if self.built_for is not None:
            return self.built_for
        return self.layers[0].input_shape if self.layers else None

    def _build_if_needed(self, shape=None):
        """Draw the weights at the first need for them; data tell the shape of an example if no layer does."""
        if self.built_for is not None:
            return
        if not self.layers:
            raise RuntimeError("The model has no layers yet; add some first.")
        shape = self._known_input_shape() or shape
        if shape is None:
            raise RuntimeError(
                "The shape of an example is not known yet: give the first layer input_shape=…."
            )
        self.build(shape, self.rng, self.dtype)

    def _ready_to_run(self, X):
        """Return X in the model's precision, after drawing the weights if this is the first need for them."""
        X = np.asarray(X, self.dtype)
        if X.ndim < 2:
            raise ValueError(f"X must have shape (m, ...), one example after the other, got {X.shape}.")
        self._build_if_needed(X.shape[1:])
        return X

    def _ready(self, X, Y):
        """Return X and Y, fit for training or evaluation."""
        X, Y = self._ready_to_run(X), np.asarray(Y, self.dtype)
        if len(X) != len(Y):
            raise ValueError(f"X has {len(X)} examples and Y has {len(Y)}; they must come in pairs.")
        if len(X) == 0:
            raise ValueError("X and Y are empty; give at least one example.")
        return X, Y

    def _run(self, steps, X, batch_size):
        """Send X through some of the steps, a batch at a time."""
        outputs = []
        for start in range(0, len(X), batch_size):
            A = X[start : start + batch_size]
            for step in steps:
                A = step.forward(A)
            outputs.append(A)
        return np.concatenate(outputs)

    def _evaluate(self, X, Y, batch_size):
        steps, loss = self.training_steps()
        A = self._run(steps, X, batch_size)
        return {"loss": loss.forward(A, Y), **self._measure(Y, A)}

    def _refuse_spoilt_weights(self, X):
        """Stop after a step that spoilt the weights: the loss would only show it at the next one."""
        if not all(np.isfinite(value).all() for _, value, _ in self.parameters()):
            raise explain_divergence(self, X)

    def _measure(self, Y, A):
        """The metrics, from the output A of the last training step, sent through what was fused."""
        if not self.metrics:
            return {}
        for step in self.steps()[len(self.training_steps()[0]) :]:
            A = step.forward(A)
        return {name: metric(Y, A) for name, metric in self.metrics.items()}

    def _arrays(self):
        """All that a file of this model holds, by full name."""
        return {name: value for name, value, _ in self.parameters()} | dict(self.statistics())


def _as_in_keras(results):
    """The loss alone, or a list of the loss and the metrics."""
    values = list(results.values())
    return values[0] if len(values) == 1 else values
