"""``python -m tools.grading_speed``: plain nbgrader and this course's grading side by side, on the same submissions.

Both start with a folder of submissions and end with scores in a gradebook and a page of feedback for each student. Plain
nbgrader executes every notebook; ours judges in the sandbox. Everything happens in a temporary folder.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

from dlutils.checks import exercises, notebook_ids
from dlutils.grading.course import Course
from dlutils.grading.sample import sample_class

ROOT = Path(__file__).resolve().parents[1]
STOCK = """
import os
c = get_config()
c.CourseDirectory.root = os.path.dirname(os.path.abspath(__file__))
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "notebooks"
c.CourseDirectory.submitted_directory = os.path.join("class", "submitted")
c.CourseDirectory.autograded_directory = os.path.join("class", "autograded")
c.CourseDirectory.feedback_directory = os.path.join("class", "feedback")
c.CourseDirectory.db_url = "sqlite:///" + os.path.join(c.CourseDirectory.root, "class", "gradebook.db")
c.GenerateAssignment.force = True
c.Execute.timeout = 300
"""


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.grading_speed", description=__doc__.split("``: ")[1]
    )
    parser.add_argument("assignments", nargs="*", default=["00_start_here", "03_vectorization"])
    parser.add_argument("--plain", type=int, default=8, help="submissions for plain nbgrader (default 8)")
    parser.add_argument("--ours", type=int, default=120, help="submissions for ours (default 120)")
    chosen = parser.parse_args()
    print(
        "| notebook | plain nbgrader, a minute | ours, sandboxed, a minute | ratio |\n| --- | --- | --- | --- |"
    )
    for assignment in chosen.assignments:
        if assignment not in notebook_ids():
            sys.exit(f"There is no notebook {assignment}.")
        plain = measure(
            assignment, chosen.plain, STOCK, [["nbgrader", "autograde"], ["nbgrader", "generate_feedback"]]
        )
        own = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
        ours = measure(assignment, chosen.ours, own, [["dlutils", "grade", "--feedback"]])
        print(f"| {assignment} | {plain:.0f} | {ours:.0f} | {ours / plain:.1f} |", flush=True)


def measure(assignment: str, number: int, settings: str, commands: list[list[str]]) -> float:
    """Submissions a minute, from the submitted folder to gradebook and feedback, commands started from nothing."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "class").mkdir()
        (root / "nbgrader_config.py").write_text(settings, encoding="utf-8")
        shutil.copytree(ROOT / "solutions" / assignment, root / "solutions" / assignment)
        run(root, "nbgrader", "generate_assignment", assignment)
        hand_in(root, assignment, number)
        start = time.perf_counter()
        for words in commands:
            run(root, *words[:2], assignment, *words[2:])
        seconds = time.perf_counter() - start
        pages = len(list(root.glob("class/feedback/*/*/*.html")))
        if pages != number:
            sys.exit(f"{words}: {pages} pages of feedback for {number} submissions.")
        return 60 * number / seconds


def hand_in(root: Path, assignment: str, number: int) -> None:
    """Right and mistaken members of the sample class, over and over."""
    given = Course.here().assignment(assignment)
    members = [m for m in sample_class(given, exercises(assignment), mistakes=2) if m.deserved]
    members = [m for m in members if m.deed.startswith(("everything", "right", "mistake"))][:8]
    for i in range(number):
        path = root / "class" / "submitted" / f"student{i}" / assignment / f"{assignment}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(members[i % len(members)].data)


def run(root: Path, *words: str) -> None:
    """Run a command of Python's in the course's folder; end with its words if it fails."""
    # Plain nbgrader starts `alembic` by its name: as if the environment had been activated.
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", *words]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, encoding="utf-8")
    if done.returncode:
        sys.exit(f"{' '.join(words)}: {done.stderr[-2000:]}")


if __name__ == "__main__":
    main()
