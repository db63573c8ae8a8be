"""start.py itself: an old Python gets a sentence, not a SyntaxError."""

import ast
import runpy
import shutil
import subprocess
import sys

import pytest

from launcher.places import HERE

START = HERE.root / "start.py"
TOO_NEW = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef, ast.Nonlocal, ast.Starred)


def test_an_old_python_is_told_which_one_is_needed(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 8, 10, "final", 0))
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(START), run_name="__main__")
    assert end.value.code == 1
    assert capsys.readouterr().out.startswith("Python 3.11 or newer is needed, this is Python 3.8:")


def test_nothing_in_it_is_too_new_for_an_old_python_to_read():
    tree = ast.parse(START.read_text(encoding="utf-8"))
    assert START.read_bytes().isascii()  # Python 2 stops at the first other letter
    assert [type(node).__name__ for node in ast.walk(tree) if isinstance(node, TOO_NEW)] == []
    assert [
        a.arg for node in ast.walk(tree) if isinstance(node, ast.arguments) for a in node.kwonlyargs
    ] == []
    assert [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.returns] == []


def old_pythons():
    """Name and path of the old Pythons of this machine that run."""
    for name in ("python2.7", "python3.6", "python3.8", "python3.10"):
        path = shutil.which(name)
        if path and subprocess.run([path, "-c", ""], capture_output=True).returncode == 0:
            yield name, path


def test_the_real_old_pythons_of_this_machine():
    found = dict(old_pythons())
    if not found:
        pytest.skip("no old Python is on this machine")
    for name, path in found.items():
        done = subprocess.run([path, str(START), "lab"], capture_output=True, text=True)
        assert done.returncode == 1
        assert "Python 3.11 or newer is needed, this is Python " + name[6:] in done.stdout
        assert done.stderr == ""
