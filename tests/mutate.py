"""Break the code on purpose, one small change at a time, and see whether the tests notice.

    python tests/mutate.py                     all files below
    python tests/mutate.py dlutils/losses.py   one of them

Each change (a mutant) is made in a copy of the project, where the tests of that file then run. A mutant that
no test notices has survived: either a test is missing, or the change makes no difference to anybody.
``mutants.md`` beside this file lists the survivors, and why each may live.
"""

import ast
import copy
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
LAYERS = [
    "tests/layers/test_every_layer.py",
    "tests/layers/test_convolution.py",
    "tests/layers/test_pooling.py",
    "-k=conv or pool or max or average",
]
TESTS = {
    "dlutils/activations.py": ["tests/test_activations.py"],
    "dlutils/losses.py": ["tests/test_losses.py"],
    "dlutils/optimizers.py": ["tests/test_optimizers.py"],
    "dlutils/layers/kernels.py": LAYERS,
    "dlutils/layers/convolution.py": LAYERS,
    "dlutils/layers/pooling.py": LAYERS,
}
# Without the plugins for notebooks and speed, pytest starts ten times faster.
ENVIRONMENT = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
SECONDS = 60  # a mutant that runs longer is caught: it hangs

OTHER = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Pow: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


def changes(node):
    """List what can be broken at one node of the syntax tree: pairs of words and a function that does it."""
    found = []
    match node:
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in OTHER:
            found.append((f"{type(op).__name__} becomes {OTHER[type(op)].__name__}", _swap_operator))
        case ast.BoolOp():
            found.append(("and becomes or, or the reverse", _swap_operator))
        case ast.Compare(ops=[op]) if type(op) in OTHER:
            found.append((f"{type(op).__name__} becomes {OTHER[type(op)].__name__}", _swap_comparison))
        case ast.UnaryOp(op=ast.USub() | ast.Not()):
            found.append(("the sign or the not is dropped", lambda node: node.operand))
        case ast.Constant(value=bool()):
            found.append(("True becomes False, or the reverse", lambda node: ast.Constant(not node.value)))
        case ast.Constant(value=int() | float()):
            found.append(("the number is one larger", lambda node: ast.Constant(node.value + 1)))
        case ast.Constant(value=str()):
            found.append(("the text is another", lambda node: ast.Constant("other" + node.value)))
        case ast.If() | ast.IfExp():
            found.append(("the condition is reversed", _reverse_condition))
        case ast.Return(value=ast.expr()):
            found.append(("None is returned", lambda node: ast.Return(ast.Constant(None))))
    if isinstance(node, ast.AugAssign):
        found.append(("it is assigned instead of added", lambda node: ast.Assign([node.target], node.value)))
    return found


def _swap_operator(node):
    node.op = OTHER[type(node.op)]()
    return node


def _swap_comparison(node):
    node.ops = [OTHER[type(node.ops[0])]()]
    return node


def _reverse_condition(node):
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return node


class Breaker(ast.NodeTransformer):
    """Visit all nodes in order, and make the change with the given number."""

    def __init__(self, number):
        self.number, self.count, self.done = number, 0, None

    def visit(self, node):
        if isinstance(node, (ast.Raise, ast.JoinedStr)):  # the wording of a message may change
            return node
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):  # a docstring
            return node
        for words, make in changes(node):
            self.count += 1
            if self.count - 1 == self.number:
                self.done = f"line {node.lineno}: {words}"
                return ast.copy_location(make(copy.deepcopy(node)), node)
        return self.generic_visit(node)


def mutants(source):
    """Yield (description, broken source) for every single change of a source text."""
    number = 0
    while True:
        breaker = Breaker(number)
        tree = ast.fix_missing_locations(breaker.visit(ast.parse(source)))
        if breaker.done is None:
            return
        yield breaker.done, ast.unparse(tree)
        number += 1


def survives(folder, tests):
    """Run the tests in a copy of the project; tell whether all of them pass."""
    command = [
        sys.executable,
        "-B",
        "-m",
        "pytest",
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "-W",
        "error",
        *tests,
    ]
    try:
        done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main(files):
    with tempfile.TemporaryDirectory() as folder:
        for part in ("dlutils", "tests"):
            shutil.copytree(ROOT / part, Path(folder) / part, ignore=shutil.ignore_patterns("__pycache__"))
        total = killed = 0
        for file in files:
            source = (ROOT / file).read_text(encoding="utf-8")
            target = Path(folder) / file
            target.write_text(ast.unparse(ast.parse(source)), encoding="utf-8")
            if not survives(folder, TESTS[file]):
                sys.exit(f"The tests of {file} fail before anything is broken.")
            survivors = []
            for count, (words, broken) in enumerate(mutants(source), start=1):  # noqa: B007
                target.write_text(broken, encoding="utf-8")
                if survives(folder, TESTS[file]):
                    survivors.append(words)
                    print(f"  survived: {file} {words}", flush=True)
            target.write_text(source, encoding="utf-8")
            print(f"{file}: {count - len(survivors)} of {count} killed", flush=True)
            total, killed = total + count, killed + count - len(survivors)
    print(f"All: {killed} of {total} killed, {killed / total:.1%}")


if __name__ == "__main__":
    main(sys.argv[1:] or list(TESTS))
