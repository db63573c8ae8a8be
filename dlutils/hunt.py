"""Five checks that a training script must pass, and a script that fails all of them (notebook 13).

Each check costs a second or less, and asks for something that can be known *before* any training:

=================  ===========================================================================
`shape_table`      which shape must each array have?
`first_cost`       what must the cost of a network be that knows nothing? log C
`nudged`           does the gradient agree with nudging?
`ten_examples`     can the network learn ten examples by heart?
`shuffled_labels`  what can be learned, for unseen examples, from labels without meaning? Nothing
=================  ===========================================================================

Sources: Goodfellow, Bengio and Courville, "Deep Learning" (2016), section 11.5; Karpathy, "A Recipe for Training Neural
Networks" (2019).
"""

from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import numpy as np

SCRIPT = (Path(__file__).parent / "hunt_script.txt").read_text(encoding="utf-8")
CLASSES = 10
KNOWS_NOTHING = float(np.log(CLASSES))  # the cost of saying 1/C to everybody


class Finding(NamedTuple):
    """What a check found.

    Attributes
    ----------
    passed : bool
    sentence : str
    data : object
        The numbers behind the sentence, as the check's docstring says.
    """

    passed: bool
    sentence: str
    data: object


def numbered(script):
    """The script with a number before each line, counted from 1."""
    return "\n".join(f"{n:3}  {line}".rstrip() for n, line in enumerate(script.splitlines(), 1))


def repaired(script, line, text):
    """The script with another text in one line.

    Parameters
    ----------
    script : str
    line : int
        Counted from 1, as `numbered` shows it.
    text : str
        The whole new line, with its indentation.

    Raises
    ------
    ValueError
        If the script has no such line.
    """
    lines = script.splitlines()
    if not 1 <= line <= len(lines):
        raise ValueError(f"repaired: the script has the lines 1 to {len(lines)}, not {line}.")
    lines[line - 1] = text
    return "\n".join(lines) + "\n"


def load(script):
    """Run the definitions of a script and return them: `load(script).cost` is its function `cost`."""
    names = {"__name__": "hunt"}
    exec(compile(script, "the script", "exec"), names)  # the script is ours, or the learner's own
    return SimpleNamespace(**names)


def shape_table(script):
    """Compare the shape of every array of one step with the shape that it must have.

    `data` is a list of (name, expected shape, found shape). Seven examples: a number that no layer has.
    """
    code, m = load(script), 7
    X, y = (array[:m] for array in code.load())
    p = code.start(np.random.default_rng(0))
    Z1, A1, Z2, P = code.forward(p, X)
    hidden = p["b1"].shape[0]
    rows = [
        ("X", (m, 64), X.shape),
        ("y", (m,), y.shape),
        ("Z1", (m, hidden), Z1.shape),
        ("A1", (m, hidden), A1.shape),
        ("Z2", (m, CLASSES), Z2.shape),
        ("P", (m, CLASSES), P.shape),
        ("cost", (), np.shape(code.cost(p, X, y))),
        *((f"gradient of {name}", p[name].shape, g.shape) for name, g in code.backward(p, X, y).items()),
        ("right", (m,), code.right(p, X, y).shape),
    ]
    wrong = [name for name, expected, found in rows if expected != found]
    return Finding(not wrong, f"wrong shape: {', '.join(wrong) or 'none'}", rows)


def first_cost(script, starts=10):
    """The cost before the first step, against log C. `data` is the cost of each start."""
    code = load(script)
    X, y = code.load()
    costs = [float(code.cost(code.start(np.random.default_rng(seed)), X, y)) for seed in range(starts)]
    return Finding(
        abs(np.mean(costs) - KNOWS_NOTHING) < 0.5,
        f"first cost {np.mean(costs):.1f} on average, log 10 is {KNOWS_NOTHING:.1f}",
        costs,
    )


def nudged(script, entries=40):
    """The gradient of each array against nudges. `data` is {name: relative error}, from the input to the output."""
    code, rng = load(script), np.random.default_rng(0)
    X, y = (array[:20] for array in code.load())
    p = code.start(rng)
    gradient, errors = code.backward(p, X, y), {}
    for name, value in p.items():
        chosen = rng.permutation(value.size)[:entries]
        numerical = np.array([_slope(code, p, X, y, name, entry) for entry in chosen])
        ours = gradient[name].ravel()[chosen]
        size = np.linalg.norm(ours) + np.linalg.norm(numerical)
        errors[name] = float(np.linalg.norm(ours - numerical) / size)
    wrong = [name for name, error in errors.items() if error > 1e-6]
    return Finding(not wrong, f"gradient and nudges differ: {', '.join(wrong) or 'nowhere'}", errors)


def _slope(code, p, X, y, name, entry, h=1e-5):
    """The central difference of the cost in one entry of one array."""
    costs = []
    for step in (h, -h):
        moved = {other: value.copy() for other, value in p.items()}
        moved[name].flat[entry] += step
        costs.append(code.cost(moved, X, y))
    return (costs[0] - costs[1]) / (2 * h)


def ten_examples(script, epochs=300):
    """Train on ten examples until they must be known by heart. `data` is the cost after each epoch."""
    code = load(script)
    X, y = (array[:10] for array in code.load())
    _, costs = code.train(code.start(np.random.default_rng(0)), X, y, epochs=epochs)
    return Finding(
        costs[-1] < 0.1, f"cost of ten examples: {costs[0]:.2f} at first, {costs[-1]:.2f} at last", costs
    )


def shuffled_labels(script, examples=200, epochs=200):
    """Train on labels without meaning. `data` is the share read right of the training and of the test examples.

    What is read right is counted here, not by the script: a ruler that is broken itself would measure nothing.
    """
    code, rng = load(script), np.random.default_rng(0)
    X, y = code.load()
    chosen = rng.permutation(len(y))[:examples]
    X_train, y_train, X_test, y_test = code.split(X[chosen], rng.permutation(y[chosen]), rng)
    p, _ = code.train(code.start(rng), X_train, y_train, epochs=epochs)
    shares = [
        float(np.mean(code.forward(p, X)[-1].argmax(axis=1) == y))
        for X, y in ((X_train, y_train), (X_test, y_test))
    ]
    return Finding(
        shares[1] < 0.3,
        f"labels without meaning: {100 * shares[0]:.0f} % of the seen read right, {100 * shares[1]:.0f} % of the unseen",
        shares,
    )


#: In the order of their cost, cheapest first.
CHECKS = {
    "shape table": shape_table,
    "first cost": first_cost,
    "nudging": nudged,
    "ten examples": ten_examples,
    "shuffled labels": shuffled_labels,
}


def with_only(name):
    """The script with one bug, the one that the check of this name finds, or with none for `None`.

    Have you hunted already? Below stand the bugs and their repairs.
    """
    script = SCRIPT
    for check, (bug, repair) in REPAIRS.items():
        if check != name:
            script = script.replace(bug, repair)
    return script


REPAIRS = {
    "shape table": ("P.argmax(axis=1, keepdims=True) == y", "P.argmax(axis=1) == y"),
    "first cost": ("rng.standard_normal((32, 10)),", "rng.standard_normal((32, 10)) * np.sqrt(1 / 32),"),
    "nudging": ('"b1": dA1.sum(axis=0)', '"b1": dZ1.sum(axis=0)'),
    "ten examples": ("range(0, len(y) - size, size)", "range(0, len(y), size)"),
    "shuffled labels": (
        "    train = rng.permutation(len(y))[:cut]\n    test = rng.permutation(len(y))[cut:]\n",
        "    order = rng.permutation(len(y))\n    train, test = order[:cut], order[cut:]\n",
    ),
}
