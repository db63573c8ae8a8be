"""``python -m tools.grading_soak``: thousands of submissions through the engine, to see that none is lost and nothing grows.

The submissions are those of the demo's class, over and over: right, mistaken, broken and hostile. Every result must be
what its member deserves. Memory of this process and of all that it started is read on the way.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from dlutils.checks import exercises
from dlutils.grading.course import Course
from dlutils.grading.demo import disagreements
from dlutils.grading.engine import Engine, grade_class
from dlutils.grading.sample import sample_class

_SLOW = ("endless loop", "hangs")


def main() -> int:
    """Grade, watch, and print the figures; the exit status is 1 if anything was not as deserved."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.grading_soak", description=__doc__.split("``: ")[1]
    )
    parser.add_argument("--number", type=int, default=10_000, help="of submissions (default 10000)")
    parser.add_argument("--assignment", default="00_start_here")
    parser.add_argument("--workers", type=int)
    chosen = parser.parse_args()
    assignment = Course.here().assignment(chosen.assignment)
    members = sample_class(assignment, exercises(chosen.assignment), mistakes=2, attacks=True)
    members = [member for member in members if not any(word in member.deed for word in _SLOW)]
    wrong, memory, counted = [], [], 0
    start = time.perf_counter()

    def keep(student, data, graded) -> None:
        nonlocal counted
        counted += 1
        wrong.extend(disagreements(members[int(student) % len(members)], graded))
        if counted % max(chosen.number // 10, 1) == 0:
            memory.append(megabytes_of_all())

    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for i in range(chosen.number):
            paths[str(i)] = Path(folder) / f"{i % len(members)}.ipynb"
        for path, member in zip(dict.fromkeys(paths.values()), members, strict=False):
            path.write_bytes(member.data)
        graded = grade_class(paths, assignment, Engine(chosen.workers), keep)
    seconds = time.perf_counter() - start
    print(
        f"{len(graded)} of {chosen.number} submissions in {seconds:.0f} s: {60 * len(graded) / seconds:.0f} a minute."
    )
    print(f"Memory of all processes, in MB, at each tenth: {', '.join(f'{one:.0f}' for one in memory)}.")
    print(f"{len(wrong)} results were not as deserved.")
    print("\n".join(wrong[:20]), file=sys.stderr)
    return 1 if wrong or len(graded) != chosen.number or counted != chosen.number else 0


def megabytes_of_all() -> float:
    """Memory of this process and all that descend from it, shared pages counted once (Linux)."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = status.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(status.parent.name)] = int(after_name[1])
    family, more = set(), {int(Path("/proc/self").resolve().name)}
    while more:
        family |= more
        more = {one for one, parent in parents.items() if parent in more} - family
    total = 0
    for one in family:
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="utf-8").splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1000


if __name__ == "__main__":
    sys.exit(main())
