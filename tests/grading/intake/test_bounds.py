"""Each bound of what is handed in: what just fits is taken, and the next larger is not."""

import errno
import io
import os
import stat
import sys
import tarfile
import zipfile
from datetime import datetime
from pathlib import Path, PurePath

import pytest

from grading.intake import archive, claims, copying, find, handed_in, names
from grading.intake.archive import Budget, Damaged, OverBudget, Refused
from grading.limits import MB, HandIn, Limits
from tests.grading.intake.test_archive import GOOD, linked, tarred, unpack, zipped
from tests.grading.intake.test_find import LESSON, NAMES, notebook

LIMITS = Limits()


def test_the_bounds_are_these():
    """Another number is a decision, and not a slip."""
    assert (archive.DEEPEST, archive.CHUNK, find.MAX_FILES) == (20, 1 << 18, 200)
    assert (names.LONGEST_NAME, names.LONGEST_PART, names.SAFE_INTEGER) == (100, 200, 2**53)
    assert (handed_in.SMALL.notebook_bytes, handed_in.YEARS) == (1000, range(1990, 2201))
    assert HandIn() == HandIn(1000, 90 * MB, 20, 3, 100_000, 4096 * MB)
    assert (handed_in.TIMESTAMP, handed_in.SECRET) == ("timestamp.txt", "submission_secret.txt")
    assert MB == 1024 * 1024
    assert LIMITS == Limits(
        cell_seconds=60, test_seconds=300, all_seconds=600, memory=1024 * MB, processes=64, file_bytes=32 * MB,
        files=10_000, notebook_bytes=32 * MB, cells=1000, text=50_000, picture=4 * MB, outputs=200, shown=15 * MB,
        shown_by_tests=5 * MB, reason=10_000, message=64 * MB, modules=20, module_bytes=MB,
    )  # fmt: skip
    assert LIMITS.all_tests_seconds == 900


# Archives


def test_budgets():
    budget = Budget(2, 10, "the class")
    budget.take_file()
    budget.take_file()
    with pytest.raises(OverBudget, match="^the class holds too many files$"):
        budget.take_file()
    budget.take(4)
    budget.take(6)
    assert budget.left == 0
    with pytest.raises(OverBudget, match="^the class is too large when it is unpacked$"):
        budget.take(1)
    assert issubclass(OverBudget, Refused) and issubclass(Damaged, Refused)


def test_kinds_of_archives():
    known = {"a.zip": ".zip", "a.TAR": ".tar", "a.tar.gz": ".tar.gz", "a.tgz": ".tgz", "a.tar.bz2": ".tar.bz2",
             "a.tbz2": ".tbz2", "a.tar.xz": ".tar.xz", "a.txz": ".txz", "a.gz": "", "zip": "",
             "a.ipynb": ""}  # fmt: skip
    assert {name: archive.suffix(PurePath(name)) for name in known} == known
    others = {f"a{ending}" for ending in (".7Z", ".rar", ".bz2", ".xz", ".zst", ".z", ".lz", ".arj", ".cab", ".jar")}
    unknown = {name for name in {*known, *others} if archive.is_unknown_archive(PurePath(name))}
    assert unknown == {"a.gz", *others}


def test_members_of_a_zip_and_of_a_tar_that_just_fit(tmp_path: Path):
    plain = [(f"{k}.ipynb", b"x" * 10) for k in range(5)]
    path = zipped(tmp_path / "a.zip", *plain)
    assert len(unpack(path, files=5, most=50)[0]) == 5
    for files, most in ((4, 50), (5, 49)):
        with pytest.raises(OverBudget):
            archive.unpack(path, tmp_path / "u", lambda _: [], Budget(files, most, "it")) if files < 5 else unpack(
                zipped(tmp_path / "b.zip", *plain), files, most
            )
    assert archive.unpack(path, tmp_path / "u2", lambda _: [], Budget(5, 0, "it")) == []
    packed = tarred(tmp_path / "a.tgz", *((name, data, tarfile.REGTYPE) for name, data in plain))
    archive.shutil.rmtree(tmp_path / "unpacked")
    assert len(unpack(packed, files=5, most=50)[0]) == 5


def test_headers_have_room(tmp_path: Path):
    counted = archive._Counted(io.BytesIO(bytes(16 * MB + 6)), 5)
    assert len(counted.read(16 * MB)) == 16 * MB and counted.read(5) == bytes(5)
    with pytest.raises(OverBudget, match="^it is too large when it is unpacked$"):
        counted.read(5)
    assert archive._Counted(io.BytesIO(b"abc"), 1).read(10) == b"abc"


def test_paths_inside():
    deepest = "d/" * (archive.DEEPEST - 1) + "x"
    assert len(archive.inside(deepest).parts) == archive.DEEPEST
    longest = "é" * (names.LONGEST_PART // 2)
    assert archive.inside(longest) == PurePath(longest)
    for name in ("d/" * archive.DEEPEST + "x", longest + "e", f"{longest}e/x"):
        with pytest.raises(Refused, match="^its name is too long$"):
            archive.inside(name)
    for name in ("", ".", "./", "//"[:1] * 0, "./."):
        with pytest.raises(Refused, match="^it has no name$"):
            archive.inside(name)
    for name in ("/x", "\\x", "..", "a/..", "c:x", "C:\\x", "..\\x"):
        with pytest.raises(Refused, match="^its name points outside the archive$"):
            archive.inside(name)
    assert archive.inside("./a//b/./c..d\\e") == PurePath("a/b/c..d/e") and archive.inside("1:x") == PurePath("1_x")


def test_what_macs_add_is_left_out_without_a_word(tmp_path: Path):
    path = zipped(tmp_path / "a.zip", ("__MACOSX/._x.ipynb", b"x"), ("x.ipynb", GOOD), ("f/", b""))
    assert unpack(path) == ({"x.ipynb": GOOD}, [])
    (tmp_path / "b").mkdir()
    assert unpack(zipped(tmp_path / "b" / "b.zip", (linked("folder", stat.S_IFDIR), b""))) == ({}, [])


def test_a_member_that_is_refused_counts_as_a_file(tmp_path: Path):
    path = tarred(tmp_path / "a.tar", ("a", "x", tarfile.SYMTYPE), ("b", "x", tarfile.SYMTYPE), mode="w")
    said = unpack(path, files=2)[1]
    refused = "it is a link, or no plain file, and was not followed"
    assert said == [f"a in a.tar: {refused}.", f"b in a.tar: {refused}."]
    with pytest.raises(OverBudget):
        unpack(path, files=1)


def test_a_patient_one_goes_on_until_the_whole_is_used_up(tmp_path: Path):
    path = zipped(tmp_path / "a.zip", ("a", b"x" * 20), ("b", b"x" * 20), ("c", b"x" * 5))
    small, whole = Budget(9, 10, "one"), Budget(9, 45, "all")
    said = archive.unpack(
        path, tmp_path / "u", lambda p: [small, whole] if p.name == "a" else [whole], whole, patient=True
    )
    assert said == ["a in a.zip: one is too large when it is unpacked."]
    assert {p.name for p in (tmp_path / "u").iterdir()} == {"b", "c"} and whole.left == 20
    with pytest.raises(OverBudget, match="^all is"):
        archive.unpack(path, tmp_path / "v", lambda p: [tight], tight := Budget(9, 39, "all"), patient=True)
    few = Budget(2, 100, "all")
    with pytest.raises(OverBudget, match="^all holds too many"):
        archive.unpack(path, tmp_path / "w", lambda p: [few], few, patient=True)
    assert not (tmp_path / "v").exists() and not (tmp_path / "w").exists() and not list(tmp_path.glob(".*"))


def test_a_link_is_not_opened(tmp_path: Path):
    zipped(tmp_path / "real.zip", ("x.ipynb", GOOD))
    (tmp_path / "a.zip").symlink_to("real.zip")
    (tmp_path / "f.zip").mkdir()
    with pytest.raises(Refused, match="damaged, or it is no archive"):
        unpack(tmp_path / "a.zip")
    with pytest.raises(Refused):
        unpack(tmp_path / "f.zip")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "p.zip")
        with pytest.raises(Refused, match="^it is no plain file$"):
            unpack(tmp_path / "p.zip")


def test_a_sparse_file_in_a_tar_is_no_plain_one(tmp_path: Path):
    path = tmp_path / "a.tar"
    info = tarfile.TarInfo("x.ipynb")
    info.type, info.size = tarfile.GNUTYPE_SPARSE, 0
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as made:
        made.addfile(info)
    assert "no plain file" in unpack(path)[1][0]


def test_the_mode_of_what_is_unpacked(tmp_path: Path):
    info = zipfile.ZipInfo("x.ipynb")
    info.create_system, info.external_attr = 3, (stat.S_IFREG | 0o4777) << 16
    unpack(zipped(tmp_path / "a.zip", (info, GOOD)))
    assert stat.S_IMODE((tmp_path / "unpacked" / "x.ipynb").stat().st_mode) & 0o7133 == 0


def test_a_full_disk_is_known():
    assert archive.is_full(OSError(errno.ENOSPC, "")) and archive.is_full(OSError(errno.EDQUOT, ""))
    assert not archive.is_full(OSError(errno.EIO, "")) and not archive.is_full(ValueError())


# Names


def test_lengths_of_names():
    assert names.is_plain("x" * 100) and not names.is_plain("x" * 101)
    assert names.is_plain("é" * 100) and not names.is_plain("李" * 67) and names.is_plain("李" * 66)
    assert names.is_plain("a") and not names.is_plain("a ") and not names.is_plain("ab.") and names.is_plain("a.b")
    assert not names.is_plain("-a") and not names.is_plain("'a") and names.is_plain("a-b_c'd\u2019e@f+g h")


def test_what_is_shown():
    assert names.shown("x" * 100) == "x" * 100 and names.shown("x" * 101) == "x" * 99 + "…"
    assert names.shown("abcdef", 4) == "abc…" and names.shown("abcd", 4) == "abcd" and names.shown(Path("a/b")) == "a/b"
    assert names.shown("a\tb\ud800") == "a\ufffdb?"
    assert names.file_name("a/b\\c:d\0e\nf\ud800") == "a_b_c_d_e_f?"
    assert names.scrubbed_tree([2**53, 2**53 + 1, -(2**53), True, {3: {"a": (1,)}}]) == [
        2**53, 0, -(2**53), True, {"3": {"a": (1,)}}
    ]  # fmt: skip
    assert names.normal("  a\u0301 ") == "á"


# Whose it is


@pytest.mark.parametrize(
    ("path", "student", "owner"),
    [
        (f"s17_{LESSON}.ipynb", "s17", None), (f"s17_{LESSON}-2.ipynb", "s17", None),
        (f"s17_{LESSON} (3).ipynb", "s17", None), (f"s17_{LESSON}(3).ipynb", "s17", None),
        (f"s17_LATE_4711_0815_{LESSON}.ipynb", "s17", "/s17_4711"),
        (f"s17_4711_0815_{LESSON}.ipynb", "s17", "/s17_4711"),
        (f"Ann Lee_42_assignsubmission_file_{LESSON}.ipynb", "Ann Lee", "/Ann Lee_42"),
        (f"Ann Lee_42_assignsubmission_onlinetext_/{LESSON}.ipynb", "Ann Lee", "/Ann Lee_42"),
        (f"Ann Lee_42_assignsubmission_file/x/{LESSON}.ipynb", "Ann Lee", "/Ann Lee_42"),
        (f"ann_homework/{LESSON}.ipynb", "ann", None), (f"01_x/{LESSON}.ipynb", "", None),
        (f"{LESSON}.ipynb", "", None),
        (f"ann/{LESSON}.ipynb", "", None), (f"ann_x/bob_y/{LESSON}.ipynb", "bob", None),
        (f"e\u0301_{LESSON}.ipynb", "é", None), (f"{LESSON}-1.ipynb", "", None),
    ],
)  # fmt: skip
def test_whose_a_path_is(path: str, student: str, owner: str | None):
    found = claims.claim(PurePath(path), LESSON)
    assert found is not None and found.student == student and found.level == 0 and found.renamed == ""
    assert found.owner == (path if owner is None else owner)


@pytest.mark.parametrize(
    "path",
    [f"a_{LESSON}.txt", f"a_{LESSON}.ipynb.bak", "a_02_other.ipynb", f".a_{LESSON}.ipynb", f".git/a_{LESSON}.ipynb",
     f"__MACOSX/a_{LESSON}.ipynb", f"a_{LESSON}-x.ipynb", "a.ipynb"],
)  # fmt: skip
def test_what_is_no_notebook_of_the_lesson(path: str):
    assert claims.claim(PurePath(path), LESSON) is None


def test_in_how_many_archives_a_name_lies():
    folders = {PurePath("class"), PurePath("class/Ann_1_assignsubmission_file_/hw")}
    path = PurePath(f"class/Ann_1_assignsubmission_file_/hw/bob_{LESSON}.ipynb")
    found = claims.claim(path, LESSON, folders)
    assert found == claims.Claim("Ann", "class/Ann_1", 1, "bob")
    deep = claims.claim(PurePath(f"class/x/bob_{LESSON}.ipynb"), LESSON, {PurePath("class"), PurePath("class/x")})
    assert deep is not None and deep.level == 2
    packed = claims.claim(PurePath(f"ann_x_{LESSON}-3/{LESSON}.ipynb"), LESSON, {PurePath(f"ann_x_{LESSON}-3")})
    assert packed == claims.Claim("ann", f"/ann_x_{LESSON}-3", 0, "")
    assert claims.owners(["class", "Ann_1_assignsubmission_file_", "x"]) == "Ann_1"
    assert claims.owners(["class", "x", "y"]) == "class/x" and claims.owners([]) == ""


def test_what_is_said_of_files_that_are_not_chosen():
    paths = {PurePath(p): claims.claim(PurePath(p), LESSON) for p in (f"{LESSON}.ipynb", f"-a_{LESSON}.ipynb")}
    chosen, refused = claims.choose(paths, LESSON, lambda *_: False)  # type: ignore[arg-type]
    assert chosen == {} and refused[PurePath(f"{LESSON}.ipynb")] == f"Name it STUDENT_{LESSON}.ipynb."
    assert refused[PurePath(f"-a_{LESSON}.ipynb")].startswith("-a cannot be a student's name here. A student's name")
    four = {
        PurePath(f"{folder}/Vic_{k}_assignsubmission_file_/{LESSON}.ipynb"): None for k, folder in enumerate("abcd")
    }
    found = {path: claims.claim(path, LESSON) for path in four}
    chosen, refused = claims.choose(found, LESSON, lambda *_: False)  # type: ignore[arg-type]
    said = " and ".join([f"{LESSON}.ipynb"] * 3) + " claim to be Vic's, and nothing says which is. Keep one of them."
    assert chosen == {} and set(refused.values()) == {said} and len(refused) == 4


# What lies in a folder


def test_modules_beside_the_notebook(tmp_path: Path):
    limits = Limits(modules=2, module_bytes=10)
    for name, size in (("aa.py", 5), ("bb.py", 5), ("cc.py", 1), ("a b.py", 1), ("json.py", 1), ("numpy.py", 1)):
        (tmp_path / name).write_bytes(b"#" * size)
    modules, problems = find.find_modules(tmp_path, limits)
    assert modules == {"aa.py": b"#####", "bb.py": b"#####"} and len(problems) == 2
    modules, problems = find.find_modules(tmp_path, Limits(modules=20, module_bytes=10))
    assert set(modules) == {"aa.py", "bb.py"} and [said.split(" ")[0] for said in problems] == [
        "a",
        "cc.py",
        "json.py",
        "numpy.py",
    ]
    assert problems[0] == "a b.py has a name that cannot be imported, and was left out."
    assert problems[1] == "cc.py was left out: 20 files, of 0 MB, are taken along."
    assert problems[2] == "json.py has the name of a module that is there already, and was left out."
    (tmp_path / "bb.py").write_bytes(b"#" * 11)
    modules, problems = find.find_modules(tmp_path, Limits(modules=20, module_bytes=10))
    assert set(modules) == {"aa.py", "cc.py"} and "bb.py is larger than 0 MB, and was not read." in problems
    (tmp_path / "dd.py").symlink_to("aa.py")
    assert "It is a link, and was not followed." in find.find_modules(tmp_path, Limits())[1]


def test_names_of_modules(tmp_path: Path):
    for name in ("x" * 61 + ".py", "x" * 62 + ".py", "_a1.py", "1a.py", "é.py", "a.py.txt", "b.PY"):
        (tmp_path / name).write_bytes(b"")
    modules, problems = find.find_modules(tmp_path, LIMITS)
    assert set(modules) == {"x" * 61 + ".py", "_a1.py"} and len(problems) == 3


def test_a_module_that_is_there_already_only_because_it_lies_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "my_own_module.py").write_text("x = 1")
    monkeypatch.syspath_prepend(tmp_path)
    assert set(find.find_modules(tmp_path, LIMITS)[0]) == {"my_own_module.py"}
    other = tmp_path / "other"
    other.mkdir()
    (other / "my_own_module.py").write_text("x = 1")
    assert find.find_modules(other, LIMITS)[0] == {}
    monkeypatch.setitem(sys.modules, "half_made", type(sys)("half_made"))
    sys.modules["half_made"].__spec__ = None
    (other / "half_made.py").write_text("x = 1")
    assert "half_made.py" not in find.find_modules(other, LIMITS)[0]


def test_no_more_than_so_many_files_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(find, "MAX_FILES", 3)
    for k in range(5):
        (tmp_path / f"m{k}.py").write_bytes(b"")
    assert len(find.find_modules(tmp_path, LIMITS)[0]) == 3


def test_the_notebook_of_the_lessons_name_and_what_lies_beside_it(tmp_path: Path):
    (tmp_path / f"{LESSON}.ipynb").write_text(notebook())
    (tmp_path / "other.ipynb").write_text(notebook(*NAMES))
    (tmp_path / "mine.py").write_text("x = 1")
    (tmp_path / "a b.py").write_text("x = 1")
    found = find.find(tmp_path, LESSON, NAMES, LIMITS)
    assert found.data == notebook().encode() and found.modules == {"mine.py": b"x = 1"}
    assert found.problems == ["a b.py has a name that cannot be imported, and was left out."]


def test_a_notebook_of_another_name(tmp_path: Path):
    (tmp_path / "x.ipynb.txt").write_text(notebook("neuron"))
    (tmp_path / "y.ipynb").write_text("")
    (tmp_path / "z.txt").write_text(notebook(*NAMES))
    found = find.find(tmp_path, LESSON, NAMES, LIMITS)
    assert found.data == notebook("neuron").encode()
    assert found.problems == [f"The notebook was called x.ipynb.txt, and was taken for {LESSON}.ipynb."]
    (tmp_path / "w.ipynb").write_text(notebook("neuron"))  # as good: the first of equals is taken
    assert "called w.ipynb" in find.find(tmp_path, LESSON, NAMES, LIMITS).problems[0]


def test_nothing_and_nothing_that_can_be_read(tmp_path: Path):
    assert find.find(tmp_path, LESSON, NAMES, LIMITS) == find.Submission(b"", [find.NOTHING])
    (tmp_path / f"{LESSON}.ipynb").mkdir()
    found = find.find(tmp_path, LESSON, NAMES, LIMITS)
    assert found == find.Submission(b"", [f"{LESSON}.ipynb is no plain file, and was not read."])
    assert (
        find.find(tmp_path / "gone", LESSON, NAMES, LIMITS)
        .problems[0]
        .startswith("The folder that was handed in cannot")
    )


def test_sizes_of_files(tmp_path: Path):
    path = tmp_path / "x"
    path.write_bytes(b"x" * 10)
    assert find.read(path, Limits(notebook_bytes=10)) == (b"x" * 10, "")
    assert find.read(path, Limits(notebook_bytes=9)) == (b"", "x is larger than 0 MB, and was not read.")
    assert find.read(tmp_path / "y", LIMITS) == (b"", "y cannot be read: No such file or directory.")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "p")
        assert find.read(tmp_path / "p", LIMITS) == (b"", "p is no plain file, and was not read.")


def test_of_many_notebooks_so_many_are_looked_at(tmp_path: Path):
    for k in range(4):
        (tmp_path / f"{k}.ipynb").write_text(notebook(*NAMES[: k // 2]))
    few = HandIn(notebooks=3, files=1000)
    found = find.find(tmp_path, LESSON, NAMES, LIMITS, few)
    assert (
        "There are 4 notebooks; only the first 3 were looked at." in found.problems
        and "called 2.ipynb" in found.problems[-1]
    )
    assert len(find.find(tmp_path, LESSON, NAMES, LIMITS, HandIn(notebooks=4)).problems) == 1
    size = len(notebook())
    used_up = find.find(tmp_path, LESSON, NAMES, LIMITS, HandIn(bytes=2 * size))
    assert [said for said in used_up.problems if "any more" in said] == [
        "2.ipynb was not read any more.", "3.ipynb was not read any more."
    ]  # fmt: skip


# When it was handed in


def test_years_and_lengths(tmp_path: Path):
    for year, right in ((1989, False), (1990, True), (2200, True), (2201, False)):
        assert (handed_in.parse_time(f"{year}-06-01 12:00:00") == datetime(year, 6, 1, 12)) is right
    padded = "2026-11-28 18:00:00" + " UTC"
    assert handed_in.parse_time(padded) and handed_in.parse_time("2026-11-28T18:00:00." + "1" * 200) is None
    assert handed_in.parse_time("2026..11") is None and handed_in.parse_time("2026-11-28  18:00:00") is None
    path = tmp_path / "timestamp.txt"
    path.write_text("2026-11-28 18:00:00" + "\n" * 981)
    assert handed_in.handed_in_at(tmp_path) == (datetime(2026, 11, 28, 18), "")
    path.write_text("2026-11-28 18:00:00" + "\n" * 982)
    assert handed_in.handed_in_at(tmp_path) == (None, "timestamp.txt is larger than 0 MB, and was not read.")
    path.write_text(" \n")
    assert handed_in.handed_in_at(tmp_path) == (None, "")
    (tmp_path / "link").symlink_to(tmp_path)
    path.write_text("2026-11-28 18:00:00")
    assert handed_in.handed_in_at(tmp_path / "link") == (None, "")


# Copying


@pytest.mark.skipif(sys.platform == "win32", reason="nbgrader has no exchange there")
def test_what_is_copied(tmp_path: Path):
    source = tmp_path / "s"
    deepest = source / Path(*"d" * archive.DEEPEST)
    deepest.mkdir(parents=True)
    (deepest / "x").write_bytes(b"x" * 10)
    budget = Budget(archive.DEEPEST + 1, 10, "it")
    assert copying.copy(source, tmp_path / "t", budget) == [] and (budget.files, budget.left) == (0, 0)
    assert (tmp_path / "t" / deepest.relative_to(source) / "x").read_bytes() == b"x" * 10
    for small in (Budget(archive.DEEPEST, 10, "it"), Budget(99, 9, "it")):
        with pytest.raises(OverBudget):
            copying.copy(source, tmp_path / f"u{small.files}", small)
    (deepest / "d").mkdir()
    with pytest.raises(Refused, match="^its folders lie too deep in each other$"):
        copying.copy(source, tmp_path / "v", Budget(99, 99, "it"))
    with pytest.raises(Refused, match="^it is a link, or no folder, and was not followed$"):
        copying.copy(deepest / "x", tmp_path / "w", Budget(99, 99, "it"))


@pytest.mark.skipif(sys.platform == "win32", reason="nbgrader has no exchange there")
def test_two_names_that_become_one_and_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    source = tmp_path / "s"
    source.mkdir()
    for name in ("a\n", "a\t"):
        (source / name).write_text("x")
    said = copying.copy(source, tmp_path / "t", Budget(9, 99, "it"))
    assert len(said) == 1 and said[0].endswith("cannot be copied (File exists)")

    def full(self: Budget, count: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Budget, "take", full)
    with pytest.raises(OSError, match="No space left"):
        copying.copy(source, tmp_path / "u", Budget(9, 99, "it"))
