""".venv is made when it must be, repaired after an interruption, and otherwise left alone."""

import os
import sys

import pytest

from launcher import environment, installing
from launcher.console import Problem
from launcher.places import Places


def test_a_first_start_makes_it_and_a_second_one_does_nothing(course, quick_plan, monkeypatch, capsys):
    assert environment.state(course) == "missing"
    environment.ensure(course)
    assert environment.state(course) == "current"
    assert course.lab_overrides.exists()
    assert "The environment is ready." in capsys.readouterr().out

    monkeypatch.setattr(installing, "run_logged", lambda *arguments: pytest.fail("a command was run again"))
    environment.ensure(course)
    assert capsys.readouterr().out == ""


def test_a_failure_leaves_it_unfinished_and_the_next_start_repairs_it(course, quick_plan, capsys):
    good = quick_plan["install"]
    quick_plan["install"] = (sys.executable, "-c", "raise SystemExit('Connection refused')")
    with pytest.raises(Problem, match="could not be reached"):
        environment.ensure(course)
    assert environment.state(course) == "unfinished"
    assert course.python.exists()  # so the interpreter alone proves nothing

    (course.venv / "left over").touch()
    quick_plan["install"] = good
    environment.ensure(course)
    assert environment.state(course) == "current"
    assert not (course.venv / "left over").exists()
    assert "interrupted" in capsys.readouterr().out


def test_stopped_right_after_the_folder_was_made(course):
    course.venv.mkdir()
    assert environment.state(course) == "unfinished"


def test_somebody_elses_folder_is_not_touched(course, quick_plan):
    (course.venv / "bin").mkdir(parents=True)
    assert environment.state(course) == "foreign"
    with pytest.raises(Problem, match="was not made by start.py"):
        environment.ensure(course)
    assert os.listdir(course.venv) == ["bin"]


def change_constraints(course, monkeypatch):
    with open(course.root / "constraints.txt", "a", encoding="utf-8") as file:
        file.write("another-package==1.0\n")


def change_dependencies(course, monkeypatch):
    path = course.root / "pyproject.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("numpy>=2.0", "numpy>=2.1"), encoding="utf-8")


def change_python(course, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 99, 0, "final", 0))


def change_platform(course, monkeypatch):
    monkeypatch.setattr(sys, "platform", "another")


def change_lab_settings(course, monkeypatch):
    (course.root / environment.LAB_SETTINGS).write_text("{}", encoding="utf-8")


def lose_the_interpreter(course, monkeypatch):
    course.python.unlink()


@pytest.mark.parametrize(
    "change",
    [
        change_constraints,
        change_dependencies,
        change_python,
        change_platform,
        change_lab_settings,
        lose_the_interpreter,
    ],
)
def test_it_is_outdated_after(change, course, quick_plan, monkeypatch):
    environment.ensure(course)
    change(course, monkeypatch)
    assert environment.state(course) == "outdated"


def test_it_is_outdated_in_another_folder(course, quick_plan):
    environment.ensure(course)
    moved = course.root.with_name("moved")
    course.root.rename(moved)
    assert environment.state(Places(moved)) == "outdated"


def test_a_setting_of_the_tools_does_not_cost_a_new_environment(course, quick_plan):
    environment.ensure(course)
    path = course.root / "pyproject.toml"
    text = path.read_text(encoding="utf-8").replace("line-length = 110", "line-length = 100")
    path.write_text(text, encoding="utf-8")
    assert environment.state(course) == "current"


def test_on_windows_an_environment_in_use_is_left_whole(course, quick_plan, monkeypatch):
    environment.ensure(course)
    change_constraints(course, monkeypatch)

    def in_use(old, new):
        raise PermissionError(13, "The process cannot access the file", str(old))

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", in_use)
        with pytest.raises(Problem, match="in use: close JupyterLab"):
            environment._clear(Places(course.root, windows=True))
    assert course.python.exists()


def test_children_see_this_environment_and_no_other(course, monkeypatch):
    for name in environment.FOREIGN_VARIABLES:
        monkeypatch.setenv(name, "elsewhere")
    monkeypatch.setenv("HTTPS_PROXY", "kept")
    variables = environment.child_environment(course)
    assert not set(environment.FOREIGN_VARIABLES) & set(variables)
    assert variables["PATH"].split(os.pathsep)[0] == str(course.scripts)
    assert variables["HTTPS_PROXY"] == "kept"
    assert variables["UV_PYTHON_DOWNLOADS"] == "never"


@pytest.fixture
def own_python(course, monkeypatch):
    """Let the course run this test's own interpreter."""
    monkeypatch.setattr(Places, "python", property(lambda self: sys.executable))
    return course


@pytest.mark.parametrize("status", [0, 3])
def test_the_status_of_a_child_is_passed_on(own_python, status):
    assert environment.run(own_python, "-c", f"raise SystemExit({status})") == status


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals of this kind")
def test_a_child_that_was_killed_did_not_succeed(own_python):
    kill = "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"
    assert environment.run(own_python, "-c", kill) == 128 + 15


def test_a_child_runs_in_the_folder_of_the_course_with_more_variables(own_python, capfd):
    environment.run(own_python, "-c", "import os; print(os.getcwd(), os.environ['THREADS'])", THREADS="2")
    assert capfd.readouterr().out.strip() == f"{own_python.root} 2"
