"""The command line: which evidence, of which exercises, on how many processes."""

import argparse
import os
import sys

# Before NumPy is imported, here and in every process that is started from here: one thread for each.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from tools.evidence import course, determinism, independent, matrix, mutants, nightly  # noqa: E402
from tools.evidence.model import ModelError  # noqa: E402
from tools.evidence.plan import PlanError, places  # noqa: E402
from tools.notebooks import ToolError  # noqa: E402


def _checks(options):
    return matrix.run(places(options.only), options.draws, options.training, options.processes)


def _mutants(options):
    return mutants.run(places(options.only), not options.only, options.processes)


def _determinism(options):
    return determinism.run(options.only, options.seeds, options.also, options.processes)


def _course(options):
    return course.run()


def _independent(options):
    return independent.run(places(options.only), options.processes)


def _nightly(options):
    return nightly.run(places(options.only), places([]), options.draws, options.training, options.processes)


def parser():
    """The six commands and their options."""
    parser = argparse.ArgumentParser(prog="evidence", description="Write docs/evidence/.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name, run, help_text):
        one = commands.add_parser(name, help=help_text)
        one.set_defaults(run=run, only=[])
        if run is not _course:
            one.add_argument(
                "--only", nargs="*", default=[], metavar="NN", help="numbers of notebooks or exercises"
            )
            one.add_argument("--processes", type=int, default=2, help="how many at a time (2)")
        return one

    one = command("checks", _checks, "every mistake is named, every right answer earns everything")
    one.add_argument("--draws", type=int, default=50)
    one.add_argument("--training", type=int, default=5, help="draws where an answer trains a model (5)")
    one = command(
        "nightly", _nightly, "ten thousand draws for every right answer; can be stopped and given again"
    )
    one.add_argument("--draws", type=int, default=10_000)
    one.add_argument("--training", type=int, default=100, help="draws where an answer trains a model (100)")
    command("mutants", _mutants, "mistakes that nobody modelled")
    command("independent", _independent, "answers written without sight of the modelled mistakes")
    one = command("determinism", _determinism, "the same answer, the same verdict")
    one.add_argument("--seeds", type=int, default=20)
    one.add_argument("--also", nargs="*", default=[], metavar="PYTHON", help="Pythons with another NumPy")
    command("course", _course, "what the course holds, and how long it takes")
    return parser


def main(arguments=None):
    """Write one page; return 0 if it meets its reach."""
    options = parser().parse_args(arguments)
    try:
        page = options.run(options)
        if options.only and options.run is not _nightly:  # a part of the course is looked at, and not kept
            print(page)
        else:
            print(f"{page.place}: {'written' if page.write() else 'unchanged'}")
    except (PlanError, ModelError, ToolError) as error:
        print(error, file=sys.stderr)
        return 2
    for sentence in page.failures:
        print(sentence, file=sys.stderr)
    return 1 if page.failures else 0


if __name__ == "__main__":
    sys.exit(main())
