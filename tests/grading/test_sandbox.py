"""The walls: what stands is proved from inside, and each wall that is taken away is noticed before anything is graded."""

from __future__ import annotations

import inspect
import itertools
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from dlutils.checks import exercises, notebook_ids
from dlutils.grading import sandbox, syscalls, visible
from dlutils.grading.boxes import Boxes, proved
from dlutils.grading.inside.peer import Ended
from dlutils.grading.judge import grade_submission
from dlutils.grading.sample.maker import data
from dlutils.grading.sandbox import NoSandbox
from dlutils.grading.session import InfrastructureError, Submission

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="bubblewrap exists on Linux only"
)


def run(boxes: Boxes, source: str, name: str = "f", needs: tuple[str, ...] = (), **arguments):
    """What the function `name` of a cell returns inside."""
    submission = Submission(
        boxes(needs), [{"label": "cell", "sources": [source], "answer": name}], [name], needs
    )
    told, value = submission.ask(("outcome", name, arguments, 20.0, {}, ()), 20.0)
    assert told["state"] == "value", told
    return value


def secrets(notebook: str) -> list[str]:
    """The bodies of all right functions, variants and mistakes of a notebook."""
    declared = exercises(notebook).values()
    functions = [exercise.reference for exercise in declared]
    functions += [mistake.function for exercise in declared for mistake in exercise.mistakes]
    functions += [variant for exercise in declared for variant in exercise.variants.values()]
    sources = [inspect.getsource(function) for function in functions if inspect.isfunction(function)]
    return [body for source in sources if len(body := source.partition("\n")[2].strip()) > 60]


def visible_texts(needs: tuple[str, ...]) -> list[str]:
    """What can be read of this package inside."""
    seen = visible.mounts(visible.modules_needed(needs)).items()
    roots = [here for here, there in seen if there.is_relative_to(visible.HOME / "dlutils")]
    files = itertools.chain.from_iterable([root] if root.is_file() else root.rglob("*.py") for root in roots)
    return [path.read_text(encoding="utf-8") for path in files]


WALK = """
import os

def f():
    return tuple(os.path.join(folder, name) for folder, _, names in os.walk("/") for name in names)
"""


def test_only_the_allowed_files_are_there(sandboxed):
    roots = [str(there) for there in visible.mounts(()).values()]
    libraries = [str(path) for path in visible.covered()]
    seen = run(sandboxed, WALK)
    assert len(seen) > 1000
    outside = [p for p in seen if not any(p == root or p.startswith(f"{root}/") for root in roots)]
    assert outside == []
    assert [path for path in seen if any(path.startswith(f"{folder}/") for folder in libraries)] == []
    ours = {path.removeprefix("/grading/dlutils/") for path in seen if path.startswith("/grading/dlutils/")}
    assert ours == set(visible.OURS)


@pytest.mark.parametrize("notebook", notebook_ids())
def test_no_right_answer_and_no_mistake_is_in_a_visible_file(notebook):
    """An exercise may need modules of the library; they must not hold the answers to this notebook."""
    for needs in {exercise.needs for exercise in exercises(notebook).values()}:
        texts = visible_texts(needs)
        assert len(texts) >= len(visible.OURS) and len(secrets(notebook)) > 3
        assert [body for body in secrets(notebook) if any(body in text for text in texts)] == []


def test_what_an_exercise_needs_comes_with_what_it_imports():
    assert visible.modules_needed(()) == () == visible.modules_needed(("dlutils.checks", "dlutils.grading"))
    assert "dlutils.activations" in visible.modules_needed(("dlutils.layers",))


def test_needed_modules_work_inside(sandboxed):
    needs = visible.modules_needed(("dlutils.activations",))
    source = "from dlutils.activations import sigmoid\n\ndef f(x):\n    return sigmoid(x)"
    assert run(sandboxed, source, needs=needs, x=0.0) == 0.5


MODEL = """
import matplotlib.pyplot as plt
from tqdm.auto import tqdm

from dlutils.layers import Conv2D, Dense, Flatten
from dlutils.models import Sequential

def f(X, Y):
    model = Sequential([Conv2D(2, (3, 3), input_shape=(5, 5, 1)), Flatten(), Dense(1)], seed=1)
    model.compile(optimizer="adam", loss="mean_squared_error")
    model.fit(X, Y, epochs=2, verbose=1)
    return model.predict(X)
"""


def test_a_network_learns_inside(sandboxed):
    needs = visible.modules_needed(("dlutils.models", "dlutils.layers"))
    given = {"X": np.ones((4, 5, 5, 1)), "Y": np.zeros((4, 1))}
    assert run(sandboxed, MODEL, needs=needs, **given).shape == (4, 1)


def test_a_sandbox_without_a_filter_is_not_used(monkeypatch):
    allowed = dict(syscalls.ALLOWED, more="clone clone3 fork vfork kill socket wait4")
    monkeypatch.setattr(syscalls, "ALLOWED", allowed)
    with pytest.raises(NoSandbox, match="not tight.*make a process.*make a socket"):
        proved()


@pytest.mark.parametrize(
    "wall, word",
    [
        ("--remount-ro /", "make a folder"),
        ("--proc", "see processes"),
        ("--dev", "see devices"),
        ("--files", "read the"),
    ],
)
def test_a_missing_wall_is_noticed(monkeypatch, wall, word):
    command = sandbox.command

    def weaker(needs, line):
        words = command(needs, line)
        where = words.index("--chdir")
        if wall == "--files":
            return [
                *words[: where - 2],
                "--ro-bind",
                str(visible.PACKAGE),
                str(visible.PACKAGE),
                *words[where - 2 :],
            ]
        if wall == "--remount-ro /":
            place = len(words) - 1 - words[::-1].index("/")
            return words[: place - 1] + words[place + 1 :]
        return [*words[: where - 2], wall, wall.replace("--", "/"), *words[where - 2 :]]

    if wall == "--remount-ro /":
        monkeypatch.setattr(syscalls, "ALLOWED", dict(syscalls.ALLOWED, more="mkdir"))
    monkeypatch.setattr(sandbox, "command", weaker)
    with pytest.raises(NoSandbox, match=f"not tight.*{word}"):
        proved()


def test_without_bubblewrap_there_is_a_sentence(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(NoSandbox, match="bubblewrap is missing .*apt install bubblewrap"):
        proved()


def test_without_libseccomp_there_is_a_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyseccomp", None)
    with pytest.raises(NoSandbox, match="libseccomp is missing"):
        proved()


def test_where_the_kernel_refuses_there_is_a_sentence(monkeypatch, tmp_path):
    refusing = tmp_path / "bwrap"
    refusing.write_text(
        "#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n", encoding="utf-8"
    )
    refusing.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda name: str(refusing))
    with pytest.raises(NoSandbox, match="setting up uid map"):
        proved()


def test_submissions_do_not_see_each_other(sandboxed, maker, assignment):
    leave = "import numpy as np\n\nnp.pi = 3\nnp.left = 1\n\n\ndef f():\n    return np.pi"
    assert run(sandboxed, leave) == 3
    assert (
        run(sandboxed, "import numpy as np\n\n\ndef f():\n    return np.pi, hasattr(np, 'left')")[1] is False
    )


def test_a_killed_sandbox_is_the_machines_fault_and_is_noticed(maker, assignment):
    boxes = Boxes()
    box = boxes()
    submission = Submission(
        box, [{"label": "c", "sources": ["def f():\n    return 1"], "answer": "f"}], ["f"], ()
    )
    submission.ready()
    os.kill(box._process.pid, signal.SIGKILL)
    with pytest.raises(Ended):
        for _ in range(100):  # what is inside ends a moment later
            submission.ask(("outcome", "f", {}, 5.0, {}, ()), 5.0)
            time.sleep(0.05)
    with pytest.raises(InfrastructureError):
        submission.ready()
    boxes.close()


def test_the_sandbox_ends_with_its_grader(tmp_path):
    code = (
        "import os, sys; from dlutils.grading.boxes import proved; box = proved(); "
        "print(box._process.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    pid = int(done.stdout)
    for _ in range(100):
        if (
            not Path(f"/proc/{pid}").exists()
            or "Z" in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").split()[2]
        ):
            return
        time.sleep(0.05)
    raise AssertionError("The sandbox outlived the process that started it.")


def test_right_functions_are_lent_for_one_question_only(sandboxed):
    source = "kept = []\n\n\ndef helper(x):\n    return 0\n\n\ndef f(x, again):\n    kept.append(helper)\n    return kept[0](x)"
    cells = [{"label": "c", "sources": [source], "answer": "f"}]
    submission = Submission(sandboxed(), cells, ["f"], ())
    lent = {"helper": lambda x: 10 * x}
    told, value = submission.ask(("outcome", "f", {"x": 1.0, "again": False}, 5.0, lent, ()), 5.0)
    assert (told["state"], value) == ("value", 10.0)
    with pytest.raises(Exception, match="no such object"):
        submission.ask(("outcome", "f", {"x": 1.0, "again": True}, 5.0, {}, ()), 5.0)


def test_the_result_says_which_walls_stood(maker, assignment, boxes):
    assert grade_submission(data(maker.complete()), assignment, boxes).to_dict("x")["sandbox"] == boxes.kind
