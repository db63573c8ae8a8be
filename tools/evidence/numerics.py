"""Right answers whose numbers come out a little differently: single precision, another layout, another order of sums."""

from __future__ import annotations

import ast
import copy
import functools
from collections.abc import Callable

import numpy as np

from dlutils.checks.exercise import Exercise
from tools.evidence.model import ModelAnswer
from tools.evidence.plan import Place, right_answers


def borderline(place: Place) -> dict[str, Callable]:
    """The right answers of an exercise with other numerics, by name."""
    answers = right_answers(place.exercise)
    layouts = {
        f"{name}, columns first": _with_arrays(answer, np.asfortranarray) for name, answer in answers.items()
    }
    return {"sums from behind": with_sums_from_behind(ModelAnswer(place)), **layouts}


def in_single_precision(exercise: Exercise) -> dict[str, Callable]:
    """The right answers, computed from float32."""
    return {
        f"{name}, float32": _with_arrays(answer, _single) for name, answer in right_answers(exercise).items()
    }


def _single(array: np.ndarray) -> np.ndarray:
    return array.astype(np.float32) if array.dtype == np.float64 else array


def _with_arrays(function: Callable, change: Callable) -> Callable:
    """The function with each of its arrays changed before it gets it."""

    @functools.wraps(function)
    def wrapper(*arguments):
        return function(*(change(a) if isinstance(a, np.ndarray) else a for a in arguments))

    return wrapper


def with_sums_from_behind(model: ModelAnswer) -> Callable:
    """The model answer, in which every product of matrices and every sum begins with its last term."""
    turned = ast.fix_missing_locations(_Turned().visit(copy.deepcopy(model.tree)))
    return model.build(turned, _product=product_from_behind, _sum=sum_from_behind, _mean=mean_from_behind)


class _Turned(ast.NodeTransformer):
    """Replaces `a @ b`, `np.sum(x, …)`, `x.sum(…)` and the same for mean."""

    def visit_BinOp(self, node):
        self.generic_visit(node)
        if isinstance(node.op, ast.MatMult):
            return ast.copy_location(
                ast.Call(ast.Name("_product", ast.Load()), [node.left, node.right], []), node
            )
        return node

    def visit_Call(self, node):
        self.generic_visit(node)
        if not isinstance(node.func, ast.Attribute) or node.func.attr not in ("sum", "mean"):
            return node
        is_function = isinstance(node.func.value, ast.Name) and node.func.value.id == "np"
        given = node.args if is_function else [node.func.value, *node.args]
        call = ast.Call(ast.Name(f"_{node.func.attr}", ast.Load()), given, node.keywords)
        return ast.copy_location(call, node)


def product_from_behind(a, b):
    """a @ b, with the terms of each sum in the opposite order."""
    a, b = np.asarray(a), np.asarray(b)
    return np.ascontiguousarray(a[..., ::-1]) @ np.ascontiguousarray(
        b[::-1] if b.ndim == 1 else b[..., ::-1, :]
    )


def sum_from_behind(x, axis=None, **options):
    """np.sum, with the terms of each sum in the opposite order."""
    return np.sum(np.ascontiguousarray(np.flip(x, axis)), axis=axis, **options)


def mean_from_behind(x, axis=None, **options):
    """np.mean, with the terms of each sum in the opposite order."""
    return np.mean(np.ascontiguousarray(np.flip(x, axis)), axis=axis, **options)
