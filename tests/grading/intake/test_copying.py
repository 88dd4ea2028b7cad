"""Copy a folder of somebody else's: plain files alone, no link followed, within limits."""

import os
import sys
from pathlib import Path

import pytest

from grading.intake.archive import Budget, Refused
from grading.intake.copying import copy
from grading.limits import MB

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nbgrader has no exchange there")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Make a folder with one honest file in it, beside a secret."""
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "inner").write_text("secret")
    folder = tmp_path / "handed_in"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "good").write_text("good")
    return folder


def copied(source: Path, files: int = 100, most: int = MB) -> tuple[dict[str, str], list[str]]:
    """Copy; return what came, and what was said."""
    target = source.parent / "copy"
    said = copy(source, target, Budget(files, most, "it"))
    return {str(p.relative_to(target)): p.read_text() for p in target.rglob("*") if not p.is_dir()}, said


def test_links_of_all_kinds_are_named_and_not_followed(source: Path):
    (source / "a").symlink_to("../secret")
    (source / "b").symlink_to(source.parent / "secrets")
    (source / "c").symlink_to("nowhere")
    os.link(source.parent / "secret", source / "d")
    os.mkfifo(source / "e")
    found, said = copied(source)
    assert found == {"sub/good": "good"}
    assert sorted(sentence[0] for sentence in said) == ["a", "b", "c", "d", "e"]


def test_the_folder_itself_is_no_link(source: Path):
    link = source.parent / "link"
    link.symlink_to("secrets")
    with pytest.raises(Refused, match="link"):
        copy(link, source.parent / "copy", Budget(10, MB, "it"))


@pytest.mark.parametrize(("files", "most"), [(2, MB), (100, 3)])
def test_it_is_bounded(source: Path, files: int, most: int):
    (source / "more").write_text("more")
    with pytest.raises(Refused):
        copied(source, files, most)


def test_names_that_are_not_utf_8_do_no_harm(source: Path):
    (source / os.fsdecode(b"\xff\n")).write_text("good")
    assert copied(source)[0] == {"sub/good": "good", "?_": "good"}
