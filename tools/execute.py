"""Execute the notebooks in `solutions/` and store their outputs: the only writer of that folder.

    python -m tools.execute [NN ...]

A second run writes the same bytes. If a cell raises, the file stays as it was.
"""

import argparse
import os
import sys
import time

import nbformat
from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from tools.normalise import normalised
from tools.notebooks import ROOT, ToolError, read, select, solution, text_of, write_atomically

SECONDS_PER_CELL = 600


class ThisPython(KernelSpecManager):
    """Offers one kernel, the Python that runs this tool.

    A kernel named "python3" in somebody's home folder may belong to another environment.
    """

    def get_kernel_spec(self, kernel_name):
        return KernelSpec(**get_kernel_dict())


def run(nb, folder, allow_errors=False):
    """Run all cells of a notebook in a new kernel, as Lab would, and store what they show.

    Parameters
    ----------
    nb : NotebookNode
        Its outputs and execution counts are replaced.
    folder : path
        Where the kernel works: the folder in which the notebook lies.
    allow_errors : bool
        Whether to go on with the next cell after an error.

    Raises
    ------
    CellExecutionError, CellTimeoutError, DeadKernelError
        As nbclient does.
    """
    client = NotebookClient(
        nb,
        km=AsyncKernelManager(kernel_spec_manager=ThisPython()),
        timeout=SECONDS_PER_CELL,
        allow_errors=allow_errors,
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        # Newer kernels warn at each start that they talk to us without encryption, on our own machine.
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(folder)}},
    )
    # The kernel imports `dlutils` of this checkout, also if another one is installed.
    # The kernel manager is ours, so nbclient must be told to end the kernel.
    client.execute(env={**os.environ, "PYTHONPATH": str(ROOT)}, cleanup_kc=True)


def execute(name, root=ROOT):
    """Execute one notebook of `solutions/`, normalise it and write it.

    Returns
    -------
    changed : bool
        Whether the file differs from what it was.
    cells : int
        How many code cells ran.

    Raises
    ------
    ToolError
        If a cell raises, hangs or ends the kernel: names the notebook and the cell. Nothing is written.
    """
    path = solution(name, root)
    nb = normalised(read(path))
    _refuse_what_is_no_notebook(nb, path)
    cells = [cell for cell in nb.cells if cell.cell_type == "code"]
    try:
        run(nb, path.parent)
    except CellExecutionError as error:
        where = next(cell.id for cell in cells if any(o.output_type == "error" for o in cell.outputs))
        message = f"{error.ename}: {error.evalue}".split("\n")[0]
        raise ToolError(f'{name}, cell "{where}", raised {message} (nothing was written).') from None
    except (CellTimeoutError, DeadKernelError) as error:
        last = [cell.id for cell in cells if cell.execution_count] or [cells[0].id]
        what = "ended its kernel" if isinstance(error, DeadKernelError) else f"took over {SECONDS_PER_CELL} s"
        raise ToolError(f'{name} {what} in or after cell "{last[-1]}" (nothing was written).') from None
    return write_atomically(path, text_of(normalised(nb))), len(cells)


def _refuse_what_is_no_notebook(nb, path):
    try:
        nbformat.validate(nb)
    except nbformat.ValidationError as error:
        reason = str(error).split("\n")[0]
        raise ToolError(f"{path} is not a valid notebook: {reason}") from None


def main(arguments=None):
    """Execute the notebooks named on the command line, or all; return the exit status."""
    parser = argparse.ArgumentParser(prog="execute", description="Execute solutions/ and store the outputs.")
    parser.add_argument("notebooks", nargs="*", metavar="NN", help="numbers or names; none means all")
    try:
        for name in select(parser.parse_args(arguments).notebooks):
            print(f"{name}: ", end="", flush=True)
            start = time.perf_counter()
            changed, cells = execute(name)
            seconds = time.perf_counter() - start
            print(f"{cells} cells in {seconds:.0f} s, {'written' if changed else 'unchanged'}")
    except ToolError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
