"""Weights in a file: named arrays in NumPy's .npz, never pickle, and never half a file.

A pickle may run any program when it is opened, an .npz of plain arrays cannot.
"""

import os
import tempfile
import zipfile
import zlib
from pathlib import Path

import numpy as np

MARK = "dlutils"  # an entry that says whose file this is
VERSION = np.array(1)


def save_arrays(path, arrays):
    """Write named arrays to ``path``: first into a new file beside it, which then takes its place in one
    step.

    Parameters
    ----------
    path : str or Path
    arrays : dict of str → ndarray
    """
    path = Path(path)
    if not path.parent.is_dir():
        raise FileNotFoundError(f"Cannot save to {path}: there is no folder {path.parent}.")
    if path.is_dir():
        raise IsADirectoryError(f"Cannot save to {path}: it is a folder; add a file name.")
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, **{MARK: VERSION, **arrays})
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def load_into(arrays, path):
    """Replace the contents of named arrays by those of a file: all of them, or none and a sentence says why.

    Parameters
    ----------
    arrays : dict of str → ndarray
        Are changed in place.
    path : str or Path
        A file that `save_arrays` wrote, with the same names and shapes.
    """
    found = load_arrays(path)
    for name in sorted(arrays.keys() ^ found.keys()):
        where = "the file, but not in the model" if name in found else "the model, but not in the file"
        raise ValueError(f"{path} belongs to another model: {name} is in {where}.")
    for name, array in arrays.items():
        if found[name].shape != array.shape:
            raise ValueError(
                f"{path} belongs to another model: {name} has shape {found[name].shape} in the file and "
                f"{array.shape} in the model."
            )
    for name, array in arrays.items():
        array[...] = found[name]


def load_arrays(path):
    """Read what `save_arrays` wrote.

    Returns
    -------
    dict of str → ndarray

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the file is damaged, or was not written by `save_arrays`.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"There is no file {path}.")
    if not zipfile.is_zipfile(path):
        raise ValueError(f"{path} is not a file of weights, or only a part of one; save the model again.")
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
    except (
        ValueError,
        OSError,
        EOFError,
        KeyError,
        NotImplementedError,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        raise ValueError(
            f"{path} is damaged or holds something else than arrays; save the model again."
        ) from error
    if MARK not in arrays:
        raise ValueError(f"{path} holds arrays, but was not written by model.save.")
    del arrays[MARK]
    return arrays
