"""The boxes of one grading process: a sandbox for each set of modules that exercises allow, proved before it is used."""

from __future__ import annotations

from dlutils.grading import sandbox, unwalled
from dlutils.grading.inside.codec import BadMessage
from dlutils.grading.inside.peer import Ended, Silent
from dlutils.grading.sandbox import NoSandbox, Sandbox
from dlutils.grading.session import Box, InfrastructureError, Submission
from dlutils.grading.visible import PACKAGE

#: A submission of ours that tries to get out; it returns what it could do besides computing.
_BURGLAR = """
import os, signal, socket, threading


def burglar(x, file):
    attempts = {
        "make a process": lambda: os.fork() or os._exit(0),
        "run a program": lambda: os.execv("/bin/true", ["true"]),
        "start a thread": lambda: threading.Thread(target=int).start(),
        "open a connection": lambda: socket.create_connection(("127.0.0.1", 1), 0.1),
        "make a socket": lambda: socket.socket(socket.AF_UNIX).close(),
        "send a signal": lambda: os.kill(os.getppid(), 0),
        "write a file": lambda: open("left behind", "w"),
        "make a folder": lambda: os.mkdir("/left"),
        "see processes": lambda: os.listdir("/proc"),
        "see devices": lambda: os.listdir("/dev"),
        "read the machine's files": lambda: open("/etc/passwd"),
        "read the exercises": lambda: open(file),
        "import the exercises": lambda: __import__("dlutils.checks.judging"),
    }
    return (2 * x, *(what for what, attempt in attempts.items() if succeeds(attempt)))


def succeeds(attempt):
    try:
        attempt()
    except (OSError, RuntimeError, ImportError):
        return False
    return True
"""


class Boxes:
    """Where the submissions of one process run. Boxes are built when they are first needed, and kept.

    Parameters
    ----------
    unsandboxed : bool
        True: without walls, for files that nobody doubts.
    """

    def __init__(self, unsandboxed: bool = False):
        self.kind = unwalled.KIND if unsandboxed else sandbox.KIND
        self._built: dict[tuple[str, ...], Box] = {}

    def __call__(self, needs: tuple[str, ...] = ()) -> Box:
        """The box that has these modules beyond NumPy.

        Raises
        ------
        NoSandbox
            If there can be none on this machine.
        """
        if needs not in self._built:
            self._built[needs] = unwalled.Unwalled() if self.kind == unwalled.KIND else proved(needs)
        return self._built[needs]

    def close(self) -> None:
        """End all boxes; new ones are built if they are asked for."""
        for box in self._built.values():
            box.close()
        self._built.clear()


def proved(needs: tuple[str, ...] = ()) -> Sandbox:
    """A sandbox in which a submission of ours could compute and do nothing else.

    Raises
    ------
    NoSandbox
        If it cannot be built, or a wall of it does not stand.
    """
    box = Sandbox(needs)
    try:
        cells = [{"label": "proof", "sources": [_BURGLAR], "answer": "burglar"}]
        arguments = {"x": 21.0, "file": str(PACKAGE / "checks" / "judging.py")}
        question = ("outcome", "burglar", arguments, 10.0, {}, ())
        told, done = Submission(box, cells, ["burglar"], needs).ask(question, 20.0)
        if told["state"] != "value" or done[0] != 42.0:
            raise NoSandbox(f"Nothing can be computed in the sandbox: {told}")
        if done[1:]:
            raise NoSandbox(f"The sandbox is not tight: inside it one can {', '.join(done[1:])}.")
        box.end()
    except (InfrastructureError, Ended, Silent, BadMessage) as problem:
        box.close()
        raise NoSandbox(f"bubblewrap cannot build its walls here: {problem}") from None
    except NoSandbox:
        box.close()
        raise
    return box


def no_sandbox() -> str:
    """Why there can be no sandbox on this machine; empty if there can be one."""
    try:
        proved().close()
    except NoSandbox as problem:
        return str(problem)
    return ""
