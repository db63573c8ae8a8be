"""Small changes of code that make it wrong: what a slip of the pen does, and nobody modelled.

`tests/mutate.py` has the plain ones (another operator, another comparison, another number …); the ones that array code
invites stand here: an axis, a transpose, a factor, an order of arguments.
"""

from __future__ import annotations

import ast
import copy
import importlib.util
from collections.abc import Callable, Iterator

from tools.notebooks import ROOT

#: Functions and methods that are taken for one another.
MIXED_UP = {
    **{"mean": "sum", "sum": "mean", "max": "min", "min": "max", "maximum": "minimum", "minimum": "maximum"},
    **{"argmax": "argmin", "argmin": "argmax", "any": "all", "all": "any", "std": "var", "var": "std"},
    **{"zeros": "ones", "ones": "zeros", "zeros_like": "ones_like", "ones_like": "zeros_like"},
    **{"exp": "log", "log": "exp", "sqrt": "square", "square": "sqrt", "floor": "ceil", "ceil": "floor"},
    **{"tanh": "sinh", "log1p": "log", "expm1": "exp", "sin": "cos", "cos": "sin", "rint": "floor"},
    **{"vstack": "hstack", "hstack": "vstack", "cumsum": "cumprod", "append": "insert"},
}
#: Functions to which the order of the first two arguments says nothing.
COMMUTATIVE = {"maximum", "minimum", "max", "min", "logaddexp"}
#: What never changes a verdict is no change: a float by another name, −0, a guard of the programmer's own.
SPELLINGS, NOTHING, GUARDS = {"float"}, {"zeros", "zeros_like"}, {"strict"}
TURNED_ROUND = {ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE}
SIGNED = (ast.BinOp, ast.Call, ast.Name, ast.Subscript, ast.Attribute)

Change = Callable[[ast.AST], ast.AST]


def _plain_changes() -> Callable[[ast.AST], list[tuple[str, Change]]]:
    spec = importlib.util.spec_from_file_location("mutate", ROOT / "tests" / "mutate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.changes


plain_changes = _plain_changes()


def changes(node: ast.AST, arguments: list[str]) -> list[tuple[str, Change]]:
    """All changes of one node: words, and a function that makes the changed node from a copy of it.

    `arguments` are the names of those of the function; each may be taken for another.
    """
    if isinstance(node, ast.BinOp) and isinstance(node.right, ast.Constant) and node.right.value == 0:
        return []  # + 0.0 turns −0 into 0, and says nothing else
    found = [*plain_changes(node), *_changes_of_arrays(node)]
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in arguments:
        others = [name for name in arguments if name != node.id]
        found += [
            (f"{node.id} becomes {name}", lambda node, name=name: _with(node, id=name)) for name in others
        ]
    return found


def _changes_of_arrays(node: ast.AST) -> Iterator[tuple[str, Change]]:
    match node:
        case ast.BinOp():
            yield from _of_terms(node)
        case ast.Compare(ops=[op]) if type(op) in TURNED_ROUND:
            yield "the comparison is turned round", _turn_round
        case ast.Constant(value=bool() | str() | None):
            return
        case ast.Constant(value=int() | float()):
            yield "the number is one smaller", lambda node: ast.Constant(node.value - 1)
            if node.value:
                yield "the number is twice as large", lambda node: ast.Constant(node.value * 2)
        case ast.Call():
            yield from _of_a_call(node)
        case ast.Attribute(attr="T"):
            yield "the transpose is dropped", lambda node: node.value
        case ast.Attribute(attr=name) | ast.Name(id=name) if name in MIXED_UP:
            yield f"{name} becomes {MIXED_UP[name]}", _mix_up
        case ast.Return(value=ast.expr()) | ast.Assign() | ast.AugAssign():
            yield from _of_a_value(node)
        case ast.Expr():
            yield "the line is dropped", lambda node: ast.Pass()
        case ast.IfExp():
            yield "the first is taken always", lambda node: node.body
            yield "the second is taken always", lambda node: node.orelse
        case ast.If():
            yield "the condition always holds", _always
        case ast.Slice():
            yield from _of_a_slice(node)


def _of_terms(node: ast.BinOp):
    yield "the first term is dropped", lambda node: node.right
    yield "the second term is dropped", lambda node: node.left
    if not isinstance(node.op, ast.Add | ast.Mult):
        yield "the terms are swapped", lambda node: ast.BinOp(node.right, node.op, node.left)
    if isinstance(node.op, ast.Mult):
        yield "* becomes @", lambda node: ast.BinOp(node.left, ast.MatMult(), node.right)
    if isinstance(node.op, ast.MatMult):
        yield "the first is transposed", lambda node: ast.BinOp(_transposed(node.left), node.op, node.right)
        yield "the second is transposed", lambda node: ast.BinOp(node.left, node.op, _transposed(node.right))


def _of_a_call(node: ast.Call):
    if _called(node) in SPELLINGS:
        return
    if node.args and not isinstance(node.args[0], ast.Starred):
        yield "the call is dropped", lambda node: node.args[0]
    elif isinstance(node.func, ast.Attribute):
        yield "the call is dropped", lambda node: node.func.value
    for i in range(_called(node) in COMMUTATIVE, len(node.args) - 1):
        yield "two arguments are swapped", lambda node, i=i: _with_swapped(node, "args", i)
    for i, keyword in enumerate(node.keywords):
        if keyword.arg not in GUARDS:
            yield f"{keyword.arg}= is dropped", lambda node, i=i: _without(node, "keywords", i)
    if isinstance(node.func, ast.Name) and node.func.id == "range":
        for step in (1, -1):
            yield f"the range is longer by {step}", lambda node, step=step: _with_longer_range(node, step)


def _of_a_value(node: ast.Return | ast.Assign | ast.AugAssign):
    if isinstance(node, ast.AugAssign):
        yield "the line is dropped", lambda node: ast.Pass()
    elif isinstance(node.value, ast.Tuple):
        values = node.value.elts
        for i in range(len(values)):
            if _has_sign(values[i]):
                yield "a sign is changed", lambda node, i=i: _with_sign(node, i)
        for i in range(len(values) - 1):
            yield "two values are swapped", lambda node, i=i: _with_swapped_values(node, i)
    elif _has_sign(node.value):
        yield "the sign is changed", lambda node: _with(node, value=ast.UnaryOp(ast.USub(), node.value))
        if isinstance(node, ast.Return):
            yield "the result is transposed", lambda node: _with(node, value=_transposed(node.value))


def _of_a_slice(node: ast.Slice):
    for side in ("lower", "upper", "step"):
        bound = getattr(node, side)
        if bound is not None:
            yield f"the {side} bound is dropped", lambda node, side=side: _with(node, **{side: None})
        if isinstance(bound, ast.Name | ast.BinOp | ast.Attribute):
            longer = ast.BinOp(bound, ast.Add(), ast.Constant(1))
            yield (
                f"the {side} bound is one more",
                lambda node, side=side, longer=longer: _with(node, **{side: longer}),
            )


def _called(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def _has_sign(node: ast.AST) -> bool:
    return isinstance(node, SIGNED) and not (isinstance(node, ast.Call) and _called(node) in NOTHING)


def _turn_round(node):
    return _with(node, ops=[TURNED_ROUND[type(node.ops[0])]()])


def _mix_up(node):
    field = "attr" if isinstance(node, ast.Attribute) else "id"
    return _with(node, **{field: MIXED_UP[getattr(node, field)]})


def _always(node):
    return _with(node, test=ast.Constant(True))


def _transposed(node):
    return ast.Attribute(node, "T", ast.Load())


def _with(node, **fields):
    node = copy.copy(node)
    for name, value in fields.items():
        setattr(node, name, value)
    return node


def _without(node, field, i):
    items = list(getattr(node, field))
    del items[i]
    return _with(node, **{field: items})


def _with_swapped(node, field, i):
    items = list(getattr(node, field))
    items[i], items[i + 1] = items[i + 1], items[i]
    return _with(node, **{field: items})


def _with_swapped_values(node, i):
    return _with(node, value=_with_swapped(node.value, "elts", i))


def _with_sign(node, i):
    values = list(node.value.elts)
    values[i] = ast.UnaryOp(ast.USub(), values[i])
    return _with(node, value=_with(node.value, elts=values))


def _with_longer_range(node, step):
    i = 0 if len(node.args) == 1 else 1
    args = list(node.args)
    args[i] = ast.BinOp(args[i], ast.Add(), ast.Constant(step))
    return _with(node, args=args)


class Breaker(ast.NodeTransformer):
    """Visit all nodes in order, and make the change with the given number.

    `lines` are the numbers of the lines that run; what never runs is left alone.
    """

    def __init__(self, number: int, lines: set[int]):
        self.number, self.lines, self.words = number, lines, ""
        self._arguments: list[str] = []

    def visit(self, node):
        if self.words or _is_left_alone(node) or self._never_runs(node):
            return node
        if isinstance(node, ast.FunctionDef):
            self._arguments = [one.arg for one in node.args.args]
        for words, make in changes(node, self._arguments):
            self.number -= 1
            if self.number == -1:
                self.words = words
                return ast.copy_location(make(copy.deepcopy(node)), node)
        return self.generic_visit(node)

    def _never_runs(self, node) -> bool:
        return isinstance(node, ast.stmt) and self.lines.isdisjoint(range(node.lineno, node.end_lineno + 1))


def _is_left_alone(node) -> bool:
    """The wording of an error, docstrings, and what only guards or explains."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return isinstance(node, ast.Raise | ast.JoinedStr) or isinstance(node, ast.keyword) and node.arg in GUARDS


def broken(tree: ast.Module, lines: set[int]) -> Iterator[tuple[str, ast.Module]]:
    """Every single change in the lines that run: words and the changed syntax tree."""
    number = 0
    while True:
        breaker = Breaker(number, lines)
        changed = breaker.visit(copy.deepcopy(tree))
        if not breaker.words:
            return
        yield breaker.words, ast.fix_missing_locations(changed)
        number += 1
