"""A platform's download is sorted to its students; whatever could do harm is left out and named (attacks 29 and 53)."""

from __future__ import annotations

import io
import os
import stat
import zipfile

import pytest

from dlutils.__main__ import main
from dlutils.grading import collecting
from dlutils.grading.collecting import collect
from dlutils.grading.course import CourseError

ASSIGNMENT = "01_single_neuron"


@pytest.fixture
def zipped(tmp_path):
    """A function that makes an archive of names and contents."""

    def make(entries: dict[str, bytes | zipfile.ZipInfo]):
        path = tmp_path / "download.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in entries.items():
                archive.writestr(
                    name if isinstance(content, bytes) else content,
                    content if isinstance(content, bytes) else b"x",
                )
        return path

    return make


def found(collected) -> dict[str, bytes]:
    return {student: path.read_bytes() for student, path in collected.taken.items()}


NAMES = {
    "ada_01_single_neuron.ipynb": "ada",
    "ada/01_single_neuron.ipynb": "ada",
    "deep/down/ada/01_single_neuron.ipynb": "ada",
    "Ada Lovelace_4711_assignsubmission_file_/01_single_neuron.ipynb": "Ada Lovelace_4711",
    "Ada Lovelace_4711_assignsubmission_file_01_single_neuron.ipynb": "Ada Lovelace_4711",
    "lovelaceada_4711_99887_01_single_neuron.ipynb": "lovelaceada_4711",
    "lovelaceada_LATE_4711_99887_01_single_neuron-2.ipynb": "lovelaceada_4711",
    "zoë_01_single_neuron (1).ipynb": "zoë",
    "zoe\u0308_01_single_neuron.ipynb": "zoë",
    "a.b+c@x_01_single_neuron.ipynb": "a.b+c@x",
}


@pytest.mark.parametrize("name, student", NAMES.items())
def test_names_tell_the_student(name, student, zipped, tmp_path):
    assert found(collect(zipped({name: b"1"}), tmp_path / "out", ASSIGNMENT)) == {student: b"1"}
    folder = tmp_path / "folder"
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(b"2")
    assert found(collect(folder, tmp_path / "out", ASSIGNMENT)) == {student: b"2"}


def test_the_latest_of_several_counts(zipped, tmp_path):
    entries = {
        "x_7_1_01_single_neuron.ipynb": b"0",
        "x_7_3_01_single_neuron-2.ipynb": b"2",
        "x_7_2_01_single_neuron-1.ipynb": b"1",
    }
    collected = collect(zipped(entries), tmp_path / "out", ASSIGNMENT)
    assert found(collected) == {"x_7": b"2"} and len(collected.older) == 2


def test_the_newer_file_counts_where_no_number_tells(tmp_path):
    for name, time in (("b", 2_000_000_000), ("a", 1_000_000_000), ("c", 1_500_000_000)):
        path = tmp_path / "in" / name / "ada" / f"{ASSIGNMENT}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(name.encode())
        os.utime(path, (time, time))
    assert found(collect(tmp_path / "in", tmp_path / "out", ASSIGNMENT)) == {"ada": b"b"}


def test_other_files_are_counted_and_left(zipped, tmp_path):
    entries = {
        "ada/01_single_neuron.ipynb": b"1",
        "ada/notes.txt": b"",
        "ada/00_start_here.ipynb": b"",
        "__MACOSX/ada/01_single_neuron.ipynb": b"",
    }
    collected = collect(zipped(entries), tmp_path / "out", ASSIGNMENT)
    assert (found(collected), collected.other, collected.refused) == ({"ada": b"1"}, 3, {})


def link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


inner = io.BytesIO()
zipfile.ZipFile(inner, "w").close()
HARM = {
    "../../ada_01_single_neuron.ipynb": (b"x", "leads out"),
    "/etc/ada_01_single_neuron.ipynb": (b"x", "leads out"),
    "C:/ada_01_single_neuron.ipynb": (b"x", "leads out"),
    "ada/..\\..\\01_single_neuron.ipynb": (b"x", "leads out"),
    "ada/more.zip": (inner.getvalue(), "not opened"),
    "eve/01_single_neuron.ipynb": (link("eve/01_single_neuron.ipynb"), "a link"),
    "bomb_01_single_neuron.ipynb": (bytes(31_000_000), "larger than 30 MB"),
    "a\nb_01_single_neuron.ipynb": (b"x", "whose it is"),
    "<script>_01_single_neuron.ipynb": (b"x", "whose it is"),
    "01_single_neuron.ipynb": (b"x", "whose it is"),
    "-_01_single_neuron.ipynb/01_single_neuron.ipynb.zip": (b"x", "not opened"),
}


@pytest.mark.parametrize("name", HARM)
def test_harm_is_left_out_and_the_others_come(name, zipped, tmp_path):
    content, word = HARM[name]
    collected = collect(
        zipped({"ben/01_single_neuron.ipynb": b"1", name: content}), tmp_path / "in" / "out", ASSIGNMENT
    )
    assert found(collected) == {"ben": b"1"}
    ((_, reason),) = collected.refused.items()
    assert word in reason
    files = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(files) == ["download.zip", f"in/out/ben/{ASSIGNMENT}/{ASSIGNMENT}.ipynb"]


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_links_in_a_folder_are_not_followed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(b"secret")
    (tmp_path / "in" / "eve").mkdir(parents=True)
    (tmp_path / "in" / "eve" / f"{ASSIGNMENT}.ipynb").symlink_to(secret)
    (tmp_path / "in" / "mal").symlink_to(tmp_path / "in" / "eve")
    collected = collect(tmp_path / "in", tmp_path / "out", ASSIGNMENT)
    assert found(collected) == {} and "a link" in collected.refused[f"eve/{ASSIGNMENT}.ipynb"]


def test_too_many_and_too_large_are_refused_whole(zipped, tmp_path, monkeypatch):
    monkeypatch.setattr(collecting, "_MOST_FILES", 2)
    with pytest.raises(CourseError, match="more than 2 files"):
        collect(zipped({f"{i}.txt": b"" for i in range(3)}), tmp_path / "out", ASSIGNMENT)
    monkeypatch.setattr(collecting, "_MOST_GIGABYTES", 1e-9)
    with pytest.raises(CourseError, match="together"):
        collect(zipped({"a_01_single_neuron.ipynb": b"12"}), tmp_path / "out", ASSIGNMENT)


def test_a_damaged_file_stays_with_its_student(zipped, tmp_path):
    path = zipped({"ada/01_single_neuron.ipynb": os.urandom(1000), "ben/01_single_neuron.ipynb": b"1"})
    data = bytearray(path.read_bytes())
    data[100:200] = bytes(100)
    path.write_bytes(data)
    collected = collect(path, tmp_path / "out", ASSIGNMENT)
    assert (
        found(collected) == {"ben": b"1"}
        and "cannot be read" in collected.refused["ada/01_single_neuron.ipynb"]
    )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no", b"<html>"])
def test_what_is_no_archive_is_said(content, tmp_path):
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(CourseError, match="cannot be read as a zip archive"):
        collect(tmp_path / "x.zip", tmp_path / "out", ASSIGNMENT)
    with pytest.raises(CourseError, match="There is no"):
        collect(tmp_path / "nothing.zip", tmp_path / "out", ASSIGNMENT)


def test_the_command_tells_what_it_did(root, zipped, capsys):
    entries = {"ada/01_single_neuron.ipynb": b"1", "../x_01_single_neuron.ipynb": b"", "readme.txt": b""}
    assert main(["collect", ASSIGNMENT, str(zipped(entries))]) == 1
    said = capsys.readouterr()
    assert "1 submissions" in said.out and "1 files are no notebooks" in said.out and "leads out" in said.err
    assert (root / "class" / "submitted" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_bytes() == b"1"
