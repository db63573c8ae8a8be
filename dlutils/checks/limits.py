"""Guards round a call: a time limit, and a lid on what it prints and warns. Each leaves things as it found them."""

from __future__ import annotations

import contextlib
import ctypes
import io
import os
import signal
import sys
import threading
import time
import types
import warnings
from collections.abc import Iterator

import numpy as np

_MAX_PRINTED = 10_000  # characters kept of what a call prints: an endless loop must not fill the memory
_AGAIN = 0.1  # seconds until the next attempt
#: Files of the machinery that calls an answer: nothing strikes there, for it must be able to tidy up.
_OUR_FILES = frozenset(
    (
        __file__,
        os.path.join(os.path.dirname(__file__), "running.py"),
        contextlib.contextmanager.__code__.co_filename,
    )
)


class OutOfTime(BaseException):
    """The limit of an answer has passed. Not an Exception, so that ``except Exception`` does not swallow it."""


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `OutOfTime` in the block after `seconds`, and again and again until the block is left.

    So a bare ``except:`` does not save an endless loop. What runs in C, such as a product of huge matrices, is stopped
    when it comes back to Python.
    """
    on_main_thread = threading.current_thread() is threading.main_thread()
    by = _limit_by_signal if on_main_thread and hasattr(signal, "setitimer") else _limit_by_thread
    tracer, profiler = sys.gettrace(), sys.getprofile()
    try:
        with by(max(seconds, 0.001)):
            yield
    finally:
        sys.settrace(tracer)
        sys.setprofile(profiler)


@contextlib.contextmanager
def _limit_by_signal(seconds: float) -> Iterator[None]:
    strikes = 0

    def strike(number, frame):
        nonlocal strikes
        if frame.f_code.co_filename not in _OUR_FILES:
            strikes += 1
            if strikes > 1:
                _trap_next_line(frame)
            raise OutOfTime

    started = time.monotonic()
    before = signal.signal(signal.SIGALRM, strike)
    alarm, interval = signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if alarm:  # somebody else's alarm clock was ticking
            signal.setitimer(signal.ITIMER_REAL, max(alarm - (time.monotonic() - started), 0.001), interval)


def _trap_next_line(frame: types.FrameType | None) -> None:
    """Raise `OutOfTime` at the next line: a ``try`` has swallowed one, and the next line is its ``except``."""

    def trap(frame, event, argument):
        if event == "line":
            raise OutOfTime
        return None if frame.f_code.co_filename in _OUR_FILES else trap

    while frame and frame.f_code.co_filename not in _OUR_FILES:
        frame.f_trace, frame = trap, frame.f_back
    sys.settrace(trap)


@contextlib.contextmanager
def _limit_by_thread(seconds: float) -> Iterator[None]:
    """The same without ``setitimer`` (Windows, other threads). A call that sleeps or runs in C ends first."""
    here, over = threading.get_ident(), threading.Event()
    raise_in_thread = ctypes.pythonapi.PyThreadState_SetAsyncExc

    def watch():
        pause = seconds
        while not over.wait(pause):
            pause = _AGAIN
            frame = sys._current_frames().get(here)
            if frame and frame.f_code.co_filename not in _OUR_FILES:
                raise_in_thread(ctypes.c_ulong(here), ctypes.py_object(OutOfTime))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        try:
            _call_off(watcher, over)
        finally:  # once more, in case it struck in the line above
            _call_off(watcher, over)


def _call_off(watcher: threading.Thread, over: threading.Event) -> None:
    over.set()
    watcher.join()
    with contextlib.suppress(OutOfTime):  # one may still be on its way; it arrives at a jump
        for _ in range(10):
            pass


class _Head(io.StringIO):
    """Keeps the beginning of what is written."""

    _room = _MAX_PRINTED

    def write(self, text: str) -> int:
        self._room -= super().write(text[: self._room])
        return len(text)


@contextlib.contextmanager
def quiet() -> Iterator[io.StringIO]:
    """Catch what is printed, and silence warnings of Python and NumPy: they are no verdict."""
    printed = _Head()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with np.errstate(all="ignore"):
            yield printed
