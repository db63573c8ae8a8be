"""The command ``python -m dlutils grade``."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from dlutils.grading.course import Course, CourseError
from dlutils.grading.engine import grade_class
from dlutils.grading.files import replacing
from dlutils.grading.judge import Graded


def grade(
    assignment_id: str, submitted: Path | None, results: Path | None, workers: int | None, unsandboxed: bool
) -> int:
    """Grade what was handed in for an assignment.

    Parameters
    ----------
    assignment_id : str
    submitted : Path or None
        Folder of the students' folders. If it is not the course's own, nothing is recorded in the gradebook.
    results : Path or None
        File for the results as JSON.
    workers : int or None
        Submissions at a time.
    unsandboxed : bool
        Consent to run the submissions' code without walls.

    Returns
    -------
    int
        0: all graded, 1: some ungradable, 2: some must be graded again.

    Raises
    ------
    CourseError
        If it is refused; the message says why.
    """
    course = Course.here()
    assignment = course.assignment(assignment_id)
    own = submitted is None or submitted.resolve() == course.folder("submitted").resolve()
    submissions = course.submissions(assignment_id, None if own else submitted)
    if not unsandboxed:
        raise CourseError(
            "Grading runs the submissions' code on this machine without walls; "
            "add --unsandboxed if you trust it."
        )
    if results is not None and not results.parent.is_dir():
        raise CourseError(f"There is no folder {results.parent} for {results.name}.")
    graded = grade_class(submissions, assignment, workers)
    if own:
        graded = _record(course, assignment_id, graded, workers)
    if results is not None:
        write_json(results, graded)
    _tell(graded)
    if own:
        _tell_where(course, assignment_id)
    states = Counter(result.state for result in graded.values())
    return 2 if states["infrastructure-error"] else 1 if states["ungradable"] else 0


def write_json(path: Path, graded: dict[str, Graded]) -> None:
    """Write results as a JSON list."""
    results = [result.to_dict(student) for student, result in graded.items()]
    try:
        with replacing(path) as file:
            file.write(json.dumps(results, indent=2, ensure_ascii=False) + "\n")
    except OSError as error:
        raise CourseError(f"{path} cannot be written ({error.strerror}).") from None


def _record(course: Course, assignment_id: str, graded: dict[str, Graded], workers: int | None):
    from dlutils.grading import recording

    if not recording.is_released(course, assignment_id):
        print(f"{assignment_id} is not in the gradebook yet: released, as by 'nbgrader generate_assignment'.")
        recording.release(course, assignment_id)
    graded = recording.record(course, assignment_id, graded, workers)
    recording.write_grades(course)
    return graded


def _tell(graded: dict[str, Graded]) -> None:
    """One line for each state, and the reason of everybody who was not graded."""
    states = Counter(result.state for result in graded.values())
    print(", ".join(f"{number} {state}" for state, number in sorted(states.items())))
    for student, result in graded.items():
        if result.state != "graded":
            print(f"  {student}: {result.state}. {result.reason}", file=sys.stderr)


def _tell_where(course: Course, assignment_id: str) -> None:
    folder = course.class_folder.relative_to(course.root)
    print(f"Points: {folder / 'grades.csv'}. Graded notebooks: {folder / 'autograded'}.")
    print(
        f"Next: mark the written answers in the formgrader, then: nbgrader generate_feedback {assignment_id}"
    )
