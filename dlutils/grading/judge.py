"""Grade one submission: a function of its bytes, the assignment and a seed, and of nothing else."""

from __future__ import annotations

import hashlib
import platform
import secrets
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import nbformat

import dlutils
import dlutils.checks
from dlutils.checks import exercises
from dlutils.grading.boxes import Boxes
from dlutils.grading.handout import version_of
from dlutils.grading.restore import Restored, is_answer, restore_cells
from dlutils.grading.submission import Ungradable, grade_id, read_notebook
from dlutils.grading.supervisor import judge_cells

_OTHER_VERSION = "It was made from another version of the assignment; its answers were judged by today's."

_OTHER_DLUTILS = "It was made for version {} of dlutils; its answers were judged by version {}."


@dataclass(frozen=True)
class Assignment:
    """What is graded: the id of a notebook with exercises, and the students' version of it."""

    id: str
    release: nbformat.NotebookNode


@dataclass(frozen=True)
class Graded:
    """The result of one submission.

    Parameters
    ----------
    assignment : str
    state : str
        "graded", "ungradable" or "infrastructure-error".
    reason : str or None
        Why it is not graded; of a graded one, what had to be mended first.
    seed : int or None
        The secret seed of the arguments.
    reports : tuple of dict
        One for each exercise: name, score, max_score, verdict, mistake, message, and how it looks (html,
        text).
    remarks : dict of str to str
        Of cells that had to be mended.
    sandbox : str or None
        The kind of walls that its code ran behind: "bubblewrap", or "none"; None if none of it ran.
    made_for : str or None
        The version of dlutils that the notebook was handed out for, as it says itself.
    """

    assignment: str
    state: str
    reason: str | None = None
    seed: int | None = None
    reports: tuple[dict[str, Any], ...] = ()
    remarks: dict[str, str] | None = None
    sandbox: str | None = None
    made_for: str | None = None

    @property
    def score(self) -> float | None:
        """Automatic points; None if it was not graded."""
        return float(sum(report["score"] for report in self.reports)) if self.state == "graded" else None

    def to_dict(self, student: str) -> dict[str, Any]:
        """The result as it is written to a file."""
        shown = ("name", "score", "max_score", "verdict", "mistake", "message")
        return {
            "schema": 1,
            "student": student,
            "assignment": self.assignment,
            "state": self.state,
            "reason": self.reason,
            "score": self.score,
            "max_score": float(sum(exercise.points for exercise in exercises(self.assignment).values())),
            "sandbox": self.sandbox,
            "seed": self.seed,
            "exercises_hash": exercises_hash(),
            "versions": versions(),
            "exercises": [{key: report[key] for key in shown} for report in self.reports],
        }


def grade_submission(data: bytes, assignment: Assignment, boxes: Boxes, seed: int | None = None) -> Graded:
    """Grade the bytes of a submitted notebook.

    Parameters
    ----------
    data : bytes
    assignment : Assignment
    boxes : Boxes
        Where its code runs.
    seed : int, optional
        Of the drawn arguments; by default a secret one that nobody can know beforehand.

    Returns
    -------
    Graded
        "graded" or "ungradable".

    Raises
    ------
    InfrastructureError
        If the machine failed and it should be tried again.
    NoSandbox
        If there can be no walls on this machine.
    """
    try:
        notebook = read_notebook(data)
    except Ungradable as problem:
        return Graded(assignment.id, "ungradable", str(problem))
    restored, made_for = restore_cells(notebook, assignment.release), version_of(notebook.metadata)
    seed = secrets.randbits(53) if seed is None else seed  # 53 bits survive every reader of JSON
    reports = judge_cells(exercises(assignment.id), code_cells(restored, assignment.release), seed, boxes)
    if not restored.recognised and all(report["verdict"] == "missing" for report in reports):
        text = f"None of the cells of {assignment.id} is in this notebook. Was another notebook handed in?"
        return Graded(assignment.id, "ungradable", text, sandbox=boxes.kind, made_for=made_for)
    said = [_OTHER_VERSION] if restored.other_version else []
    if made_for not in (None, dlutils.__version__):
        said.append(_OTHER_DLUTILS.format(made_for, dlutils.__version__))
    mended = " ".join([*said, *restored.remarks.values()]) or None
    remarks = restored.remarks
    return Graded(assignment.id, "graded", mended, seed, tuple(reports), remarks, boxes.kind, made_for)


def code_cells(restored: Restored, release: nbformat.NotebookNode) -> list[dict[str, Any]]:
    """The code of a submission, for `source.Cell`: first what the release gives, then the notebook in order.

    Answer cells that were not touched count among what is given: whatever the learner wrote elsewhere comes
    after them. Tests do not run at all.
    """
    given = [cell for cell in release.cells if "setup" in cell.metadata.get("tags", [])]
    given += [cell for cell in release.cells if is_answer(cell) and not restored.answers[grade_id(cell)]]
    cells = [
        {"label": f"given cell {i}", "sources": [cell.source], "answer": None}
        for i, cell in enumerate(given, 1)
    ]
    done = {grade_id(cell) for cell in given} - {None}
    for number, cell in enumerate(restored.notebook.cells, 1):
        name, nbgrader = grade_id(cell), cell.metadata.get("nbgrader", {})
        if cell.cell_type != "code" or name in done or nbgrader.get("grade"):
            continue
        answer = name if name in restored.answers else None
        sources = restored.answers.get(name, [cell.source])
        cells.append({"label": f"cell {name or number}", "sources": sources, "answer": answer})
    return cells


def exercises_hash() -> str:
    """A fingerprint of the declared exercises and of the rules by which they are judged."""
    digest = hashlib.sha256()
    folder = Path(dlutils.checks.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        digest.update(
            path.relative_to(folder).as_posix().encode()
            + b"\0"
            + path.read_bytes().replace(b"\r\n", b"\n")
            + b"\0"
        )
    return digest.hexdigest()


def versions() -> dict[str, str]:
    """What a verdict depends on besides the exercises."""
    return {
        "python": platform.python_version(),
        "numpy": metadata.version("numpy"),
        "dlutils": dlutils.__version__,
    }
