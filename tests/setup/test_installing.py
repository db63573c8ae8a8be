"""The ways to an environment, and the words for what goes wrong on them."""

import sys
import time

import pytest

from launcher import installing
from launcher.console import Problem
from launcher.places import Places

VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"


def plan_with(course, modules, programs):
    return installing.plan(course, has_module=lambda name: name in modules, which=programs.get)


def test_python_alone_is_enough(course):
    plan = plan_with(course, {"ensurepip", "pip"}, {"uv": "/bin/uv"})
    assert plan.create == (installing.base_python(), "-m", "venv", str(course.venv))
    assert plan.install[:4] == (str(course.python), "-m", "pip", "install")
    assert plan.install[-4:] == ("--editable", ".[course,test]", "--constraint", "constraints.txt")


def test_without_ensurepip_uv_is_taken(course):
    plan = plan_with(course, {"pip"}, {"uv": "/bin/uv", "pip3": "/bin/pip3"})
    assert plan.create[:2] == ("/bin/uv", "venv")
    assert plan.install[:5] == ("/bin/uv", "pip", "install", "--python", str(course.python))


@pytest.mark.parametrize(
    "modules, programs, pip",
    [
        ({"pip"}, {}, (installing.base_python(), "-m", "pip")),
        (set(), {"pip3": "/bin/pip3"}, ("/bin/pip3",)),
    ],
)
def test_without_both_another_pip_is_taken(course, modules, programs, pip):
    plan = plan_with(course, modules, programs)
    assert "--without-pip" in plan.create
    assert plan.install[: len(pip) + 3] == (*pip, "--python", str(course.python), "install")


def test_without_all_three_the_package_is_named(course):
    with pytest.raises(Problem, match=f"sudo apt install python{VERSION}-venv"):
        plan_with(course, set(), {})


def test_windows_keeps_programs_elsewhere(course):
    windows = Places(course.root, windows=True)
    plan = plan_with(windows, {"ensurepip"}, {})
    assert plan.install[0] == str(course.root / ".venv" / "Scripts" / "python.exe")


@pytest.mark.parametrize(
    "log, words",
    [
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk is full"),
        ("OSError: [WinError 112] There is not enough space on the disk", "disk is full"),
        ("HINT: … does not have Windows Long Path support enabled", "too long for Windows"),
        ("[WinError 32] The process cannot access the file", "another program holds"),
        ("ERROR: [Errno 13] Permission denied: '/x'", "no permission to write"),
        ("OSError: [Errno 30] Read-only file system", "no permission to write"),
        ("ProxyError('Cannot connect to proxy.', timeout('timed out'))", "proxy"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "certificate"),
        ("[Errno -3] Temporary failure in name resolution", "could not be reached"),
        ("[Errno -2] Name or service not known", "could not be reached"),
        ("[Errno 11001] getaddrinfo failed", "could not be reached"),
        ("[Errno 8] nodename nor servname provided, or not known", "could not be reached"),
        ("error: dns error: failed to lookup address information", "could not be reached"),
        ("NewConnectionError …\nERROR: No matching distribution found for numpy", "could not be reached"),
        ("ERROR: No matching distribution found for numpy==2.4.6", f"not ready-made for Python {VERSION}"),
        ("ERROR: Failed building wheel for pyzmq", f"not ready-made for Python {VERSION}"),
        ("ERROR: ResolutionImpossible: for help visit", "contradict each other"),
        ("Segmentation fault", "does not know"),
    ],
)
def test_a_failure_becomes_one_sentence_that_names_the_log(log, words):
    sentence = installing.explain(f"Collecting numpy\n{log}\n")
    assert words in sentence
    assert "setup.log" in sentence
    assert "\n" not in sentence and "{" not in sentence


def test_what_a_command_says_is_kept_in_the_log(course):
    installing.start_log(course)
    installing.run_logged(course, (sys.executable, "-c", "print('Collecting numpy')"), None)
    log = course.log.read_text(encoding="utf-8")
    assert log.startswith("Python ") and log.endswith("Collecting numpy\n")


def test_a_command_that_fails_is_a_problem(course):
    script = "import sys; print('No space left on device', file=sys.stderr); sys.exit(1)"
    installing.start_log(course)
    with pytest.raises(Problem, match="the disk is full"):
        installing.run_logged(course, (sys.executable, "-c", script), None)


def test_a_new_attempt_does_not_inherit_the_old_log(course):
    course.log.write_text("No space left on device", encoding="utf-8")
    installing.start_log(course)
    assert "No space" not in course.log.read_text(encoding="utf-8")


def test_after_an_interruption_nothing_goes_on_writing(course, monkeypatch):
    late = course.root / "late"
    script = f"print('go', flush=True); import time; time.sleep(1); open({str(late)!r}, 'w')"

    def press_control_c(text):
        raise KeyboardInterrupt

    monkeypatch.setattr(installing, "say_in_place", press_control_c)
    with pytest.raises(KeyboardInterrupt):
        installing.run_logged(course, (sys.executable, "-c", script), None)
    time.sleep(1.5)
    assert not late.exists()
