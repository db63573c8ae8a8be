"""What pytest must know about notebooks: which ones to run, and that figures count."""

import os
from pathlib import Path

# One process per core already: two threads in each would only wait for one another, up to five times as
# long. Set before anything imports NumPy; kernels inherit it, and `start.py test --matrix` says otherwise.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest  # noqa: E402
from nbval.plugin import IPyNbCell  # noqa: E402

from tools.figures import changes  # noqa: E402

ROOT = Path(__file__).resolve().parent

# The kernels that nbval starts import `dlutils` from here, also if another checkout is installed.
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))


def pytest_ignore_collect(collection_path):
    """Run the notebooks in `solutions/` only; those of learners and students are not ours to run."""
    if collection_path.suffix == ".ipynb" and not collection_path.is_relative_to(ROOT / "solutions"):
        return True
    return None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Compare the figures of a notebook's cell after nbval has compared its texts."""
    result = yield
    if isinstance(item, IPyNbCell) and item.options["check"]:
        changed = changes(item.cell.outputs, item.test_outputs)
        if changed:
            advice = f"Look at it; if it is right, run `python3 start.py execute {item.path.stem[:2]}`."
            item.raise_cell_error(f'{item.path.name}, cell "{item.cell.id}": {" ".join(changed)} {advice}')
    return result
