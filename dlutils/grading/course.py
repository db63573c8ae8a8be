"""Where things are: the project's folder, nbgrader's settings, releases and submissions."""

from __future__ import annotations

import copy
import difflib
import os
import re
from dataclasses import dataclass
from pathlib import Path

import nbformat
from traitlets.config import Config, PyFileConfigLoader

from dlutils.checks import notebook_ids
from dlutils.grading.judge import Assignment

CONFIGURATION = "nbgrader_config.py"


class CourseError(Exception):
    """Something is not where it must be; the message is one sentence for the teacher."""


def is_student_id(name: str) -> bool:
    """Whether a student can be called so: the name is a folder's, and stands in pages and tables."""
    return bool(re.fullmatch(r"[\w@+-][\w@.+ -]{0,99}", name)) and not name.endswith((".", " "))


@dataclass(frozen=True)
class Course:
    """A course folder and nbgrader's settings for it.

    Parameters
    ----------
    root : Path
    config : Config
        As read from `nbgrader_config.py`.
    """

    root: Path
    config: Config

    @classmethod
    def here(cls) -> Course:
        """The course of the current folder, or the one that this package belongs to.

        Raises
        ------
        CourseError
            If neither has a configuration.
        """
        for folder in (Path.cwd(), Path(__file__).resolve().parents[2]):
            if (folder / CONFIGURATION).is_file():
                return cls(folder, PyFileConfigLoader(CONFIGURATION, path=str(folder)).load_config())
        raise CourseError(
            f"There is no {CONFIGURATION} here: start this command in the folder of the course."
        )

    def folder(self, step: str) -> Path:
        """The folder of one of nbgrader's steps: "release", "submitted", "autograded", "feedback" …"""
        return self.root / self.config.CourseDirectory[f"{step}_directory"]

    @property
    def class_folder(self) -> Path:
        """Where everything about students lies."""
        return self.folder("submitted").parent

    def with_class_in(self, folder: str) -> Course:
        """The same course with another class: its own submissions, gradebook, feedback and releases.

        Parameters
        ----------
        folder : str
            Relative to the root. It is made if it does not exist.
        """
        (self.root / folder).mkdir(parents=True, exist_ok=True)
        config = copy.deepcopy(self.config)
        for step in ("release", "source_with_tests", "solution", "submitted", "autograded", "feedback"):
            config.CourseDirectory[f"{step}_directory"] = os.path.join(folder, step)
        config.CourseDirectory.db_url = f"sqlite:///{self.root / folder / 'gradebook.db'}"
        config.ZipCollectApp.downloaded_directory = os.path.join(folder, "downloaded")
        return Course(self.root, config)

    def patient(self) -> Course:
        """The same course, whose gradebook waits up to a minute while another process writes."""
        config = copy.deepcopy(self.config)
        url = config.CourseDirectory.db_url
        if url.startswith("sqlite:") and "?" not in url:
            config.CourseDirectory.db_url = f"{url}?timeout=60"
        return Course(self.root, config)

    def assignment(self, assignment_id: str) -> Assignment:
        """The assignment of this id.

        Raises
        ------
        CourseError
            If there is none; the message lists the nearest names.
        """
        known = notebook_ids()
        if assignment_id not in known:
            near = difflib.get_close_matches(assignment_id, known, n=2, cutoff=0.3) or known
            raise CourseError(f"There is no assignment {assignment_id!r}. Did you mean {' or '.join(near)}?")
        path = self.folder("release") / assignment_id / f"{assignment_id}.ipynb"
        try:
            return Assignment(assignment_id, nbformat.read(path, as_version=4))
        except FileNotFoundError:
            raise CourseError(
                f"The students' version {path.relative_to(self.root)} is missing: "
                f"write it with 'nbgrader generate_assignment {assignment_id}'."
            ) from None

    def submissions(self, assignment_id: str, folder: Path | None = None) -> dict[str, Path]:
        """What was handed in: by student, the path at which the notebook should be.

        Parameters
        ----------
        assignment_id : str
        folder : Path, optional
            Where the students' folders are; by default the course's own.

        Raises
        ------
        CourseError
            If nothing was handed in.
        """
        folder = folder or self.folder("submitted")
        if not folder.is_dir():
            raise CourseError(f"There is no folder {folder}.")
        handed_in = sorted(path for path in folder.glob(f"*/{assignment_id}") if path.is_dir())
        found = {path.parent.name: path / f"{assignment_id}.ipynb" for path in handed_in}
        found = {student: path for student, path in found.items() if not student.startswith(".")}
        odd = next((student for student in found if not is_student_id(student)), None)
        if odd is not None:
            raise CourseError(
                f"The folder {odd!r} is not named as a student can be: letters, digits, spaces and @._+-"
            )
        if not found:
            raise CourseError(
                f"Nothing was handed in for {assignment_id}: expected {folder / '<student>' / assignment_id}."
            )
        return found
