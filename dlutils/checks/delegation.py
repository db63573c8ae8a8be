"""Does the answer do the work itself, or does it hand it to a library?

This is advice, not a wall: it watches which functions run and which objects the running code names. Two looks are
needed, because a compiled function such as ``scipy.special.expit`` runs without being seen.
"""

from __future__ import annotations

import contextlib
import dis
import os
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

#: Packages that would do the exercise for the learner.
FOREIGN = frozenset(
    {"dlutils", "scipy", "sklearn", "torch", "tensorflow", "keras", "jax", "autograd", "statsmodels"}
)
_HARMLESS = ("dlutils.checks", "dlutils.datasets", "dlutils.explore", "dlutils.plots")


class Delegated(Exception):
    """The answer called a library that does the exercise."""

    def __init__(self, module: str):
        super().__init__(module)
        self.module = module


@contextlib.contextmanager
def watch(function: Callable, allowed: tuple[str, ...]) -> Iterator[list[str]]:
    """Collect the names of foreign modules that do work while the block runs.

    Parameters
    ----------
    function : callable
        What the block is going to call; it may be a library's own function.
    allowed : tuple of str
        Modules that the answer may use although they are in `FOREIGN`.
    """
    seen: list[str] = []
    looked_at: dict[int | str, types.CodeType | None] = {}  # it keeps the codes, so that no id comes twice

    def note(modules):
        seen.extend(module for module in modules if _is_foreign(module, allowed))

    def look(frame, event, argument):
        if event == "c_call":
            module = argument.__module__ or type(argument.__self__).__module__
            if module not in looked_at:
                looked_at[module] = None
                note([module])
        elif event == "call" and id(frame.f_code) not in looked_at:
            looked_at[id(frame.f_code)] = frame.f_code
            note([frame.f_globals.get("__name__"), *_named_in(frame)])

    note([_home(function)])
    before = sys.getprofile()
    sys.setprofile(look)
    try:
        yield seen
    finally:
        sys.setprofile(before)


def is_library(filename: str) -> bool:
    """Whether a file belongs to Python, to an installed package or to this one, and not to the learner."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    standard = os.path.dirname(os.path.abspath(os.__file__))
    return "site-packages" in filename or filename.startswith(
        (here, standard, "<frozen", "<__array_function__", "<argument")
    )


def _named_in(frame: types.FrameType) -> Iterator[str]:
    """The homes of modules and compiled functions that the learner's code names."""
    if is_library(frame.f_code.co_filename):
        return
    for step in dis.get_instructions(frame.f_code):
        if step.opname == "IMPORT_NAME":
            yield step.argval
        elif step.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
            yield _home(frame.f_globals.get(step.argval))
        elif step.opname == "LOAD_DEREF":
            yield _home(frame.f_locals.get(step.argval))


def _home(thing: Any) -> str:
    """The module that a module, a ufunc or a compiled function belongs to; empty for everything else.

    Python's own functions and classes are left out: when they run, their frames are seen.
    """
    if isinstance(thing, types.ModuleType):
        return thing.__name__
    if isinstance(thing, np.ufunc):  # it does not know where it comes from
        name = thing.__name__
        homes = [
            m
            for m in list(sys.modules)
            if m.split(".")[0] in FOREIGN and vars(sys.modules[m]).get(name) is thing
        ]
        return "" if getattr(np, name, None) is thing else min(homes, key=len, default="")
    if callable(thing) and not isinstance(thing, types.FunctionType | types.MethodType | type):
        return getattr(thing, "__module__", None) or type(getattr(thing, "__self__", None)).__module__
    return ""


def _is_foreign(module: Any, allowed: tuple[str, ...]) -> bool:
    parts = str(module).split(".")
    inside = {".".join(parts[: i + 1]) for i in range(len(parts))}
    return parts[0] in FOREIGN and inside.isdisjoint((*_HARMLESS, *allowed))
