"""What the course holds, notebook by notebook, and how long its machine takes: one table.

`python3 start.py test` prints it at its end with the seconds of that run; the command keeps it in `docs/evidence/`.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

from tools.evidence.pages import Page
from tools.house_rules.exercises import declared
from tools.house_rules.pictures import SHORTEST_ALT, alt_texts
from tools.house_rules.reading import code_cells, is_check, markdown_cells, prose_lines, tags
from tools.notebooks import ROOT, ToolError, notebook_names, read, solution

HEAD = ["notebook", "words", "figures", "explorations", "functions", "mistakes", "variants", "points"]
SECONDS = ["s to execute", "s to check"]
CELL = re.compile(r"(?:^|[/.])(\w+)(?:\.ipynb)?::Cell (\d+)$")
WRITTEN_ANSWER = re.compile(r"<!-- BEGIN SOLUTION -->.*?<!-- END SOLUTION -->", re.DOTALL)

Seconds = dict[str, tuple[float, float]]


def run() -> Page:
    """Run all notebooks as the test does, and make the page."""
    page = Page("The course in one table", "course")
    page.text(
        "Words: the texts without the model answers. Figures: pictures with a text for those who cannot see them. "
        "Functions are graded, and each has right answers in unusual clothes (variants) and modelled mistakes; points "
        "are those of functions and written answers. The seconds are those of the machine that wrote this page, one "
        "notebook after the other: all cells of the model answers, and those among them that check an answer. "
        "`python3 start.py test` prints the same table with its own seconds."
    )
    durations, passed = _run_notebooks()
    if not passed:
        page.fail(
            "The notebooks do not all come out as they are stored: see `python3 start.py test solutions`."
        )
    page.table([*HEAD, *SECONDS], table(seconds(durations)))
    return page


def table(measured: Seconds, root=ROOT) -> list[list]:
    """A row for each notebook, and their sum. Without a measurement the seconds are left empty."""
    names = notebook_names(root)
    rows = [counts(name, root) for name in names]
    numbers = [measured.get(name) for name in names]
    sums = [sum(column) for column in zip(*(row[1:] for row in rows), strict=True)]
    total = None if None in numbers else [sum(column) for column in zip(*numbers, strict=True)]
    times = [["", ""] if one is None else [f"{seconds:.1f}" for seconds in one] for one in (*numbers, total)]
    return [[*row, *time] for row, time in zip([*rows, ["all", *sums]], times, strict=True)]


def counts(name: str, root=ROOT) -> list:
    """Name, words, figures, explorations, graded functions, modelled mistakes, variants and points of a notebook."""
    nb, exercises = read(solution(name, root)), declared(solution(name, root))
    functions = list(exercises[0].values())
    texts = [WRITTEN_ANSWER.sub("", cell["source"]) for cell in markdown_cells(nb["cells"])]
    points = sum(function.points for function in functions) + exercises[1]
    return [
        name,
        sum(len(line.split()) for text in texts for line in prose_lines(text)),
        sum(len(alt) >= SHORTEST_ALT for cell in nb["cells"] for alt in alt_texts(cell)),
        sum("explore" in tags(cell) for cell in nb["cells"]),
        len(functions),
        sum(len(function.mistakes) for function in functions),
        sum(len(function.variants) for function in functions),
        int(points) if points == int(points) else points,
    ]


def seconds(durations: Iterable[tuple[str, float]], root=ROOT) -> Seconds:
    """Seconds to execute and to check each notebook, from those of pytest's tests ("…/01_x.ipynb::Cell 3")."""
    checks = {name: _numbers_of_checks(name, root) for name in notebook_names(root)}
    found: dict[str, tuple[float, float]] = {}
    for test, duration in durations:
        match = CELL.search(test)
        if match and match[1] in checks:
            execute, check = found.get(match[1], (0.0, 0.0))
            found[match[1]] = execute + duration, check + duration * (int(match[2]) in checks[match[1]])
    return found


def last_lines(durations: Iterable[tuple[str, float]], root=ROOT) -> list[str]:
    """The table for the end of a test, or nothing if it did not run all notebooks."""
    measured = seconds(durations, root)
    return in_plain_text(table(measured, root)) if set(notebook_names(root)) == set(measured) else []


def in_plain_text(rows: list[list]) -> list[str]:
    """The table for a terminal: numbers end below each other."""
    lines = [[str(value) for value in row] for row in [[*HEAD, *SECONDS], *rows]]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return [
        "  ".join(
            line[0].ljust(widths[0]) if i == 0 else text.rjust(widths[i]) for i, text in enumerate(line)
        )
        for line in lines
    ]


def _numbers_of_checks(name: str, root) -> set[int]:
    return {i for i, cell in enumerate(code_cells(read(solution(name, root))["cells"])) if is_check(cell)}


def _run_notebooks() -> tuple[list[tuple[str, float]], bool]:
    """Run the notebooks alone; the duration of each cell, and whether all came out as they are stored."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "solutions",
            "--numprocesses=0",
            "-q",
            f"--junitxml={report}",
        ]
        status = subprocess.run(command, cwd=ROOT, stdout=sys.stderr).returncode
        if not report.exists():
            raise ToolError("pytest could not run the notebooks; its own words stand above.")
        cases = ElementTree.parse(report).iter("testcase")
        return [
            (f"{case.get('classname')}::{case.get('name')}", float(case.get("time"))) for case in cases
        ], status == 0
