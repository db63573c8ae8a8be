"""Checks that name the mistake. In a notebook: ``check = notebook("01_single_neuron")``, then ``check("predict")``.

Read in this order: `exercise` (what is declared), `running` (how an answer is called, under the guard of `limits` and
`delegation`), `compare` (when two results are the same), `judging` (the verdict), `verdicts` and `report` (how it is
told). The exercises of a notebook stand in the folder ``notebook_NN``.
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
import sys
from collections.abc import Callable

from dlutils.checks.exercise import Exercise
from dlutils.checks.judging import judge
from dlutils.checks.report import Report, Summary

__all__ = ["Check", "exercises", "notebook", "notebook_ids"]


def notebook(notebook_id: str) -> Check:
    """The check of one notebook, for its setup cell."""
    return Check(notebook_id)


def exercises(notebook_id: str) -> dict[str, Exercise]:
    """The exercises of a notebook by name, in their order."""
    return {exercise.name: exercise for exercise in _module(notebook_id).EXERCISES}


def notebook_ids() -> list[str]:
    """Ids of all notebooks that have exercises, in order."""
    return [importlib.import_module(f"{__name__}.{name}").ID for name in _folders()]


def _folders() -> list[str]:
    """The folders of exercises, one for each notebook; nothing is imported."""
    return sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name.startswith("notebook_"))


def _module(notebook_id: str):
    """The exercises of one notebook, "01_single_neuron" → ``notebook_01``, without importing all the others."""
    folder = f"notebook_{str(notebook_id)[:2]}"
    module = importlib.import_module(f"{__name__}.{folder}") if folder in _folders() else None
    if module is None or notebook_id != module.ID:
        near = difflib.get_close_matches(str(notebook_id), notebook_ids(), n=1, cutoff=0.0)
        raise ValueError(f"There is no notebook called {notebook_id!r}. The nearest is {near[0]!r}.")
    return module


class Check:
    """Check answers of one notebook: ``check("predict")`` as the last line of a cell.

    Parameters
    ----------
    notebook_id : str
        For example "01_single_neuron".
    """

    def __init__(self, notebook_id: str):
        module = _module(notebook_id)
        self.notebook_id = notebook_id
        self.exercises = exercises(notebook_id)
        self._free_text_points = module.FREE_TEXT_POINTS
        self._last: dict[str, tuple[Callable | None, Report]] = {}

    def __call__(self, name: str, function: Callable | None = None, seed: int | None = None) -> Report:
        """Judge the function called `name` of the notebook (or `function`, if one is handed over).

        The arguments are drawn afresh each time; `seed` makes a report repeatable. In a plain terminal write
        ``print(check("predict"))``.
        """
        if not isinstance(name, str) or name not in self.exercises:
            return self._unknown(name)
        if function is None:
            function = sys._getframe(1).f_globals.get(name)
        report = judge(self.exercises[name], function, seed)
        self._last[name] = (function, report)
        return report

    def summary(self) -> Summary:
        """The table of points. What was not checked since it last changed is checked now."""
        namespace = sys._getframe(1).f_globals
        reports = []
        for name in self.exercises:
            function, report = self._last.get(name, (None, None))
            if report is None or function is not namespace.get(name):
                report = judge(self.exercises[name], namespace.get(name))
            reports.append(report)
        return Summary(
            f"{self.notebook_id}: your points", reports, self._free_text_points, self._how_to_hand_in()
        )

    def __repr__(self) -> str:
        return f"Checks of {self.notebook_id}: {', '.join(self.exercises)}"

    def _unknown(self, name: object) -> Report:
        if not isinstance(name, str):
            name = getattr(name, "__name__", type(name).__name__)
            headline = "Write the name of the exercise in quotes."
        else:
            headline = f"There is no exercise called `{name}` in {self.notebook_id}."
        near = difflib.get_close_matches(name, self.exercises, n=3, cutoff=0.5) or list(self.exercises)
        detail = "Did you mean " + " or ".join(f'`check("{n}")`' for n in near) + "?"
        return Report(name, "missing", {}, headline=headline, detail=detail)

    def _how_to_hand_in(self) -> tuple[str, ...]:
        path = f"{self.notebook_id}/{self.notebook_id}.ipynb"
        return (
            f"To hand in: save, then give `work/{path}` to your teacher. Grading draws new numbers for every check.",
            f"On your own: a model answer to everything, the written answer too, stands in `solutions/{path}`.",
        )
