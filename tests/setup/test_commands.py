"""The words after `python3 start.py`."""

import os
import subprocess
import sys

import pytest

from launcher import commands, environment, lab
from launcher.commands import COMMANDS
from launcher.console import Problem
from launcher.places import HERE, Places


@pytest.fixture
def ran(monkeypatch, course):
    """What would have been run in an environment that is ready."""
    ran = []
    monkeypatch.setattr(environment, "ensure", lambda places: None)
    monkeypatch.setattr(environment, "run", lambda places, *words, **more: ran.append(words) or 0)
    monkeypatch.setattr(lab, "is_root", lambda: False)  # containers often test as root
    return ran


def test_help_lists_every_command(course, capsys):
    assert commands.run(["--help"], course) == 0
    shown = capsys.readouterr().out
    assert all(course.command(name) in shown for name in COMMANDS)


def test_an_unknown_command_gets_a_guess_and_the_list(course, capsys):
    assert commands.run(["tset"], course) == 2
    shown = capsys.readouterr().out
    assert shown.startswith("There is no command 'tset'. Did you mean 'test'?\n")
    assert course.command("doctor") in shown


@pytest.mark.parametrize("words", [[], ["lab"], ["--no-browser"], ["lab", "--no-browser"]])
def test_nothing_and_options_mean_lab(ran, course, words, capsys):
    assert commands.run(words, course) == 0
    assert ran[0][:2] == ("-m", "jupyterlab")
    assert ("--no-browser" in ran[0]) == ("--no-browser" in words)
    assert "Your own copies are in work/: 2 new." in capsys.readouterr().out


@pytest.mark.parametrize(
    "words, module",
    [
        (["demo"], ("-m", "dlutils", "demo")),
        (["grade", "01_single_neuron", "--workers", "2"], None),
        (["release", "01"], ("-m", "tools.release", "01")),
        (["execute"], ("-m", "tools.execute")),
    ],
)
def test_arguments_are_handed_on(ran, course, words, module):
    assert commands.run(words, course) == 0
    assert ran == [module or ("-m", "dlutils", *words)]


def test_setup_tells_of_newer_notebooks(ran, course, publish, capsys):
    commands.run(["setup"], course)
    publish("01_single_neuron", "second edition")
    capsys.readouterr()
    assert commands.run(["setup"], course) == 0
    shown = capsys.readouterr().out
    assert "work/01_single_neuron/01_single_neuron.ipynb lies beside yours" in shown
    assert "'01_single_neuron (new).ipynb'" in shown


def test_reset_says_what_it_kept(ran, course, capsys):
    commands.run(["setup"], course)
    mine = course.work / "01_single_neuron" / "01_single_neuron.ipynb"
    mine.write_text("my answer", encoding="utf-8")
    assert commands.run(["reset", "01"], course) == 0
    assert "Your former version is beside it: '01_single_neuron (old).ipynb'." in capsys.readouterr().out


@pytest.mark.parametrize("words", [["reset"], ["reset", "00", "01"]])
def test_reset_wants_one_number(course, words, capsys):
    assert commands.run(words, course) == 1
    assert "Which notebook? For example:" in capsys.readouterr().out


@pytest.mark.parametrize(
    "error, sentence, status",
    [
        (Problem("Mend this."), "Mend this.", 1),
        (PermissionError(13, "Permission denied", "/course"), "no permission to write here: /course.", 1),
        (OSError(30, "Read-only file system", "/course"), "Read-only file system: /course.", 1),
        (KeyboardInterrupt(), "Stopped.", 130),
    ],
)
def test_no_trouble_ends_in_a_traceback(ran, course, monkeypatch, capsys, error, sentence, status):
    def fail(*arguments):
        raise error

    monkeypatch.setattr(lab, "open_lab", fail)
    assert commands.run([], course) == status
    assert sentence in capsys.readouterr().out


def test_a_folder_that_cannot_be_written(course, quick_plan, monkeypatch, capsys):
    def refuse(path, *arguments, **more):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("pathlib.Path.mkdir", refuse)
    assert commands.run(["setup"], course) == 1
    assert f"There is no permission to write here: {course.venv}" in capsys.readouterr().out


def test_windows_has_a_launcher_of_its_own():
    assert Places(HERE.root, windows=True).command("lab") == "py start.py lab"
    assert Places(HERE.root, windows=False).command() == "python3 start.py"


def test_it_needs_nothing_but_the_standard_library():
    """An isolated Python without installed packages gets as far as the help."""
    code = (
        f"import sys; sys.path.insert(0, {str(HERE.root)!r}); from launcher.commands import run; run(['-h'])"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0 and done.stdout.startswith("Commands:"), done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_reader_that_leaves_early_gets_no_traceback():
    words = [sys.executable, "start.py", "help"]
    with subprocess.Popen(words, cwd=HERE.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""


def test_a_letter_that_the_console_lacks_is_no_error(course):
    variables = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    words = [sys.executable, "start.py", "Kürs"]
    done = subprocess.run(words, cwd=HERE.root, env=variables, capture_output=True, text=True)
    assert done.returncode == 2
    assert "There is no command 'K?rs'." in done.stdout
