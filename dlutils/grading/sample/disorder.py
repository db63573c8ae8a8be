"""The members of the invented class whose notebooks or files are out of order."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator

from nbformat import v4

from dlutils.grading.sample.maker import Made, Maker, data, place
from dlutils.grading.submission import grade_id


def disordered(maker: Maker) -> Iterator[Made]:
    """Cells deleted, doubled, split, moved and retyped."""
    first, second = maker.names[:2]

    notebook = maker.complete()
    del notebook.cells[place(notebook, second)]
    yield f"deleted the answer of {second}", data(notebook), maker.but(second, "missing")

    notebook = maker.complete()
    notebook.cells = [cell for cell in notebook.cells if not (grade_id(cell) or "").startswith("check_")]
    yield "deleted all tests", data(notebook), maker.full

    notebook = maker.complete()
    old = copy.deepcopy(notebook.cells[place(notebook, first)])
    old.id, old.source = "old-attempt", maker.source(first, maker.declared[first].mistakes[0].function)
    notebook.cells.insert(place(notebook, first), old)
    yield f"kept an old attempt at {first} above", data(notebook), maker.full

    notebook = maker.complete()
    upper = notebook.cells[place(notebook, first)]
    lower = copy.deepcopy(upper)
    upper.source, _, last_line = upper.source.rpartition("\n")
    lower.id, lower.source = "lower-half", last_line
    notebook.cells.insert(place(notebook, first) + 1, lower)
    yield f"split the cell of {first}", data(notebook), maker.full

    notebook = maker.complete()
    notebook.cells.reverse()
    yield "turned the notebook upside down", data(notebook), maker.full

    notebook = maker.complete()
    where = place(notebook, first)
    cell = notebook.cells[where]
    notebook.cells[where] = v4.new_markdown_cell(cell.source, metadata=cell.metadata)
    yield f"made the answer of {first} a text cell", data(notebook), maker.full


def unusual(maker: Maker) -> Iterator[Made]:
    """Right answers in notebooks with a life of their own, and files of other formats."""
    first, last = maker.names[0], maker.names[-1]
    right = maker.right_answers

    noise = "import warnings\n\nprint('working')\nwarnings.warn('careful')\n"
    noisy = {name: noise + text.replace(":\n", ":\n    print('here')\n", 1) for name, text in right.items()}
    yield "prints and warns everywhere", data(maker.complete(**noisy)), maker.full

    magic = {name: f"%matplotlib inline\n{text}\n!ls" for name, text in right.items()}
    magic[first] = f"%%time\n{right[first]}"
    yield "magics and shell commands", data(maker.complete(**magic)), maker.full

    renamed = right[first].replace(f"def {first}(", "def my_function(")
    yield f"another name for {first}", data(maker.complete(**{first: renamed})), maker.full

    helper = right[last].replace(f"def {last}(", "def helper(")
    notebook = maker.complete(**{last: f"{last} = helper"})
    notebook.cells.insert(place(notebook, last), v4.new_code_cell(helper))
    yield f"{last} in a helper cell of their own", data(notebook), maker.full

    leaning = right[first].replace(f"def {first}(", "def _inner(")
    leaning += f"\n\n\ndef {first}(*arguments):\n    print(number)\n    return _inner(*arguments)"
    notebook = maker.complete(**{first: leaning})
    experiment = v4.new_code_cell("for number in range(3):\n    print(number)")
    notebook.cells.insert(place(notebook, first), experiment)
    yield f"{first} needs what an experiment leaves", data(notebook), maker.full

    foreign = f"import scipy.linalg\n\n\ndef {last}(*arguments):\n    return scipy.linalg.norm(arguments[0])"
    yield f"{last} left to a library", data(maker.complete(**{last: foreign})), maker.but(last, "delegated")

    notebook = maker.complete()
    del notebook.metadata["kernelspec"]
    yield "no kernelspec", data(notebook), maker.full

    yield "saved in format 3", _in_format_3(data(maker.complete())), maker.full


def unreadable(maker: Maker) -> Iterator[Made]:
    """Files in which there is nothing to grade."""
    complete = data(maker.complete())
    cats = v4.new_notebook(cells=[v4.new_markdown_cell("# Cats"), v4.new_code_cell("cats = 9")])
    yield "saved in format 5", json.dumps({**json.loads(complete), "nbformat": 5}).encode(), None
    yield "an empty file", b"", None
    yield "a web page instead of a notebook", b"<!DOCTYPE html><title>Please log in</title>", None
    yield "cut off on its way", complete[: len(complete) // 2], None
    yield "another notebook", data(cats), None


def _in_format_3(notebook: bytes) -> bytes:
    """What a program of 2014 would have saved: cells in a worksheet, code under "input"."""
    cells = json.loads(notebook)["cells"]
    for cell in cells:
        del cell["id"]
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
            cell["language"] = "python"
    sheets = [{"cells": cells}]
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": sheets}
    return json.dumps(old).encode()
