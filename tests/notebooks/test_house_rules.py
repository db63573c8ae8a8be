"""The rules of the house: kept by every notebook, and each rule proven to fail on a broken one."""

import pytest
from nbformat.v4 import new_output

from tools.house_rules import RULES, cells, closing, exercises, headings, outputs, pictures, words
from tools.house_rules import numbers as numbers_rules
from tools.house_rules import release as release_rules
from tools.house_rules.__main__ import main
from tools.notebooks import notebook_names, read, solution, text_of
from tools.release import release


def _rule_id(rule):
    return rule.__name__


@pytest.mark.parametrize("rule", RULES, ids=_rule_id)
@pytest.mark.parametrize("name", notebook_names())
def test_notebook_keeps_the_rule(name, rule):
    path = solution(name)
    problems = rule(path, read(path))
    assert not problems, "\n".join([f"{path}:", *problems])


def test_every_declared_notebook_is_there():
    from dlutils.checks import notebook_ids

    assert notebook_names() == notebook_ids()


@pytest.mark.parametrize("rule", RULES, ids=_rule_id)
def test_small_notebook_keeps_the_rule(rule, project, nb):
    release([project.name], project.root)
    assert rule(project.solution, nb) == []


def _retag(*tags):
    return lambda cell: cell.metadata.update(tags=list(tags))


def _grader(**changes):
    return lambda cell: cell.metadata["nbgrader"].update(changes)


def _source(old, new):
    def change(cell):
        assert old in cell.source
        cell.source = cell.source.replace(old, new)

    return change


def _append(text):
    return lambda cell: cell.update(source=cell.source + text)


def _shows(text):
    return lambda cell: cell.outputs[0].data.update({"text/plain": text})


def _prints(text, name="stdout"):
    return lambda cell: cell.outputs[0].update(text=text, name=name)


def _html(html):
    return lambda cell: cell.outputs[0].data.update({"text/html": html})


def _strip(cell):
    cell.outputs = []


def _raises(cell):
    cell.outputs = [new_output("error", ename="ValueError", evalue="no", traceback=[])]


def _bare_picture(cell):
    cell.outputs[0].data = {"image/png": "iVBO", "text/plain": "<Figure>"}


# rule, id of the cell to break, how, and what the problem must say
BROKEN = [
    (cells.ids_are_readable, "share", lambda c: c.update(id="3f2a91bc"), "give it a readable id"),
    (cells.ids_are_readable, "share", lambda c: c.update(id="curve"), "same id"),
    (cells.tags_are_known, "share", _retag("figur"), "unknown tag figur"),
    (cells.tags_are_known, "double", _retag(), "tag it `exercise`"),
    (cells.nothing_hides_from_nbval, "share", _append("\n# NBVAL_SKIP"), "NBVAL_SKIP hides the cell"),
    (cells.nothing_hides_from_nbval, "share", _retag("nbval-ignore-output"), "its output is not compared"),
    (cells.cells_are_short, "share", lambda c: c.update(source="x = 1\n" * 26), "26 lines of code"),
    (cells.cells_are_short, "share", lambda c: c.update(source="\n# nothing"), "the cell is empty"),
    (cells.setup_comes_first, "setup", _retag(), "must be the setup"),
    (cells.setup_comes_first, "share", _retag("setup"), "second cell with the tag `setup`"),
    (cells.setup_comes_first, "setup", _source("07_tiny", "08_tiny"), 'notebook("07_tiny")'),
    (cells.setup_turns_warnings_into_errors, "setup", _source("RuntimeWarning", "Warning"), "RuntimeWarning"),
    (cells.setup_turns_warnings_into_errors, "setup", _source('"error"', '"once"'), "DeprecationWarning"),
    (cells.every_cell_ran_in_order, "curve", lambda c: c.update(execution_count=9), "9 instead of 3"),
    (cells.every_cell_ran_in_order, "curve", lambda c: c.update(execution_count=None), "None instead of 3"),
    (headings.one_title, "title", _source("# 07", "07"), "no title"),
    (headings.one_title, "take-away", _append("\n\n# Another"), 'a second title "Another"'),
    (headings.levels_are_not_skipped, "exercise-double", _source("### ", "#### "), "level 4 below level 2"),
    (headings.levels_are_not_skipped, "quarter", _source("## 1", "First.\n\n## 1"), "first line of a cell"),
    (headings.sections_are_numbered, "quarter", _source("## 1", "## 2"), "should be number 1"),
    (headings.sections_are_numbered, "quarter", _source("## 1 ", "## "), "No section is numbered"),
    (headings.sections_are_numbered, "now-read", _source("## Now", "## 2 Now"), "has no number"),
    (headings.exercises_are_titled, "exercise-double", _source("★☆☆", "★★★★"), "in the form"),
    (headings.exercises_are_titled, "exercise-double", _source(" · 5 min", ""), "in the form"),
    (headings.exercises_are_titled, "exercise-double", _source("7.1", "7.2"), "should be Exercise 7.1"),
    (words.the_top_says_what_comes, "title", _source("> What", "What"), "the question"),
    (words.the_top_says_what_comes, "title", _source("You will", "We"), "the objectives"),
    (words.the_top_says_what_comes, "title", _source("Needs", "After"), "what is needed"),
    (words.the_top_says_what_comes, "title", _source("75 minutes", "an hour"), "the time"),
    (words.no_filler, "quarter", _append(" Simply divide."), 'leave out "Simply"'),
    (words.no_filler, "quarter", _append(" We just divide."), 'leave out "just"'),
    (words.hints_are_folded, "exercise-double", _source("<details>", ""), "has no hint"),
    (words.hints_are_folded, "exercise-double", _source("</details>", ""), "not closed"),
    (outputs.results_are_stored, "share", _strip, "no output is stored"),
    (outputs.results_are_stored, "check-double", _strip, "no output is stored"),
    (outputs.no_errors, "share", _raises, "it raised ValueError"),
    (outputs.no_errors, "share", _retag("raises-exception"), "raises nothing"),
    (outputs.no_errors, "share", _prints("careful", "stderr"), "it warned: careful"),
    (outputs.nothing_that_changes, "share", _prints("/home/ada/x.py"), "a path of one machine"),
    (outputs.nothing_that_changes, "share", _prints(r"C:\Users\ada"), "a path of one machine"),
    (outputs.nothing_that_changes, "share", _prints("<f at 0x7f3a2b1c>"), "an address"),
    (outputs.nothing_that_changes, "share", _prints("took 3.2 ms"), "a time"),
    (outputs.nothing_that_changes, "share", _prints("numpy 2.4.6"), "a version"),
    (outputs.nothing_that_changes, "share", _prints("2031-02-03"), "a date"),
    (outputs.nothing_that_changes, "check-double", _shows("np.float64(2.0)"), "the type of a NumPy number"),
    (pictures.outputs_have_alt_text, "curve", _html('<img src="data:,">'), 'has the alt text ""'),
    (pictures.outputs_have_alt_text, "curve", _html('<img alt="a curve" src="data:,">'), '"a curve"'),
    (pictures.outputs_have_alt_text, "curve", _bare_picture, "bare image/png"),
    (pictures.texts_have_alt_text, "quarter", _append("![](a.png)"), 'has the alt text ""'),
    (pictures.texts_have_alt_text, "quarter", _append('<img src="a.png">'), 'has the alt text ""'),
    (exercises.declared_and_present, "double", _grader(grade_id="triple"), 'no exercise "double"'),
    (exercises.declared_and_present, "double", _grader(grade_id="triple"), 'declares no exercise "triple"'),
    (exercises.declared_and_present, "check-double", _grader(grade_id="check_x"), "right below its answer"),
    (exercises.declared_and_present, "check-double", _grader(grade=False), "put the locked check"),
    (exercises.declared_and_present, "check-double", _grader(locked=False), "grade, solution, locked are"),
    (exercises.declared_and_present, "exercise-double", _source("Exercise", "Task"), "under no title"),
    (exercises.points_as_declared, "check-double", _grader(points=3), "3 points, but dlutils/checks gives 2"),
    (exercises.points_as_declared, "question-why", _grader(points=5), "Written answers have 5 points"),
    (exercises.answers_are_complete, "double", _source("double", "twice"), "define the function `double`"),
    (exercises.answers_are_complete, "double", _source('"""', "#"), "a docstring"),
    (exercises.answers_are_complete, "double", _source("### END SOLUTION", ""), "one region"),
    (exercises.checks_come_last, "check-double", _append(";"), "full marks to everybody"),
    (exercises.checks_come_last, "check-double", _append("\nprint(1)"), "full marks to everybody"),
    (exercises.checks_come_last, "check-double", _source("check(", "r = check("), "full marks to everybody"),
    (exercises.checks_come_last, "check-double", _source('e")', 'e", seed=1)'), "full marks to everybody"),
    (exercises.checks_pass, "check-double", _shows("1.0"), "not full marks 2.0"),
    (exercises.failing_reports_have_a_seed, "share", _append('\ncheck("double", abs)'), "seed=1"),
    (exercises.a_question_with_mark_scheme, "question-why", _grader(solution=False), "no question"),
    (exercises.a_question_with_mark_scheme, "question-why", _grader(grade_id="why"), "question_"),
    (exercises.a_question_with_mark_scheme, "question-why", _source("MARK SCHEME", "MARKS"), "its markers"),
    (closing.summary_is_last, "summary", _append("\nprint(1)"), "check.summary()"),
    (closing.what_to_take_away, "take-away", _source("What", "Things"), "What to take away"),
    (closing.now_read, "now-read", _source("Now read", "Read"), "no section"),
    (closing.now_read, "now-read", _source("__init__", "gone"), "no file dlutils/gone.py"),
    (numbers_rules.stated_numbers_are_printed, "share", _prints("0.1658"), 'shows "16.5 %" (the nearest'),
    (
        release_rules.no_solution_is_leaked,
        "share",
        _append("\ntwice_as_much = x + x"),
        "a line of the solution",
    ),
]


@pytest.mark.parametrize(
    "rule, name, change, message", BROKEN, ids=[f"{r[0].__name__}-{r[1]}" for r in BROKEN]
)
def test_rule_fails_on_a_broken_notebook(rule, name, change, message, project, nb):
    change(project.cell(nb, name))
    project.solution.write_text(text_of(nb), encoding="utf-8")
    if rule is release_rules.no_solution_is_leaked:
        release([project.name], project.root)
    problems = rule(project.solution, nb)
    assert any(message in problem for problem in problems), problems


def test_only_the_tool_writes_solutions(project, nb):
    project.cell(nb, "share").metadata["execution"] = {"iopub.status.busy": "2031-02-03T04:05:06Z"}
    project.solution.write_text(text_of(nb), encoding="utf-8")
    assert "start.py execute 07" in cells.written_by_execute(project.solution, nb)[0]


def test_folder_holds_one_file(project, nb):
    (project.solution.parent / "answers.txt").write_text("42", encoding="utf-8")
    assert "answers.txt" in cells.one_file_in_its_folder(project.solution, nb)[0]
    other = project.solution.rename(project.solution.with_name("other.ipynb"))
    assert "called 07_tiny.ipynb" in cells.one_file_in_its_folder(other, nb)[0]


def test_file_is_not_large(project, nb):
    project.solution.write_text(" " * 1_100_000, encoding="utf-8")
    assert "1.1 MB" in cells.file_is_small(project.solution, nb)[0]


def test_students_version_is_missing(project, nb):
    assert "start.py release" in release_rules.no_solution_is_leaked(project.solution, nb)[0]


def test_every_rule_was_seen_failing():
    alone = {cells.written_by_execute, cells.one_file_in_its_folder, cells.file_is_small}
    assert {row[0] for row in BROKEN} | alone == set(RULES)


@pytest.mark.parametrize(
    "sentence",
    [
        "You have just written it.",
        "As we saw just above, it is not just a sum.",
        "The word `simply` is code.",
    ],
)
def test_honest_just_is_allowed(sentence, project, nb):
    project.cell(nb, "quarter").source += "\n" + sentence
    assert words.no_filler(project.solution, nb) == []


def test_progress_bar_at_the_start_is_no_time(project, nb):
    project.cell(nb, "share").outputs[0].text = "  0%|          | 0/100 [00:00<?, ?it/s]\n"
    assert outputs.nothing_that_changes(project.solution, nb) == []


def test_failing_report_with_a_seed_is_allowed(project, nb):
    project.cell(nb, "share").source += '\ncheck("double", abs, seed=3)'
    assert exercises.failing_reports_have_a_seed(project.solution, nb) == []


def test_command_says_which_notebook_is_unknown(capsys):
    assert main(["99_nothing"]) == 1
    assert "no notebook '99_nothing'" in capsys.readouterr().err
