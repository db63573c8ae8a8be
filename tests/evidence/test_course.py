"""The table counts what is there, and its seconds are those of the right cells."""

from types import SimpleNamespace

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tools.evidence import course
from tools.notebooks import solution, text_of, write_atomically

ALT = "A line that falls, and then rises again."
QUESTION = "Why so?\n\n<!-- BEGIN SOLUTION -->\nBecause of a very long reason.\n<!-- END SOLUTION -->"
CHECK = {
    "nbgrader": {"grade": True, "solution": False, "locked": True, "grade_id": "check_halve", "points": 2}
}


def shown(alt):
    return new_output("display_data", data={"text/html": f'<img alt="{alt}" src="x.png">'})


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Two notebooks with one exercise each."""
    function = SimpleNamespace(points=2.5, mistakes=(1, 2, 3), variants={"a": 1})
    monkeypatch.setattr(course, "declared", lambda path: ({"halve": function}, 1))
    cells = [
        new_markdown_cell("# One two\n\n```\nnot counted\n```"),
        new_code_cell("show()", outputs=[shown(ALT), shown("short")]),
        new_code_cell("explore()", metadata={"tags": ["explore"]}),
        new_code_cell('check("halve")', metadata=CHECK),
        new_markdown_cell(QUESTION),
    ]
    for name in ("01_one", "02_two"):
        write_atomically(solution(name, tmp_path), text_of(new_notebook(cells=cells)))
    return tmp_path


def test_everything_is_counted(root):
    assert course.counts("01_one", root) == ["01_one", 5, 1, 1, 1, 3, 1, 3.5]
    assert course.table({}, root)[-1] == ["all", 10, 2, 2, 2, 6, 2, 7.0, "", ""]


DURATIONS = [
    ("solutions/01_one/01_one.ipynb::Cell 0", 1.0),
    ("solutions/01_one/01_one.ipynb::Cell 0", 0.5),  # pytest reports how long it took to set up apart
    ("solutions.01_one.01_one.ipynb::Cell 2", 0.25),
    ("tests/test_other.py::test_01_one", 9.0),
]


def test_seconds_are_those_of_the_cells(root):
    assert course.seconds(DURATIONS, root) == {"01_one": (1.75, 0.25)}


def test_the_last_lines_come_when_all_notebooks_ran(root):
    assert course.last_lines(DURATIONS, root) == []
    lines = course.last_lines([*DURATIONS, ("solutions/02_two/02_two.ipynb::Cell 1", 2.0)], root)
    assert [line.split() for line in lines[1:]] == [
        ["01_one", "5", "1", "1", "1", "3", "1", "3.5", "1.8", "0.2"],
        ["02_two", "5", "1", "1", "1", "3", "1", "3.5", "2.0", "0.0"],
        ["all", "10", "2", "2", "2", "6", "2", "7.0", "3.8", "0.2"],
    ]
    assert len({len(line) for line in lines}) == 1


def test_pytest_prints_them(root, monkeypatch, pytestconfig):
    printed = []
    reports = [SimpleNamespace(nodeid=test, duration=duration) for test, duration in DURATIONS]
    reporter = SimpleNamespace(stats={"passed": reports, "warnings": ["no report"]})
    reporter.section = reporter.write_line = printed.append
    monkeypatch.setattr(
        course, "last_lines", lambda durations: [f"{name} {time}" for name, time in durations][:1]
    )
    plugin = next(
        p for p in pytestconfig.pluginmanager.get_plugins() if hasattr(p, "ROOT") and hasattr(p, "changes")
    )
    plugin.pytest_terminal_summary(reporter)
    assert printed == ["The course", "solutions/01_one/01_one.ipynb::Cell 0 1.0"]
