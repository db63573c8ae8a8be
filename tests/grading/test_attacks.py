"""The battery: every attack as a real submission. It earns what it deserves, learns no secret and harms nobody.

The numbers are those of docs/attacks.md, which says where each of the 54 is tried.
"""

from __future__ import annotations

import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from nbconvert.exporters import HTMLExporter
from nbformat import v4
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config

from dlutils.grading import recording
from dlutils.grading.demo import disagreements
from dlutils.grading.engine import Engine, grade_class
from dlutils.grading.judge import grade_submission
from dlutils.grading.sample import Member
from dlutils.grading.sample.breaking import DESTRUCTION
from dlutils.grading.sample.forging import CHEATED, FORGED_SCORES, STOLEN
from dlutils.grading.sample.hostile import deserved, hostile
from dlutils.grading.sample.maker import data

ASSIGNMENT = "01_single_neuron"
ROOT = Path(__file__).resolve().parents[2]
ATTACKS = [
    ("mean_squared_error", deed, source) for deed, source in (FORGED_SCORES | STOLEN | CHEATED).items()
]
ATTACKS += [("numerical_derivative", deed, source) for deed, source in DESTRUCTION.items()]
#: Tried elsewhere: stale scores, submitted folders, links, what grading leaves to the next one, broken notebooks and archives.
ELSEWHERE = {23, 28, 29, 41, 52, 53, 54}
SECRETS = re.compile(r"def (reference|mse_half|mse_matrix)|/etc/passwd|root:x:|DATABASE|seed\W+\d{6}")


def outputs(graded) -> str:
    return "\n".join(report["text"] + report["html"] for report in graded.reports)


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("name, deed, source", ATTACKS, ids=[deed for _, deed, _ in ATTACKS])
def test_an_attack_earns_what_it_deserves(name, deed, source, maker, assignment, sandboxed):
    member = Member("eve", deed, data(maker.complete(**{name: source})), deserved(maker, name, deed))
    box = sandboxed()
    graded = grade_submission(member.data, assignment, sandboxed)
    assert disagreements(member, graded) == []
    assert not SECRETS.search(outputs(graded))
    # The next submission of the same run meets the same sandbox, unharmed.
    honest = grade_submission(data(maker.complete()), assignment, sandboxed)
    assert honest.score == 15.0 and sandboxed() is box


def test_every_attack_of_the_list_is_tried():
    tried = {int(deed.split()[0]) for _, deed, _ in ATTACKS if deed[0].isdigit()}
    assert tried | ELSEWHERE == set(range(1, 55)) and not tried & ELSEWHERE
    listed = re.findall(r"^\| (\d+) \|", (ROOT / "docs" / "attacks.md").read_text(encoding="utf-8"), re.M)
    assert [int(number) for number in listed] == list(range(1, 55))


def test_attack_23_modules_handed_in_beside_the_notebook(root, course, assignment, hand_in, maker, sandboxed):
    path = hand_in(
        "eve", data(maker.complete(mean_squared_error="def mean_squared_error(y_hat, Y):\n    return 0.0"))
    )
    for name in ("numpy", "dlutils"):
        (path.parent / name).mkdir()
        (path.parent / name / "__init__.py").write_text("raise SystemExit('loaded')", encoding="utf-8")
    for name in ("sitecustomize.py", "conftest.py", "dlutils.py", "nbgrader_config.py"):
        (path.parent / name).write_text("raise SystemExit('loaded')", encoding="utf-8")
    graded = grade_class(course.submissions(ASSIGNMENT), assignment, Engine(1))
    recorded = recording.record(course, ASSIGNMENT, graded)
    assert (recorded["eve"].state, recorded["eve"].score) == ("graded", 13.0)


def test_attack_28_the_files_of_others_are_not_there(root, assignment, hand_in, maker, sandboxed):
    other = hand_in("ada", data(maker.complete()))
    source = f"def mean_squared_error(y_hat, Y):\n    return open({str(other)!r}).read()"
    graded = grade_submission(data(maker.complete(mean_squared_error=source)), assignment, sandboxed)
    report = {r["name"]: r for r in graded.reports}["mean_squared_error"]
    assert report["score"] == 0 and "FileNotFoundError" in report["message"]


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_attack_29_a_link_is_not_followed(root, course, assignment, hand_in, maker, sandboxed):
    target = hand_in("ada", data(maker.complete()))
    for link in ("eve", "mallory"):
        folder = root / "class" / "submitted" / link
        folder.mkdir()
        if link == "eve":
            (folder / ASSIGNMENT).mkdir()
            (folder / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").symlink_to(target)
        else:
            (folder / ASSIGNMENT).symlink_to(target.parent)
    graded = grade_class(course.submissions(ASSIGNMENT), assignment, Engine(1))
    assert {student: result.state for student, result in graded.items()} == {
        "ada": "graded",
        "eve": "ungradable",
        "mallory": "ungradable",
    }
    assert "link" in graded["eve"].reason


SPOILED = """
import random
import warnings

import numpy as np

np.seterr(all="raise")
np.set_printoptions(precision=1)
np.random.seed(0)
random.seed(0)
warnings.simplefilter("error")
"""


def test_attack_41_settings_of_one_do_not_reach_another(maker, assignment, sandboxed):
    right = maker.right_answers["predict"]
    for source in (SPOILED + right, right):
        assert grade_submission(data(maker.complete(predict=source)), assignment, sandboxed).score == 15.0
    probe = "import numpy as np\n\n\ndef predict(w, b, X):\n    raise ValueError(repr(np.geterr()))"
    graded = grade_submission(data(maker.complete(predict=probe)), assignment, sandboxed)
    assert "raise" not in graded.reports[0]["message"].replace("raise ValueError", "").replace("raised", "")


SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)><iframe srcdoc='x'></iframe><a href='javascript:1'>x</a>"


def formgrader_page(course) -> str:
    """What the formgrader shows of eve's submission, made as the formgrader makes it."""
    config = Config()
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    config.merge(course.config)
    path = course.folder("autograded") / "eve" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    resources = {
        "base_url": "",
        "index": 0,
        "total": 1,
        "notebook_id": ASSIGNMENT,
        "assignment_id": ASSIGNMENT,
    }
    return HTMLExporter(config=config).from_filename(str(path), resources=resources)[0]


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
def test_attack_54_scripts_are_text_in_everything_that_is_opened(
    root, course, assignment, hand_in, maker, gradebook, sandboxed
):
    notebook = maker.complete(
        predict=f"def predict(w, b, X):\n    raise ValueError({SCRIPT!r})",
        mean_squared_error=f"def mean_squared_error(y_hat, Y):\n    print({SCRIPT!r})\n    return {SCRIPT!r}",
    )
    output = v4.new_output("display_data", {"text/html": SCRIPT, "image/svg+xml": f"<svg>{SCRIPT}</svg>"})
    notebook.cells.insert(1, v4.new_code_cell("1", outputs=[output]))
    notebook.cells.insert(1, v4.new_markdown_cell(SCRIPT))
    notebook.cells.insert(1, v4.new_raw_cell(SCRIPT, metadata={"raw_mimetype": "text/html"}))
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.metadata.get("nbgrader"):
            cell.source = f"{SCRIPT}\n\n<svg onload=alert(1)>\n\n[x](javascript:alert(1))\n\n<style>*{{display:none}}</style>"
            cell.attachments = {"x.svg": {"image/svg+xml": SCRIPT}}
    hand_in("eve", data(notebook))
    graded = grade_class(course.submissions(ASSIGNMENT), assignment, Engine(1))
    assert recording.record(course, ASSIGNMENT, graded, feedback=True)["eve"].state == "graded"
    with gradebook() as book:
        book.find_comment(
            "question_scale", ASSIGNMENT, ASSIGNMENT, "eve"
        ).manual_comment = f"**No.** {SCRIPT}"
        book.db.commit()
    recording.record(course, ASSIGNMENT, graded, feedback=True)
    page = course.folder("feedback") / "eve" / ASSIGNMENT / f"{ASSIGNMENT}.html"
    pages = {"feedback": page.read_text(encoding="utf-8"), "formgrader": formgrader_page(course)}
    assert "<strong>No.</strong>" in pages["feedback"]
    for where, text in pages.items():
        body = text.partition("<body")[2]
        assert "One neuron" in body and "of 2 points" in body and "alert(1)" in body, where
        assert what_acts(text) == [], where


def what_acts(page: str) -> list[str]:
    """Tags in a page that would do something of the attacker's."""
    found = []

    class Reader(HTMLParser):
        inside = ""

        def handle_starttag(self, tag, attributes):
            self.inside = tag
            acts = [value for name, value in attributes if name.startswith("on") and "alert" in (value or "")]
            acts += [
                value for name, value in attributes if (value or "").strip().lower().startswith("javascript:")
            ]
            acts += [tag] if tag in ("iframe", "object", "embed", "svg") or ("src", "x") in attributes else []
            found.extend(map(str, acts))

        def handle_endtag(self, tag):
            self.inside = ""

        def handle_data(self, text):
            if self.inside in ("script", "style") and ("alert(1)" in text or "*{display:none}" in text):
                found.append(f"{self.inside}: {text[:80]}")

    Reader().feed(page)
    return found


def test_what_acts_is_found():
    acting = f"{SCRIPT}<svg onload=alert(1)></svg><style>*{{display:none}}</style>"
    assert len(what_acts(acting)) >= 6 and what_acts("<p class='x'>alert(1)</p>") == []


UNUSUAL = {
    "float32": "import numpy as np\n\n\ndef {name}(y_hat, Y):\n    return np.float32(np.mean((y_hat.astype('f4') - Y) ** 2))",
    "another order in memory": "import numpy as np\n\n\ndef {name}(y_hat, Y):\n    return np.mean((np.asfortranarray(y_hat.T).T - Y) ** 2)",
    "a warning": "import warnings\n\n\ndef {name}(y_hat, Y):\n    warnings.warn('careful')\n    return ((y_hat - Y) ** 2).mean()",
    "on standard error": "import sys\n\n\ndef {name}(y_hat, Y):\n    print('!', file=sys.stderr)\n    return ((y_hat - Y) ** 2).mean()",
    "a loop": "def {name}(y_hat, Y):\n    return sum((a - b) ** 2 for a, b in zip(y_hat[0], Y[0])) / Y.shape[1]",
    "other names": "def {name}(one, other):\n    return ((one - other) ** 2).mean()",
    "sum over m": "import numpy as np\n\n\ndef {name}(y_hat, Y):\n    return np.sum((y_hat - Y) ** 2) / Y.size",
    "another formula": "def {name}(y_hat, Y):\n    return (y_hat**2).mean() - 2 * (y_hat * Y).mean() + (Y**2).mean()",
    "an array without axes": "import numpy as np\n\n\ndef {name}(y_hat, Y):\n    return np.array(((y_hat - Y) ** 2).mean())",
    "a lambda": "{name} = lambda y_hat, Y: ((y_hat - Y) ** 2).mean()",
    "a class that can be called": "class Mean:\n    def __call__(self, y_hat, Y):\n        return ((y_hat - Y) ** 2).mean()\n\n\n{name} = Mean()",
    "a decorator": "import functools\n\n\ndef same(f):\n    @functools.wraps(f)\n    def inner(*a):\n        return f(*a)\n    return inner\n\n\n@same\ndef {name}(y_hat, Y):\n    return ((y_hat - Y) ** 2).mean()",
    "matplotlib imported and used": "import matplotlib.pyplot as plt\n\n\ndef {name}(y_hat, Y):\n    figure, axes = plt.subplots()\n    axes.plot(y_hat[0])\n    plt.close(figure)\n    return ((y_hat - Y) ** 2).mean()",
    "a progress bar": "from tqdm.auto import tqdm\n\n\ndef {name}(y_hat, Y):\n    return sum((a - b) ** 2 for a, b in tqdm(list(zip(y_hat[0], Y[0])))) / Y.size",
    "a library imported and not used": "import scipy.stats\nfrom sklearn.metrics import mean_squared_error as theirs\n\n\ndef {name}(y_hat, Y):\n    return ((y_hat - Y) ** 2).mean()",
    "opens devnull if it is there": "import os\n\n\ndef {name}(y_hat, Y):\n    if os.path.exists(os.devnull):\n        open(os.devnull, 'w').close()\n    return ((y_hat - Y) ** 2).mean()",
}


@pytest.mark.parametrize("source", UNUSUAL.values(), ids=UNUSUAL.keys())
def test_right_answers_in_unusual_clothes_earn_full_marks(source, maker, assignment, boxes):
    source = source.replace("{name}", "mean_squared_error")
    graded = grade_submission(data(maker.complete(mean_squared_error=source)), assignment, boxes)
    assert graded.score == 15.0, outputs(graded)


def test_a_demo_class_has_some_attackers(maker):
    assert 8 <= len(list(hostile(maker, few=True))) <= 15
