"""Two rewritings of a model's steps before training: the same function, computed in a better order.

Neither changes what a model learns. The first saves a network that is surely wrong from learning nothing, the
second saves time.
"""

from dlutils.layers.elementwise import ReLU, Sigmoid, Softmax
from dlutils.layers.pooling import MaxPooling2D
from dlutils.losses import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    SigmoidCrossentropy,
    SoftmaxCrossentropy,
)

FROM_SCORES = {
    (Softmax, CategoricalCrossentropy): SoftmaxCrossentropy,
    (Sigmoid, BinaryCrossentropy): SigmoidCrossentropy,
}


def fuse_with_loss(steps, loss):
    """Let the loss start from the scores, where it can.

    If the last step is a softmax and the loss the categorical cross-entropy, both are replaced by the one
    loss from scores (sigmoid and binary cross-entropy likewise). The gradient is the same p − y, but without
    the probabilities in between: they round to 0, and where the model is surely wrong all learning would
    stop.

    Returns
    -------
    steps : list of Layer
    loss : object with forward and backward
    """
    from_scores = FROM_SCORES.get((type(steps[-1]), type(loss)))
    return (steps, loss) if from_scores is None else (steps[:-1], from_scores())


def pool_before_relu(steps):
    """Let every max-pooling overtake a ReLU in front of it, which then bends only what pooling has left over.

    The two commute, max(relu(a), relu(b)) = relu(max(a, b)), and so do their gradients.
    """
    steps = list(steps)
    for i in range(len(steps) - 1):
        if type(steps[i]) is ReLU and type(steps[i + 1]) is MaxPooling2D:
            steps[i], steps[i + 1] = steps[i + 1], steps[i]
    return steps
