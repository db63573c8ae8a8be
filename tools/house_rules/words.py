"""Words: what the top promises, which words hurt, and where hints hide."""

import re

from tools.house_rules.reading import at, is_answer, markdown_cells, prose_lines, sections

PROMISES = {
    "the question that the notebook answers, as a quotation (`> …?`)": r"(?m)^>.*\?",
    'the objectives ("You will …")': r"(?i)\byou will\b",
    'what is needed ("Needs: …", also when it is nothing)': r"(?i)\b(needs|prerequisites?)\b",
    'the time ("About 75 minutes")': r"(?i)\b\d+ min(utes)?\b",
}

# "Just" is filler in "just multiply", and honest in "you have just written" or "just below".
FILLER = re.compile(
    r"(?i)\b(simply|obviously|trivially|(?<!have )(?<!has )(?<!had )(?<!not )(?<!only )"
    r"just(?! (?:as|above|below|before|after|now|under|over|enough|once|in case)\b))\b"
)


def the_top_says_what_comes(path, nb):
    """Before the first section stand the question, the objectives, what is needed and the minutes."""
    top = "\n".join(cell["source"] for cell in markdown_cells(sections(nb)[0].cells))
    return [
        f"The cells before the first section do not say {promise}."
        for promise, pattern in PROMISES.items()
        if not re.search(pattern, top)
    ]


def no_filler(path, nb):
    """No "simply", no "obviously": they tell a reader who struggles that it is their fault."""
    problems = []
    for cell in markdown_cells(nb["cells"]):
        for line in prose_lines(cell["source"]):
            for word in FILLER.findall(re.sub(r"`[^`]*`", "", line)):
                problems.append(f'{at(cell)}: leave out "{word}" in "{line.strip()[:60]}".')
    return problems


def hints_are_folded(path, nb):
    """Each exercise has a hint that opens on a click."""
    problems = []
    for section in sections(nb, depth=3):
        text = "\n".join(cell["source"] for cell in markdown_cells(section.cells))
        if not section.title.startswith("Exercise") or not any(map(is_answer, section.cells)):
            continue
        if "<details>" not in text or "<summary>" not in text:
            problems.append(
                f'{at(section.cells[0])}: "{section.title}" has no hint; '
                "add one in <details><summary>Hint</summary> … </details>."
            )
        elif text.count("<details>") != text.count("</details>"):
            problems.append(f'{at(section.cells[0])}: a <details> in "{section.title}" is not closed.')
    return problems
