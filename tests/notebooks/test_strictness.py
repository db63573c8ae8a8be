"""The strict run of `solutions/` really is strict: pytest on a copy, with one cell broken in each way.

nbval is silent about pictures and about cells that never ran, so it is not taken at its word.
"""

import os
import shutil
import subprocess
import sys

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tools.execute import execute
from tools.notebooks import ROOT, read, solution, text_of, write_atomically

ALT = "Line plot, cost against step. The cost falls."
OTHER_ALT = "Line plot of three points. They fall on a straight line."
DRAW = """\
import matplotlib.pyplot as plt
from dlutils.plots import show
fig, ax = plt.subplots()
ax.plot([3, 2, 1])
show(fig, alt="{}")"""
CELLS = {
    "figure": DRAW.format(ALT),
    "other-figure": DRAW.format(OTHER_ALT),
    "race": DRAW.format("Bar chart of the times of two functions, one on each side."),
    "number": "print(0.5 + 0.159)",
    "value": "1 + 1",
    "fine": "2 + 2",
}
OPTIONS = [
    "--nbval-current-env",
    "--nbval-sanitize-with=sanitize.cfg",
    "-p",
    "no:cacheprovider",
    "--color=no",
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A small project with this notebook, executed, and pytest's settings of the course."""
    root = tmp_path_factory.mktemp("copy")
    cells = [new_markdown_cell("# 01 Probe", id="title")]
    cells += [new_code_cell(source, id=name) for name, source in CELLS.items()]
    cells[3].metadata["tags"] = ["nbval-ignore-output"]
    write_atomically(solution("01_probe", root), text_of(new_notebook(cells=cells)))
    execute("01_probe", root)
    write_atomically(root / "work" / "01_probe" / "01_probe.ipynb", "somebody's own, not for the tests")
    write_atomically(root / "pytest.ini", "[pytest]\n")
    for file in (ROOT / "conftest.py", ROOT / "tests" / "notebooks" / "sanitize.cfg"):
        shutil.copy(file, root)
    return root


def _run(root, *options):
    """Run pytest in a copy; return its exit status and its words."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *OPTIONS, *options],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def broken(copy, tmp_path_factory):
    """The same project with every cell but the last one broken in its own way."""
    root = tmp_path_factory.mktemp("broken")
    shutil.copytree(copy, root, dirs_exist_ok=True)
    nb = read(solution("01_probe", root))
    cells = {cell.id: cell for cell in nb.cells}
    for name in ("figure", "race"):
        cells[name].source = cells[name].source.replace("[3, 2, 1]", "[3, 1, 1]")
    shown = cells["other-figure"].outputs[0].data
    shown["text/html"] = shown["text/html"].replace(OTHER_ALT, "")
    cells["number"].outputs[0].text = "0.658\n"
    cells["value"].outputs = []
    write_atomically(solution("01_probe", root), text_of(nb))
    return root


@pytest.fixture(scope="module")
def words(broken):
    """What a strict run says about the broken project."""
    status, text = _run(broken, "--nbval")
    assert status == 1
    return text


def test_what_is_stored_passes_and_only_solutions_are_run(copy):
    status, text = _run(copy, "--nbval")
    assert status == 0 and "6 passed" in text, text


def test_each_break_fails_and_nothing_else(words):
    # The picture of a race may change: its cell is tagged.
    assert "4 failed, 2 passed" in words


def test_changed_figure_is_named(words):
    assert f'01_probe.ipynb, cell "figure": The figure "{ALT}" has changed' in words
    assert "start.py execute 01" in words


def test_removed_alt_text_is_seen(words):
    assert "mismatch 'text/html'" in words and OTHER_ALT in words


def test_changed_number_is_seen(words):
    assert "'0.658" in words and "'0.659" in words


def test_stripped_output_is_seen(words):
    assert "Unexpected output fields from running code: {'text/plain'}" in words


def test_lax_run_for_other_systems_executes_without_comparing(broken):
    status, text = _run(broken, "--nbval-lax")
    assert status == 0 and "6 passed" in text, text
