"""Guards round a call: a time limit, and a lid on what it prints and warns. Each leaves things as it found them."""

from __future__ import annotations

import _thread
import contextlib
import io
import os
import signal
import sys
import threading
import time
import types
import warnings
from collections.abc import Callable, Iterator

import numpy as np

_MAX_PRINTED = 10_000  # characters kept of what a call prints: an endless loop must not fill the memory
_AGAIN = 0.1  # seconds until the next attempt
_SIGNAL = getattr(signal, "SIGALRM", signal.SIGTERM)  # Windows knows no alarms; the second is free there
#: Files of the machinery that calls an answer: nothing strikes there, for it must be able to tidy up.
_OUR_FILES = frozenset(
    (
        __file__,
        os.path.join(os.path.dirname(__file__), "running.py"),
        contextlib.contextmanager.__code__.co_filename,
        threading.__file__,
    )
)


class OutOfTime(BaseException):
    """The limit of an answer has passed. Not an Exception, so that ``except Exception`` does not swallow it."""


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `OutOfTime` in the block after `seconds`, and again and again until the block is left.

    So a bare ``except:`` does not save an endless loop. What runs in C, such as a product of huge matrices, is stopped
    when it comes back to Python. Outside the main thread there are no signals, and so there is no limit. The block itself
    belongs in one of `_OUR_FILES`, or a strike between its last line and its end leaves the clock running.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    strikes = 0

    def strike(number, frame):
        nonlocal strikes
        if frame.f_code.co_filename not in _OUR_FILES:
            strikes += 1
            if strikes > 1:
                _trap_next_line(frame)
            raise OutOfTime

    clock = _alarm_clock if hasattr(signal, "setitimer") else _clock_in_a_thread
    tracer, profiler = sys.gettrace(), sys.getprofile()
    with _handling(strike), clock(max(seconds, 0.001)):
        try:
            yield
        finally:
            sys.settrace(tracer)
            sys.setprofile(profiler)


@contextlib.contextmanager
def _handling(handler: Callable) -> Iterator[None]:
    """Handle the signal, and give it back to whoever had it, with an alarm of theirs that was ticking."""
    started = time.monotonic()
    alarm, interval = signal.getitimer(signal.ITIMER_REAL) if hasattr(signal, "setitimer") else (0, 0)
    before = signal.signal(_SIGNAL, handler)
    try:
        yield
    finally:
        signal.signal(_SIGNAL, before)
        if alarm:
            signal.setitimer(signal.ITIMER_REAL, max(alarm - (time.monotonic() - started), 0.001), interval)


@contextlib.contextmanager
def _alarm_clock(seconds: float) -> Iterator[None]:
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextlib.contextmanager
def _clock_in_a_thread(seconds: float) -> Iterator[None]:
    """For Windows: the signal is only pretended, so a call that sleeps is not woken, but stopped afterwards."""
    over = threading.Event()

    def tick():
        pause = seconds
        while not over.wait(pause):
            pause = _AGAIN
            _thread.interrupt_main(_SIGNAL)

    ticking = threading.Thread(target=tick, daemon=True)
    ticking.start()
    try:
        yield
    finally:
        over.set()
        ticking.join()


def _trap_next_line(frame: types.FrameType | None) -> None:
    """Raise `OutOfTime` at the next line: a ``try`` has swallowed one, and the next line is its ``except``."""

    def trap(frame, event, argument):
        if event == "line":
            raise OutOfTime
        return None if frame.f_code.co_filename in _OUR_FILES else trap

    while frame and frame.f_code.co_filename not in _OUR_FILES:
        frame.f_trace, frame = trap, frame.f_back
    sys.settrace(trap)


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
