"""Cells and the file they live in: names, tags, order, length, and who wrote them."""

import ast
import re

from tools.house_rules.reading import at, code_cells, is_answer, syntax, tags
from tools.normalise import is_readable, normalised
from tools.notebooks import text_of

KNOWN_TAGS = {
    "setup",
    "figure",
    "explore",
    "exercise",
    "check",
    "slow",
    "hide-input",
    "nbval-ignore-output",
    "raises-exception",
}
# Cells whose output differs from run to run by its nature, such as a race, as "notebook/cell".
# Everything else is compared strictly.
MAY_IGNORE_OUTPUT = frozenset(
    {
        "03_vectorization/race-figure",
        "03_vectorization/small-race-figure",
        "07_activations/race-figure",
        "08_convolution/race-figure",
        "12_kinds_of_networks/seconds-figure",
        "13_capstone/widths-figure",
    }
)

NBVAL_COMMENT = re.compile(r"^\s*#+\s*(NBVAL_\w+|PYTEST_VALIDATE_IGNORE_OUTPUT)\s*$", re.MULTILINE)
LONGEST_CELL = 25
LARGEST_FILE = 1_000_000


def one_file_in_its_folder(path, nb):
    """nbgrader publishes every file of the folder, so the notebook is alone and named like it."""
    problems = []
    if path.stem != path.parent.name:
        problems.append(f"The notebook must be called {path.parent.name}.ipynb, like its folder.")
    others = sorted(p.name for p in path.parent.iterdir() if p != path and p.name != ".ipynb_checkpoints")
    if others:
        problems.append(
            f"Move {', '.join(others)} out of the folder: nbgrader would publish everything in it."
        )
    return problems


def written_by_execute(path, nb):
    """Only one tool writes these files: no times, no versions, no state of widgets."""
    if path.read_text(encoding="utf-8") != text_of(normalised(nb)):
        return [f"The file was not written by the tool; run `python3 start.py execute {path.stem[:2]}`."]
    return []


def ids_are_readable(path, nb):
    """A cell's id names it in messages, so it is a word or two, and there is no other like it."""
    problems, seen = [], set()
    for cell in nb["cells"]:
        name = cell.get("id", "")
        if not is_readable(name):
            problems.append(f"{at(cell)}: give it a readable id, such as `three-steps-by-hand`.")
        elif name in seen:
            problems.append(f"{at(cell)}: another cell has the same id; give it one of its own.")
        seen.add(name)
    return problems


def tags_are_known(path, nb):
    """Only the tags of the house, and each answer and check carries its own."""
    problems = []
    for cell in nb["cells"]:
        unknown = sorted(set(tags(cell)) - KNOWN_TAGS)
        if unknown:
            known = ", ".join(sorted(KNOWN_TAGS))
            problems.append(f"{at(cell)}: unknown tag {', '.join(unknown)}; the known ones are {known}.")
        if is_answer(cell) and "exercise" not in tags(cell):
            problems.append(f"{at(cell)}: this is where learners write; tag it `exercise`.")
    return problems


def nothing_hides_from_nbval(path, nb):
    """Cells whose output is not compared are few, and listed by name."""
    problems = []
    for cell in code_cells(nb["cells"]):
        comment = NBVAL_COMMENT.search(cell["source"])
        if comment:
            problems.append(
                f"{at(cell)}: the comment {comment[1]} hides the cell from the tests; take it out."
            )
        if "nbval-ignore-output" in tags(cell) and f"{path.stem}/{cell.get('id')}" not in MAY_IGNORE_OUTPUT:
            problems.append(
                f"{at(cell)}: its output is not compared. Print a bound instead and remove the tag "
                "nbval-ignore-output, or add the cell to MAY_IGNORE_OUTPUT in tools/house_rules/cells.py."
            )
    return problems


def cells_are_short(path, nb):
    """A code cell is one idea; only a learner's answer may be long. None is empty."""
    problems = []
    for cell in code_cells(nb["cells"]):
        lines = [
            line for line in cell["source"].split("\n") if line.strip() and not line.lstrip().startswith("#")
        ]
        if not lines:
            problems.append(f"{at(cell)}: the cell is empty; delete it.")
        elif len(lines) > LONGEST_CELL and not is_answer(cell):
            problems.append(
                f"{at(cell)}: {len(lines)} lines of code, at most {LONGEST_CELL} are allowed; "
                "divide it, or move the plumbing to `dlutils`."
            )
    return problems


def setup_comes_first(path, nb):
    """The first code cell, and no other, is the setup; it makes `check` for this notebook."""
    cells = code_cells(nb["cells"])
    if not cells or "setup" not in tags(cells[0]):
        return ["The first code cell must be the setup: tag it `setup`."]
    problems = [
        f"{at(c)}: a second cell with the tag `setup`; keep one." for c in cells[1:] if "setup" in tags(c)
    ]
    if not re.search(rf"notebook\(['\"]{path.stem}['\"]\)", cells[0]["source"]):
        problems.append(f'{at(cells[0])}: the setup must say check = notebook("{path.stem}").')
    return problems


def setup_turns_warnings_into_errors(path, nb):
    """A warning on the way to a result is a mistake: it must not pass unseen."""
    cell = next((c for c in code_cells(nb["cells"]) if "setup" in tags(c)), None)
    if cell is None:
        return ["There is no setup cell that turns warnings into errors."]
    calls = [
        node
        for node in ast.walk(syntax(cell))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("simplefilter", "filterwarnings"))
    ]
    strict = any(call.args and ast.unparse(call.args[0]) == "'error'" for call in calls)
    missing = [
        kind for kind in ("RuntimeWarning", "DeprecationWarning") if not strict or kind not in cell["source"]
    ]
    return [f'{at(cell)}: add warnings.simplefilter("error", {kind}).' for kind in missing]


def every_cell_ran_in_order(path, nb):
    """Every code cell has run, from top to bottom, in one go: nbval does not look at the others."""
    for number, cell in enumerate(code_cells(nb["cells"]), 1):
        if cell.get("execution_count") != number:
            return [
                f"{at(cell)}: its number is {cell.get('execution_count')} instead of {number}, so it was not "
                f"run in order; run `python3 start.py execute {path.stem[:2]}`."
            ]
    return []


def file_is_small(path, nb):
    """At most 1 MB, so that it opens quickly and its history stays small."""
    size = path.stat().st_size
    if size > LARGEST_FILE:
        return [f"The file has {size / 1e6:.1f} MB, at most 1 MB is allowed; draw fewer or smaller figures."]
    return []
