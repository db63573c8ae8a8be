"""Answers written as source and run as a notebook's cell is: in a file and a namespace of their own."""

import itertools
import linecache

import numpy as np
import pytest

_numbers = itertools.count(1)


def run_cell(source, **names):
    """The namespace after a cell was run; `names` are there before."""
    filename = f"<cell {next(_numbers)}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    namespace = {"__name__": "__main__", "np": np, **names}
    exec(compile(source, filename, "exec"), namespace)
    return namespace


@pytest.fixture
def write():
    """The function `answer` (or another `name`) of a cell with this source."""
    return lambda source, name="answer", **names: run_cell(source, **names)[name]
