"""Bytes become a notebook, or one sentence; and a notebook gets all its cells back."""

from __future__ import annotations

import copy
import json

import nbformat
import pytest
from nbformat import v4

from dlutils.grading.restore import restore_cells
from dlutils.grading.sample.maker import data, place
from dlutils.grading.submission import Ungradable, grade_id, read_file, read_notebook

RIGHT = {"cells": [{"cell_type": "code", "source": "a = 1", "metadata": {}, "outputs": []}], "metadata": {}}


def as_json(**changes) -> bytes:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, **RIGHT, **changes}).encode()


@pytest.mark.parametrize(
    "submitted, words",
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"not a notebook", "not valid JSON"),
        (as_json()[:-20], "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (b"\x80\x04\x95\xff\xfe", "something other than text"),
        (b"[1, 2]", "no cells"),
        (b'"text"', "no cells"),
        (b"{}", "no cells"),
        (as_json(cells=[]), "no cells"),
        (as_json(cells="none"), "no cells"),
        (as_json(cells=[1, None, "x"]), "no cells"),
        (as_json(nbformat=5), "format 5"),
        (as_json(nbformat=99), "format 99"),
        (b" " * 31_000_000, "larger than 30 MB"),
    ],
)
def test_what_cannot_be_graded_says_why_in_one_sentence(submitted, words):
    with pytest.raises(Ungradable, match=words) as refused:
        read_notebook(submitted)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "changes",
    [
        {"nbformat_minor": 99},
        {"nbformat": "4"},
        {"metadata": None},
        {"metadata": {"kernelspec": {"name": 5}}},
        {"cells": [*RIGHT["cells"], 7, {"cell_type": "code"}, {"cell_type": ["x"], "source": {}}]},
        {
            "cells": [
                {"cell_type": "code", "source": ["a ", "= 1", 4], "metadata": {"tags": [1], "nbgrader": []}}
            ]
        },
        {"cells": [{"cell_type": "code", "source": "a = 1", "id": "x"}, {"cell_type": "raw", "id": "x"}]},
        {"cells": [{"cell_type": "code", "source": "a = 1", "metadata": {"nbgrader": {"grade_id": ["x"]}}}]},
        {"cells": [*RIGHT["cells"], {"cell_type": "markdown", "source": "![p](p)", "attachments": {"p": 1}}]},
        {
            "nbformat": 3,
            "cells": None,
            "worksheets": [None, {}, {"cells": [{"cell_type": "code", "input": "a = 1"}]}],
        },
        {"nbformat": 1, "cells": [{"cell_type": "code", "input": "a = 1"}]},
    ],
)
def test_what_is_usable_is_taken_and_makes_a_valid_notebook(changes):
    notebook = read_notebook(as_json(**changes))
    nbformat.validate(notebook)
    assert notebook.cells[0].source == "a = 1"


def test_half_characters_and_a_mark_at_the_beginning_do_no_harm():
    cells = [{"cell_type": "code", "source": "a = '\ud800é'"}]
    notebook = read_notebook(b"\xef\xbb\xbf" + json.dumps({"nbformat": 4, "cells": cells}).encode())
    assert notebook.cells[0].source == "a = '?é'"
    nbformat.writes(notebook).encode("utf-8")


def test_a_missing_or_misnamed_file_is_explained(tmp_path):
    with pytest.raises(Ungradable, match="no file a.ipynb in this submission.$"):
        read_file(tmp_path / "a.ipynb")
    (tmp_path / "b.ipynb").write_text("x", encoding="utf-8")
    with pytest.raises(Ungradable, match="another name"):
        read_file(tmp_path / "a.ipynb")
    (tmp_path / "a.ipynb").mkdir()
    with pytest.raises(Ungradable, match="no file a.ipynb"):
        read_file(tmp_path / "a.ipynb")


def graded_ids(notebook) -> list[str]:
    return [grade_id(cell) for cell in notebook.cells if grade_id(cell)]


def restored(notebook, assignment):
    result = restore_cells(read_notebook(data(notebook)), assignment.release)
    nbformat.validate(result.notebook)
    assert sorted(graded_ids(result.notebook)) == sorted(graded_ids(assignment.release))
    return result


def test_an_untouched_notebook_comes_back_as_it_was(assignment):
    result = restored(assignment.release, assignment)
    assert [c.source for c in result.notebook.cells] == [c.source for c in assignment.release.cells]
    assert not any(result.answers.values()) and not result.remarks and result.recognised


@pytest.mark.parametrize("count", [1, 2, 5, 11])
def test_missing_cells_come_back_in_their_places(maker, assignment, count):
    notebook = maker.complete()
    removed = graded_ids(notebook)[:count]
    notebook.cells = [cell for cell in notebook.cells if grade_id(cell) not in removed]
    result = restored(notebook, assignment)
    assert graded_ids(result.notebook) == graded_ids(assignment.release)
    assert set(result.remarks) == {name for name in removed if not name.startswith("check_")}


def test_edited_tests_points_and_locks_are_the_releases_again(maker, assignment):
    notebook = maker.complete()
    test = notebook.cells[place(notebook, "check_predict")]
    test.source = "2.0"
    test.metadata.nbgrader.update(points=100, locked=False, solution=True)
    result = restored(notebook, assignment)
    original = assignment.release.cells[place(assignment.release, "check_predict")]
    assert result.notebook.cells[place(result.notebook, "check_predict")] == original


def test_copies_are_kept_in_order_and_untouched_ones_do_not_count(maker, assignment):
    notebook = maker.complete()
    where = place(notebook, "predict")
    answer = notebook.cells[where]
    first, again = copy.deepcopy(answer), copy.deepcopy(answer)
    stub = copy.deepcopy(assignment.release.cells[where])
    first.source = again.source = "first = 1"
    first.id, again.id, stub.id = "one", "two", "three"
    notebook.cells[where : where + 1] = [first, again, answer, stub]
    result = restored(notebook, assignment)
    assert result.answers["predict"] == ["first = 1", answer.source]
    assert "more than once" in result.remarks["predict"]


def test_retyped_cells_are_what_they_were(maker, assignment):
    notebook = maker.complete()
    for name, new in [("predict", v4.new_raw_cell), ("question_scale", v4.new_code_cell)]:
        where = place(notebook, name)
        cell = notebook.cells[where]
        notebook.cells[where] = new(cell.source, metadata=cell.metadata)
    result = restored(notebook, assignment)
    types = {grade_id(cell): (cell.cell_type, cell.source) for cell in result.notebook.cells}
    assert types["predict"] == ("code", maker.right_answers["predict"])
    assert types["question_scale"][0] == "markdown"
    assert set(result.remarks) == {"predict", "question_scale"}


def test_own_cells_stay_and_nbgrader_does_not_take_them_for_its_own(maker, assignment):
    notebook = maker.complete()
    own = v4.new_code_cell(
        "mine = 1", metadata={"nbgrader": {"grade_id": "mine", "grade": True, "points": 50}}
    )
    notebook.cells.insert(3, own)
    result = restored(notebook, assignment)
    cell = result.notebook.cells[3]
    assert cell.source == "mine = 1" and "nbgrader" not in cell.metadata


def test_a_picture_in_a_written_answer_is_kept(maker, assignment):
    notebook = maker.complete()
    picture = {"p.png": {"image/png": "aGVsbG8="}}
    notebook.cells[place(notebook, "question_scale")].attachments = picture
    result = restored(notebook, assignment)
    assert result.notebook.cells[place(result.notebook, "question_scale")].attachments == picture
