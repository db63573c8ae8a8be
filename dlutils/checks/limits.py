"""Guards round a call: a time limit, and a lid on what it prints and warns. Each leaves things as it found them."""

from __future__ import annotations

import contextlib
import ctypes
import io
import itertools
import os
import random
import signal
import sys
import threading
import time
import types
import warnings
from collections.abc import Iterator

import numpy as np

_MAX_PRINTED = 10_000  # characters kept of what a call prints: an endless loop must not fill the memory


class OutOfTime(BaseException):
    """The limit of an answer has passed. Not an Exception, so that ``except Exception`` does not swallow it."""


def time_limit(seconds: float) -> contextlib.AbstractContextManager[None]:
    """Raise `OutOfTime` in the block after `seconds`, and again and again until the block is left.

    A bare ``except:`` swallows an exception or two; it cannot swallow all of them. What runs in C, a product of huge
    matrices for example, is stopped when it comes back to Python.
    """
    on_main_thread = threading.current_thread() is threading.main_thread()
    by = _limit_by_signal if on_main_thread and hasattr(signal, "setitimer") else _limit_by_thread
    return by(max(seconds, 0.001))


@contextlib.contextmanager
def _limit_by_signal(seconds: float) -> Iterator[None]:
    pauses = _pauses()

    def stop(number, frame):
        signal.setitimer(signal.ITIMER_REAL, next(pauses))
        if not _is_ours(frame):
            raise OutOfTime

    started = time.monotonic()
    before = signal.signal(signal.SIGALRM, stop)
    alarm, interval = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if alarm:  # somebody else's alarm clock was ticking
            signal.setitimer(signal.ITIMER_REAL, max(alarm - (time.monotonic() - started), 0.001), interval)


@contextlib.contextmanager
def _limit_by_thread(seconds: float) -> Iterator[None]:
    """The same without ``setitimer`` (Windows, other threads). It stops a sleeping call only when that wakes up."""
    here, over = threading.get_ident(), threading.Event()
    raise_in_thread = ctypes.pythonapi.PyThreadState_SetAsyncExc

    def watch():
        pauses = itertools.chain([seconds], _pauses())
        while not over.wait(next(pauses)):
            frame = sys._current_frames().get(here)
            if frame and not _is_ours(frame):
                raise_in_thread(ctypes.c_ulong(here), ctypes.py_object(OutOfTime))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        try:
            yield
        finally:
            over.set()
    finally:
        watcher.join()
        raise_in_thread(ctypes.c_ulong(here), None)  # take back one that is still on its way


def _pauses() -> Iterator[float]:
    """Seconds between two attempts: short and irregular in the end, so that one of them hits outside of any ``try``."""
    yield from (0.1, 0.1, 0.1)
    chance = random.Random(0)
    while True:
        yield chance.uniform(1e-5, 1e-4)


def _is_ours(frame: types.FrameType) -> bool:
    """Whether the program is inside this package's own machinery, which must be able to tidy up."""
    filename = frame.f_code.co_filename
    return filename == contextlib.contextmanager.__code__.co_filename or _folder(filename) == _folder(
        __file__
    )


def _folder(filename: str) -> str:
    return os.path.dirname(os.path.abspath(filename))


class _Head(io.StringIO):
    """Keeps the beginning of what is written."""

    def write(self, text: str) -> int:
        super().write(text[: max(_MAX_PRINTED - self.tell(), 0)])
        return len(text)


@contextlib.contextmanager
def quiet() -> Iterator[io.StringIO]:
    """Catch what is printed, and silence warnings of Python and NumPy: they are no verdict."""
    printed = _Head()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with np.errstate(all="ignore"):
            yield printed
