"""The doctor: every line says what to do, and only what stops the course counts."""

import io
import subprocess
import sys
import urllib.error

import pytest

from launcher import console, doctor, environment, installing, lab
from launcher.console import Problem
from launcher.doctor import BAD, GOOD, NOTE


@pytest.fixture
def healthy(monkeypatch, course, quick_plan):
    """A machine on which all is well, without asking the network."""
    environment.ensure(course)
    monkeypatch.setattr(doctor, "network", lambda: doctor.Finding(GOOD, "network", "answers"))
    monkeypatch.setattr(doctor, "port", lambda number: doctor.Finding(GOOD, "port", "free"))
    monkeypatch.setattr(doctor, "python", lambda version: doctor.Finding(GOOD, "Python", "3.12.0"))
    return course


def refuse(*arguments, **more):
    raise PermissionError(13, "Permission denied", "here")


def test_all_is_well(healthy, capsys):
    assert doctor.report(healthy) == 0
    assert "The course can run." in capsys.readouterr().out


def test_what_stops_the_course_is_named_at_the_end(healthy, capsys, monkeypatch):
    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refuse)
    assert doctor.report(healthy) == 1
    assert "cannot run yet; first see to: writing." in capsys.readouterr().out


def test_no_line_but_the_good_ones_lacks_advice(course, monkeypatch):
    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refuse)
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda path: type("Usage", (), {"free": 1e8}))
    monkeypatch.setattr(lab, "is_free", lambda number: False)
    monkeypatch.setattr(installing, "plan", lambda places: (_ for _ in ()).throw(Problem("Install it.")))
    monkeypatch.setattr(doctor.urllib.request, "urlopen", refuse)
    findings = doctor.examine(course)
    assert [finding.subject for finding in findings if finding.state != GOOD and not finding.advice] == []
    stops = {finding.subject for finding in findings if finding.state == BAD}
    assert stops == {"venv module", "disk", "writing"}


@pytest.mark.parametrize("version, state", [((3, 11, 0), GOOD), ((3, 14, 2), GOOD), ((3, 15, 0), NOTE)])
def test_a_newer_python_is_only_a_note(version, state):
    assert doctor.python(version).state == state


@pytest.mark.parametrize("found, state", [("missing", NOTE), ("unfinished", NOTE), ("foreign", BAD)])
def test_the_environment(course, monkeypatch, found, state):
    monkeypatch.setattr(environment, "state", lambda places: found)
    assert doctor.environment_itself(course).state == state


@pytest.mark.parametrize("system, words", [("linux", "apt install bubblewrap"), ("darwin", "teaching.md")])
def test_without_bubblewrap_learners_are_told_that_they_need_nothing(system, words):
    finding = doctor.sandbox(system, which=lambda name: None)
    assert finding.state == NOTE
    assert "learners need nothing" in finding.advice and words in finding.advice


@pytest.mark.parametrize(
    "answer, state",
    [
        (None, GOOD),
        (urllib.error.HTTPError("x", 405, "Method not allowed", {}, io.BytesIO()), GOOD),
        (urllib.error.URLError("name resolution"), NOTE),
        (ValueError("unknown url type"), NOTE),
    ],
)
def test_the_network(monkeypatch, answer, state):
    def urlopen(request, timeout):
        if answer:
            raise answer
        return io.BytesIO()

    monkeypatch.setattr(doctor.urllib.request, "urlopen", urlopen)
    assert doctor.network("https://example.org/simple/").state == state
    if hasattr(answer, "close"):
        answer.close()


@pytest.mark.parametrize("encoding, mark", [("utf-8", "✓ good"), ("ascii", "+ good"), ("cp1252", "+ good")])
def test_a_console_without_ticks_gets_plain_marks(healthy, monkeypatch, encoding, mark):
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    console.prepare()
    doctor.report(healthy)
    stream.flush()
    assert stream.buffer.getvalue().decode(encoding).startswith(mark)


@pytest.mark.parametrize(
    "status, error, words",
    [
        (0, "", "makes its walls"),
        (1, "bwrap: setting up uid map: Permission denied\n", "uid map: Permission denied"),
    ],
)
def test_bubblewrap_is_tried_and_not_only_looked_for(status, error, words):
    done = subprocess.CompletedProcess([], status, "", error)
    finding = doctor.sandbox("linux", which=lambda name: f"/usr/bin/{name}", run=lambda *words, **named: done)
    assert words in finding.found and (finding.state == doctor.GOOD) is (status == 0)
    assert ("teaching.md" in finding.advice) is (status != 0)
