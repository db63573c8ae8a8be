"""A Dask cluster as the engine: every worker builds its own sandbox, and grades one submission at a time.

A task is sent its bytes and gives back its result, so workers need no common disk, only this package, Python and
bubblewrap. If a worker is lost, Dask gives its tasks to others.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from concurrent.futures import Executor, Future

from dlutils.grading.course import CourseError

_WAIT_SECONDS = "20s"


@contextlib.contextmanager
def executor(address: str) -> Iterator[tuple[Executor, int]]:
    """An executor on a running cluster, and how many submissions it grades at a time.

    Parameters
    ----------
    address : str
        Of the scheduler: "tcp://host:port".

    Raises
    ------
    CourseError
        If Dask is not installed, or there is no cluster, or it has no workers.
    """
    try:
        from distributed import Client
    except ImportError:
        raise CourseError("Dask is not installed here: python -m pip install 'dlutils[cluster]'.") from None
    try:
        client = Client(address, timeout=_WAIT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as problem:
        raise CourseError(f"There is no Dask scheduler at {address} ({type(problem).__name__}).") from None
    with client:
        workers = client.scheduler_info(n_workers=-1)["workers"]
        if not workers:
            raise CourseError(f"The cluster at {address} has no workers yet.")
        yield _OnCluster(client), len(workers)


class _OnCluster(Executor):
    """Submits to Dask; futures as in the standard library."""

    def __init__(self, client):
        self._executor = client.get_executor(pure=False, retries=2)

    def submit(self, function, /, *arguments, **named) -> Future:
        """Start a task; it may run again if its worker is lost, and gives one result."""
        return self._executor.submit(function, *arguments, **named)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let go of the cluster; it goes on running."""
        self._executor.shutdown(wait=wait)
