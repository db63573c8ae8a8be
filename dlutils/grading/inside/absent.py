"""What learners import and the sandbox does not have: the import works, and only what is done with it fails.

A library that would do the exercise is not there, so nothing can be handed to it; whoever calls it is told
"delegated", as in the notebook. Libraries for figures and progress bars do nothing. This is no wall, only good manners: the wall is that
the files are not there.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from typing import Any

from dlutils.checks.delegation import FOREIGN, Delegated

_IDLE = frozenset({"matplotlib", "IPython", "ipywidgets", "tqdm", "PIL", "pandas", "seaborn", "plotly"})
_OURS = ("dlutils.checks", "dlutils.grading", "IPython.core", "IPython.utils")


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds modules that do nothing in place of `FOREIGN` and idle ones.

    Parameters
    ----------
    needs : tuple of str
        Modules of these that are there all the same, with what they import themselves.
    """

    def __init__(self, needs: tuple[str, ...]):
        self.there = frozenset(needs)

    def find_spec(self, name: str, path: Any = None, target: Any = None):
        """The spec of a module that does nothing, or None to look for the real one."""
        top = name.partition(".")[0]
        if top not in FOREIGN | _IDLE or name in ("dlutils", "IPython") or name.startswith(_OURS):
            return None
        if any(name == need or name.startswith(f"{need}.") for need in self.there):
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        """An empty module that has every name."""
        return _Module(spec.name)

    def exec_module(self, module):
        """There is nothing to run."""


class _Module(types.ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Thing(self.__name__, name)


class _Thing:
    """Whatever was imported from a module that is not there."""

    def __init__(self, module: str, name: str):
        self.__module__, self._name = module, name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Thing(self.__module__, name)

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        top = self.__module__.partition(".")[0]
        if top in FOREIGN:
            raise Delegated(self.__module__)
        if top == "tqdm" and arguments:
            return range(*arguments) if self._name == "trange" else arguments[0]
        return self

    def __iter__(self):
        """Figure and axes, for ``figure, axes = plt.subplots()``."""
        return iter((self, self))

    def __enter__(self):
        return self

    def __exit__(self, *exception) -> None:
        return None


def hide(needs: tuple[str, ...]) -> None:
    """From now on imports of foreign and idle modules find nothing, but for those in `needs`."""
    for name in list(sys.modules):  # without walls they may be loaded already
        if name.partition(".")[0] in FOREIGN | _IDLE and Finder(needs).find_spec(name):
            del sys.modules[name]
    sys.meta_path.insert(0, Finder(needs))
