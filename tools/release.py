"""Write the students' versions in `notebooks/` from `solutions/`, with nbgrader and its settings.

    python -m tools.release [NN ...]

nbgrader works in a temporary folder, so that a failure leaves `notebooks/` as it was.
No gradebook is needed: `nbgrader generate_assignment` writes the same bytes, and fills one.
"""

import argparse
import logging
import shutil
import sys
import tempfile
from pathlib import Path

from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import SaveCells
from traitlets.config import PyFileConfigLoader

from tools.notebooks import (
    ROOT,
    ToolError,
    notebook_names,
    select,
    solution,
    students_version,
    write_atomically,
)


def generate(names, root=ROOT):
    """Make the students' versions of some notebooks.

    Parameters
    ----------
    names : list of str
        Names of notebooks in `solutions/`.

    Returns
    -------
    dict of str to str
        For each name the text of its students' version. Nothing in `root` is written.

    Raises
    ------
    ToolError
        If nbgrader refuses a notebook; holds the reason that it gave.
    """
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary).resolve()
        for name in names:
            copy = solution(name, work)
            copy.parent.mkdir(parents=True)
            try:
                shutil.copyfile(solution(name, root), copy)
            except OSError as error:
                raise ToolError(f"{solution(name, root)} cannot be read: {error.strerror}.") from None
            _convert(name, work, _settings(root))
        return {name: students_version(name, work).read_text(encoding="utf-8") for name in names}


def _settings(root):
    """Load `nbgrader_config.py`, so that the teacher's command and this tool use the same settings."""
    return PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()


def _convert(name, work, settings):
    """Run nbgrader's own converter on one notebook, without a database."""
    course = CourseDirectory(config=settings, root=str(work), assignment_id=name)
    converter = GenerateAssignment(coursedir=course, config=settings, no_database=True)
    converter.preprocessors = [step for step in converter.preprocessors if step is not SaveCells]
    log = _LastError()
    converter.log = logging.Logger("nbgrader")  # not the shared one, which would print each step
    converter.log.addHandler(log)
    try:
        converter.start()
    except NbGraderException:
        raise ToolError(f"{name}: nbgrader cannot make the students' version: {log.reason}") from None


class _LastError(logging.Handler):
    """Keeps the last line of nbgrader's last traceback: the reason in its own words."""

    reason = "no reason was given."

    def emit(self, record):
        message = record.getMessage().strip()
        if message.startswith("Traceback"):
            self.reason = message.split("\n")[-1]


def release(names, root=ROOT):
    """Write students' versions, and remove those whose notebook is gone.

    Returns
    -------
    dict of str to str
        What happened to each notebook: "written", "unchanged" or "removed".
    """
    texts = generate(names, root)
    done = {}
    for name, text in texts.items():
        done[name] = "written" if write_atomically(students_version(name, root), text) else "unchanged"
    for name in orphans(root):
        folder = students_version(name, root).parent
        students_version(name, root).unlink(missing_ok=True)
        if not any(folder.iterdir()):
            folder.rmdir()
        done[name] = "removed"
    return done


def orphans(root=ROOT):
    """Names in `notebooks/` that have no notebook in `solutions/` any more."""
    folders = (Path(root) / "notebooks").glob("*/")
    return sorted({p.name for p in folders if p.name[0] != "."} - set(notebook_names(root)))


def main(arguments=None):
    """Release the notebooks named on the command line, or all; return the exit status."""
    parser = argparse.ArgumentParser(prog="release", description="Write notebooks/ from solutions/.")
    parser.add_argument("notebooks", nargs="*", metavar="NN", help="numbers or names; none means all")
    try:
        for name, what in release(select(parser.parse_args(arguments).notebooks)).items():
            print(f"{name}: {what}")
    except ToolError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
