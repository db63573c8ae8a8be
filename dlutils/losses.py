"""Losses: one number that says how wrong a batch of predictions is, and its derivative.

``forward(prediction, target)`` gives the cost J of the batch, ``backward()`` gives ∂J/∂prediction. J is an
average, and **this file is the only place that divides by the number of its terms**: every dX, dZ, dW
further back is the derivative of this same J. (On paper, dZ belongs to the summed losses and the 1/m first
appears in dW; the arrays dW and db are equal.)

Letters: m examples; N numbers in the batch; p a probability; z a score, which is what enters sigmoid or
softmax. The surprise at an event of probability p is −log p.

The file goes from squared error to the two cross-entropies, and ends with both computed from scores, where
the fractions of the chain rule cancel to (p − y).
"""

import numpy as np

from dlutils.activations import log_sum_exp, sigmoid
from dlutils.shapes import check_same_shape

CLIP = 1e-7  # Keras' bound: probabilities are kept this far from 0 and 1 before their logarithm is taken


class MeanSquaredError:
    """J = (1/N) Σ (ŷ − y)², the average over all N numbers of the batch (no ½)."""

    def forward(self, prediction, target):
        """Return J for two arrays of one shape, (m, n_out)."""
        check_same_shape("MeanSquaredError", prediction, target)
        self.difference = prediction - target
        return float(np.mean(self.difference**2))

    def backward(self):
        """∂J/∂ŷ = 2 (ŷ − y) / N."""
        return 2 * self.difference / self.difference.size


class BinaryCrossentropy:
    """J = −(1/N) Σ [y log p + (1 − y) log(1 − p)]: surprise at the truth when p was the chance given to
    "yes".

    Takes probabilities. They are clipped to [10⁻⁷, 1 − 10⁻⁷], as in Keras. Where the clip acts the gradient
    is 0: a unit that gives the truth no chance at all does not learn. `SigmoidCrossentropy` has no such
    limit.
    """

    def forward(self, prediction, target):
        """Return J for probabilities and targets (0 … 1) of one shape."""
        check_same_shape("BinaryCrossentropy", prediction, target)
        self.P, self.Y = np.clip(prediction, CLIP, 1 - CLIP), target
        self.unclipped = self.P == prediction  # True where the clip changed nothing
        return float(-np.mean(self.Y * np.log(self.P) + (1 - self.Y) * np.log(1 - self.P)))

    def backward(self):
        """∂J/∂p = −(y/p − (1 − y)/(1 − p)) / N; 0 where p was clipped."""
        return -(self.Y / self.P - (1 - self.Y) / (1 - self.P)) * self.unclipped / self.P.size


class CategoricalCrossentropy:
    """J = −(1/m) Σᵢ Σₖ yᵢₖ log pᵢₖ: surprise at the true class, one-hot targets.

    Takes probabilities, clipped as in `BinaryCrossentropy` with the same gradient of 0 there.
    `SoftmaxCrossentropy` computes the same J from scores.
    """

    def forward(self, prediction, target):
        """Return J for probabilities and one-hot targets, both of shape (m, classes)."""
        check_same_shape("CategoricalCrossentropy", prediction, target)
        self.P, self.Y = np.clip(prediction, CLIP, 1 - CLIP), target
        self.unclipped = self.P == prediction  # True where the clip changed nothing
        return float(-(self.Y * np.log(self.P)).sum() / len(self.Y))

    def backward(self):
        """∂J/∂p = −(y/p) / m; 0 where p was clipped."""
        return -(self.Y / self.P) * self.unclipped / len(self.Y)


class SigmoidCrossentropy:
    """Sigmoid and binary cross-entropy in one, from the score z: J = (1/N) Σ [log(1 + eᶻ) − y z].

    Nothing is clipped: one number with z = −1000 and y = 1 costs 1000, and its gradient is −1.
    """

    def forward(self, Z, target):
        """Return J for scores and targets (0 … 1) of one shape."""
        check_same_shape("SigmoidCrossentropy", Z, target)
        self.Z, self.Y = Z, target
        # log(1 + eᶻ) with no exponent above 0, so that nothing overflows; log1p(x) is log(1 + x).
        log_one_plus_exp = np.maximum(Z, 0) + np.log1p(np.exp(-np.abs(Z)))
        return float(np.mean(log_one_plus_exp - self.Y * Z))

    def backward(self):
        """∂J/∂z = (σ(z) − y) / N: σ′ = p(1 − p) cancels the fractions of ∂J/∂p."""
        return (sigmoid(self.Z) - self.Y) / self.Z.size


class SoftmaxCrossentropy:
    """Softmax and categorical cross-entropy in one, from scores: J = (1/m) Σᵢ Σₖ yᵢₖ (log Σⱼ exp zᵢⱼ − zᵢₖ).

    No logarithm of a probability is taken, so a p that is rounded to 0 does no harm: at scores of ±1000 cost
    and gradient are still right. The targets of an example must sum to 1 (otherwise the gradient is
    p Σ y − y).
    """

    def forward(self, Z, target):
        """Return J for scores and one-hot targets, both of shape (m, classes)."""
        check_same_shape("SoftmaxCrossentropy", Z, target)
        self.surprise, self.Y = log_sum_exp(Z) - Z, target  # −log p of every class, (m, classes)
        return float((self.Y * self.surprise).sum() / len(Z))

    def backward(self):
        """∂J/∂z = (p − y) / m."""
        P = np.exp(-self.surprise)
        return (P - self.Y) / len(P)


# The two from scores have no name: training puts them in (`fusing.py`) where the last activation and the loss belong
# together.
BY_NAME = {
    "mean_squared_error": MeanSquaredError,
    "mse": MeanSquaredError,
    "binary_crossentropy": BinaryCrossentropy,
    "categorical_crossentropy": CategoricalCrossentropy,
}


def get_loss(loss):
    """Find a loss by its name in Keras; an object with ``forward`` and ``backward`` is taken as it is."""
    if isinstance(loss, str):
        if loss not in BY_NAME:
            raise ValueError(f"Unknown loss {loss!r}; choose one of {', '.join(BY_NAME)}.")
        return BY_NAME[loss]()
    if not (hasattr(loss, "forward") and hasattr(loss, "backward")) or isinstance(
        loss, type
    ):  # a class: its brackets were forgotten
        raise TypeError(f"A loss is a name or an object with forward and backward, got {loss!r}.")
    return loss
