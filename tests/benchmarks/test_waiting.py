"""What a learner waits for: a check (to stay under 0.3 s), the redraw of an exploration (under 0.15 s), drawn data.

python3 start.py test tests/benchmarks -m benchmark --benchmark-enable --numprocesses=0
"""

import pytest

from dlutils import explore
from dlutils.checks import exercises, notebook_ids
from dlutils.checks.judging import judge
from dlutils.datasets import load_shapes

pytestmark = pytest.mark.benchmark
EXPLORATIONS = [name for name in explore.__all__ if name != "Exploration"]
EXERCISES = [exercise for name in notebook_ids() for exercise in exercises(name).values()]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_right_answer(benchmark, exercise):
    assert benchmark(judge, exercise, exercise.reference).verdict == "passed"


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_last_mistake_of_the_list(benchmark, exercise):
    assert benchmark(judge, exercise, exercise.mistakes[-1].function).verdict == "mistake"


@pytest.mark.parametrize("name", EXPLORATIONS)
def test_redraw(benchmark, name):
    exploration = getattr(explore, name)()
    exploration.typical()
    benchmark(exploration.refresh)


def test_1900_drawn_pictures(benchmark):
    benchmark.pedantic(load_shapes, args=(1900,), rounds=3)
