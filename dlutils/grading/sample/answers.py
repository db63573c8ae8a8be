"""Turn the functions that an exercise declares into cells, as a learner would have written them."""

from __future__ import annotations

import ast
import inspect
import types
from collections.abc import Callable, Collection

import numpy as np


def answer_source(function: Callable, name: str, others: Collection[str] = ()) -> str:
    """The source of a function under another name, with the helpers and imports that it needs.

    Parameters
    ----------
    function : callable
        A reference, a variant or a mistake: a function written with ``def`` that closes over nothing.
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
        If the function cannot be written into a cell.
    """
    if (
        not isinstance(function, types.FunctionType)
        or function.__name__ == "<lambda>"
        or function.__closure__
    ):
        raise ValueError(f"{name}: {function!r} is not a plain function, so it cannot stand in a notebook.")
    imports, helpers = _needed(function, frozenset(others) - {name})
    new_names = {function.__name__: name}
    if function.__name__ != name:
        new_names[name] = f"_{name}"  # the mistake leans on the right function: a helper of another name
    trees = [ast.parse(inspect.getsource(thing)) for thing in [*helpers, function]]
    sources = [ast.unparse(_Renamed(new_names).visit(tree)) for tree in trees]
    return "\n\n\n".join(["\n".join(imports), *sources] if imports else sources)


def _needed(function: types.FunctionType, own: frozenset[str]) -> tuple[list[str], list[types.FunctionType]]:
    """Import statements and helper functions that a function leans on, helpers of helpers first."""
    imports: dict[str, None] = {}
    helpers: dict[types.FunctionType, None] = {}

    def visit(leaning: types.FunctionType) -> None:
        for name in leaning.__code__.co_names:
            thing = leaning.__globals__.get(name)
            if isinstance(thing, types.ModuleType):
                imports[f"import {thing.__name__} as {name}"] = None
            elif isinstance(thing, np.ufunc):
                imports[f"from numpy import {thing.__name__} as {name}"] = None
            elif name not in own and (
                isinstance(thing, types.BuiltinFunctionType) or _is_of_the_library(thing)
            ):
                imports[f"from {thing.__module__} import {thing.__name__} as {name}"] = None
            elif isinstance(thing, types.FunctionType) and name not in own and thing is not function:
                if thing not in helpers:
                    visit(thing)
                    helpers[thing] = None
            elif name in leaning.__globals__ and name not in own and thing is not function:
                raise ValueError(f"{leaning.__name__} needs {name}, which cannot be written into a cell.")

    visit(function)
    return list(imports), list(helpers)


def _is_of_the_library(thing: object) -> bool:
    """Whether it is a function of the course's library, which exercises may allow, and not of the checks."""
    module = getattr(thing, "__module__", None) or ""
    return (
        isinstance(thing, types.FunctionType)
        and module.startswith("dlutils.")
        and not module.startswith("dlutils.checks")
    )


class _Renamed(ast.NodeTransformer):
    """Gives functions and every use of them other names."""

    def __init__(self, names: dict[str, str]):
        self.names = names

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.name = self.names.get(node.name, node.name)
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self.names.get(node.id, node.id)
        return node
