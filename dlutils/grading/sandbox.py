"""The sandbox: how a submission is walled off. Read it together with `visible`, `syscalls` and `inside/waiting`.

bubblewrap starts a process without network, without /proc, without devices, with nothing that could be written, and of
all files only those that `visible` lists. That process waits; for every submission it forks one that may compute and
talk to the judge, and nothing else.
"""

from __future__ import annotations

import contextlib
import shutil
import socket
import struct
import subprocess
import threading

from dlutils.grading import syscalls, visible
from dlutils.grading.inside.peer import Ended

KIND = "bubblewrap"  #: stamped into every result
_START_SECONDS = 60.0
_NUMBER = struct.Struct("<q")
_WALLS = (
    *("--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"),
    *("--cap-drop", "ALL", "--die-with-parent", "--new-session", "--clearenv"),
)


class NoSandbox(Exception):
    """There can be no sandbox here; the message is one sentence that says what to do."""


class Sandbox:
    """A process inside bubblewrap that waits for submissions, one at a time.

    Parameters
    ----------
    needs : tuple of str
        Modules beyond NumPy that are there, as `visible.modules_needed` gives them.

    Raises
    ------
    NoSandbox
        If it cannot be built on this machine.
    """

    def __init__(self, needs: tuple[str, ...] = ()):
        if shutil.which("bwrap") is None:
            raise NoSandbox("bubblewrap is missing (Debian and Ubuntu: apt install bubblewrap).")
        try:
            self._filter = syscalls.program()
        except syscalls.NoFilter as problem:
            raise NoSandbox(str(problem)) from None
        self._orders, inside = socket.socketpair()
        self._orders.settimeout(_START_SECONDS)
        self._process: subprocess.Popen | None = None
        self._submission: socket.socket | None = None
        started = threading.Event()
        # `--die-with-parent` watches the thread that started it: one that stays until the end.
        threading.Thread(
            target=self._run, args=(command(needs, inside.fileno()), inside, started), daemon=True
        ).start()
        started.wait()
        if self._process is None:
            self.close()
            raise NoSandbox("bubblewrap cannot be started.")

    def _run(self, words: list[str], inside: socket.socket, started: threading.Event) -> None:
        """Start it and stay until it ends."""
        with inside, contextlib.suppress(OSError):
            nowhere = subprocess.DEVNULL
            self._process = subprocess.Popen(
                words, stdin=nowhere, stdout=nowhere, stderr=subprocess.PIPE, pass_fds=[inside.fileno()]
            )
        started.set()
        if self._process is not None:
            self._process.wait()

    def start(self) -> socket.socket:
        """Start a submission's process; return the line to it.

        Raises
        ------
        Ended
            If the sandbox is gone.
        """
        self.end()
        mine, its = socket.socketpair()
        try:
            with its:
                socket.send_fds(self._orders, [b"S"], [its.fileno()])
                self._orders.sendall(_NUMBER.pack(len(self._filter)) + self._filter)
                self._answer()
        except OSError:
            mine.close()
            raise Ended(self._last_words()) from None
        self._submission = mine
        return mine

    def end(self) -> None:
        """End the submission's process, whatever it is doing."""
        if self._submission is None:
            return
        self._submission.close()
        self._submission = None
        try:
            self._orders.sendall(b"K")
            self._answer()
        except OSError:
            raise Ended(self._last_words()) from None

    def close(self) -> None:
        """End everything."""
        self._orders.close()
        if self._submission is not None:
            self._submission.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process.stderr.close()

    def _answer(self) -> int:
        data = self._orders.recv(_NUMBER.size, socket.MSG_WAITALL)
        if len(data) < _NUMBER.size:
            raise ConnectionError
        return _NUMBER.unpack(data)[0]

    def _last_words(self) -> str:
        self._process.kill()
        lines = self._process.stderr.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else "the sandbox ended without a word"


def command(needs: tuple[str, ...], line: int) -> list[str]:
    """The words that start the sandbox; `line` is the number of the open socket for orders."""
    files = visible.mounts(needs)
    words = [shutil.which("bwrap"), *_WALLS]
    for here, there in files.items():
        words += ["--ro-bind", str(here), str(there)]
    for folder in visible.covered():
        words += ["--tmpfs", str(folder), "--remount-ro", str(folder)]
    libraries = ":".join(sorted({str(path.parent) for path in files.values() if ".so" in path.name}))
    settings = {
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "LD_LIBRARY_PATH": libraries,
        "PYTHONUTF8": "1",
    }
    for name, value in settings.items():
        words += ["--setenv", name, value]
    agent = visible.HOME / "dlutils" / "grading" / "inside" / "waiting.py"
    words += ["--remount-ro", "/", "--chdir", str(visible.HOME)]
    # -I -S: no settings of the user's, no installed packages. -X faulthandler is off: nothing is to be written.
    return [*words, str(visible.interpreter()), "-I", "-S", "-B", str(agent), str(line)]
