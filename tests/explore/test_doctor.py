import pytest

from dlutils.explore import DoctorExploration
from dlutils.explore.doctor import IN_ORDER, LETTERS, MEANING, PATIENTS, finding
from dlutils.hunt import CHECKS


@pytest.fixture
def exploration():
    return DoctorExploration()


def choose(exploration, letter):
    exploration.choice.value = letter
    exploration.commit.click()


def diagnose(exploration, letter):
    exploration.named.value = letter
    exploration.say.click()


def test_every_bug_has_a_patient_and_one_is_healthy():
    assert set(PATIENTS) == {*CHECKS, None}
    assert set(MEANING) == set(CHECKS)


def test_each_patient_fails_the_check_of_its_bug_and_no_other():
    for bug in PATIENTS:
        failed = {check for check in CHECKS if not finding(bug, check).passed}
        assert failed == ({bug} if bug else set())


def test_nothing_is_shown_before_a_check_is_chosen(exploration):
    assert "a question mark" in exploration.picture.value
    assert "passed" not in exploration.status.value and "failed" not in exploration.status.value


def test_a_check_shows_what_it_found_and_what_it_cannot_see(exploration):
    choose(exploration, "a")
    assert "shape table: passed" in exploration.status.value
    assert "It cannot see" in exploration.status.value
    choose(exploration, "C)")
    assert "nudging: failed" in exploration.status.value
    assert "b1" in exploration.picture.value


def test_a_diagnosis_needs_a_look_and_only_the_first_one_counts(exploration):
    diagnose(exploration, "C")
    assert "Run a check first" in exploration.status.value
    choose(exploration, "C")
    diagnose(exploration, "C")
    assert "✓ Right, after one check" in exploration.status.value
    assert "first diagnosis" not in exploration.status.value
    diagnose(exploration, "A")
    assert "✓ Right, after one check" in exploration.status.value
    assert "Your first diagnosis of a patient counts" in exploration.status.value


def test_healthy_after_one_check_is_too_early(exploration):
    choose(exploration, "D")
    diagnose(exploration, "h")
    assert "✗ Not so" in exploration.status.value
    assert "all five checks together" in exploration.status.value


def test_healthy_is_a_guess_until_all_five_are_passed(exploration):
    healthy = str(PATIENTS.index(None) + 1)
    exploration.patient.value = healthy
    for letter in LETTERS:
        choose(exploration, letter)
    diagnose(exploration, "H")
    assert "✓ Right, after 5 checks" in exploration.status.value and "guess" not in exploration.status.value
    exploration.again.click()
    exploration.patient.value = str(PATIENTS.index(None) + 1)
    choose(exploration, "A")
    diagnose(exploration, "H")
    assert "✓ Right, after one check" in exploration.status.value and "A guess." in exploration.status.value


def test_after_the_sixth_patient_the_checks_are_compared_with_a_fixed_order(exploration):
    for number, bug in enumerate(PATIENTS, 1):
        exploration.patient.value = str(number)
        for letter, check in LETTERS.items():
            choose(exploration, letter)
            if check == bug:
                break
        assert "All six" not in exploration.status.value
        diagnose(exploration, letter if bug else "H")
    assert (
        f"All six: 6 of 6 right, {IN_ORDER} checks in all; in the order A to E it would be {IN_ORDER}."
        in (exploration.status.value)
    )


def test_another_patient_hides_what_was_shown(exploration):
    choose(exploration, "B")
    exploration.patient.value = "5"
    assert "a question mark" in exploration.picture.value
    choose(exploration, "B")
    assert "first cost: failed" in exploration.status.value


@pytest.mark.parametrize("text", ["", "F", "1", "AB"])
def test_what_is_no_letter_is_explained(exploration, text):
    choose(exploration, text)
    assert "Type one letter for the check" in exploration.status.value


@pytest.mark.parametrize("text", ["", "0", "7", "one"])
def test_what_is_no_patient_is_explained(exploration, text):
    exploration.patient.value = "2"
    exploration.patient.value = text
    assert "type a number from 1 to 6" in exploration.status.value


def test_every_picture_of_every_check_is_drawn(exploration):
    for number in range(1, len(PATIENTS) + 1):
        exploration.patient.value = str(number)
        for letter, check in LETTERS.items():
            choose(exploration, letter)
            assert f"the check “{check}”" in exploration.picture.value
