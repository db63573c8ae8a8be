"""Exercises: each is declared once, in `dlutils/checks/`, and the notebook says the same.

The score of a check is the value of the last expression of its cell. nbgrader gives full
marks where it finds none, so these rules are strict about the form.
"""

import ast
import importlib
import re

from tools.house_rules.reading import (
    at,
    code_cells,
    grader,
    is_answer,
    is_check,
    is_question,
    markdown_cells,
    plain_outputs,
    sections,
    syntax,
)

FLAGS = {  # grade, solution, locked
    "an answer": (False, True, False),
    "a check": (True, False, True),
    "a question": (True, True, False),
    "a locked cell": (False, False, True),
}


def declared(path):
    """The exercises of a notebook by name and the points of its written answers, from `dlutils.checks`."""
    from dlutils.checks import exercises, notebook_ids

    if path.stem not in notebook_ids():
        return {}, 0
    module = importlib.import_module(f"dlutils.checks.notebook_{path.stem.split('_')[0]}")
    return exercises(path.stem), module.FREE_TEXT_POINTS


def declared_and_present(path, nb):
    """Each declared exercise, and no other, has an answer cell under a title and its check right below."""
    names = declared(path)[0]
    problems = [
        f'There is no exercise "{n}", which dlutils/checks declares.' for n in names if n not in _answers(nb)
    ]
    if not names:
        problems.append(f"dlutils/checks declares no exercise for {path.stem}.")
    for cell in nb["cells"]:
        data = grader(cell)
        form = (data.get("grade", False), data.get("solution", False), data.get("locked", False))
        if data and (form not in FLAGS.values() or data.get("task")):
            problems.append(f"{at(cell)}: grade, solution, locked are {form}; allowed are {FLAGS}.")
    for section in sections(nb, depth=3):
        problems += _unpaired(section, names)
    return problems


def _answers(nb):
    """The answer cells by the name of their exercise."""
    return {grader(cell).get("grade_id"): cell for cell in nb["cells"] if is_answer(cell)}


def _unpaired(section, names):
    """Answers without a check below, checks without an answer above, and those under no exercise's title."""
    problems = []
    for above, cell in zip([None, *section.cells], section.cells, strict=False):
        if is_answer(cell):
            name = grader(cell).get("grade_id")
            if name not in names:
                problems.append(f'{at(cell)}: dlutils/checks declares no exercise "{name}".')
            if not section.title.startswith("Exercise"):
                problems.append(f"{at(cell)}: this answer stands under no title `### Exercise …`.")
        if is_check(cell):
            wanted = "check_" + str(grader(above or cell).get("grade_id"))
            if above is None or not is_answer(above) or grader(cell).get("grade_id") != wanted:
                problems.append(
                    f"{at(cell)}: a check must be right below its answer, with grade_id check_<answer>."
                )
        if above is not None and is_answer(above) and not is_check(cell):
            problems.append(f"{at(above)}: put the locked check of this answer right below it.")
    if section.cells and is_answer(section.cells[-1]):
        problems.append(f"{at(section.cells[-1])}: put the locked check of this answer right below it.")
    return problems


def points_as_declared(path, nb):
    """nbgrader's points of every check, and of the written answers, are those that `dlutils.checks` gives."""
    exercises, free_text_points = declared(path)
    problems = []
    for cell in filter(is_check, nb["cells"]):
        name, points = _exercise_of(cell), grader(cell).get("points")
        if name in exercises and points != exercises[name].points:
            problems.append(
                f"{at(cell)}: {points} points, but dlutils/checks gives {exercises[name].points:g}."
            )
    written = sum(grader(cell).get("points", 0) for cell in filter(is_question, nb["cells"]))
    if written != free_text_points:
        problems.append(
            f"Written answers have {written:g} points, but dlutils/checks gives {free_text_points:g}."
        )
    return problems


def _exercise_of(check_cell):
    return str(grader(check_cell).get("grade_id")).removeprefix("check_")


def answers_are_complete(path, nb):
    """An answer cell defines its function, with a docstring above the one solution region."""
    problems = []
    for name, cell in _answers(nb).items():
        functions = [n for n in syntax(cell).body if isinstance(n, ast.FunctionDef) and n.name == name]
        markers = re.findall(r"^ +### (BEGIN|END) SOLUTION$", cell["source"], re.MULTILINE)
        if not functions:
            problems.append(f"{at(cell)}: define the function `{name}` here.")
        elif ast.get_docstring(functions[0]) is None:
            problems.append(f"{at(cell)}: give `{name}` a docstring with the shapes; learners see it.")
        if markers != ["BEGIN", "END"]:
            problems.append(
                f"{at(cell)}: one region from `### BEGIN SOLUTION` to `### END SOLUTION`, indented."
            )
    return problems


def checks_come_last(path, nb):
    """The last expression of a check cell is `check("name")`: no seed, nothing after it, not assigned."""
    problems = []
    for cell in filter(is_check, code_cells(nb["cells"])):
        name, body = _exercise_of(cell), syntax(cell).body
        last = ast.unparse(body[-1]) if body else ""
        if last != f"check('{name}')" or cell["source"].rstrip().endswith(";"):
            problems.append(
                f'{at(cell)}: its last line must be check("{name}") and nothing else; '
                "in any other form nbgrader gives full marks to everybody."
            )
    return problems


def checks_pass(path, nb):
    """The stored result of each check is full marks."""
    problems = []
    for cell in filter(is_check, code_cells(nb["cells"])):
        full = repr(float(grader(cell).get("points", 0)))
        shown = list(plain_outputs(cell))
        if shown != [full]:
            problems.append(f"{at(cell)}: it shows {shown}, not full marks {full}; mend the solution.")
    return problems


def failing_reports_have_a_seed(path, nb):
    """A report that fails on purpose passes `seed=`: else its numbers differ with every run."""
    exercises, problems = declared(path)[0], []
    for cell in code_cells(nb["cells"]):
        if is_check(cell):
            continue
        for node in ast.walk(syntax(cell)):
            if not isinstance(node, ast.Call) or ast.unparse(node.func) != "check":
                continue
            name = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
            full = repr(float(exercises[name].points)) if name in exercises else None
            if full not in plain_outputs(cell) and "seed" not in [keyword.arg for keyword in node.keywords]:
                problems.append(
                    f"{at(cell)}: this report fails; write check(…, seed=1) to make it repeatable."
                )
    return problems


def a_question_with_mark_scheme(path, nb):
    """One question at least is answered in words, and a mark scheme says what is worth how much."""
    questions = [cell for cell in nb["cells"] if is_question(cell)]
    if not questions:
        return [
            "There is no question to be answered in words (a Markdown cell, grade and solution both true)."
        ]
    problems = []
    order = ["BEGIN SOLUTION", "BEGIN MARK SCHEME", "END MARK SCHEME", "END SOLUTION"]
    for cell in questions:
        markers = re.findall(r"^<!-- ((?:BEGIN|END) [A-Z ]+) -->$", cell["source"], re.MULTILINE)
        if cell not in markdown_cells(nb["cells"]) or not grader(cell).get("grade_id", "").startswith(
            "question_"
        ):
            problems.append(f"{at(cell)}: a question is a Markdown cell with a grade_id `question_…`.")
        if markers != order:
            wanted = ", ".join(f"<!-- {marker} -->" for marker in order)
            problems.append(f"{at(cell)}: its markers must be {wanted}, in this order.")
    return problems
