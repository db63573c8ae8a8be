"""Put the results of a class into nbgrader's gradebook, through nbgrader's own autograde."""

from __future__ import annotations

import contextlib
import functools
import glob
import multiprocessing
import os
import re
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.converters.base import BaseConverter
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import capture_log
from sqlalchemy.exc import DatabaseError, SAWarning
from tqdm.auto import tqdm

from dlutils.grading.course import Course, CourseError
from dlutils.grading.export import write_table
from dlutils.grading.gradebook import forget_points_given, forget_scores, mark_ungradable
from dlutils.grading.judge import Graded
from dlutils.grading.recorder import Judge, RestoreCells, RestoreOnly

_MANY = 10  #: so many submissions are worth the start of another process
_JUDGE, _RESTORE = (f"{step.__module__}.{step.__name__}" for step in (Judge, RestoreCells))


def directory(course: Course, assignment: str, student: str = "*") -> CourseDirectory:
    """nbgrader's view of one assignment, of one student or of all."""
    return CourseDirectory(
        config=course.config,
        assignment_id=assignment,
        student_id=glob.escape(student) if student != "*" else student,
    )


def release(course: Course, assignment: str) -> None:
    """Release the assignment and enter it into the gradebook: ``nbgrader generate_assignment``."""
    _run(
        GenerateAssignment(coursedir=directory(course, assignment), config=course.config),
        f"{assignment} cannot be released",
    )


def is_released(course: Course, assignment: str) -> bool:
    """Whether the gradebook knows the assignment."""
    with _gradebook(course) as gradebook:
        try:
            return bool(gradebook.find_assignment(assignment).notebooks)
        except MissingEntry:
            return False


def record(
    course: Course,
    assignment: str,
    results: dict[str, Graded],
    workers: int | None = None,
    feedback: bool = False,
) -> dict[str, Graded]:
    """Write results into the gradebook and into ``class/autograded``.

    Parameters
    ----------
    course : Course
    assignment : str
    results : dict of str to Graded
        By student.
    workers : int, optional
        Processes for a large class; by default as many as there are cores.
    feedback : bool
        Whether to write the feedback too, as ``nbgrader generate_feedback`` does.

    Returns
    -------
    dict of str to Graded
        The same, with an "infrastructure-error" where it could not be written.
    """
    write = functools.partial(_record_safely, course.patient(), assignment, feedback)
    recorded = {}
    with _gradebook(course.patient()) as gradebook:  # an old score must not outlive whatever happens now
        for student in results:
            forget_scores(gradebook, assignment, assignment, student)
    with _at_once(len(results), workers or os.cpu_count() or 1) as do_all:
        bar = tqdm(total=len(results), desc="Recording", unit=" notebook")
        try:
            for student, result in zip(results, do_all(write, results, results.values()), strict=True):
                recorded[student] = result
                bar.update()
        except BrokenProcessPool:
            lost = Graded(assignment, "infrastructure-error", "The recording process ended.")
            recorded |= {student: lost for student in results if student not in recorded}
        bar.close()
    return recorded


@contextlib.contextmanager
def _at_once(number: int, workers: int) -> Iterator[Callable]:
    """A `map` over processes, or the ordinary one where starting them would take longer than the work."""
    processes = min(workers, 1 + number // _MANY, 60)  # Windows cannot wait for more than 61
    if processes == 1:
        yield map
        return
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield pool.map


def _record_safely(course: Course, assignment: str, feedback: bool, student: str, graded: Graded) -> Graded:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's own, about the order of its calls
            _record_one(course, assignment, student, graded)
            if feedback and (course.folder("autograded") / student / assignment).is_dir():
                _write_feedback(course, assignment, student)
    except Exception as error:  # it is reported, and the others go on
        return Graded(assignment, "infrastructure-error", f"It could not be recorded: {error}")
    return graded


def _write_feedback(course: Course, assignment: str, student: str) -> None:
    app = GenerateFeedback(coursedir=directory(course, assignment, student), config=course.config)
    app.force = True
    _run(app, f"The feedback of {student} cannot be written")


def recorded_scores(course: Course, assignment: str) -> dict[str, float]:
    """The automatic points in the gradebook, by student."""
    with _gradebook(course) as gradebook:
        grades = {s.student_id: s.notebooks for s in gradebook.assignment_submissions(assignment)}
        return {
            student: sum(grade.auto_score or 0.0 for notebook in notebooks for grade in notebook.grades)
            for student, notebooks in grades.items()
        }


def write_grades(course: Course) -> Path:
    """Write ``grades.csv`` of the class, and return where.

    Raises
    ------
    CourseError
        If the file cannot be replaced.
    """
    path = course.class_folder / "grades.csv"
    try:
        with _gradebook(course) as gradebook:
            write_table(gradebook, path)
    except OSError as error:
        raise CourseError(
            f"{path} cannot be written ({error.strerror}). Is it open in a spreadsheet?"
        ) from None
    return path


def _record_one(course: Course, assignment: str, student: str, graded: Graded) -> None:
    if graded.state == "infrastructure-error":
        return
    submitted = course.folder("submitted") / student / assignment / f"{assignment}.ipynb"
    if not submitted.is_file():  # nbgrader would not even look at it
        with _gradebook(course) as gradebook:
            gradebook.update_or_create_student(student)
            gradebook.update_or_create_submission(assignment, student)
            forget_points_given(gradebook, assignment, assignment, student, graded.reason)
            mark_ungradable(gradebook, assignment, assignment, student, graded.reason)
        return
    app = Autograde(coursedir=directory(course, assignment, student), config=course.config)
    judge = Judge.with_results({student: graded})
    app.autograde_preprocessors = [judge if s == _JUDGE else s for s in app.autograde_preprocessors]
    app.sanitize_preprocessors = [RestoreOnly if s == _RESTORE else s for s in app.sanitize_preprocessors]
    app.force = True
    _run(app, f"The submission of {student} cannot be recorded")


def _gradebook(course: Course) -> Gradebook:
    settings = course.config.CourseDirectory
    try:
        return Gradebook(settings.db_url, settings.course_id)
    except DatabaseError as error:
        raise CourseError(f"The gradebook {settings.db_url} cannot be opened: {error.orig}.") from None


def _run(app: BaseConverter, problem: str) -> None:
    """Run a step of nbgrader. Raises CourseError with nbgrader's reason if it fails."""
    result = capture_log(app)
    if not result["success"]:
        lines = [line.strip() for line in (result.get("log") or result["error"]).strip().splitlines()]
        exceptions = [line for line in lines if re.match(r"[\w.]*(Error|Exception|Entry)\b", line)]
        raise CourseError(f"{problem}: {[*lines, *exceptions][-1]}")
