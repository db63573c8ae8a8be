"""Figures and explorations in a real kernel: what one run stores, the next must give again."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
CELLS = [
    "import matplotlib.pyplot as plt\n"
    "from dlutils.explore import BroadcastExploration, DescentExploration\n"
    "from dlutils.plots import draw_costs, show, use_style\n"
    "use_style()",
    "fig, ax = plt.subplots()\n"
    "draw_costs(ax, {'rate 0.1': [9, 3, 1]})\n"
    "show(fig, alt='Line plot, cost against steps. The cost falls from 9 to 1.')",
    "BroadcastExploration()",
    "BroadcastExploration.still()",
    "exploration = DescentExploration()\nexploration",
    "exploration.typed.value = '0.25'\nexploration.commit.click()",
    "DescentExploration.still()",
]
EXECUTE = """
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, kernel_name="python3", store_widget_state=False).execute()
nbformat.write(notebook, sys.argv[1])
"""


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """A notebook with a figure and both explorations, executed once, outputs stored."""
    path = tmp_path_factory.mktemp("notebook") / "tiny.ipynb"
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{k}") for k, source in enumerate(CELLS)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    run(path.parent, sys.executable, "-c", EXECUTE, str(path))
    return path


def run(folder, *command):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_stored_outputs_hold_the_words(executed):
    stored = nbformat.read(executed, as_version=4)
    texts = [output.data["text/plain"] for cell in stored.cells for output in cell.outputs]
    assert [text.split(":")[0] for text in texts] == [
        "Figure",
        "Exploration",
        "Figure",
        "Exploration",
        "Figure",
    ]
    assert all(
        "<img alt=" in cell.outputs[0].data["text/html"] for cell in (stored.cells[1], stored.cells[3])
    )


def test_strict_nbval_passes_twice(executed):
    again = shutil.copy(executed, executed.with_name("again.ipynb"))
    (executed.parent / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    options = ["-q", "-c", "pytest.ini", "--nbval", "--nbval-current-env", "-p", "no:cacheprovider"]
    said = run(executed.parent, sys.executable, "-m", "pytest", *options, executed.name, again.name)
    assert f"{2 * len(CELLS)} passed" in said
