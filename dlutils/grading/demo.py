"""``python -m dlutils demo``: an invented class from the download to the feedback, in half a minute.

It works in ``class/demo/`` alone, with a gradebook of its own, so a real class is never touched. Where there can be
no sandbox, the hostile members are left out and the files, which are made here, are graded without walls.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

from nbgrader.apps import ZipCollectApp
from nbgrader.utils import rmtree

from dlutils.checks import exercises
from dlutils.grading import recording
from dlutils.grading.boxes import no_sandbox
from dlutils.grading.course import Course, CourseError
from dlutils.grading.engine import Engine, grade_class
from dlutils.grading.judge import Graded
from dlutils.grading.sample import Member, sample_class
from dlutils.grading.sample.maker import ANY, Deserved

ASSIGNMENT = "01_single_neuron"
FOLDER = Path("class") / "demo"


def demo(workers: int | None = None, assignment_id: str = ASSIGNMENT) -> int:
    """Invent a class, collect, grade and answer it, and print what everybody got.

    Parameters
    ----------
    workers : int, optional
        Submissions at a time.
    assignment_id : str

    Returns
    -------
    int
        0 if every score and verdict is what the submission deserves, otherwise 1.
    """
    home = Course.here()
    home.assignment(assignment_id)  # says so if there is none
    _empty(home.root / FOLDER)
    course = home.with_class_in(str(FOLDER))
    recording.release(course, assignment_id)
    assignment = course.assignment(assignment_id)
    problem = no_sandbox()
    members = sample_class(assignment, exercises(assignment_id), mistakes=5, attacks=not problem)
    print(f"An invented class of {len(members)} hands in {assignment_id}.")
    if problem:
        print(
            f"{problem}\nSo the hostile members stay at home; the others' files were made here, and need no walls."
        )
    _hand_in(course, assignment_id, members)
    _collect(course, assignment_id)
    engine = Engine(workers, unsandboxed=bool(problem))
    graded = grade_class(course.submissions(assignment_id), assignment, engine)
    graded = recording.record(course, assignment_id, graded, workers, feedback=True)
    recording.write_grades(course)
    print(_table(members, graded))
    points = recording.recorded_scores(course, assignment_id)
    wrong = [text for member in members for text in disagreements(member, graded.get(member.student))]
    wrong += [text for member in members for text in misrecorded(member, points.get(member.student))]
    _tell_where(len(members), assignment_id)
    for text in wrong:
        print(text, file=sys.stderr)
    return 1 if wrong else 0


def disagreements(member: Member, graded: Graded | None) -> list[str]:
    """Where a result is not what the submission deserves, one sentence each."""
    if graded is None:
        return [f"{member.student} ({member.deed}): was not graded at all."]
    state = "ungradable" if member.deserved is None else "graded"
    if graded.state != state:
        return [f"{member.student} ({member.deed}): should be {state}, is {graded.state}: {graded.reason}"]
    got = {
        report["name"]: (report["verdict"], report["mistake"], report["score"]) for report in graded.reports
    }
    return [
        f"{member.student} ({member.deed}): {name} should be {deserved}, is {got.get(name)}"
        for name, deserved in (member.deserved or {}).items()
        if not _is_deserved(deserved, got.get(name))
    ]


def _is_deserved(deserved: Deserved, got: tuple | None) -> bool:
    if deserved[0] != ANY or got is None:
        return got == deserved
    return deserved[2] in (None, got[2])


def misrecorded(member: Member, points: float | None) -> list[str]:
    """A sentence if the gradebook holds other points than the submission deserves."""
    scores = [score for _, _, score in (member.deserved or {}).values()]
    if None in scores or points == sum(scores):
        return []
    return [f"{member.student} ({member.deed}): the gradebook should hold {sum(scores)}, holds {points}."]


def _empty(folder: Path) -> None:
    """Remove what an earlier demo left."""
    try:
        if folder.exists():
            rmtree(folder)  # nbgrader's: it copes with its own read-only files on Windows
    except OSError as error:
        raise CourseError(f"{folder} cannot be emptied ({error.strerror}). Is a file of it open?") from None


def _hand_in(course: Course, assignment_id: str, members: list[Member]) -> None:
    """Put the files where a teacher puts a platform's download: single files, and some in an archive."""
    archive = course.root / course.config.ZipCollectApp.downloaded_directory / assignment_id / "archive"
    archive.mkdir(parents=True)
    with zipfile.ZipFile(archive / "more.zip", "w") as packed:
        for i, member in enumerate(members):
            name = f"{member.student}_{assignment_id}.ipynb"
            if i % 5 == 0:
                packed.writestr(name, member.data)
            else:
                (archive / name).write_bytes(member.data)


def _collect(course: Course, assignment_id: str) -> None:
    """Sort the files into students' folders, as ``nbgrader zip_collect`` does."""
    app = ZipCollectApp(config=course.config, log_level="CRITICAL")
    app.coursedir = recording.directory(course, assignment_id)
    app.init_plugins()
    app.extract_archive_files()
    app.process_extracted_files()


def _table(members: list[Member], graded: dict[str, Graded]) -> str:
    """Who did what, and what came of it."""
    rows = [("student", "what they did", "score", "named mistakes")]
    for member in members:
        result = graded.get(member.student)
        if result is None or result.score is None:
            rows.append((member.student, member.deed, "–", result.reason if result else "not graded"))
            continue
        full = sum(report["max_score"] for report in result.reports)
        named = ", ".join(report["mistake"] for report in result.reports if report["mistake"])
        rows.append((member.student, member.deed, f"{result.score:g} of {full:g}", named))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    widths[1] = min(widths[1], 50)
    lines = []
    for student, deed, score, named in rows:
        deed = deed if len(deed) <= widths[1] else deed[: widths[1] - 1] + "…"
        lines.append(f"{student:<{widths[0]}}  {deed:<{widths[1]}}  {score:>{widths[2]}}  {named}".rstrip())
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def _tell_where(number: int, assignment_id: str) -> None:
    print(f"{number} submissions. Look at them in {FOLDER}:")
    print(f"  feedback/<student>/{assignment_id}/{assignment_id}.html   what a student gets back")
    print("  grades.csv                                          the points of all, for a spreadsheet")
    print("  submitted, autograded, gradebook.db                 what nbgrader works with")
