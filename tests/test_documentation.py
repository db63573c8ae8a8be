"""README, CONTRIBUTING, CHANGELOG and docs/ tell the truth: what they name exists, what they show runs."""

import dataclasses
import doctest
import importlib.util
import io
import json
import re
from functools import cache
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from nbgrader.apps import NbGraderApp
from PIL import Image

from dlutils.__main__ import main as dlutils_main
from dlutils.checks import notebook_ids
from dlutils.checks.judging import judge
from launcher.commands import COMMANDS
from tools.figures import TOLERANCE, difference

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES += sorted((ROOT / "docs").glob("*.md"))
EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)

# Names of files that the reader makes, and folders that the commands make.
OF_THE_READER = {"center.py", "late.py", "timestamp.txt"}
MADE_BY_COMMANDS = ("class/", "work/", ".venv", "dlutils/checks/notebook_00/center.py")
PLACEHOLDER = re.compile(r"NN|<\w+>|…|\*")

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
IS_PATH = re.compile(r"[\w.<>/\\-]*[/\\][\w.<>/\\-]*|[\w-]+\.(?:py|md|ipynb|toml|txt|yml|json|csv|db)")


@cache
def text_of(page):
    return page.read_text(encoding="utf-8")


def prose(page):
    """The page without its listings."""
    return FENCE.sub("", text_of(page))


def quoted(page):
    """What stands between backticks."""
    return re.findall(r"`([^`\n]+)`", prose(page))


def commands(page):
    """What a reader would type: between backticks, and the lines of listings without a language."""
    listings = [body.replace("\\\n", " ") for language, body in FENCE.findall(text_of(page)) if not language]
    return quoted(page) + [line.strip() for body in listings for line in body.splitlines()]


def anchors(page):
    """The anchors that a page's headings get where Markdown is shown."""
    titles = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@EVERY_PAGE
def test_links_lead_somewhere(page):
    for target in LINK.findall(prose(page)):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.is_file(), f"{page.name}: the link {target} leads nowhere."
        assert not anchor or anchor in anchors(file), f"{page.name}: {file.name} has no heading #{anchor}."


@EVERY_PAGE
def test_images_exist_and_have_alt_text(page):
    for alt, target in IMAGE.findall(prose(page)):
        assert (page.parent / target).is_file(), f"{page.name}: there is no image {target}."
        assert len(alt) > 60, f"{page.name}: say in words what there is to see in {target}."


@EVERY_PAGE
def test_named_paths_exist(page):
    for name in quoted(page):
        if not IS_PATH.fullmatch(name) or PLACEHOLDER.search(name) or name.startswith(MADE_BY_COMMANDS):
            continue
        assert name in OF_THE_READER or (ROOT / name).exists(), f"{page.name}: there is no {name}."


@EVERY_PAGE
def test_files_in_diagrams_exist(page):
    files = {path.name for path in ROOT.rglob("*.py") if ".venv" not in path.parts}
    for language, body in FENCE.findall(text_of(page)):
        if not language:
            for name in re.findall(r"[\w/]+\.py\b", body):
                assert name.split("/")[-1] in files, f"{page.name}: there is no {name}."


@EVERY_PAGE
def test_commands_exist(page):
    known = {
        r"start\.py (\w+)": set(COMMANDS),
        r"^nbgrader (\w+)": set(NbGraderApp.subcommands),
    }
    for line in commands(page):
        for pattern, names in known.items():
            for name in re.findall(pattern, line):
                assert name in names, f"{page.name}: `{line}`: there is no command {name}."
        for module in re.findall(r"python\S* -m ([\w.]+)", line):
            assert importlib.util.find_spec(module), f"{page.name}: `{line}`: there is no module {module}."


@EVERY_PAGE
def test_options_of_grade_exist(page, capsys):
    with pytest.raises(SystemExit):
        dlutils_main(["grade", "--help"])
    known = re.findall(r"--\w+", capsys.readouterr().out)
    lines = [line.partition("start.py grade")[2] for line in commands(page)]
    lines += re.findall(r"^\| `(--.+?)` \|", prose(page), re.MULTILINE)  # the table of options
    for option in re.findall(r"--\w+", " ".join(lines)):
        assert option in known, f"{page.name}: grade has no option {option}."


def test_notebooks_on_the_map_are_those_that_exist():
    row = re.compile(r"^\| (\d\d) \| (.+?) \| .+? \| (.+?) \|$", re.MULTILINE)
    rows = {number: (title, time) for number, title, time in row.findall(text_of(ROOT / "README.md"))}
    assert list(rows) == [f"{number:02}" for number in range(14)]
    there = {name[:2]: name for name in notebook_ids()}
    for number, (title, time) in rows.items():
        if number not in there:
            assert time == "to come" and "](" not in title, f"README: notebook {number} is not there yet."
            continue
        path = f"notebooks/{there[number]}/{there[number]}.ipynb"
        assert f"]({path})" in title, f"README: notebook {number} exists; link to {path}."
        top = "".join(json.loads((ROOT / path).read_text(encoding="utf-8"))["cells"][0]["source"])
        minutes = time.removesuffix(" min")
        assert f"{minutes} min" in top, (
            f"README: {number} is said to take {minutes} min, its top says otherwise."
        )


def test_picture_is_what_its_script_draws():
    script = ROOT / "docs" / "images" / "one_neuron.py"
    specification = importlib.util.spec_from_file_location("one_neuron", script)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    with matplotlib.rc_context():
        drawn = module.draw()
    described = f"![{drawn.alt}](docs/images/one_neuron.png)" in text_of(ROOT / "README.md")
    assert described, f"README: the picture's alt text must be ALT of {script.relative_to(ROOT)}."
    old, new = (pixels(data) for data in (script.with_suffix(".png").read_bytes(), drawn.png))
    assert difference(old, new) <= TOLERANCE, f"Look at it, then run python {script.relative_to(ROOT)}."


def pixels(data):
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image.convert("RGB"), dtype=float)


def test_code_in_the_notation_runs():
    path = ROOT / "docs" / "notation.md"
    result = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert result.attempted > 5 and result.failed == 0, "docs/notation.md: the examples are printed above."


def example_exercise():
    """The declaration that CONTRIBUTING shows."""
    listings = FENCE.findall(text_of(ROOT / "CONTRIBUTING.md"))
    source = next(body for language, body in listings if language == "python")
    namespace = {"__name__": "center"}
    exec(compile(source, "CONTRIBUTING.md", "exec"), namespace)
    return namespace["CENTER"]


def test_example_in_contributing_is_a_good_exercise():
    exercise = example_exercise()
    for answer in (exercise.reference, *exercise.variants.values()):
        assert judge(exercise, answer, seed=1).verdict == "passed"
    fixed_only = dataclasses.replace(exercise, draws=0)  # the fixed examples alone must tell mistakes apart
    for mistake in exercise.mistakes:
        assert judge(exercise, mistake.function, seed=1).mistake == mistake.id
        assert judge(fixed_only, mistake.function, seed=1).mistake == mistake.id
