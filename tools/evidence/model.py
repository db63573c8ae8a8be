"""The model answers of the notebooks, taken apart and built again with something changed.

They are what a careful learner writes; the references in `dlutils/checks` share helpers with the mistakes.
"""

from __future__ import annotations

import ast
import json
import sys
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tools.evidence.plan import Place

ROOT = Path(__file__).resolve().parents[2]
FILE = "<model answer>"  #: the file of every function that is built here


class ModelError(Exception):
    """A model answer that is missing or not right; its text is one clear sentence."""


class ModelAnswer:
    """The answer cell of an exercise in `solutions/`.

    Attributes
    ----------
    tree : ast.Module
        What stands in the cell.
    """

    def __init__(self, place: Place):
        self.place, self._exercise = place, place.exercise
        cells = _code_cells(place.notebook)
        source = next((source for source, name in cells if name == place.name), None)
        if source is None:
            raise ModelError(f"{place}: solutions/ has no answer cell of this name.")
        self.tree = ast.parse(source)
        others = [line for source, name in cells if name != place.name for line in _definitions(source)]
        self._before = ast.Module(_needed(others, self.tree), [])

    def build(self, tree: ast.Module | None = None, **names) -> Callable:
        """The function that the cell, or a changed `tree` of it, defines; it may use `names` too."""
        namespace = {"__name__": "__main__"}
        exec(compile(self._before, f"{FILE} needs", "exec"), namespace)
        namespace |= {**self._exercise.provides, **names}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # such as that of "is" with a number
            exec(compile(tree or self.tree, FILE, "exec"), namespace)
        return namespace[self.place.name]

    def lines_run(self, judged: Callable[[Callable], object]) -> set[int]:
        """The lines of the cell that run while `judged(answer)` judges it."""
        found = set()

        def look(frame, event, argument):
            if frame.f_code.co_filename != FILE:
                return None
            found.add(frame.f_lineno)
            return look

        answer, before = self.build(), sys.gettrace()
        sys.settrace(look)
        try:
            judged(answer)
        finally:
            sys.settrace(before)
        return found


@cache
def _code_cells(notebook: str) -> list[tuple[str, str]]:
    """The source of every code cell, and the name of the exercise that it answers, or ""."""
    path = ROOT / "solutions" / notebook / f"{notebook}.ipynb"
    if not path.exists():
        return []
    cells = [
        cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"
    ]
    graders = [cell["metadata"].get("nbgrader", {}) for cell in cells]
    names = [g.get("grade_id", "") if g.get("solution") and not g.get("grade") else "" for g in graders]
    return [("".join(cell["source"]), name) for cell, name in zip(cells, names, strict=True)]


def _definitions(source: str) -> list[ast.stmt]:
    """The imports and functions of a cell; nothing that computes."""
    try:
        lines = ast.parse(source).body
    except SyntaxError:  # such as a magic of IPython
        return []
    return [
        line
        for line in lines
        if isinstance(line, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef)
    ]


def _needed(definitions: list[ast.stmt], tree: ast.AST) -> list[ast.stmt]:
    """Those definitions that bring a name which `tree`, or another of them that is needed, uses."""
    used, count = _names(tree), -1
    while count != len(used):
        count = len(used)
        needed = [line for line in definitions if _brought(line) & used]
        used = used.union(*map(_names, needed))
    return needed


def _names(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def _brought(line: ast.stmt) -> set[str]:
    if isinstance(line, ast.FunctionDef | ast.ClassDef):
        return {line.name}
    return {(alias.asname or alias.name).partition(".")[0] for alias in line.names}
