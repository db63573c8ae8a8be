"""pyproject.toml asks for packages, constraints.txt answers exactly, environment.yml tells conda the same."""

import re
import shutil
import subprocess
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from launcher import installing
from launcher.places import HERE


def read(name):
    return (HERE.root / name).read_text(encoding="utf-8")


PROJECT = tomllib.loads(read("pyproject.toml"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
WANTED = sorted({*PROJECT["dependencies"], *(text for extra in EXTRAS.values() for text in extra)})
LINES = [line for line in read("constraints.txt").splitlines() if line and not line.startswith("#")]


def pinned():
    """Package name → the version after ==; a package may be pinned once only, or Pythons would differ."""
    versions = {}
    for line in LINES:
        requirement = Requirement(line)
        name, specifiers = canonicalize_name(requirement.name), list(requirement.specifier)
        assert len(specifiers) == 1 and specifiers[0].operator == "==", f"constraints.txt: not exact: {line}"
        assert name not in versions, f"constraints.txt: {name} has two versions"
        versions[name] = specifiers[0].version
    return versions


@pytest.mark.parametrize("wanted", WANTED)
def test_every_requirement_has_a_floor_and_an_exact_version_above_it(wanted):
    requirement = Requirement(wanted)
    assert [specifier.operator for specifier in requirement.specifier] == [">="], "a floor and nothing else"
    version = pinned().get(canonicalize_name(requirement.name))
    assert version, (
        f"constraints.txt lacks {requirement.name}: write it anew (the command is in pyproject.toml)"
    )
    assert requirement.specifier.contains(version), f"{requirement.name} {version} is below its floor"


def test_no_address_is_in_the_constraints():
    text = read("constraints.txt")
    assert not re.search(r"://|@|--|\.(com|org|net|io)\b|/", text)


def test_conda_gets_the_same():
    settings = yaml.safe_load(read("environment.yml"))
    conda = [item for item in settings["dependencies"] if isinstance(item, str)]
    (pip,) = (item["pip"] for item in settings["dependencies"] if isinstance(item, dict))
    python = next(item for item in conda if item.startswith("python="))
    assert Requirement(f"python{PROJECT['requires-python']}").specifier.contains(python.partition("=")[2])
    assert "pip" in conda
    assert sorted(" ".join(pip).split()) == sorted(installing.WHAT_TO_INSTALL)


def test_start_and_package_ask_for_the_same_python():
    assert "OLDEST = (3, 11)" in read("start.py")
    assert PROJECT["requires-python"] == ">=3.11"


def test_every_machine_calls_the_command_of_the_readme():
    assert "start.py test" in read(".ci/run")
    jobs = yaml.safe_load(read(".github/workflows/ci.yml"))["jobs"]
    for name, job in jobs.items():
        assert any("python start.py test" in step.get("run", "") for step in job["steps"]), name
    systems = jobs["test"]["strategy"]["matrix"]["system"]
    assert {system.split("-")[0] for system in systems} == {"ubuntu", "macos", "windows"}


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not on this machine")
@pytest.mark.parametrize("script", [".ci/run", ".ci/allow-bubblewrap"])
def test_the_scripts_can_be_read_by_bash(script):
    done = subprocess.run(["bash", "-n", script], cwd=HERE.root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
