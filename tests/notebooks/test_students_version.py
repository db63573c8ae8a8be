"""A students' version runs from top to bottom before anything is written in it.

What is missing raises `NotImplementedError` where learners will write, and nothing else
happens: a cell that calls an answer is the one that uses its result, and checks say
"not written yet".
"""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tools.execute import run
from tools.house_rules.reading import code_cells, is_check, plain_outputs, tags
from tools.notebooks import ROOT, notebook_names, read, students_version


def _problems(nb, folder):
    """Run all cells; say which raise what no learner could understand, or give points for nothing."""
    run(nb, folder, allow_errors=True)
    problems = []
    for cell in code_cells(nb.cells):
        errors = [o for o in cell.outputs if o.output_type == "error"]
        problems += [
            f'cell "{cell.id}" raises {error.ename}: {error.evalue}'
            for error in errors
            if error.ename != "NotImplementedError" and "raises-exception" not in tags(cell)
        ]
        if is_check(cell):
            points = "".join(plain_outputs(cell))
            html = "".join(o.get("data", {}).get("text/html", "") for o in cell.outputs)
            if errors or points != "0.0" or "not written yet" not in html:
                problems.append(f'cell "{cell.id}" gives {points or "an error"} points for nothing: {html}')
    return problems


@pytest.mark.parametrize("name", notebook_names())
def test_untouched_version_raises_nothing_but_not_implemented(name):
    path = students_version(name, ROOT)
    problems = _problems(read(path), path.parent)
    assert not problems, "\n".join([f"{path}:", *problems])


def _check_cell(source):
    data = {"grade": True, "solution": False, "locked": True, "points": 2, "grade_id": "check_double"}
    return new_code_cell(source, id="check-double", metadata={"nbgrader": data})


NOT_WRITTEN = """\
class Report:
    def __repr__(self):
        return "0.0"
    def _repr_html_(self):
        return "not written yet"
Report()"""


def test_other_errors_and_gifts_are_named(tmp_path):
    cells = [
        new_code_cell("raise NotImplementedError()", id="answer"),
        new_code_cell("result + 1", id="later"),
        new_code_cell("1 / 0", id="lesson", metadata={"tags": ["raises-exception"]}),
        _check_cell("2.0"),
    ]
    problems = _problems(new_notebook(cells=cells), tmp_path)
    assert len(problems) == 2
    assert problems[0].startswith('cell "later" raises NameError')
    assert problems[1].startswith('cell "check-double" gives 2.0 points')


def test_a_version_that_waits_is_accepted(tmp_path):
    cells = [new_code_cell("raise NotImplementedError()", id="answer"), _check_cell(NOT_WRITTEN)]
    assert _problems(new_notebook(cells=cells), tmp_path) == []
