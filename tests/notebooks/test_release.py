"""Students' versions: what is stored is, byte for byte, what nbgrader makes of `solutions/`."""

import os
import shutil
import subprocess
import sys

import pytest

from tools.notebooks import ROOT, ToolError, notebook_names, read, solution, students_version, text_of
from tools.release import generate, main, orphans, release

MEND = "run python3 start.py release"


def _stale(root):
    """Messages about stored students' versions that are not what would be generated now."""
    problems = [
        f"{students_version(name, root)} has no source in solutions/; {MEND}." for name in orphans(root)
    ]
    for name, text in generate(notebook_names(root), root).items():
        path = students_version(name, root)
        if not path.exists():
            problems.append(f"{path} is missing; {MEND}.")
        elif path.read_bytes() != text.encode("utf-8"):
            problems.append(f"{path} was edited, or its source was: {MEND}.")
    return problems


def test_stored_versions_are_those_that_are_generated():
    problems = _stale(ROOT)
    assert not problems, "\n".join(problems)


def test_an_edited_version_is_named(project):
    release([project.name], project.root)
    assert _stale(project.root) == []
    edited = project.students_version.read_text(encoding="utf-8").replace("You will divide", "You divide")
    project.students_version.write_text(edited, encoding="utf-8")
    (problem,) = _stale(project.root)
    assert str(project.students_version) in problem and MEND in problem


def test_a_missing_version_and_a_left_over_one_are_named(project):
    left_over = students_version("08_gone", project.root)
    left_over.parent.mkdir(parents=True)
    left_over.write_text("{}", encoding="utf-8")
    messages = " ".join(_stale(project.root))
    assert f"{project.students_version} is missing" in messages and f"{left_over} has no source" in messages
    assert release([project.name], project.root) == {project.name: "written", "08_gone": "removed"}
    assert not left_over.parent.exists()
    assert release([project.name], project.root) == {project.name: "unchanged"}


def test_version_holds_stubs_and_no_outputs(project):
    release([project.name], project.root)
    nb = read(project.students_version)
    answer, question = project.cell(nb, "double"), project.cell(nb, "question-why")
    assert answer.source.endswith("raise NotImplementedError()") and "twice" not in answer.source
    assert question.source.startswith("Why is a sum") and "YOUR ANSWER HERE" in question.source
    assert "One point" not in question.source
    assert all(not c.outputs and c.execution_count is None for c in nb.cells if c.cell_type == "code")
    assert project.cell(nb, "check-double").metadata["editable"] is False
    assert [c.id for c in nb.cells] == [c.id for c in read(project.solution).cells]


def test_nbgraders_own_command_writes_the_same_bytes(project):
    (project.root / "class").mkdir()
    scripts = os.path.dirname(sys.executable)
    paths = {"PATH": scripts + os.pathsep + os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", project.name]
    done = subprocess.run(
        command, cwd=project.root, env={**os.environ, **paths}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    theirs = project.students_version.read_text(encoding="utf-8")
    assert theirs == generate([project.name], project.root)[project.name]


def test_a_refused_notebook_is_named_with_the_reason(project, nb):
    project.cell(nb, "double").source = "def double(x):\n    ### BEGIN SOLUTION\n    return x"
    project.solution.write_text(text_of(nb), encoding="utf-8")
    with pytest.raises(ToolError, match="07_tiny: .*no end solution statement found"):
        release([project.name], project.root)
    assert not project.students_version.exists()
    shutil.rmtree(solution(project.name, project.root).parent)
    with pytest.raises(ToolError, match="cannot be read"):
        generate([project.name], project.root)


def test_command_names_the_nearest(capsys):
    assert main(["00_strat_here"]) == 1
    assert "nearest: 00_start_here" in capsys.readouterr().err
