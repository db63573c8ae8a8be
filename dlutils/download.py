"""Fetch a file once, and never believe it unseen.

The file is written beside its place under another name, compared with its checksum, and only then given its
name: an interrupted download leaves nothing that could be taken for the file.
"""

import hashlib
import http.client
import os
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

SECONDS_OF_SILENCE = 20  # no answer for so long means no network
PIECE = 1 << 16  # bytes read at a time


class DownloadError(OSError):
    """A file could not be fetched; the message says what to do."""


def cache_folder():
    """Where this user's programs keep what they can fetch again: the custom of each system."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "dlutils"


def fetch(address, name, sha256, cache=None):
    """Return the path of a file, after downloading it if it is not there yet.

    Parameters
    ----------
    address : str
        Where the file lies on the network.
    name : str
        What it is called in the cache.
    sha256 : str
        The checksum that it must have, in hexadecimal digits.
    cache : path, optional
        The folder to keep it in; `cache_folder` by default.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    DownloadError
        If there is no network, no room, or the file is another one than expected.
    """
    folder = cache_folder() if cache is None else Path(cache)
    path = folder / name
    if path.is_file() and _checksum(path) == sha256:
        return path
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(prefix=f"{name}.", suffix=".part", dir=folder)
    except OSError as error:
        raise DownloadError(
            f"{name} cannot be kept in {folder}: {_reason(error)}. Give another folder."
        ) from None
    unfinished = Path(unfinished)
    try:
        with os.fdopen(handle, "wb") as file:
            _download(address, path, file)
        if _checksum(unfinished) != sha256:
            raise DownloadError(
                f"What came from {address} is not the file expected (its checksum differs), so it was thrown "
                "away. Often a log-in page of the network answers instead: open any web page, then try again."
            )
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def _download(address, path, file):
    from tqdm.auto import tqdm  # here, so that importing dlutils costs NumPy only

    try:
        with urllib.request.urlopen(address, timeout=SECONDS_OF_SILENCE) as answer:
            size = int(answer.headers.get("Content-Length") or 0) or None
            with tqdm(total=size, desc=f"Downloading {path.name}", unit="B", unit_scale=True) as bar:
                while piece := answer.read(PIECE):
                    file.write(piece)
                    bar.update(len(piece))
                if size is not None and file.tell() < size:
                    raise ConnectionError("the connection broke off")
    except (OSError, http.client.HTTPException) as error:  # URLError and time-outs are OSErrors
        raise DownloadError(
            f"{path.name} could not be downloaded from {address} ({_reason(error)}). Connect to the internet "
            f"and call this again, or fetch the file in a browser and save it as {path}."
        ) from None


def _reason(error):
    """The few words that say why, without numbers and class names."""
    if isinstance(error, urllib.error.HTTPError):
        error.close()  # it is an answer too, with its connection still open
        return f"the server answered {error.code} {error.reason}"
    if isinstance(error, urllib.error.URLError):
        return _reason(error.reason) if isinstance(error.reason, OSError) else str(error.reason)
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _checksum(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
