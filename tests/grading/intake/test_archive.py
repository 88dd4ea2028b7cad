"""Archives that students packed: plain files alone, inside one folder, within limits, whole or not at all."""

import bz2
import errno
import gzip
import io
import lzma
import os
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from grading.intake import archive
from grading.intake.archive import Budget, Refused
from grading.limits import MB

GOOD = b'{"cells": []}'


def unpack(path: Path, files: int = 100, most: int = MB, patient: bool = False) -> tuple[dict[str, bytes], list[str]]:
    """Unpack; return what lies there then, and what was said."""
    budget = Budget(files, most, "it")
    folder = path.parent / "unpacked"
    said = archive.unpack(path, folder, lambda _: [budget], budget, patient=patient)
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}, said


def zipped(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Make a zip."""
    with zipfile.ZipFile(path, "w", method) as made:
        for name, data in members:
            made.writestr(name, data)
    return path


def tarred(path: Path, *members: tuple[str, bytes | str, bytes], mode: str = "w:gz") -> Path:
    """Make a tar; a member is a name, its bytes or its link's target, and its type."""
    with tarfile.open(path, mode) as made:
        for name, data, kind in members:
            info = tarfile.TarInfo(name)
            info.type = kind
            if isinstance(data, bytes):
                info.size = len(data)
            else:
                info.linkname = data
            made.addfile(info, io.BytesIO(data) if isinstance(data, bytes) else None)
    return path


def linked(name: str, kind: int) -> zipfile.ZipInfo:
    """Describe a member of a zip that is no plain file."""
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (kind | 0o777) << 16
    return info


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz", "a.tar.bz2", "a.tbz2", "a.tar.xz", "A.ZIP"])
def test_each_kind_is_unpacked(tmp_path: Path, name: str):
    path = tmp_path / name
    if archive.suffix(path) == ".zip":
        zipped(path, ("f/x.ipynb", GOOD))
    else:
        opened = {"gz": gzip.open, "bz2": bz2.open, "xz": lzma.open, "tgz": gzip.open}
        plain = tarred(tmp_path / "plain.tar", ("f/x.ipynb", GOOD, tarfile.REGTYPE), mode="w").read_bytes()
        pack = next((opened[ending] for ending in opened if name.endswith(ending)), open)
        with pack(path, "wb") as file:
            file.write(plain)
    assert unpack(path) == ({"f/x.ipynb": GOOD}, [])


OUTSIDE = ["../x.ipynb", "a/../../x.ipynb", "/tmp/x.ipynb", "..\\x.ipynb", "C:\\x.ipynb", "C:x.ipynb", "\\\\host\\x"]


@pytest.mark.parametrize("name", OUTSIDE)
def test_nothing_is_written_outside(tmp_path: Path, name: str):
    place = tmp_path / "deep" / "er"
    place.mkdir(parents=True)
    one = zipped(place / "a.zip", (name, b"evil"), ("good.ipynb", GOOD))
    other = tarred(place / "a.tgz", (name, b"evil", tarfile.REGTYPE), ("good.ipynb", GOOD, tarfile.REGTYPE))
    for path in (one, other):
        found, said = unpack(path)
        assert found == {"good.ipynb": GOOD} and len(said) == 1 and "points outside the archive" in said[0]
        archive.shutil.rmtree(place / "unpacked")
    assert {p.name for p in tmp_path.rglob("*") if p.is_file()} == {"a.zip", "a.tgz"}
    assert not Path("/tmp/x.ipynb").exists()


KINDS = [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE]


@pytest.mark.parametrize("kind", KINDS)
def test_only_plain_files_of_a_tar_are_taken(tmp_path: Path, kind: bytes):
    (tmp_path / "secret").write_bytes(b"secret")
    path = tarred(tmp_path / "a.tgz", ("good.ipynb", GOOD, tarfile.REGTYPE), ("x.ipynb", "../secret", kind))
    found, said = unpack(path)
    assert found == {"good.ipynb": GOOD} and "no plain file" in said[0]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_only_plain_files_of_a_zip_are_taken(tmp_path: Path, kind: int):
    found, said = unpack(zipped(tmp_path / "a.zip", (linked("x.ipynb", kind), b"../secret"), ("good.ipynb", GOOD)))
    assert found == {"good.ipynb": GOOD} and "no plain file" in said[0]


def test_a_link_to_a_folder_is_no_way_out(tmp_path: Path):
    members = [("out", "..", tarfile.SYMTYPE), ("out/x.ipynb", b"evil", tarfile.REGTYPE)]
    assert unpack(tarred(tmp_path / "a.tgz", *members))[0] == {"out/x.ipynb": b"evil"}
    assert not (tmp_path / "x.ipynb").exists()


def lying(path: Path) -> Path:
    """Make a zip whose directory says of a bomb that it is small."""
    data = zipped(path, ("bomb.ipynb", bytes(20 * MB))).read_bytes()
    path.write_bytes(data.replace(struct.pack("<L", 20 * MB), struct.pack("<L", 10)))
    return path


def nested_headers(path: Path) -> Path:
    """Make a tar whose header alone unpacks to 20 MB."""
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 20 * MB
    with gzip.open(path, "wb") as file:
        file.write(info.tobuf())
        file.write(bytes(20 * MB))
    return path


def many(path: Path) -> Path:
    """Make a zip of more members than are allowed."""
    return zipped(path, *((f"{number}.ipynb", b"") for number in range(101)))


def encrypted(path: Path) -> Path:
    """Make a zip that says that it is encrypted."""
    data = bytearray(zipped(path, ("x.ipynb", GOOD)).read_bytes())
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + at] |= 1
    path.write_bytes(data)
    return path


def of_no_method(path: Path) -> Path:
    """Make a zip that says that it is packed by a method that does not exist."""
    data = bytearray(zipped(path, ("x.ipynb", GOOD)).read_bytes())
    for mark, at in ((b"PK\3\4", 8), (b"PK\1\2", 10)):
        data[data.index(mark) + at] = 77
    path.write_bytes(data)
    return path


def damaged(path: Path) -> Path:
    """Make a zip in which one byte of the second file was changed."""
    data = bytearray(zipped(path, ("a.ipynb", GOOD), ("x.ipynb", GOOD), method=zipfile.ZIP_STORED).read_bytes())
    data[data.rindex(GOOD) + 3] ^= 1
    path.write_bytes(data)
    return path


def cut(path: Path, by: int = 200) -> Path:
    """Make an archive that was cut short."""
    data = os.urandom(5000)
    if path.suffix == ".zip":
        zipped(path, ("a.ipynb", GOOD), ("x.ipynb", data))
    else:
        tarred(path, ("a.ipynb", GOOD, tarfile.REGTYPE), ("x.ipynb", data, tarfile.REGTYPE))
    path.write_bytes(path.read_bytes()[:-by])
    return path


WHOLE = {
    "a bomb": ("a.zip", lambda p: zipped(p, ("a.ipynb", GOOD), ("bomb.ipynb", bytes(5 * MB))), "too large"),
    "a bomb that says it is small": ("a.zip", lying, "large|damaged"),
    "a bomb in a tar": ("a.tgz", lambda p: tarred(p, ("b.ipynb", bytes(5 * MB), tarfile.REGTYPE)), "too large"),
    "a bomb in a header": ("a.tgz", nested_headers, "large|damaged"),
    "too many members": ("a.zip", many, "too many files"),
    "damaged": ("a.zip", damaged, "damaged"),
    "a zip cut short": ("a.zip", cut, "damaged"),
    "a tar cut short": ("a.tgz", cut, "damaged"),
    "nothing": ("a.zip", lambda p: p.write_bytes(b"") and p or p, "empty"),
    "no archive": ("a.zip", lambda p: p.write_bytes(b"hello" * 100) and p, "no archive"),
    "no tar": ("a.tar.gz", lambda p: p.write_bytes(gzip.compress(b"hello" * 1000)) and p, "no archive"),
    "no gzip": ("a.tar.gz", lambda p: p.write_bytes(b"hello" * 1000) and p, "no archive"),
    "zlib in no gzip": ("a.tgz", lambda p: p.write_bytes(zlib.compress(b"hello" * 1000)) and p, "no archive"),
}


@pytest.mark.parametrize(("name", "make", "why"), WHOLE.values(), ids=WHOLE)
def test_what_cannot_be_unpacked_is_refused_as_a_whole(tmp_path: Path, name: str, make: Callable, why: str):
    path = tmp_path / name
    make(path)
    with pytest.raises(Refused, match=why):
        unpack(path)
    assert [p.name for p in tmp_path.iterdir()] == [name], "something half-unpacked lies there"


@pytest.mark.parametrize(("make", "why"), [(encrypted, "encrypted"), (of_no_method, "method")])
def test_a_member_that_cannot_be_read_costs_itself(tmp_path: Path, make: Callable, why: str):
    found, said = unpack(make(tmp_path / "a.zip"))
    assert found == {} and len(said) == 1 and why in said[0]


def test_in_the_archive_of_a_class_a_bomb_and_damage_cost_themselves(tmp_path: Path):
    path = zipped(tmp_path / "class.zip", ("a.ipynb", GOOD), ("bomb.ipynb", bytes(5 * MB)), ("z.ipynb", GOOD),
                  method=zipfile.ZIP_STORED)  # fmt: skip
    data = bytearray(path.read_bytes())
    data[data.rindex(GOOD) + 3] ^= 1
    path.write_bytes(data)
    whole, student = Budget(100, 100 * MB, "the class"), Budget(100, MB, "the student")
    budgets = lambda member: [student, whole] if "bomb" in member.name else [whole]  # noqa: E731
    said = archive.unpack(path, tmp_path / "unpacked", budgets, whole, patient=True)
    assert [p.name for p in (tmp_path / "unpacked").iterdir()] == ["a.ipynb"]
    assert ["too large" in said[0], "damaged" in said[1]] == [True, True]


def test_a_bomb_is_stopped_while_it_is_read(tmp_path: Path):
    """Of 40 MB that pack into 40 kB, about one is written: what an archive says of its size is believed nowhere."""
    budget = Budget(10, MB, "it")
    with pytest.raises(Refused):
        archive.unpack(zipped(tmp_path / "a.zip", ("b", bytes(40 * MB))), tmp_path / "u", lambda _: [budget], budget)
    assert -archive.CHUNK <= budget.left < 0


def test_names_do_no_harm(tmp_path: Path):
    members = [("twice.ipynb", GOOD, tarfile.REGTYPE), ("twice.ipynb", b"second", tarfile.REGTYPE),
               ("f", b"a file", tarfile.REGTYPE), ("f/x.ipynb", b"in a file", tarfile.REGTYPE),
               ("n" * 250 + ".ipynb", GOOD, tarfile.REGTYPE), ("d/" * 30 + "x.ipynb", GOOD, tarfile.REGTYPE),
               ("a\nb\x1b[31m.ipynb", GOOD, tarfile.REGTYPE), ("\udcff.ipynb", GOOD, tarfile.REGTYPE)]  # fmt: skip
    found, said = unpack(tarred(tmp_path / "a.tgz", *members))
    assert found["twice.ipynb"] == GOOD and found["f"] == b"a file"
    assert set(found) == {"twice.ipynb", "f", "a_b_[31m.ipynb", "?.ipynb"}
    assert sorted(sentence.rsplit(": ")[1] for sentence in said) == [
        "its name is there twice, and the first was taken.", "its name is there twice, and the first was taken.",
        "its name is too long.", "its name is too long."]  # fmt: skip
    assert all("\n" not in sentence and len(sentence) < 300 for sentence in said)


def test_a_zip_in_the_code_of_windows_is_read(tmp_path: Path):
    path = zipped(tmp_path / "a.zip", ("folder\\x.ipynb", GOOD), ("XX.ipynb", GOOD))
    path.write_bytes(path.read_bytes().replace(b"XX.ipynb", b"\x81\xff.ipynb"))
    assert len(unpack(path)[0]) == 2


def test_a_full_disk_is_no_archives_fault(tmp_path: Path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(archive, "_copy", full)
    with pytest.raises(OSError, match="No space left"):
        unpack(zipped(tmp_path / "a.zip", ("x.ipynb", GOOD)))
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]
