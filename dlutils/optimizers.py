"""Optimizers: given the gradient, where to put the weights next.

One optimizer serves one model. It walks over the parameters; a subclass says in ``update`` how one of them
moves, and in ``remembers`` which arrays it keeps from step to step. Each of the five adds an idea: plain
descent, a rolling ball, a ball that looks ahead, steps divided by the size of the gradient, and Adam, which
rolls and divides.

Letters: p a parameter, dp its gradient, v a running sum (or average) of gradients, s of squared gradients, t
the number of the step, from 1; α learning_rate, β momentum, ρ rho, ε epsilon, which keeps from dividing by 0.
Default numbers are those of Keras, with momentum 0.9; formulas are those of PyTorch (ε outside the root). On
paper a line says v ← β v + dp; in place it takes two, ``v *= β`` and ``v += dp``.
"""

import numpy as np

BLOCK = 65_536  # numbers updated at a time: 256 kB in float32, so that a formula's arrays stay in the cache
SMALL = 8_192  # up to here calling NumPy costs as much as computing: small arrays are moved together


class Optimizer:
    """Walk over the parameters and move each by the rule of the subclass.

    Parameters
    ----------
    learning_rate : float
        The length of a step, positive. It may be changed at any time.
    """

    remembers = ()

    def __init__(self, learning_rate):
        self.learning_rate = positive("learning_rate", learning_rate)
        self.reset()

    def reset(self):
        """Forget everything: the next step is step 1."""
        self.t, self.state = 0, {}
        self.small_names, self.small_memory = (), {}

    def step(self, parameters):
        """Move every parameter once.

        Parameters
        ----------
        parameters : iterable of (name, value, gradient)
            As ``layer.parameters()`` gives it. Values are changed in place; what is remembered belongs to the
            name.
        """
        parameters = list(parameters)
        for name, _, dp in parameters:
            if dp is None:
                raise ValueError(f"{name} has no gradient yet: run forward and backward before step.")
        self.t += 1
        small = [(name, p, dp) for name, p, dp in parameters if p.size <= SMALL]
        for name, p, dp in parameters:
            if p.size > SMALL:
                self._move(p, dp, self._memory(name, p))
        if small:
            self._move_together(*zip(*small, strict=True))  # names, values, gradients

    def _memory(self, name, p):
        """What is remembered about the parameter of this name: one array for each letter, 0 at first."""
        if name not in self.state:
            self.state[name] = {letter: np.zeros_like(p) for letter in self.remembers}
        return self.state[name]

    def _move(self, p, dp, state):
        for p_block, dp_block, state_block in in_blocks(p, dp, state):
            self.update(p_block, dp_block, state_block)

    def _move_together(self, names, values, gradients):
        """Lay small parameters end to end, move them as one, and put each back into its place."""
        if names != self.small_names:
            self._lay_memories_end_to_end(names, values)
        p = end_to_end(values)
        self._move(p, end_to_end(gradients), self.small_memory)
        for value, moved in zip(values, windows(p, values), strict=True):
            value[...] = moved  # into the array that the layer holds

    def _lay_memories_end_to_end(self, names, values):
        """From now on, what a name remembers is a window into one long array for each letter."""
        memories = [self._memory(name, p) for name, p in zip(names, values, strict=True)]
        self.small_names, self.small_memory = names, {}
        for letter in self.remembers:
            long = end_to_end([memory[letter] for memory in memories])
            self.small_memory[letter] = long
            for memory, window in zip(memories, windows(long, values), strict=True):
                memory[letter] = window

    def update(self, p, dp, state):
        """Change p, and the arrays in state, in place."""
        raise NotImplementedError


class GradientDescent(Optimizer):
    """p ← p − α dp: one step downhill."""

    def __init__(self, learning_rate=0.01):
        super().__init__(learning_rate)

    def update(self, p, dp, state):
        p -= self.learning_rate * dp


class Momentum(Optimizer):
    """The heavy ball (Polyak, 1964): v ← β v + dp, p ← p − α v.

    Along a steady slope v grows to 1/(1 − β) gradients: ten, for β = 0.9. This is the form of PyTorch;
    Keras keeps −α v, which is the same path while α stays. Ng's course averages instead, v ← β v + (1 − β) dp: multiply its rate by (1 − β) here for the
    same path.
    """

    remembers = ("v",)

    def __init__(self, learning_rate=0.01, momentum=0.9):
        super().__init__(learning_rate)
        self.momentum = fraction("momentum", momentum)

    def update(self, p, dp, state):
        v = state["v"]
        v *= self.momentum
        v += dp
        p -= self.learning_rate * v


class Nesterov(Momentum):
    """A ball that looks ahead (Nesterov, 1983; Sutskever et al., 2013): take the gradient where momentum
    leads.

    On paper, with w the weights: g = ∂J(w − αβ v), v ← β v + g, w ← w − α v. The model here holds not w but
    the point ahead, p = w − αβ v, so that its own gradient dp is g. From one point ahead to the next it is

        v ← β v + dp,        p ← p − α (dp + β v)  with the new v,

    as in Keras and PyTorch.
    """

    def update(self, p, dp, state):
        v = state["v"]
        v *= self.momentum
        v += dp
        p -= self.learning_rate * (dp + self.momentum * v)


class RMSProp(Optimizer):
    """Divide by the root of the mean square (Hinton's lecture 6, 2012).

        s ← ρ s + (1 − ρ) dp²,        p ← p − α dp / (√s + ε)

    Each number of p gets a step of about α, however small its gradient. s begins at 0, so the first step is
    about α / √(1 − ρ): 3.2 α for ρ = 0.9.
    """

    remembers = ("s",)

    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-7):
        super().__init__(learning_rate)
        self.rho = fraction("rho", rho)
        self.epsilon = positive("epsilon", epsilon)

    def update(self, p, dp, state):
        s = state["s"]
        s *= self.rho
        s += (1 - self.rho) * dp**2
        p -= self.learning_rate * dp / (np.sqrt(s) + self.epsilon)


class Adam(Optimizer):
    """Averaged gradient over root mean square (Kingma and Ba, 2015, algorithm 1; v and s are their m and v).

        v ← β₁ v + (1 − β₁) dp,        s ← β₂ s + (1 − β₂) dp²

    begin at 0 and are too small at first: after t steps the factors before the gradients sum to 1 − βᵗ.
    Divided by that, they are true averages:

        v̂ = v / (1 − β₁ᵗ),        ŝ = s / (1 − β₂ᵗ),        p ← p − α v̂ / (√ŝ + ε)
    """

    remembers = ("v", "s")

    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
        super().__init__(learning_rate)
        self.beta_1 = fraction("beta_1", beta_1)
        self.beta_2 = fraction("beta_2", beta_2)
        self.epsilon = positive("epsilon", epsilon)

    def update(self, p, dp, state):
        v, s = state["v"], state["s"]
        v *= self.beta_1
        v += (1 - self.beta_1) * dp
        s *= self.beta_2
        s += (1 - self.beta_2) * dp**2
        v_hat = v / (1 - self.beta_1**self.t)
        s_hat = s / (1 - self.beta_2**self.t)
        p -= self.learning_rate * v_hat / (np.sqrt(s_hat) + self.epsilon)


def in_blocks(p, dp, state):
    """Cut a big parameter, its gradient and its state into views of at most BLOCK numbers each.

    Every formula above goes over its arrays several times. A weight matrix of six megabytes would come from
    main memory each time; a block comes once.
    """
    if p.size <= BLOCK or not p.flags.c_contiguous:
        yield p, dp, state
        return
    p, dp = p.reshape(-1), dp.reshape(-1)
    state = {letter: array.reshape(-1) for letter, array in state.items()}
    for start in range(0, p.size, BLOCK):
        block = slice(start, start + BLOCK)
        yield p[block], dp[block], {letter: array[block] for letter, array in state.items()}


def end_to_end(arrays):
    """All numbers of the arrays, one array after the other, as one long array."""
    return np.concatenate([array.reshape(-1) for array in arrays])


def windows(long, arrays):
    """The views into a long array in which the numbers of each of the arrays lie, in its shape."""
    start = 0
    for array in arrays:
        yield long[start : start + array.size].reshape(array.shape)
        start += array.size


def positive(name, number):
    """Return the number if it is positive and finite; otherwise refuse it by name."""
    if not (isinstance(number, (int, float, np.number)) and 0 < number < np.inf):
        raise ValueError(f"{name} must be a positive number, got {number!r}.")
    return float(number)


def fraction(name, number):
    """Return the number if it lies in [0, 1); otherwise refuse it by name."""
    if not (isinstance(number, (int, float, np.number)) and 0 <= number < 1):
        raise ValueError(f"{name} must be at least 0 and below 1, got {number!r}.")
    return float(number)


BY_NAME = {
    "sgd": GradientDescent,
    "gradient_descent": GradientDescent,
    "momentum": Momentum,
    "nesterov": Nesterov,
    "rmsprop": RMSProp,
    "adam": Adam,
}


def get_optimizer(optimizer):
    """Find an optimizer by its name, with default settings; an `Optimizer` is taken as it is."""
    if isinstance(optimizer, Optimizer):
        return optimizer
    if not isinstance(optimizer, str) or optimizer not in BY_NAME:
        raise ValueError(
            f"Unknown optimizer {optimizer!r}; choose one of {', '.join(BY_NAME)}, or give an Optimizer."
        )
    return BY_NAME[optimizer]()
