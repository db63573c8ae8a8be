"""The tests: the one command of the README, of .ci/run and of the workflow."""

import platform
import sys

from launcher import environment
from launcher.console import Problem, say

# A stored number must come again on a processor with other vector units and with another number of
# threads: both change the order of summation. OpenBLAS lets one machine play several.
CORE_TYPES = ("Haswell", "Sandybridge")
THREADS = (1, 2)


def run_tests(places, arguments, system=sys.platform):
    """Run pytest, or with `--matrix` the notebooks on several processors; return the exit status.

    Parameters
    ----------
    places : Places
    arguments : list of str
        Passed on to pytest.
    system : str
        Other systems round differently in the last digits; there the notebooks must run, but their
        outputs are not compared.
    """
    if "--matrix" in arguments:
        return _run_matrix(places, [word for word in arguments if word != "--matrix"], system)
    lax = [] if system.startswith("linux") else ["--nbval-lax"]
    return environment.run(places, "-m", "pytest", *lax, *arguments)


def _run_matrix(places, arguments, system):
    if not system.startswith("linux") or platform.machine() != "x86_64":
        raise Problem("The matrix plays several Intel processors and runs on Linux on such a processor only.")
    failed = []
    for core in CORE_TYPES:
        for threads in THREADS:
            name = f"{core}, {threads} thread{'s' if threads > 1 else ''}"
            say(f"--- Notebooks on {name}")
            status = environment.run(
                places,
                *("-m", "pytest", "solutions", *arguments),
                OPENBLAS_CORETYPE=core,
                OPENBLAS_NUM_THREADS=str(threads),
            )
            if status != 0:
                failed.append(name)
    say(f"Matrix: failed on {'; '.join(failed)}." if failed else "Matrix: the same outputs everywhere.")
    return 1 if failed else 0
