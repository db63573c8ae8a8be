"""docs/topics.md: every row leads to a cell that holds its words, to a function and to a check."""

import importlib
import json
import re
from functools import cache
from pathlib import Path

import pytest

from dlutils.checks import exercises, notebook_ids

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = {name[:2]: name for name in notebook_ids()}


def rows():
    """Each row of the tables: what, place, words, function, check; without headings and rulers."""
    for line in (ROOT / "docs" / "topics.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("|") and not line.startswith("| ---") and cells[0].strip("| ") != "what":
            yield [cell.strip("| ") for cell in cells]


ROWS = list(rows())


@cache
def texts(number):
    """Cell id → its source and the text of its outputs, with single spaces."""
    (path,) = (ROOT / "solutions").glob(f"{number}_*/{number}_*.ipynb")
    return {
        cell["id"]: " ".join(" ".join(everything(cell)).split())
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
    }


def everything(cell):
    yield "".join(cell["source"])
    for output in cell.get("outputs", []):
        yield "".join(output.get("text", ""))
        yield "".join(output.get("data", {}).get("text/plain", ""))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:40])
def test_every_topic_has_its_cell_its_function_and_its_check(row):
    what, place, words, function, check = row
    number, cell = re.fullmatch(r"(\d\d) `([\w-]+)`", place).groups()
    assert cell in texts(number), (
        f"Notebook {number} has no cell {cell}; docs/topics.md sends readers there: {what}"
    )
    assert words and words in texts(number)[cell], f"Cell {cell} of {number} no longer says: {words}"
    if function != "–":
        module, _, name = function.strip("`").rpartition(".")
        assert hasattr(importlib.import_module(f"dlutils.{module}"), name), f"dlutils has no {function}"
    if check != "–":
        assert check.strip("`") in exercises(NOTEBOOKS[number]), f"Notebook {number} has no exercise {check}"


def test_the_table_is_whole():
    assert len(ROWS) > 120
    assert {place[:2] for _, place, *_ in ROWS} == set(NOTEBOOKS) - {"13"}, "each notebook but the capstone"
