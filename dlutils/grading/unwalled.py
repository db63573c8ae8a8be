"""A submission's process without walls, for who asked for it. It has the methods of `sandbox.Sandbox`."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from dlutils.grading.inside.peer import Ended

KIND = "none"  #: stamped into every result


class Unwalled:
    """One process for each submission, in an empty folder."""

    def __init__(self):
        self._process: subprocess.Popen | None = None
        self._line: socket.socket | None = None
        self._folder: tempfile.TemporaryDirectory | None = None

    def start(self) -> socket.socket:
        """Start a submission's process; return the line to it.

        Raises
        ------
        Ended
            If Python cannot be started.
        """
        self.end()
        self._folder = tempfile.TemporaryDirectory(prefix="grading_", ignore_cleanup_errors=True)
        self._line, its = socket.socketpair()
        words = [sys.executable, "-m", "dlutils.grading.inside.plain"]
        nowhere = subprocess.DEVNULL
        options = {"stdout": nowhere, "stderr": nowhere, "cwd": self._folder.name, "env": _environment()}
        try:
            with its:
                if os.name == "posix":
                    words.append(str(its.fileno()))
                    options |= {"stdin": nowhere, "pass_fds": [its.fileno()], "start_new_session": True}
                    self._process = subprocess.Popen(words, **options)
                else:
                    self._process = subprocess.Popen(words, stdin=subprocess.PIPE, **options)
                    with self._process.stdin as pipe:
                        pipe.write(its.share(self._process.pid))
        except OSError as error:
            raise Ended(f"Python cannot be started: {error}") from None
        return self._line

    def end(self) -> None:
        """End the submission's process and all that it started."""
        if self._process is not None:
            _end(self._process)
            self._process = None
        if self._line is not None:
            self._line.close()
            self._folder.cleanup()
            self._line = None

    close = end


def _environment() -> dict[str, str]:
    """One thread, no windows, and this very package."""
    one_thread = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    package = str(Path(__file__).resolve().parents[2])
    return {**os.environ, **one_thread, "MPLBACKEND": "Agg", "PYTHONPATH": package, "PYTHONUTF8": "1"}


def _end(process: subprocess.Popen) -> None:
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        words = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    process.wait()
