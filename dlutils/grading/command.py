"""The commands of ``python -m dlutils`` for a class: collect, grade, report, replay."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import dlutils
from dlutils.grading import class_report, collecting
from dlutils.grading.boxes import Boxes
from dlutils.grading.course import Course, CourseError
from dlutils.grading.engine import Engine, close_boxes, grade_bytes, grade_class
from dlutils.grading.files import replacing
from dlutils.grading.judge import Assignment, Graded, exercises_hash
from dlutils.grading.sandbox import NoSandbox
from dlutils.grading.store import Store, all_kept
from dlutils.grading.submission import read_file


def grade(
    assignment_id: str,
    engine: Engine,
    submitted: Path | None = None,
    results: Path | None = None,
    again: bool = False,
    feedback: bool = False,
) -> int:
    """Grade what was handed in for an assignment.

    Parameters
    ----------
    assignment_id : str
    engine : Engine
    submitted : Path or None
        Folder of the students' folders. If it is not the course's own, nothing is recorded in the gradebook.
    results : Path or None
        File for the results as JSON.
    again : bool
        Grade everything, not only what is new or failed the last time.
    feedback : bool
        Write the feedback of what is recorded now.

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
    if results is not None and not results.parent.is_dir():
        raise CourseError(f"There is no folder {results.parent} for {results.name}.")
    store = Store(course.class_folder / "results" / assignment_id, assignment, Boxes(engine.unsandboxed).kind)
    old = store.find_all(submissions) if own and not again else {}
    if old:
        print(
            f"{len(old)} of {len(submissions)} were graded before and have not changed; --again grades all."
        )
    new = {student: path for student, path in submissions.items() if student not in old}
    graded = old | grade_new(new, assignment, engine, store if own else None)
    graded = {student: graded[student] for student in submissions}
    if own:
        graded = _record(course, assignment_id, graded, store, engine.workers, feedback)
    if results is not None:
        write_json(results, graded)
    _tell(graded)
    if own:
        _tell_where(course, assignment_id)
    states = Counter(result.state for result in graded.values())
    return 2 if states["infrastructure-error"] else 1 if states["ungradable"] else 0


def grade_new(
    submissions: dict[str, Path], assignment: Assignment, engine: Engine, store: Store | None
) -> dict[str, Graded]:
    """Grade submissions and keep the results as they come.

    Raises
    ------
    CourseError
        If there can be no sandbox; nothing was graded then.
    """
    keep = {"keep": store.keep} if store else {}
    try:
        return grade_class(submissions, assignment, engine, **keep)
    except NoSandbox as problem:
        raise CourseError(
            f"{problem} Nothing was graded: grading runs the submissions' code. docs/teaching.md tells how to do it in "
            "a container; --unsandboxed does it without walls, for files that you trust."
        ) from None
    except OSError as problem:
        raise CourseError(
            f"The results cannot be kept ({problem.strerror}). Those before are safe: see to it and start again."
        ) from None


def collect(assignment_id: str, source: Path) -> int:
    """Sort a platform's download into the class; return 0, or 1 if files were refused."""
    course = Course.here()
    course.assignment(assignment_id)
    collected = collecting.collect(source, course.folder("submitted"), assignment_id)
    print(f"{len(collected.taken)} submissions of {assignment_id} lie in {course.folder('submitted')}.")
    if collected.older:
        print(f"{len(collected.older)} files were replaced by later ones of the same students.")
    if collected.other:
        print(f"{collected.other} files are no notebooks of this assignment.")
    for name, reason in collected.refused.items():
        print(f"  left out: {name}: {reason}", file=sys.stderr)
    return 1 if collected.refused or not collected.taken else 0


def replay(results: Path, student: str, unsandboxed: bool) -> int:
    """Judge one submission again with the seed of its result.

    Returns
    -------
    int
        0 if every verdict is the same, otherwise 1.
    """
    try:
        old = {one["student"]: one for one in json.loads(results.read_text(encoding="utf-8"))}[student]
        assignment_id, seed, then = old["assignment"], old["seed"], old["exercises"]
    except OSError as error:
        raise CourseError(f"{results} cannot be read ({error.strerror}).") from None
    except (ValueError, KeyError, TypeError):
        raise CourseError(f"{results} holds no result of {student!r}.") from None
    if seed is None:
        raise CourseError(
            f"The submission of {student} was {old['state']}, so there is no verdict to repeat."
        )
    course = Course.here()
    assignment = course.assignment(assignment_id)
    if old["exercises_hash"] != exercises_hash():
        print("The exercises have changed since then, so verdicts may differ.", file=sys.stderr)
    data = read_file(course.folder("submitted") / student / assignment_id / f"{assignment_id}.ipynb")
    try:
        graded = grade_bytes(data, assignment, unsandboxed, seed)
    except NoSandbox as problem:
        raise CourseError(f"{problem} Add --unsandboxed if you trust the file.") from None
    close_boxes()
    now = graded.to_dict(student)["exercises"]
    for report in graded.reports:
        print(report["text"], end="\n\n")
    same = now == then
    print("Every verdict is the same." if same else "The verdicts are not the same.")
    return 0 if same else 1


def report(assignment_id: str) -> int:
    """Write the report on the class from the kept results."""
    course = Course.here()
    graded = all_kept(course.class_folder / "results" / assignment_id)
    if not graded:
        raise CourseError(f"There are no results of {assignment_id} yet: grade it first.")
    path = course.class_folder / f"report_{assignment_id}.html"
    overview = class_report.overview(assignment_id, graded)
    with replacing(path) as file:
        file.write(class_report.as_html(overview))
    print(class_report.as_text(overview))
    print(f"The same with figures: {path.relative_to(course.root)}")
    return 0


def write_json(path: Path, graded: dict[str, Graded]) -> None:
    """Write results as a JSON list."""
    results = [result.to_dict(student) for student, result in graded.items()]
    try:
        with replacing(path) as file:
            file.write(json.dumps(results, indent=2, ensure_ascii=False) + "\n")
    except OSError as error:
        raise CourseError(f"{path} cannot be written ({error.strerror}).") from None


def _record(
    course: Course,
    assignment_id: str,
    graded: dict[str, Graded],
    store: Store,
    workers: int | None,
    feedback: bool,
) -> dict[str, Graded]:
    """Put into the gradebook what is not there yet."""
    from dlutils.grading import recording

    if not recording.is_released(course, assignment_id):
        print(f"{assignment_id} is not in the gradebook yet: released, as by 'nbgrader generate_assignment'.")
        recording.release(course, assignment_id)
    there = recording.recorded_scores(course, assignment_id)
    left = {s: result for s, result in graded.items() if s not in there or not store.is_recorded(s)}
    recorded = recording.record(course, assignment_id, left, workers, feedback)
    for student, result in recorded.items():
        if result.state != "infrastructure-error":
            store.mark_recorded(student)
    recording.write_grades(course)
    return graded | recorded


def _tell(graded: dict[str, Graded]) -> None:
    """One line for each state, and the reason of everybody who was not graded."""
    states = Counter(result.state for result in graded.values())
    print(", ".join(f"{number} {state}" for state, number in sorted(states.items())))
    for student, result in graded.items():
        if result.state != "graded":
            print(f"  {student}: {result.state}. {result.reason}", file=sys.stderr)
    others = [s for s, result in graded.items() if result.made_for not in (None, dlutils.__version__)]
    if others:
        made_for = sorted({graded[student].made_for for student in others})
        more = f" and {len(others) - 5} more" if len(others) > 5 else ""
        print(
            f"Warning: {len(others)} of {len(graded)} submissions were made for another version of dlutils "
            f"({', '.join(made_for)}; this is {dlutils.__version__}), whose exercises may have been other ones: "
            f"{', '.join(others[:5])}{more}.",
            file=sys.stderr,
        )


def _tell_where(course: Course, assignment_id: str) -> None:
    folder = course.class_folder.relative_to(course.root)
    print(f"Points: {folder / 'grades.csv'}. Graded notebooks: {folder / 'autograded'}.")
    print(
        f"Next: mark the written answers in the formgrader, then: nbgrader generate_feedback {assignment_id}"
    )
