"""A learner's first visit in a real browser: open, be wrong, be right, explore by keyboard, save, come back."""

import re

from tests.front_door.lab import Lab

WRONG = """def standardize(X):
    mean = X.mean(axis=0, keepdims=True)
    std = X.std(axis=0, keepdims=True)
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std, mean, std
"""
RIGHT = WRONG.replace("axis=0", "axis=1").replace("    mean", "    # my own remark: œuvre\n    mean", 1)


def test_a_first_visit_and_a_second(course, opened, page, shot):
    hosts = set()
    page.on("request", lambda request: hosts.update(re.findall(r"^(?:http|ws)s?://[^/:]*", request.url)))

    with opened() as address:
        lab = Lab(page, address)
        assert lab.title() == "00_start_here.ipynb", "the first notebook opens by itself"
        assert lab.dialogs() == [], "and nothing stands before it"

        for text in ("from dlutils", "def standardize"):
            lab.run(text)
        assert "not written yet" in lab.run('check("standardize")'), "an untouched exercise says so"
        shot("untouched")
        lab.write("def standardize", WRONG)
        lab.run("def standardize")
        report = lab.run('check("standardize")')
        assert "0 of 3 points, a known mistake" in report and "run down the columns" in report
        shot("wrong")
        lab.write("def standardize", RIGHT)
        lab.run("def standardize")
        assert "3 of 3 points" in lab.run('check("standardize")')
        shot("right")
        lab.save()

    kept = (course.work / "00_start_here" / "00_start_here.ipynb").read_text(encoding="utf-8")
    assert "my own remark: œuvre" in kept

    with opened() as address:
        lab = Lab(page, address)
        assert lab.dialogs() == []
        assert "my own remark: œuvre" in lab.cell("def standardize").text_content(), "the work is found again"
        shot("second-visit")
    assert all("localhost" in host for host in hosts), f"the course talks to nobody else: {hosts}"


def test_an_exploration_by_keyboard_alone(opened, page, shot):
    with opened() as address:
        lab = Lab(page, address)
        lab.run("from dlutils")
        lab.run("BroadcastExploration()")
        page.keyboard.press("Escape")
        for name, text in (("shape of a", "(4, 1)"), ("shape of b", "(3,)"), ("shape of a + b", "(4, 3)")):
            lab.tab_to(name)
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.type(text)
        lab.tab_to("Commit my prediction")
        page.keyboard.press("Space")
        lab.wait()
        status = lab.cell("BroadcastExploration()").locator("[role=status]").first
        assert "Right" in status.inner_text()
        picture = lab.cell("BroadcastExploration()").locator("img").first.get_attribute("alt")
        assert "(4, 3)" in picture, f"the picture's text follows: {picture}"
        shot("exploration")
