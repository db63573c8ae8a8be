"""A copy of the course whose front door is opened as everybody opens it, and a browser to walk in with."""

import os
import re
import shutil
import signal
import site
import socket
import subprocess
import sys
import threading
import time
import venv
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from launcher import environment, files
from launcher.places import Places

ROOT = Path(__file__).resolve().parent.parent.parent
SHOTS = os.environ.get("DLUTILS_SCREENSHOTS")  # a folder, for those who want to look
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
COPIED = ("start.py", "nbgrader_config.py", "pyproject.toml", "constraints.txt", "README.md")
# No look-ups of its own: a browser in a test talks to the course and to nobody else.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def browser():
    """Chromium without a window, or a skipped test that says so."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        sentence = "No Chromium was found on this machine, so nobody walked through the front door."
        (pytest.fail if os.environ.get("DLUTILS_REQUIRE_BROWSER") else pytest.skip)(sentence)
    from playwright.sync_api import sync_playwright

    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=[*QUIET, *(["--no-sandbox"] if is_root else [])]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course in a folder with a space and an accent; its environment borrows the packages of this one."""
    places = Places(tmp_path_factory.mktemp("front door") / "Réseaux de neurones")
    places.root.mkdir()
    for name in COPIED:
        shutil.copy(ROOT / name, places.root)
    for folder in ("launcher", "dlutils", "solutions", "notebooks"):
        shutil.copytree(ROOT / folder, places.root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    make_environment(places)
    return places


def make_environment(places):
    """What `environment.ensure` makes, in a second: nothing is installed, this environment is looked into."""
    venv.create(places.venv, symlinks=True, with_pip=False)
    (packages,) = places.venv.glob("lib/python*/site-packages")
    borrowed = "; ".join(f"site.addsitedir({folder!r})" for folder in site.getsitepackages())
    (packages / "borrowed.pth").write_text(f"{places.root}\nimport site; {borrowed}\n", encoding="utf-8")
    jupyter, ours = Path(sys.prefix) / "share" / "jupyter", places.venv / "share" / "jupyter"
    (ours / "lab" / "settings").mkdir(parents=True)
    for inside in ("kernels", "labextensions", "nbconvert", "lab/schemas", "lab/static", "lab/themes"):
        (ours / inside).symlink_to(jupyter / inside)
    (places.venv / "etc").symlink_to(Path(sys.prefix) / "etc")
    files.replace(places.lab_overrides, (ROOT / environment.LAB_SETTINGS).read_bytes())
    files.replace(places.stamp, environment.fingerprint(places).encode())


@pytest.fixture(scope="module")
def opened(course):
    """`with opened() as address:` runs `start.py` until the end of the block, then stops it by Ctrl+C."""

    @contextmanager
    def run_start():
        allowed = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        server = subprocess.Popen(
            [sys.executable, "start.py", "lab", "--no-browser", *allowed],
            cwd=course.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            start_new_session=True,
            env={k: v for k, v in os.environ.items() if not k.startswith(("COV_", "JUPYTER"))},
        )
        said, found, address = [], threading.Event(), []

        def listen():
            for line in server.stdout:
                said.append(line)
                if not address and (match := re.search(r"http://(?:localhost|127\.0\.0\.1):\S+", line)):
                    address.append(match[0])
                    found.set()
            found.set()

        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        try:
            assert found.wait(90) and address, f"start.py named no address: {''.join(said)}"
            wait_for(address[0])
            yield address[0]
        finally:
            os.killpg(server.pid, signal.SIGINT)
            try:
                server.wait(30)
            finally:
                if server.poll() is None:
                    os.killpg(server.pid, signal.SIGKILL)
                listener.join(5)
                server.stdout.close()
        assert server.returncode == 0, f"After Ctrl+C the status was {server.returncode}: {''.join(said)}"

    return run_start


def wait_for(address):
    """The address is named a moment before the server answers there."""
    host, port = urlsplit(address).hostname, urlsplit(address).port
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex((host, port)) == 0:
                return
        time.sleep(0.2)
    raise AssertionError(f"Nobody answers at {address}")


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(120_000)  # a machine with other work is slow, and no less right
    yield page
    context.close()


@pytest.fixture
def shot(page):
    """`shot("name")` keeps a picture of the page, if somebody wants to look."""

    def keep(name):
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}.png")

    return keep
