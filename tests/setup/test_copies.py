"""work/ belongs to the learner: what is in it stays."""

import os

import pytest

from launcher import copies, files
from launcher.console import Problem

NAME = "01_single_neuron/01_single_neuron.ipynb"


@pytest.fixture
def mine(course):
    """The learner's file, after the first start."""
    copies.make(course)
    return course.work / NAME


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_first_start_copies_everything(course):
    assert copies.make(course).made == ["00_start_here/00_start_here.ipynb", NAME]
    assert (course.work / NAME).read_text(encoding="utf-8") == "01_single_neuron, first edition"


def test_the_second_start_copies_nothing(course, mine):
    assert copies.make(course) == copies.Copied()


def test_an_answer_is_never_overwritten(course, mine):
    mine.write_text("my answer", encoding="utf-8")
    assert copies.make(course) == copies.Copied()
    assert mine.read_text(encoding="utf-8") == "my answer"


def test_a_deleted_notebook_comes_back(course, mine):
    mine.unlink()
    assert copies.make(course).made == [NAME]


@pytest.mark.parametrize("text", ["my answer", "01_single_neuron, first edition"])
def test_a_newer_release_is_laid_beside(course, mine, publish, text):
    mine.write_text(text, encoding="utf-8")
    publish("01_single_neuron", "second edition")
    assert copies.make(course).newer == [(NAME, "01_single_neuron (new).ipynb")]
    assert mine.read_text(encoding="utf-8") == text
    beside = mine.with_name("01_single_neuron (new).ipynb")
    assert beside.read_text(encoding="utf-8") == "second edition"

    assert copies.make(course) == copies.Copied()  # said once
    beside.write_text("my second answer", encoding="utf-8")
    publish("01_single_neuron", "third edition")
    assert copies.make(course).newer == [(NAME, "01_single_neuron (new 2).ipynb")]
    assert beside.read_text(encoding="utf-8") == "my second answer"


def test_who_has_the_newer_release_already_gets_no_second_one(course, mine, publish):
    mine.write_text("second edition", encoding="utf-8")
    publish("01_single_neuron", "second edition")
    assert copies.make(course) == copies.Copied()


@pytest.mark.parametrize("record", [None, "not JSON", "[]"])
def test_without_a_record_nothing_is_lost_and_nothing_is_new(course, mine, record):
    mine.write_text("my answer", encoding="utf-8")
    path = course.work / ".copied.json"
    path.unlink() if record is None else path.write_text(record, encoding="utf-8")
    assert copies.make(course) == copies.Copied()
    assert mine.read_text(encoding="utf-8") == "my answer"


@pytest.mark.parametrize("step", ["link", "write_bytes"])
def test_an_interrupted_copy_is_made_good_at_the_next_start(course, monkeypatch, step):
    def stop(*arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "link", stop) if step == "link" else patch.setattr("pathlib.Path.write_bytes", stop)
        with pytest.raises(KeyboardInterrupt):
            copies.make(course)
    assert not (course.work / NAME).exists()
    assert len(copies.make(course).made) == 2
    assert names((course.work / NAME).parent) == ["01_single_neuron.ipynb"]


def test_a_disk_without_links_still_never_overwrites(tmp_path, monkeypatch):
    def no_links(*arguments):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    target = tmp_path / "answer.ipynb"
    files.create(target, b"mine")
    with pytest.raises(FileExistsError):
        files.create(target, b"other")
    assert target.read_bytes() == b"mine"
    assert names(tmp_path) == ["answer.ipynb"]


def test_create_never_overwrites(tmp_path):
    target = tmp_path / "answer.ipynb"
    files.create(target, b"mine")
    with pytest.raises(FileExistsError):
        files.create(target, b"other")
    assert target.read_bytes() == b"mine"
    assert names(tmp_path) == ["answer.ipynb"]


@pytest.mark.parametrize("number", ["1", "01", "01_single_neuron"])
def test_reset_gives_a_fresh_copy_and_keeps_the_old_one(course, mine, number):
    mine.write_text("my answer", encoding="utf-8")
    assert copies.reset(course, number) == [(NAME, "01_single_neuron (old).ipynb")]
    assert mine.read_text(encoding="utf-8") == "01_single_neuron, first edition"
    assert mine.with_name("01_single_neuron (old).ipynb").read_text(encoding="utf-8") == "my answer"

    mine.write_text("my second answer", encoding="utf-8")
    assert copies.reset(course, number) == [(NAME, "01_single_neuron (old 2).ipynb")]
    assert mine.with_name("01_single_neuron (old).ipynb").read_text(encoding="utf-8") == "my answer"


def test_reset_of_an_unchanged_or_missing_notebook_keeps_nothing(course, mine):
    assert copies.reset(course, "01") == [(NAME, None)]
    mine.unlink()
    assert copies.reset(course, "01") == [(NAME, None)]
    assert names(mine.parent) == ["01_single_neuron.ipynb"]


def test_after_a_reset_the_newer_release_is_not_offered_again(course, mine, publish):
    publish("01_single_neuron", "second edition")
    copies.reset(course, "01")
    mine.write_text("my answer", encoding="utf-8")
    assert copies.make(course) == copies.Copied()


@pytest.mark.parametrize("number", ["7", "single", "0", "../01", ""])
def test_an_unknown_number_lists_what_there_is(course, number):
    if number == "0":
        assert copies.find(course, number) == "00_start_here"
        return
    with pytest.raises(Problem, match="There are: 00_start_here, 01_single_neuron"):
        copies.reset(course, number)


def test_hidden_files_of_jupyter_are_not_copied(course):
    hidden = course.releases / "01_single_neuron" / ".ipynb_checkpoints" / "x.ipynb"
    hidden.parent.mkdir()
    hidden.touch()
    assert len(copies.make(course).made) == 2


def test_no_notebooks_at_all(course):
    for path in sorted(course.releases.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    with pytest.raises(Problem, match="notebooks/ is missing or empty"):
        copies.make(course)
