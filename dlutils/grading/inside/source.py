"""Read the learner's code before it runs: what stands in a cell, what it defines, and what it leans on.

This module is used in the process that holds the learner's code: it must expect anything.
"""

from __future__ import annotations

import ast
import linecache
import symtable
from dataclasses import dataclass

#: What Python may raise when it reads a text.
_UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
#: Magics whose cell holds ordinary Python below its first line.
_PYTHON_MAGICS = ("%%time", "%%timeit", "%%capture", "%%prun")


@dataclass(frozen=True)
class Cell:
    """A cell of code.

    Parameters
    ----------
    label : str
        How messages name it: "cell predict".
    sources : list of str
        What stands in it; several texts if the submission held several copies of it.
    answer : str or None
        The exercise, if this is the learner's answer.
    """

    label: str
    sources: list[str]
    answer: str | None = None


@dataclass(frozen=True)
class Statement:
    """A statement at the top of a cell.

    Parameters
    ----------
    cell : int
        Number of the cell.
    file : str
        Name under which tracebacks find its lines.
    node : ast.stmt
    is_definition : bool
        Whether it only defines something, at no cost.
    binds, uses : frozenset of str
        Names that it gives a value, and names from outside that it leans on, now or when it is called.
    """

    cell: int
    file: str
    node: ast.stmt
    is_definition: bool
    binds: frozenset[str]
    uses: frozenset[str]


def read_cell(number: int, cell: Cell) -> tuple[list[Statement], str | None]:
    """The statements of a cell, and what keeps Python from reading it, if anything does.

    Of several copies each is read alone. Where one cannot be, all of them may be the pieces of a cell that
    was split.
    """
    statements, problem = [], None
    for i, text in enumerate(cell.sources, 1):
        file = f"<{cell.label}>" if len(cell.sources) == 1 else f"<{cell.label}, copy {i}>"
        try:
            statements += _read(number, file, text)
        except _UNREADABLE as error:
            problem = _in_words(error)
    if problem and len(cell.sources) > 1:
        try:
            return _read(number, f"<{cell.label}>", "\n".join(cell.sources)), None
        except _UNREADABLE:
            pass
    return statements, problem


def _read(number: int, file: str, text: str) -> list[Statement]:
    source, tree = _without_magics(text)
    lines = source.splitlines(keepends=True)
    linecache.cache[file] = (len(source), None, lines, file)
    return [_statement(number, file, node, lines) for node in tree.body]


def _in_words(error: Exception) -> str:
    if isinstance(error, SyntaxError):
        return f"Python cannot read this cell: {type(error).__name__} in line {error.lineno}: {error.msg}."
    return f"Python cannot read this cell: {type(error).__name__}: {error}."


def _without_magics(source: str) -> tuple[str, ast.Module]:
    """The source as plain Python in which magics do nothing. Raises SyntaxError if it is none."""
    try:
        return source, ast.parse(source)
    except SyntaxError as error:
        problem = error
    first, _, rest = source.lstrip().partition("\n")
    if first.startswith("%%"):
        return _without_magics("\n" + rest if first.split()[0] in _PYTHON_MAGICS else "")
    from IPython.core.inputtransformer2 import TransformerManager  # rarely needed

    plain = TransformerManager().transform_cell(source)
    try:
        compile(
            plain, "cell", "exec"
        )  # stricter than reading: IPython takes the indent away from half a function
        return plain, ast.parse(plain)
    except SyntaxError:
        raise problem from None


def _statement(number: int, file: str, node: ast.stmt, lines: list[str]) -> Statement:
    table = symtable.symtable(_text_of(node, lines), "cell", "exec")
    binds = {s.get_name() for s in table.get_symbols() if s.is_assigned() or s.is_imported()}
    uses, tables = set(), [table]
    while tables:
        inner = tables.pop()
        tables += inner.get_children()
        used = [s for s in inner.get_symbols() if s.is_referenced()]
        uses |= {s.get_name() for s in used if inner is table or s.is_global()}
    return Statement(number, file, node, _is_definition(node), frozenset(binds), frozenset(uses))


def _text_of(node: ast.stmt, lines: list[str]) -> str:
    """The lines of a statement; if it shares them with another one, it is written anew."""
    first = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", ()))])
    text = "".join(lines[first - 1 : node.end_lineno])
    return ast.unparse(node) if ";" in text or "\f" in text else text


def _is_definition(node: ast.stmt) -> bool:
    match node:
        case ast.Assign(targets=targets, value=value):
            return all(isinstance(target, ast.Name | ast.Tuple) for target in targets) and _is_cheap(value)
        case ast.AnnAssign(target=ast.Name(), value=value):
            return value is None or _is_cheap(value)
        case ast.If(test=test, body=body, orelse=orelse):
            return _is_cheap(test) and all(map(_is_definition, body + orelse))
        case ast.Try(body=body, handlers=handlers, orelse=orelse, finalbody=final):
            inner = [statement for handler in handlers for statement in handler.body]
            return all(map(_is_definition, body + inner + orelse + final))
        case _:
            return isinstance(node, _DEFINITIONS)


def _is_cheap(node: ast.expr) -> bool:
    """Literals, names, attributes, lambdas and what is made of them; of calls only functools.partial."""
    match node:
        case ast.Constant() | ast.Name() | ast.Lambda():
            return True
        case ast.Call(func=ast.Name(id="partial") | ast.Attribute(attr="partial")):
            return True
        case _:
            parts = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
            return isinstance(node, _MADE_OF_PARTS) and all(map(_is_cheap, parts))


_DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Pass)
_MADE_OF_PARTS = (
    *(ast.Attribute, ast.Tuple, ast.List, ast.Set, ast.Dict),
    *(ast.UnaryOp, ast.BinOp, ast.BoolOp, ast.Compare),
)
