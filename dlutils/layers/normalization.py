"""Batch normalization: shift and stretch every feature to mean 0 and variance 1 over the batch, then let
the layer learn another mean (β) and width (γ).

It makes training insensitive to the scale of the weights before it. It is the one layer whose examples see
each other. Like dropout, it behaves differently outside of training.
"""

import numpy as np

from dlutils.layers.base import Layer


class BatchNormalization(Layer):
    """Y = γ X̂ + β with X̂ = (X − μ) / √(σ² + ε), for each feature: the last axis (Ioffe and Szegedy, 2015).

    In training, μ and σ² are those of the batch (over examples, and over places of an image). Running
    averages of them serve otherwise. σ² is the average of squared deviations, with N and not
    N − 1, here as in Keras.

    Parameters
    ----------
    momentum : float
        Share that a running average keeps at each step of training.
    epsilon : float
        Keeps a constant feature from dividing by zero.

    Attributes
    ----------
    gamma, dgamma, beta, dbeta : ndarray of shape (features,)
    moving_mean, moving_variance : ndarray of shape (features,)
    """

    parameter_names = ("gamma", "beta")
    statistics_names = ("moving_mean", "moving_variance")

    def __init__(self, momentum=0.99, epsilon=1e-3, input_shape=None, name=None):
        super().__init__(input_shape=input_shape, name=name)
        if not 0 <= momentum < 1:
            raise ValueError(
                f"BatchNormalization: momentum must be at least 0 and below 1, got {momentum!r}."
            )
        if not 0 < epsilon < np.inf:
            raise ValueError(f"BatchNormalization: epsilon must be a positive number, got {epsilon!r}.")
        self.momentum, self.epsilon = momentum, epsilon

    def count(self, input_shape):
        """γ and β. Keras' summary adds the two running averages, which nobody learns."""
        return 2 * input_shape[-1]

    def build(self, input_shape, rng, dtype="float32"):
        super().build(input_shape, rng, dtype)
        features = self.built_for[-1]
        self.gamma, self.beta = np.ones(features, dtype), np.zeros(features, dtype)
        self.moving_mean, self.moving_variance = np.zeros(features, dtype), np.ones(features, dtype)

    def forward(self, X, training=False):
        self.check_input(X, ("m", *(self.built_for or ())))
        self.axes = tuple(range(X.ndim - 1))  # all but the features
        self.training = training
        if training:
            mean, variance = X.mean(axis=self.axes), X.var(axis=self.axes)
            self.moving_mean += (1 - self.momentum) * (mean - self.moving_mean)
            self.moving_variance += (1 - self.momentum) * (variance - self.moving_variance)
        else:
            mean, variance = self.moving_mean, self.moving_variance
        self.deviation = np.sqrt(variance + self.epsilon)
        self.X_hat = (X - mean) / self.deviation
        return self.gamma * self.X_hat + self.beta

    def backward(self, dY):
        """dX = (dX̂ − mean dX̂ − X̂ · mean(dX̂ X̂)) / √(σ² + ε): X̂ cannot move along 1, nor along itself."""
        self.dbeta = dY.sum(axis=self.axes)
        self.dgamma = (dY * self.X_hat).sum(axis=self.axes)
        dX_hat = dY * self.gamma
        if self.training:
            along_itself = (dX_hat * self.X_hat).mean(axis=self.axes)
            dX_hat = dX_hat - dX_hat.mean(axis=self.axes) - self.X_hat * along_itself
        return dX_hat / self.deviation
