"""The writer of `solutions/`: twice is the same as once, and a failure leaves the file alone."""

import json
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tools.execute import execute
from tools.normalise import is_readable, normalised
from tools.notebooks import ToolError, read, select, solution, text_of, write_atomically

FIGURE = """\
import matplotlib.pyplot as plt
from dlutils.plots import show
fig, ax = plt.subplots()
ax.plot([1, 2, 4])
show(fig, alt="Line plot of three points that rise faster and faster.")"""
WIDGET = """\
from ipywidgets import IntText
class Exploration:
    def __repr__(self):
        return "Exploration"
    def _repr_mimebundle_(self, **kinds):
        return IntText(description="steps")._repr_mimebundle_() | {"text/plain": "Exploration"}
Exploration()"""


def _write(root, *cells, name="01_probe", **metadata):
    nb = new_notebook(cells=list(cells), metadata=metadata)
    write_atomically(solution(name, root), json.dumps(nb))
    return solution(name, root)


def test_a_second_run_writes_the_same_bytes(tmp_path):
    path = _write(
        tmp_path,
        new_markdown_cell("# 01 Probe"),
        new_code_cell("for i in range(3):\n    print(i, flush=True)"),
        new_code_cell(FIGURE),
        new_code_cell(WIDGET),
        language_info={"name": "python", "version": "3.99"},
        widgets={"application/vnd.jupyter.widget-state+json": {}},
    )
    assert execute("01_probe", tmp_path) == (True, 3)
    first = path.read_bytes()
    assert execute("01_probe", tmp_path) == (False, 3)
    assert path.read_bytes() == first
    assert first.endswith(b"}\n") and b"\r" not in first

    nb = read(path)
    nbformat.validate(nb)
    assert nb.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert (nb.nbformat, nb.nbformat_minor) == (4, 5)
    assert [c.execution_count for c in nb.cells[1:]] == [1, 2, 3]
    assert [o.text for o in nb.cells[1].outputs] == ["0\n1\n2\n"]
    assert 'alt="Line plot of three points' in nb.cells[2].outputs[0].data["text/html"]
    assert nb.cells[3].outputs[0].data == {"text/plain": "Exploration"}
    assert sorted(p.name for p in path.parent.iterdir()) == ["01_probe.ipynb"]


@pytest.mark.parametrize(
    "source, message",
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("import os\nos._exit(3)", "ended its kernel"),
    ],
)
def test_a_failing_cell_is_named_and_nothing_is_written(source, message, tmp_path):
    path = _write(tmp_path, new_code_cell("1", id="fine"), new_code_cell(source, id="wrong"))
    before = path.read_bytes()
    with pytest.raises(ToolError, match=message) as problem:
        execute("01_probe", tmp_path)
    assert "01_probe" in str(problem.value) and ('"wrong"' in str(problem.value) or "kernel" in message)
    assert path.read_bytes() == before


def test_an_error_that_is_the_lesson_is_stored(tmp_path):
    cell = new_code_cell("1 / 0", id="lesson", metadata={"tags": ["raises-exception"]})
    path = _write(tmp_path, cell)
    execute("01_probe", tmp_path)
    assert read(path).cells[0].outputs[0].ename == "ZeroDivisionError"


def test_the_kernel_is_this_python_in_the_folder_of_the_notebook(tmp_path, monkeypatch):
    kernel = {"argv": ["python-of-another-environment"], "display_name": "Python 3", "language": "python"}
    write_atomically(tmp_path / "elsewhere" / "kernels" / "python3" / "kernel.json", json.dumps(kernel))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "elsewhere"))
    path = _write(
        tmp_path,
        new_code_cell(f"import os, sys\nsys.executable == {sys.executable!r}, os.path.basename(os.getcwd())"),
    )
    execute("01_probe", tmp_path)
    assert read(path).cells[0].outputs[0].data["text/plain"] == "(True, '01_probe')"


@pytest.mark.parametrize(
    "text, message",
    [
        ("", "does not hold JSON"),
        ("[]", "not a notebook of format 4"),
        ('{"nbformat": 3, "worksheets": []}', "not a notebook of format 4"),
        ('{"nbformat": 4, "cells": [{"cell_type": "code"}], "metadata": {}}', "not a valid notebook"),
    ],
)
def test_what_is_no_notebook_is_refused_in_one_sentence(text, message, tmp_path):
    write_atomically(solution("01_probe", tmp_path), text)
    with pytest.raises(ToolError, match=message) as problem:
        execute("01_probe", tmp_path)
    assert "\n" not in str(problem.value)


def test_metadata_of_a_run_is_dropped_and_ids_become_readable():
    nb = new_notebook(
        cells=[
            new_markdown_cell("# 01 One neuron, *slowly*", id="0a1b2c3d"),
            new_code_cell("1", id="7d0f0e3c-1d5c-4b0a-9c58-0d9f3f0a1b2c", metadata={"collapsed": True}),
            new_code_cell("2", id="mine", metadata={"execution": {}, "tags": ["slow"], "scrolled": True}),
            new_code_cell("3", id="a", metadata={"nbgrader": {"grade_id": "mean_squared_error"}}),
            new_markdown_cell("## 2 Größe", id="9"),
            new_code_cell("4", id="Cell_4"),
            new_code_cell("5", id="-", metadata={"tags": ["setup"]}),
        ]
    )
    nb.cells[3].id = "mine"
    done = normalised(nb)
    names = [cell.id for cell in done.cells]
    assert names == [
        "one-neuron-slowly",
        "one-neuron-slowly-code",
        "mine",
        "mean-squared-error",
        "groe",
        "groe-code",
        "setup",
    ]
    assert all(map(is_readable, names))
    assert [cell.metadata for cell in done.cells[1:3]] == [{}, {"tags": ["slow"]}]
    assert text_of(normalised(done)) == text_of(done)


def test_cells_without_any_id_get_one():
    nb = new_notebook(cells=[new_markdown_cell("???"), new_markdown_cell("$x$"), new_code_cell("1")])
    for cell in nb.cells:
        del cell["id"]
    names = [cell.id for cell in normalised(nb).cells]
    assert len(set(names)) == 3 and all(map(is_readable, names)), names


def test_numbers_and_names_select_notebooks(tmp_path):
    for name in ("01_probe", "02_other"):
        _write(tmp_path, name=name)
    assert select([], tmp_path) == ["01_probe", "02_other"]
    assert select(["2", "01", "01_probe"], tmp_path) == ["01_probe", "02_other"]
    with pytest.raises(ToolError, match="nearest: 01_probe"):
        select(["01_prob"], tmp_path)
    with pytest.raises(ToolError, match="no notebooks"):
        select([], tmp_path / "empty")


def test_an_interrupted_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "file.ipynb"
    write_atomically(path, "old")

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr("tools.notebooks.os.replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["file.ipynb"]


def test_code_that_only_draws_is_folded_in_lab(tmp_path):
    nb = new_notebook(cells=[new_code_cell("1", metadata={"tags": ["hide-input"]}), new_code_cell("2")])
    folded, shown = normalised(nb).cells
    assert folded.metadata["jupyter"] == {"source_hidden": True}
    assert "jupyter" not in shown.metadata
