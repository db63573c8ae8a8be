"""A number in a sentence must be printed beside it: rot is caught, and honest prose is left in peace."""

import pytest

from tools.house_rules.numbers import stated_numbers_are_printed

PRINTED = "0.65900114 -3.25 1626442 [0.242 1.e-05] 0.9878 after 442 steps: 2.74e-09 65.4%\n"
SOURCE = "alpha, steps = 0.05, 1_500\nh = 1e-7"


def _problems(project, nb, sentence, title="## 1 A quarter"):
    project.cell(nb, "quarter").source = f"{title}\n\n{sentence}"
    project.cell(nb, "take-away").source = "## What to take away\n\nMuch."
    project.cell(nb, "title").source = "# 07 Tiny"
    project.cell(nb, "share").source = SOURCE
    project.cell(nb, "share").outputs[0].text = PRINTED
    return stated_numbers_are_printed(project.solution, nb)


@pytest.mark.parametrize(
    "sentence",
    [
        "It is 0.659, and as a percentage 65.9 % or 65.9%.",
        "It is 0.66, rounded, and **0.65900**, not rounded.",
        "The slope is −3.25, so it falls by 3.25.",
        "There are 1,626,442 parameters, about 98.8 % right, after 442 steps.",
        "An error of 2.7·10⁻⁹, or $2.7 \\cdot 10^{-9}$, or 1e-5, or 10⁻⁵.",
        "We take $\\alpha = 0.05$ and `steps = 1500`, and `h = 1e-7`.",
        "With $\\alpha = 0.05$ we reach $J = 0.659$.",
        "Three weights, 4 × 4 pixels, 64 × 64 × 3 numbers, of shape (m, 12).",
        "See notebook 12, sections 10 and 11, exercise 12.3 and Figure 25. It takes 75 minutes.",
        "Rosenblatt built it in 1958. The data are Efron's (2004).",
        "<!-- given: 150, 3.11 --> A class of 150 with Python 3.11.",
        "The function `conv2d` of `10_softmax` returns `float64`; see [paper](https://x.org/12.345).",
        "$x_{12} + x^{25}$, and m² is $m^2$.",
        "1. One\n2. Two\n13. Thirteen",
        '<img alt="" width="640"> needs a style.',
        "```\nalpha = 0.05\n```",
        "Version 2.4.6 is a name, not a number.",
        "<!-- 77 readers asked for this --> Good.",
        "![A photograph of 77 flowers in a row](flowers.png)",
        "[Our notes](notes-77.pdf), https://x.org/77 and <https://x.org/78>.",
        "### The riddle of 77",
        "Needs: 03, 11, 12.",
    ],
)
def test_honest_sentence_passes(sentence, project, nb):
    assert _problems(project, nb, sentence) == []


@pytest.mark.parametrize(
    "sentence, number",
    [
        ("It is 0.658.", "0.658"),
        ("It is 0.65.", "0.65"),
        ("It is 65.8 %.", "65.8 %"),
        ("It is 5 %.", "5 %"),
        ("It is 0.65901.", "0.65901"),
        ("The share is −0.659.", "-0.659"),
        ("There are 1,626,441 parameters.", "1,626,441"),
        ("After 441 steps.", "441"),
        ("An error of 2.8·10⁻⁹.", "2.8e-9"),
        ("An error of $3.7 \\times 10^{-9}$.", "3.7e-9"),
        ("With a rate of 0.05 it falls.", "0.05"),
        ("We take `alpha = 0.06`.", "0.06"),
        ("We take $\\alpha = 0.06$.", "0.06"),
        ("```\nalpha = 0.06\n```", "0.06"),
        ("| a | b |\n| --- | --- |\n| 0.658 | 0.242 |", "0.658"),
        ("<details><summary>Hint</summary>\n\nIt is 0.658.\n</details>", "0.658"),
        ("We need 5,000 steps.", "5,000"),
        ("From 12 to 442.", "12"),
        ("It is 3 × 0.658.", "0.658"),
        ("<!-- given: 150 --> A class of 160.", "160"),
        ("<!-- given: 150 --> A class.", "150"),
    ],
)
def test_wrong_number_is_found(sentence, number, project, nb):
    problems = _problems(project, nb, sentence)
    assert len([p for p in problems if f'"{number}"' in p or f": {number} is listed" in p]) == 1, problems
    assert all(p.startswith('cell "quarter"') for p in problems)


def test_another_section_is_no_witness(project, nb):
    where = nb.cells.index(project.cell(nb, "exercise-double"))
    text = {"cell_type": "markdown", "id": "two", "metadata": {}, "source": "## 2 More\n\nIt is 0.659."}
    nb.cells.insert(where, type(nb.cells[0])(text))
    problems = _problems(project, nb, "It is 0.659.")
    assert [p.split(":")[0] for p in problems] == ['cell "two"']


def test_the_end_speaks_for_the_whole_notebook(project, nb):
    assert _problems(project, nb, "Good.") == []
    project.cell(nb, "take-away").source = "## What to take away\n\nIt is 0.659, not 0.658."
    problems = stated_numbers_are_printed(project.solution, nb)
    assert len(problems) == 1 and '"0.658"' in problems[0]


def test_description_of_a_figure_is_no_witness(project, nb):
    curve = project.cell(nb, "curve")
    curve.outputs[0].data["text/plain"] = "Figure: Line plot. It falls to 0.777."
    assert len(_problems(project, nb, "It falls to 0.777.")) == 1
