"""The results of a class on disk: a run that was stopped goes on where it was, and nothing is graded twice.

There is one file for each student, ``class/results/<assignment>/<student>.json``, written whole or not at all.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
from pathlib import Path

import nbformat

from dlutils.grading.files import replacing
from dlutils.grading.judge import Assignment, Graded, exercises_hash, versions
from dlutils.grading.submission import Ungradable, read_file


class Store:
    """The kept results of one assignment.

    Parameters
    ----------
    folder : Path
    assignment : Assignment
    sandbox : str
        The kind of walls of this run: results of another kind do not count.
    """

    def __init__(self, folder: Path, assignment: Assignment, sandbox: str):
        self.folder = folder
        release = nbformat.writes(assignment.release)
        rules = [exercises_hash(), json.dumps(versions(), sort_keys=True), release, sandbox]
        self._rules = hashlib.sha256("\0".join(rules).encode()).hexdigest()

    def keep(self, student: str, data: bytes, graded: Graded) -> None:
        """Write a result down. Faults of the machine are not kept: they are tried again."""
        path = self._path(student)
        if graded.state == "infrastructure-error":
            path.unlink(missing_ok=True)
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        kept = {"of": self._mark(data), "recorded": False, "result": dataclasses.asdict(graded)}
        with replacing(path) as file:
            json.dump(kept, file, ensure_ascii=False)

    def find_all(self, submissions: dict[str, Path]) -> dict[str, Graded]:
        """The results that hold for what lies at these paths today."""
        found = {}
        for student, path in submissions.items():
            with contextlib.suppress(Ungradable):
                found[student] = self.find(student, read_file(path))
        return {student: graded for student, graded in found.items() if graded is not None}

    def find(self, student: str, data: bytes) -> Graded | None:
        """The result of these very bytes under the rules of today, or None."""
        kept = _read(self._path(student))
        return _graded(kept) if kept is not None and kept["of"] == self._mark(data) else None

    def is_recorded(self, student: str) -> bool:
        """Whether the kept result is in the gradebook."""
        kept = _read(self._path(student))
        return kept is not None and kept["recorded"]

    def mark_recorded(self, student: str) -> None:
        """Remember that the kept result is in the gradebook."""
        kept = _read(self._path(student))
        if kept is not None:
            with replacing(self._path(student)) as file:
                json.dump({**kept, "recorded": True}, file, ensure_ascii=False)

    def _mark(self, data: bytes) -> str:
        return f"{self._rules} {hashlib.sha256(data).hexdigest()}"

    def _path(self, student: str) -> Path:
        return self.folder / f"{student}.json"


def all_kept(folder: Path) -> dict[str, Graded]:
    """All kept results of an assignment by student, whatever rules they were made under."""
    kept = {path.stem: _read(path) for path in sorted(folder.glob("*.json"))}
    return {student: _graded(one) for student, one in kept.items() if one is not None}


def _read(path: Path) -> dict | None:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return kept if kept.keys() == {"of", "recorded", "result"} else None
    except (OSError, ValueError, AttributeError):  # not there, or spoiled by somebody: it is graded anew
        return None


def _graded(kept: dict) -> Graded:
    return Graded(**{**kept["result"], "reports": tuple(kept["result"]["reports"])})
