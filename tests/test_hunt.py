import numpy as np
import pytest

from dlutils import hunt


@pytest.mark.parametrize("bug", [*hunt.CHECKS, None])
def test_each_bug_fails_its_own_check_and_no_other(bug):
    failed = {name for name, run in hunt.CHECKS.items() if not run(hunt.with_only(bug)).passed}
    assert failed == ({bug} if bug else set())


def test_the_script_itself_fails_all_five_and_reports_no_error():
    assert not any(run(hunt.SCRIPT).passed for run in hunt.CHECKS.values())
    costs, share = hunt.load(hunt.SCRIPT).main()
    assert costs[-1] < 0.1 and share < 0.15


def test_without_its_bugs_it_reads_digits():
    assert hunt.load(hunt.with_only(None)).main()[1] > 0.95


def test_every_repair_changes_the_script():
    assert set(hunt.REPAIRS) == set(hunt.CHECKS)
    for bug, repair in hunt.REPAIRS.values():
        assert hunt.SCRIPT.count(bug) == 1 and repair not in hunt.SCRIPT


def test_lines_are_counted_from_one_and_replaced_by_that_number():
    assert hunt.numbered("a\n\nb") == "  1  a\n  2\n  3  b"
    assert hunt.repaired("a\nb\n", 2, "c") == "a\nc\n"
    for line in (0, 3):
        with pytest.raises(ValueError, match="lines 1 to 2"):
            hunt.repaired("a\nb\n", line, "c")


def test_nudging_agrees_with_a_gradient_written_by_hand():
    errors = hunt.nudged(hunt.with_only(None)).data
    assert set(errors) == {"W1", "b1", "W2", "b2"}
    assert max(errors.values()) < 1e-7


def test_the_first_cost_is_that_of_knowing_nothing():
    assert np.mean(hunt.first_cost(hunt.with_only(None)).data) == pytest.approx(np.log(10), abs=0.3)
