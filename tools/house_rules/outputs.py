"""Outputs: stored, without errors, and the same on every machine and every day."""

import ast
import re

from tools.house_rules.reading import at, code_cells, syntax, tags

# A call may return None, so it shows something for certain only if its name says so.
SHOWING_CALLS = {"print", "show", "display", "check", "check.summary"}
SHOWING = (
    ast.Name,
    ast.Attribute,
    ast.Subscript,
    ast.BinOp,
    ast.UnaryOp,
    ast.Compare,
    ast.BoolOp,
    ast.Tuple,
    ast.List,
)

CHANGING = {
    "a path of one machine": r"(?<![\w/<.])(/[\w.-]+){2,}|\b[A-Za-z]:\\\w|site-packages|ipykernel_\d+",
    "an address in memory": r"\b0x[0-9a-fA-F]{5,}",
    "a time": r"\b\d+(\.\d+)? ?(ns|µs|μs|us|ms|s|secs?|seconds?)\b(?!/)|\bWall time\b|\b\d\d:\d\d:\d\d\b",
    "a version": r"\b\d+\.\d+\.\d+\b",
    "a date": r"\b20\d\d-\d\d-\d\d\b",
    "the type of a NumPy number": r"\bnp\.\w+\d+\(",
}
ADVICE = "print what stays the same: a bound, a rounded number, a claim"


def results_are_stored(path, nb):
    """A cell that must show something has an output: nbval finds nothing to compare in a stripped one."""
    problems = []
    for cell in code_cells(nb["cells"]):
        if not cell.get("outputs") and _shows_something(cell):
            problems.append(
                f"{at(cell)}: it shows something, but no output is stored; run "
                f"`python3 start.py execute {path.stem[:2]}`."
            )
    return problems


def _shows_something(cell):
    body = syntax(cell).body
    calls = [s.value.func for s in body if isinstance(s, ast.Expr) and isinstance(s.value, ast.Call)]
    if any(ast.unparse(function) in SHOWING_CALLS for function in calls):
        return True
    last_is_shown = body and isinstance(body[-1], ast.Expr) and isinstance(body[-1].value, SHOWING)
    return bool(last_is_shown and not cell["source"].rstrip().endswith(";"))


def no_errors(path, nb):
    """No error is stored but one that is the lesson, and nothing on the channel of warnings."""
    problems = []
    for cell in code_cells(nb["cells"]):
        outputs = cell.get("outputs", [])
        errors = [output for output in outputs if output["output_type"] == "error"]
        if errors and "raises-exception" not in tags(cell):
            problems.append(
                f"{at(cell)}: it raised {errors[0]['ename']}: {errors[0]['evalue'][:80]}; mend it."
            )
        if not errors and "raises-exception" in tags(cell):
            problems.append(
                f"{at(cell)}: it is tagged `raises-exception` and raises nothing; remove the tag."
            )
        for output in outputs:
            if output["output_type"] == "stream" and output["name"] == "stderr":
                problems.append(
                    f"{at(cell)}: it warned: {output['text'].strip()[:80]}; mend what it warns of."
                )
    return problems


def nothing_that_changes(path, nb):
    """No path, address, time, version or date: they differ from machine to machine."""
    problems = []
    for cell in code_cells(nb["cells"]):
        text = "\n".join(_texts(cell))
        for what, pattern in CHANGING.items():
            match = re.search(pattern, text)
            if match:
                problems.append(f'{at(cell)}: its output holds {what}, "{match[0]}"; {ADVICE}.')
    return problems


def _texts(cell):
    """All texts that a cell shows, without pictures, tags of HTML and progress bars at 0 %."""
    for output in cell.get("outputs", []):
        yield output.get("text", "")
        yield "\n".join(output.get("traceback", []))
        for kind, content in output.get("data", {}).items():
            if kind == "text/html":
                content = re.sub(r"<[^>]*>", " ", content)
            if kind.startswith("text/"):
                yield re.sub(r"(?m)^.*\b0%\|.*$", "", content)
