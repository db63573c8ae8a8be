"""A teacher's first assignment in a real browser: the formgrader's button grades, a written answer gets its points."""

import json
import re
from urllib.parse import urlsplit

import pytest

ASSIGNMENT = "00_start_here"
ANSWERS = {
    "broadcast_add": """def broadcast_add(W_times_X, b):
    if b.shape != (W_times_X.shape[0], 1):
        raise ValueError("b must be a column, one number for each row")
    return W_times_X + b
""",
    "question_silent_table": "All 9 pairs were compared, because the shapes were stretched to a table.",
}


@pytest.fixture(scope="module")
def handed_in(course):
    """Ana has solved one exercise and answered the question in her own words."""
    source = course.releases / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    notebook = json.loads(source.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        answer = ANSWERS.get(cell["metadata"].get("nbgrader", {}).get("grade_id"))
        if answer:
            cell["source"] = answer
    target = course.root / "class" / "submitted" / "ana" / ASSIGNMENT / source.name
    target.parent.mkdir(parents=True)
    target.write_text(json.dumps(notebook), encoding="utf-8")


def press(page, row, button):
    """Press a button of the formgrader in the row that contains `row`, and wait until it says success."""
    page.locator("tr").filter(has_text=row).locator(f"td.{button} a").click()
    page.wait_for_function(
        "document.querySelector('.modal-dialog')?.innerText.match(/success|error/i)", timeout=90_000
    )
    said = page.locator(".modal-dialog").inner_text()
    assert "success" in said.lower(), said


def test_the_formgrader_grades_and_adds_what_the_teacher_gives(opened, handed_in, page, shot):
    with opened() as address:
        parts = urlsplit(address)
        home = f"{parts.scheme}://{parts.netloc}/formgrader"
        # MathJax comes from elsewhere; without a network nobody waits for it.
        page.route(lambda url: urlsplit(url).netloc != parts.netloc, lambda route: route.abort())
        page.goto(f"{home}?{parts.query}")
        page.goto(f"{home}/manage_assignments")
        press(page, ASSIGNMENT, "assign")

        page.goto(f"{home}/manage_submissions/{ASSIGNMENT}")
        ana = page.locator("tr").filter(has_text="ana")
        press(page, "ana", "autograde")
        shot("formgrader-button")
        page.goto(f"{home}/manage_submissions/{ASSIGNMENT}")
        assert "3 / 12" in ana.inner_text(), "three points for the exercise, none for the rest yet"

        page.goto(f"{home}/gradebook/{ASSIGNMENT}/{ASSIGNMENT}")
        page.locator("table a", has_text="Submission").first.click()
        page.wait_for_selector("input.score")
        points = (
            page.locator("#question_silent_table").locator("xpath=ancestor::div").locator("input.score").last
        )
        points.scroll_into_view_if_needed()
        points.fill("2.5")
        with page.expect_response(re.compile("/formgrader/api/grade/")):
            points.press("Tab")
        shot("formgrader-points")

        page.goto(f"{home}/manage_submissions/{ASSIGNMENT}")
        assert "5.5 / 12" in ana.inner_text(), "the teacher's points are added"
        shot("formgrader-total")
