"""What a right answer's verdict depends on, as a short text: when it changes, the ten thousand draws begin anew.

The modelled mistakes of an exercise name what is wrong and decide nothing about what is right. So they are left out, with
all that only they need; otherwise every new name would cost hours.
"""

from __future__ import annotations

import ast
import hashlib
import sys
from functools import cache
from importlib import import_module
from pathlib import Path

from dlutils.checks import compare, judging, running
from dlutils.checks.exercise import Exercise

DECIDING = (judging, running, compare)


def fingerprint(exercise: Exercise) -> str:
    """A hash of the declaration without its mistakes, of all that it needs, and of the files that decide."""
    parts = [Path(module.__file__).read_text(encoding="utf-8") for module in DECIDING]
    parts += sorted(_needed(exercise))
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()[:16]


def _needed(exercise: Exercise) -> set[str]:
    """The statements that declare an exercise, those that these use, and so on, in all modules of its notebook."""
    found, waiting = set(), [_declaration(exercise)]
    seen = set()
    while waiting:
        module, name = waiting.pop()
        for statement in _definitions(module).get(name, ()):
            if isinstance(statement, ast.ImportFrom):
                if statement.module.startswith("dlutils.checks.notebook_"):
                    original = next(a.name for a in statement.names if name in (a.name, a.asname))
                    waiting.append((statement.module, original))
                continue
            found.add(f"{module}: {ast.dump(statement)}")
            more = {(module, node.id) for node in ast.walk(statement) if isinstance(node, ast.Name)} - seen
            seen |= more
            waiting.extend(more)
    return found


def _declaration(exercise: Exercise) -> tuple[str, str]:
    """The module and the name to which an exercise is assigned."""
    module = exercise.reference.__module__
    declared = (
        n
        for n, v in vars(import_module(module)).items()
        if isinstance(v, Exercise) and v.name == exercise.name
    )
    return module, next(declared)


@cache
def _definitions(module: str) -> dict[str, list[ast.stmt]]:
    """The statements of a module by the names that they define; mistakes are taken out of exercises."""
    tree = ast.parse(Path(sys.modules[module].__file__).read_text(encoding="utf-8"))
    defined: dict[str, list[ast.stmt]] = {}
    for statement in tree.body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Exercise":
                node.keywords = [keyword for keyword in node.keywords if keyword.arg != "mistakes"]
        for name in _names(statement):
            defined.setdefault(name, []).append(statement)
    return defined


def _names(statement: ast.stmt) -> set[str]:
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        return {statement.name}
    if isinstance(statement, ast.ImportFrom):
        return {alias.asname or alias.name for alias in statement.names}
    return {
        node.id
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
