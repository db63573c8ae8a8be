"""What goes into nbgrader's gradebook beyond the scores: nothing stale, and a word to whoever must look."""

from __future__ import annotations

import nbformat
from nbgrader.api import Gradebook, MissingEntry

from dlutils.grading.submission import grade_id


def forget_scores(gradebook: Gradebook, notebook: str, assignment: str, student: str) -> None:
    """Take back the automatic scores of an earlier run, so that none of them stands if this run fails.

    Points that a person gave stay.
    """
    try:
        submission = gradebook.find_submission_notebook(notebook, assignment, student)
    except MissingEntry:
        return
    for grade in submission.grades:
        grade.auto_score = None
        grade.needs_manual_grade = True
    gradebook.db.commit()


def forget_points_given(
    gradebook: Gradebook, notebook: str, assignment: str, student: str, reason: str
) -> None:
    """Take back the points that a person gave, unless the submission was ungradable for this reason before.

    Points for a file that cannot be graded are worth keeping; points for an earlier version are not.
    """
    submission = gradebook.find_submission_notebook(notebook, assignment, student)
    if not any(comment.auto_comment == reason for comment in submission.comments):
        for grade in submission.grades:
            grade.manual_score = None
    gradebook.db.commit()


def mark_ungradable(gradebook: Gradebook, notebook: str, assignment: str, student: str, reason: str) -> None:
    """Set the automatic score to 0, ask for a human, and say why at every answer."""
    submission = gradebook.find_submission_notebook(notebook, assignment, student)
    for grade in submission.grades:
        grade.auto_score = 0.0
        grade.needs_manual_grade = True
    for comment in submission.comments:
        comment.auto_comment = reason
    gradebook.db.commit()


def save_remarks(
    gradebook: Gradebook,
    cells: list[nbformat.NotebookNode],
    where: tuple[str, str, str],
    remarks: dict[str, str],
) -> None:
    """Write what was mended into the comments of the cells concerned.

    Parameters
    ----------
    gradebook : Gradebook
    cells : list of NotebookNode
    where : tuple
        Notebook, assignment, student.
    remarks : dict of str to str
        By the cell's name.
    """
    for name in map(grade_id, cells):
        if name in remarks:
            gradebook.find_comment(name, *where).auto_comment = remarks[name]
    gradebook.db.commit()
