"""Which tests run where."""

import platform

import pytest

from launcher import environment, testing
from launcher.console import Problem


@pytest.fixture
def runs(monkeypatch):
    """Every run: its words and its variables. `runs.status` is what it returns."""

    class Runs(list):
        status = 0

    runs = Runs()

    def run(places, *words, **variables):
        runs.append((words, variables))
        return runs.status

    monkeypatch.setattr(environment, "run", run)
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    return runs


def test_on_linux_outputs_are_compared(course, runs):
    assert testing.run_tests(course, ["-x", "tests"], system="linux") == 0
    assert runs == [(("-m", "pytest", "-x", "tests"), {})]


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_elsewhere_notebooks_only_have_to_run(course, runs, system):
    testing.run_tests(course, [], system=system)
    assert runs == [(("-m", "pytest", "--nbval-lax"), {})]


def test_the_matrix_plays_four_machines(course, runs, capsys):
    assert testing.run_tests(course, ["--matrix", "-x"], system="linux") == 0
    assert {words for words, _ in runs} == {("-m", "pytest", "solutions", "-x")}
    assert len({tuple(variables.items()) for _, variables in runs}) == 4
    assert "the same outputs everywhere" in capsys.readouterr().out


def test_the_matrix_names_where_it_failed(course, runs, capsys):
    runs.status = 1
    assert testing.run_tests(course, ["--matrix"], system="linux") == 1
    assert "failed on Haswell, 1 thread; Haswell, 2 threads; Sandybridge" in capsys.readouterr().out


def test_the_matrix_needs_linux(course, runs):
    with pytest.raises(Problem, match="on Linux"):
        testing.run_tests(course, ["--matrix"], system="darwin")
    assert runs == []


def test_a_failed_test_is_a_failed_command(course, runs):
    runs.status = 1
    assert testing.run_tests(course, [], system="linux") == 1
