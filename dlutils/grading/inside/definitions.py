"""Run what a learner defined, not what they tried out: grading costs what their functions cost.

A notebook full of training and figures takes minutes; the functions in it take milliseconds. So answer
cells run whole, and of all other cells only the definitions that the answers need: imports, functions,
classes, plain constants. If the answers need a name that only an experiment makes, everything runs.

This module is used in the process that holds the learner's code: it must expect anything.
"""

from __future__ import annotations

import ast
import builtins
import types
from collections.abc import Callable
from dataclasses import dataclass, field

from dlutils.grading.inside.source import Cell, Statement, read_cell


@dataclass
class Found:
    """What came of running the cells: the functions by exercise, and what went wrong in the answer cells.

    `renamed` holds functions of answer cells that define nothing by the exercise's name.
    """

    namespace: dict = field(default_factory=dict)
    functions: dict[str, Callable] = field(default_factory=dict)
    renamed: dict[str, Callable] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


def run_definitions(
    cells: list[Cell], wanted: list[str], announce: Callable[[dict], None], everything_allowed: bool = True
) -> Found:
    """Run the cells as far as the answers need them.

    Parameters
    ----------
    cells : list of Cell
        In the order of the notebook.
    wanted : list of str
        Names of the exercises.
    announce : callable (dict) -> None
        Told {"cell": number} before a cell is read and before it runs, and {"everything": True} if all of
        them will run.
    everything_allowed : bool
        False: leave names that only experiments make undefined.

    Returns
    -------
    Found
    """
    found = Found({"__name__": "__main__", "__builtins__": builtins, "get_ipython": _NoMagic})
    statements = []
    for number, cell in enumerate(cells):
        announce({"cell": number})
        read, problem = read_cell(number, cell)
        statements += read
        if cell.answer and problem:
            found.problems[cell.answer] = problem
    needed, missing = _needed(cells, statements, wanted)
    everything = bool(missing) and everything_allowed
    if everything:
        announce({"everything": True})
    for number, cell in enumerate(cells):
        announce({"cell": number})
        for statement in statements:
            if statement.cell == number and (everything or cell.answer or statement in needed):
                _run(statement, cell, found)
        if cell.answer:
            _take_answer(cell, [s for s in statements if s.cell == number], found)
    for name in wanted:
        if name not in found.functions and name in found.namespace:
            found.functions[name] = found.namespace[name]
    found.functions = found.renamed | found.functions
    return found


class _NoMagic:
    """Stands in for IPython's shell: every magic and every shell command does nothing."""

    def __getattr__(self, name: str) -> Callable:
        return lambda *arguments, **named: None


def _needed(
    cells: list[Cell], statements: list[Statement], wanted: list[str]
) -> tuple[set[Statement], set[str]]:
    """The definitions that the answers lean on, and the names they lean on that only experiments make."""
    answers = [s for s in statements if cells[s.cell].answer]
    others = [s for s in statements if not cells[s.cell].answer]
    needed = {s for s in answers if s.is_definition}
    names: set[str] = set(wanted).union(*(s.uses for s in needed))
    while more := {s for s in others if s.is_definition and s not in needed and _gives(s, names)}:
        needed |= more
        names = names.union(*(s.uses for s in more))
    made = set().union(*(s.binds for s in [*needed, *answers]))
    by_experiments = set().union(*(s.binds for s in others if not s.is_definition))
    return needed, (names & by_experiments) - made


def _gives(statement: Statement, names: set[str]) -> bool:
    node = statement.node
    everything = isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    return everything or bool(statement.binds & names)


def _run(statement: Statement, cell: Cell, found: Found) -> None:
    """Run one statement. What it raises is remembered for an answer cell and otherwise forgotten."""
    try:
        code = compile(ast.Module([statement.node], []), statement.file, "exec", dont_inherit=True)
        exec(code, found.namespace)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit too: a cell must not end the grading
        if cell.answer:
            text = f"The cell stops in line {statement.node.lineno}: {type(error).__name__}: {error}."
            found.problems.setdefault(cell.answer, text)


def _take_answer(cell: Cell, statements: list[Statement], found: Found) -> None:
    """Remember what the answer cell itself defines: later experiments with the same name do not count.

    If the exercise is defined nowhere by its name, the function of the answer cell is taken that nothing else there
    uses: the others are its helpers. Several of this kind: none is taken.
    """
    if any(cell.answer in s.binds for s in statements) and cell.answer in found.namespace:
        found.functions[cell.answer] = found.namespace[cell.answer]
        return
    written = [s for s in statements if isinstance(s.node, ast.FunctionDef)]
    ends = [
        s for s in written if not any(s.node.name in other.uses for other in statements if other is not s)
    ]
    function = found.namespace.get(ends[0].node.name) if len(ends) == 1 else None
    if isinstance(function, types.FunctionType):
        found.renamed[cell.answer] = function
