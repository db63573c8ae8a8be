"""Turn the functions that an exercise declares into cells, as a learner would have written them.

In the checks a mistake may lean on helpers of its file, on constants, or on what a maker of mistakes gave it. A learner's
cell has all of that in one place: imports first, then constants and helpers, then the answer.
"""

from __future__ import annotations

import ast
import dis
import functools
import inspect
import sys
import textwrap
import types
from collections.abc import Callable, Collection, Iterator
from typing import Any

import numpy as np


def answer_source(function: Callable, name: str, others: Collection[str] = ()) -> str:
    """The source of a function under another name, with the helpers, constants and imports that it needs.

    Parameters
    ----------
    function : callable
        A reference, a variant or a mistake, written with ``def`` or ``lambda``.
    name : str
        The exercise, and so the name that the function gets.
    others : collection of str
        Names of other exercises: a learner has their own functions of these names, so they are not brought
        along.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If the function, or something that it needs, cannot be written into a cell.
    """
    cell = _Cell(frozenset(others) - {name}, name)
    cell.add_answer(function)
    return cell.text()


class _Cell:
    """A cell that grows: everything that its functions need is written above them, once.

    Parameters
    ----------
    own : frozenset of str
        Names that the learner's notebook gives a meaning.
    name : str
        The answer's name.
    """

    def __init__(self, own: frozenset[str], name: str):
        self.own, self.answer = own, name
        self._taken = {*own, name}
        self._imports: list[str] = []
        self._statements: list[str] = []
        self._names: dict[int, str] = {}
        self._things: list[Any] = []  # kept, so that no other thing gets the id of one of them

    def text(self) -> str:
        """What stands in the cell."""
        return "\n\n\n".join([*(["\n".join(self._imports)] if self._imports else []), *self._statements])

    def add_answer(self, function: Callable) -> None:
        """Write the answer itself; where a helper calls it, it calls the answer."""
        self._names[id(function)] = self.answer
        self.add_function(function, self.answer)

    def add_function(self, function: Callable, name: str) -> None:
        """Write a function, below all that it needs."""
        if not isinstance(function, types.FunctionType):
            raise ValueError(
                f"{name}: {function!r} is not a plain function, so it cannot stand in a notebook."
            )
        node = _InOneCell(self, _from_outside(function)).visit(_tree_of(function))
        if isinstance(node, ast.FunctionDef):
            node.name = name
        self._statements.append(
            f"{name} = {ast.unparse(node)}" if isinstance(node, ast.Lambda) else ast.unparse(node)
        )

    def name_of(self, thing: Any, wish: str) -> str:
        """The name by which the cell knows a thing, which is written down if it is new.

        Helpers and constants are named after the answer too: another cell may have others of the same name.
        """
        if id(thing) in self._names:
            return self._names[id(thing)]
        words = _import_of(thing)
        if words is not None:
            name = self._remember(thing, wish)
            self._imports.append(f"{words} as {name}")
        elif isinstance(thing, types.FunctionType):
            name = self._remember(thing, f"{wish}_of_{self.answer}")
            self.add_function(thing, name)
        else:
            name = self._remember(thing, f"{wish}_of_{self.answer}")
            self._statements.append(f"{name} = {self._literal(thing, name)}")
        return name

    def _remember(self, thing: Any, name: str) -> str:
        while name in self._taken:
            name = f"_{name}"
        self._names[id(thing)] = name
        self._things.append(thing)
        self._taken.add(name)
        return name

    def _literal(self, thing: Any, name: str) -> str:
        """A constant as it is written in Python."""
        match thing:
            case np.generic():
                return self._literal(thing.item(), name)
            case None | bool() | int() | str():
                return repr(thing)
            case float():
                return repr(thing) if np.isfinite(thing) else f"float('{thing}')"
            case np.ndarray():
                return f"{self.name_of(np, 'np')}.array({thing.tolist()!r}, dtype='{thing.dtype}')"
            case dict():
                pairs = (f"{self._literal(k, name)}: {self._literal(v, name)}" for k, v in thing.items())
                return f"{{{', '.join(pairs)}}}"
            case list():
                return f"[{', '.join(self._literal(item, name) for item in thing)}]"
            case tuple():
                return f"({''.join(f'{self._literal(item, name)}, ' for item in thing)})"
        if callable(thing):
            return self.name_of(thing, "function")
        raise ValueError(f"{name} is {thing!r}, which cannot be written into a cell.")


class _InOneCell(ast.NodeTransformer):
    """Puts the cell's names into a function; `outside` holds what its own names mean where it was written."""

    def __init__(self, cell: _Cell, outside: dict[str, Any]):
        self.cell = cell
        self.outside = {name: thing for name, thing in outside.items() if name not in cell.own}

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.returns = None
        node.args = self.generic_visit(node.args)
        inside = self._below(node.args)
        node.body = [inside.visit(statement) for statement in node.body]
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.Lambda:
        node.args = self.generic_visit(node.args)
        node.body = self._below(node.args).visit(node.body)
        return node

    def _below(self, arguments: ast.arguments) -> _InOneCell:
        """For a function's body, in which a parameter hides what has its name outside."""
        hidden = {node.arg for node in ast.walk(arguments) if isinstance(node, ast.arg)}
        return _InOneCell(self.cell, {name: t for name, t in self.outside.items() if name not in hidden})

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None  # it may name what a notebook does not have
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """`thing.attribute`; of what only the checks have, the attribute itself is brought along."""
        thing = self.outside.get(node.value.id) if isinstance(node.value, ast.Name) else None
        if thing is not None and _is_of_the_checks(thing):
            return ast.Name(self.cell.name_of(getattr(thing, node.attr), node.attr), node.ctx)
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.Name:
        if node.id in self.outside:
            node.id = self.cell.name_of(self.outside[node.id], node.id)
        return node


def _from_outside(function: types.FunctionType) -> dict[str, Any]:
    """What a function finds outside of itself, by name: around it and in its file, but nothing of Python's own."""
    closed_over = {
        name: cell.cell_contents
        for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    }
    loaded = {
        instruction.argval
        for code in _codes(function.__code__)
        for instruction in dis.get_instructions(code)
        if instruction.opname in ("LOAD_GLOBAL", "LOAD_NAME")
    }
    tree = _tree_of(function)
    for default in (*tree.args.defaults, *(one for one in tree.args.kw_defaults if one is not None)):
        loaded |= {node.id for node in ast.walk(default) if isinstance(node, ast.Name)}
    return {name: function.__globals__[name] for name in loaded & function.__globals__.keys()} | closed_over


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    """The code of a function, and of the functions and comprehensions inside it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _codes(constant)


def _tree_of(function: types.FunctionType) -> ast.FunctionDef | ast.Lambda:
    """The syntax tree of a function."""
    if function.__name__ != "<lambda>":
        return ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    places = set(function.__code__.co_positions())
    for node in _lambdas(inspect.getfile(function)):
        body = node.body
        if (body.lineno, body.end_lineno, body.col_offset, body.end_col_offset) in places:
            return ast.parse(ast.unparse(node), mode="eval").body
    raise ValueError(f"The source of {function!r} was not found.")


@functools.cache
def _lambdas(file: str) -> list[ast.Lambda]:
    with open(file, encoding="utf-8") as source:
        return [node for node in ast.walk(ast.parse(source.read())) if isinstance(node, ast.Lambda)]


def _is_of_the_checks(thing: Any) -> bool:
    """Whether it is a module of the checks, or an object of a class that they define: no notebook has it."""
    owner = thing.__name__ if isinstance(thing, types.ModuleType) else type(thing).__module__
    return owner.startswith("dlutils.checks")


def _import_of(thing: Any) -> str | None:
    """The import that gives a thing, if there is one that works in a notebook."""
    if isinstance(thing, types.ModuleType):
        return None if _is_of_the_checks(thing) else f"import {thing.__name__}"
    module = "numpy" if isinstance(thing, np.ufunc) else getattr(thing, "__module__", None)
    name = getattr(thing, "__name__", None)
    if module is None or name is None or module.startswith("dlutils.checks"):
        return None
    found = getattr(sys.modules.get(module), name, None)
    return f"from {module} import {name}" if found is thing else None
