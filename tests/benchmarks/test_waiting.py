"""What a learner waits for: a check (to stay under 0.3 s) and the redraw of an exploration (under 0.15 s).

python3 start.py test tests/benchmarks -m benchmark --benchmark-enable --numprocesses=0
"""

import pytest

from dlutils.checks import exercises, notebook_ids
from dlutils.checks.judging import judge
from dlutils.explore import BroadcastExploration, DescentExploration

pytestmark = pytest.mark.benchmark
EXERCISES = [exercise for name in notebook_ids() for exercise in exercises(name).values()]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_right_answer(benchmark, exercise):
    assert benchmark(judge, exercise, exercise.reference).verdict == "passed"


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_last_mistake_of_the_list(benchmark, exercise):
    assert benchmark(judge, exercise, exercise.mistakes[-1].function).verdict == "mistake"


@pytest.mark.parametrize("kind", [BroadcastExploration, DescentExploration])
def test_redraw(benchmark, kind):
    exploration = kind()
    exploration.typical()
    benchmark(exploration.refresh)
