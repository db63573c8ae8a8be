"""One worker process: started in an empty folder, heard with a time limit, ended with all it started."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any


class Ended(Exception):
    """The process ended before its work was done."""


class Silent(Exception):
    """The process said nothing for too long."""


class Process:
    """A worker in an empty folder, to be used in a with statement.

    Parameters
    ----------
    job : dict
        What it is told at the start, as JSON.
    """

    def __init__(self, job: dict[str, Any]):
        self._job = job

    def __enter__(self) -> Process:
        self._folder = tempfile.TemporaryDirectory(prefix="grading_", ignore_cleanup_errors=True)
        self._messages: queue.Queue[str | None] = queue.Queue()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "dlutils.grading.worker"],
                **dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE),
                encoding="utf-8",
                cwd=self._folder.name,
                env=_environment(),
                start_new_session=os.name == "posix",
            )
        except OSError as error:
            self._folder.cleanup()
            raise Ended(f"it cannot be started: {error}") from None
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        with contextlib.suppress(OSError):  # it may be dead already: next_message tells
            self._process.stdin.write(json.dumps(self._job))
            self._process.stdin.close()
        return self

    def next_message(self, seconds: float) -> dict[str, Any]:
        """What the process says next.

        Raises
        ------
        Silent, Ended
        """
        try:
            line = self._messages.get(timeout=seconds)
        except queue.Empty:
            raise Silent(f"it said nothing for {seconds:g} seconds") from None
        if line is None:
            raise Ended(self._last_words())
        return json.loads(line)

    def __exit__(self, *exception) -> None:
        _end(self._process)
        self._listener.join(timeout=5)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            with contextlib.suppress(OSError):
                pipe.close()
        self._folder.cleanup()

    def _listen(self) -> None:
        for line in self._process.stdout:
            self._messages.put(line)
        self._messages.put(None)

    def _last_words(self) -> str:
        """The last line on standard error: the reason, if the process did not even start."""
        _end(self._process)
        lines = self._process.stderr.read().strip().splitlines()
        return lines[-1] if lines else f"exit status {self._process.returncode}"


def _environment() -> dict[str, str]:
    """One thread, no windows, and this very package."""
    package = str(Path(__file__).resolve().parents[2])
    one_thread = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {
        **os.environ,
        **one_thread,
        "MPLBACKEND": "Agg",
        "PYTHONPATH": package,
        "PYTHONIOENCODING": "utf-8",
    }


def _end(process: subprocess.Popen) -> None:
    """End the process and everything it started."""
    if os.name == "posix":
        import signal

        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    process.wait()
