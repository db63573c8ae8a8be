"""``python -m dlutils``: grade a class, or play it with an invented one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

GRADED, REFUSED = 0, 2


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return 0 (done), 1 (some were ungradable) or 2 (refused, or to be tried again)."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    if chosen.command is None:
        parser.print_help()
        return GRADED
    # nbgrader takes seconds to import: only now that it is needed.
    from dlutils.grading.course import CourseError

    try:
        return chosen.run(chosen)
    except CourseError as problem:
        print(problem, file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print("Stopped before the end; start it again to grade all.", file=sys.stderr)
        return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dlutils", description=__doc__.split("``: ")[1])
    commands = parser.add_subparsers(dest="command", title="commands")
    grade = commands.add_parser("grade", help="grade what was handed in", description=_grade.__doc__)
    grade.add_argument("assignment", metavar="ASSIGNMENT", help="for example 01_single_neuron")
    grade.add_argument(
        "--submitted", metavar="DIR", type=Path, help="instead of class/submitted; nothing is recorded"
    )
    grade.add_argument("--json", metavar="FILE", type=Path, help="write all results to this file")
    grade.add_argument(
        "--workers", metavar="N", type=_positive, help="submissions at a time (default: cores)"
    )
    grade.add_argument("--scheduler", metavar="ADDRESS", help="let a Dask cluster do it: tcp://host:port")
    grade.add_argument("--again", action="store_true", help="also what was graded before and has not changed")
    grade.add_argument("--feedback", action="store_true", help="write the students' pages too")
    grade.add_argument("--unsandboxed", action="store_true", help="run the submissions' code without walls")
    grade.set_defaults(run=_grade)
    collect = commands.add_parser(
        "collect", help="sort a platform's download into class/submitted", description=_collect.__doc__
    )
    collect.add_argument("assignment", metavar="ASSIGNMENT", help="for example 01_single_neuron")
    collect.add_argument("source", metavar="DOWNLOAD", type=Path, help="a folder or a zip archive")
    collect.set_defaults(run=_collect)
    replay = commands.add_parser("replay", help="repeat one verdict exactly", description=_replay.__doc__)
    replay.add_argument("results", metavar="FILE", type=Path, help="results, as --json writes them")
    replay.add_argument("student", metavar="STUDENT")
    replay.add_argument("--unsandboxed", action="store_true", help="run the submission's code without walls")
    replay.set_defaults(run=_replay)
    report = commands.add_parser("report", help="the class at one look", description=_report.__doc__)
    report.add_argument("assignment", metavar="ASSIGNMENT", help="for example 01_single_neuron")
    report.set_defaults(run=_report)
    demo = commands.add_parser("demo", help="grade an invented class", description=_demo.__doc__)
    demo.add_argument("--workers", metavar="N", type=_positive, help="submissions at a time (default: cores)")
    demo.set_defaults(run=_demo)
    return parser


def _positive(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of 1 or more")
    return number


def _grade(chosen: argparse.Namespace) -> int:
    """Grade every submission of an assignment, and record the points in nbgrader's gradebook."""
    from dlutils.grading.command import grade
    from dlutils.grading.engine import Engine

    engine = Engine(chosen.workers, chosen.scheduler, chosen.unsandboxed)
    return grade(chosen.assignment, engine, chosen.submitted, chosen.json, chosen.again, chosen.feedback)


def _collect(chosen: argparse.Namespace) -> int:
    """Sort the notebooks of a learning platform's download into the folders of their students."""
    from dlutils.grading.command import collect

    return collect(chosen.assignment, chosen.source)


def _replay(chosen: argparse.Namespace) -> int:
    """Judge one submission again with the seed of a result, and compare the verdicts."""
    from dlutils.grading.command import replay

    return replay(chosen.results, chosen.student, chosen.unsandboxed)


def _report(chosen: argparse.Namespace) -> int:
    """Write what the class understood and what it did not: class/report_ASSIGNMENT.html."""
    from dlutils.grading.command import report

    return report(chosen.assignment)


def _demo(chosen: argparse.Namespace) -> int:
    """Invent a class, collect, grade and answer it, and check that everybody gets what they deserve."""
    from dlutils.grading.demo import demo

    return demo(chosen.workers)


if __name__ == "__main__":
    sys.exit(main())
