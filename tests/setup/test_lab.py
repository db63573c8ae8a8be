"""JupyterLab: which port, how quiet."""

import json
import socket
import sys
from pathlib import Path

import pytest

from launcher import environment, lab
from launcher.console import Problem
from launcher.places import HERE


@pytest.fixture
def calls(monkeypatch):
    """What would have been run."""
    calls = []
    monkeypatch.setattr(environment, "run", lambda places, *words, **more: calls.append(words) or 0)
    monkeypatch.setattr(lab, "is_root", lambda: False)  # containers often test as root
    return calls


@pytest.fixture
def busy_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_it_starts_in_the_root_and_shows_the_first_notebook(course, calls):
    assert lab.open_lab(course, ["--no-browser"]) == 0
    assert f"--ServerApp.root_dir={course.root}" in calls[0]
    assert "--LabApp.default_url=/lab/tree/work/00_start_here/00_start_here.ipynb" in calls[0]
    assert calls[0][-1] == "--no-browser"


def test_as_root_it_starts_only_when_asked_to(course, calls, monkeypatch):
    monkeypatch.setattr(lab, "is_root", lambda: True)
    with pytest.raises(Problem, match="start.py lab --allow-root"):
        lab.open_lab(course, ["--no-browser"])
    assert calls == []
    lab.open_lab(course, ["--allow-root"])
    assert calls[0][-1] == "--allow-root"


def test_who_is_root(monkeypatch):
    monkeypatch.setattr(lab.os, "geteuid", lambda: 0, raising=False)
    assert lab.is_root()
    monkeypatch.setattr(lab.os, "geteuid", lambda: 1000)
    assert not lab.is_root()
    monkeypatch.delattr(lab.os, "geteuid")
    assert not lab.is_root()


@pytest.mark.parametrize("form", ["--port {}", "--port={}"])
def test_a_busy_port_that_was_asked_for_is_a_sentence(course, calls, busy_port, form):
    with pytest.raises(Problem, match=f"Port {busy_port} is in use"):
        lab.open_lab(course, form.format(busy_port).split())
    assert calls == []


@pytest.mark.parametrize("words", [["--port"], ["--port", "many"], ["--port=0"], ["--port", "70000"]])
def test_a_port_that_is_no_port(course, calls, words):
    with pytest.raises(Problem, match="a number from 1 to 65535 is needed"):
        lab.open_lab(course, words)


def test_a_free_port_is_handed_on(course, calls, busy_port):
    assert lab.is_free(1) and not lab.is_free(busy_port)
    lab.open_lab(course, ["--port", "1"])
    assert calls[0][-2:] == ("--port", "1")


def test_the_settings_exist_in_the_installed_jupyterlab():
    schemas = Path(sys.prefix, "share", "jupyter", "lab", "schemas")
    settings = json.loads((HERE.root / environment.LAB_SETTINGS).read_text(encoding="utf-8"))
    for plugin, values in settings.items():
        package, name = plugin.split(":")
        schema = json.loads((schemas / package / f"{name}.json").read_text(encoding="utf-8"))
        for key, value in values.items():
            allowed = schema["properties"][key]
            assert value != allowed["default"], f"{plugin} {key} says what JupyterLab does anyway"
            named = allowed.get("enum") or [choice["const"] for choice in allowed.get("oneOf", [])]
            assert value in (named or [True, False])
