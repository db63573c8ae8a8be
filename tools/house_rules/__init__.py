"""The rules that every notebook of the house keeps, one small function each.

    python -m tools.house_rules [NN ...]

A rule is called as `rule(path, nb)`, with the path of a notebook in `solutions/` and what
is in it, and returns a list of problems: what is wrong, in which cell, and what to do.
"""

from tools.house_rules import cells, closing, exercises, headings, numbers, outputs, pictures, release, words

RULES = (
    cells.one_file_in_its_folder,
    cells.written_by_execute,
    cells.ids_are_readable,
    cells.tags_are_known,
    cells.nothing_hides_from_nbval,
    cells.cells_are_short,
    cells.setup_comes_first,
    cells.setup_turns_warnings_into_errors,
    cells.every_cell_ran_in_order,
    cells.file_is_small,
    headings.one_title,
    headings.levels_are_not_skipped,
    headings.sections_are_numbered,
    headings.exercises_are_titled,
    words.the_top_says_what_comes,
    words.no_filler,
    words.hints_are_folded,
    outputs.results_are_stored,
    outputs.no_errors,
    outputs.nothing_that_changes,
    pictures.outputs_have_alt_text,
    pictures.texts_have_alt_text,
    exercises.declared_and_present,
    exercises.points_as_declared,
    exercises.answers_are_complete,
    exercises.checks_come_last,
    exercises.checks_pass,
    exercises.failing_reports_have_a_seed,
    exercises.a_question_with_mark_scheme,
    closing.summary_is_last,
    closing.what_to_take_away,
    closing.now_read,
    numbers.stated_numbers_are_printed,
    release.no_solution_is_leaked,
)
