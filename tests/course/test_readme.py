"""What the README says is so: its commands, its table of lessons, its layout."""

import os
import re
import shlex
import stat
import subprocess

import pytest
from PIL import Image

from docs import picture
from tests.answers import attempts
from tests.course import LESSONS, ROOT, exercises
from tests.life import manual

PAGES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "GLOSSARY.md", "NOTATION.md", "grading/README.md"]
PAGES += ["deploy/hub/README.md", "deploy/postgres/README.md"]
PAGES += [f"docs/{page.name}" for page in sorted((ROOT / "docs").glob("*.md"))]
README = (ROOT / "README.md").read_text(encoding="utf-8")
START = (ROOT / "grading" / "for_students" / "START.md").read_text(encoding="utf-8")
ROWS = {
    name: (link, dict(re.findall(r"`(\w+)` \((\d+)\)", asked)))
    for name, link, asked in re.findall(r"^\| \[?(\d\d_\w+)\]?(?:\((.*?)\))? \|.*\| (.*?) \|$", README, re.MULTILINE)
}


def blocks(text: str, language: str) -> list[str]:
    """List the code blocks of a page."""
    return re.findall(rf"^```{language}\n(.*?)\n```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("lesson", LESSONS)
def test_table_has_each_lesson_with_its_points(lesson: str):
    link, points = ROWS[lesson]
    assert link == f"lessons/{lesson}/{lesson}.ipynb"
    assert points == {name: f"{p:g}" for name, p in asked(lesson).items()}


def asked(lesson: str) -> dict[str, float]:
    """Map everything that a lesson asks for to its points."""
    return {exercise.name: exercise.points for exercise in exercises(lesson)} | manual(lesson)


def test_every_link_leads_somewhere():
    for page in PAGES:
        for link in re.findall(r"\]\(([^)#]+)\)", (ROOT / page).read_text(encoding="utf-8")):
            assert link.startswith("https://") or (ROOT / page).parent.joinpath(link).exists(), f"{page}: {link}"


def test_layout_is_the_repository():
    layout = (ROOT / "docs" / "developers.md").read_text(encoding="utf-8").partition("\n## ")[0]
    rows = re.findall(r"^\| (`.+?`) \|", layout, re.MULTILINE)
    listed = {name.rstrip("/") for row in rows for name in re.findall(r"`(.+?)`", row)}
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, timeout=60).stdout.split("\n")
    top = {path.split("/")[0] for path in files if path and not path.startswith(".")}
    assert not listed - {path.name for path in ROOT.iterdir()}
    assert not top - listed, f"not in the layout: {sorted(top - listed)}"


def test_wrong_answers_are_counted():
    wrong = [attempt for lesson in LESSONS for attempt in attempts(lesson) if not attempt.right]
    row = re.search(r"^\| written by hand \|(.*)\|$", README, re.MULTILINE)[1]
    named = sum(bool(attempt.says) for attempt in wrong) / len(wrong)
    assert [cell.strip() for cell in row.split("|")] == [f"{len(wrong):,}", f"{len(wrong):,}", f"{named:.0%}"]


def test_windows_lines_say_the_same():
    for text in (README, START):
        unix = [block for block in blocks(text, "bash") if block.startswith("python3 ")]
        windows = blocks(text, "bat")
        assert unix and len(unix) == len(windows)
        for one, other in zip(unix, windows, strict=True):
            same = one.replace("python3 ", "py ", 1).replace(".venv/bin/", ".venv\\Scripts\\")
            same = re.sub(r"lessons/\S+", lambda path: path[0].replace("/", "\\"), same)
            assert other == f'cmd /c "{same}"'


def test_commands_name_modules_and_lessons_that_are_there():
    for command in [line for block in blocks(README, "bash") for line in block.split(" && ")]:
        words = shlex.split(command.splitlines()[-1])
        files = [word for word in words if word.endswith((".txt", ".ipynb"))]
        assert all((ROOT / file).exists() for file in files), command
        assert "activate" not in command


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_ci_runs_the_readmes_test_line():
    run = ROOT / ".ci" / "run"
    assert run.stat().st_mode & stat.S_IXUSR
    pattern = re.search(r"grep -m 1 '(.*)'", run.read_text())[1]
    lines = re.findall(pattern, README, re.MULTILINE)
    assert lines == [block for block in blocks(README, "bash") if block.endswith("-m pytest")]


@pytest.mark.parametrize("page", [*PAGES, "grading/for_students/START.md"])
def test_pages_name_no_machine(page: str):
    assert not re.search(r"/home/|/tmp/|/Users/|localhost", (ROOT / page).read_text(encoding="utf-8"))


def test_the_picture_of_the_reading_edition_is_there_and_small():
    ((alt, place),) = re.findall(r"!\[([^\]]+)\]\((\S+\.webp)\)", README)
    assert ROOT / place == picture.PLACE and picture.PLACE.stat().st_size <= 150_000 and len(alt) > 80
    with Image.open(picture.PLACE) as taken:
        assert taken.size == (picture.WIDTH, picture.HEIGHT)


def test_each_kind_of_reader_has_a_line_to_begin_with():
    table = README.partition("| you are | begin with |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| ([^|-]+?) \| (.+) \|$", table, re.MULTILINE)
    assert [who for who, _ in rows] == ["curious", "a learner", "an instructor", "a developer"]
    commands = {path.stem for path in (ROOT / "grading" / "cli").glob("*.py")}
    assert all(name in commands for name in re.findall(r"python -m grading (\w+)", table))
    sections = {heading.lower().replace(" ", "-") for heading in re.findall(r"^## (.*)$", README, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", table)) <= sections
