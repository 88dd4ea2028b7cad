"""What other tools are told is what the README says: the workflow, the container, Binder, and a commit's gates."""

import json
import os
import re
import stat

import pytest
import yaml

from tests import needs
from tests.course import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
START = re.search(r"^python3 .*jupyterlab --config=\S+$", README, re.MULTILINE)[0]
TEST = re.search(r"^python3 .* -m pytest$", README, re.MULTILINE)[0]
WINDOWS_TEST = re.search(r"^cmd /c \"py .* -m pytest\"$", README, re.MULTILINE)[0]


def test_the_container_starts_with_the_readmes_line():
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    assert f"{container['postCreateCommand']} && {container['postAttachCommand']}" == START


def test_the_workflow_runs_the_readmes_lines_and_everything_that_ci_does():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8"))
    lines = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    assert sorted(lines) == sorted([TEST, WINDOWS_TEST, "bash .ci/run"])


def test_binder_installs_what_a_learner_does_and_opens_the_course():
    binder = ROOT / ".binder"
    assert (binder / "requirements.txt").read_text(encoding="utf-8") == "-r ../requirements.txt\n"
    (prepare,) = re.findall(r"(-m grading \w+)", (binder / "postBuild").read_text(encoding="utf-8"))
    (config,) = re.findall(r"(--config=\S+)", (binder / "start").read_text(encoding="utf-8"))
    assert f"python {prepare} && " in START and START.endswith(config)
    if os.name != "nt":
        assert all((binder / name).stat().st_mode & stat.S_IXUSR for name in ("postBuild", "start"))


@pytest.mark.parametrize("gate", ["ruff check", "ruff format --check", "mypy"])
def test_the_same_gates_stand_before_a_commit_and_in_ci(gate: str):
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    assert f".venv/bin/python -m {gate}" in [hook["entry"] for hook in hooks]
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.search(rf"^run \"\.venv/bin/python -m {gate}( \.)?\"$", ci, re.MULTILINE)


def test_ci_may_not_go_without_any_component_that_tests_can_need():
    (words,) = re.findall(
        r'^export COURSE_NEEDS="(.*)"$', (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert words.split() == list(needs.NAMES)


def test_a_component_that_is_needed_fails_the_test_where_it_is_missing(monkeypatch):
    monkeypatch.setenv("COURSE_NEEDS", "postgresql")
    with pytest.raises(pytest.fail.Exception, match="may not go without it"):
        needs.missing("postgresql", "It is not there")
    with pytest.raises(pytest.skip.Exception, match="It is not there"):
        needs.missing("chromium", "It is not there")


def test_the_pages_are_published_as_the_readme_builds_them():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8"))
    lines = [step["run"] for step in workflow["jobs"]["publish"]["steps"] if "run" in step]
    for command in ("pip install -e .[docs]", "docs build", "docs pdf"):
        assert f"-m {command}" in README
        assert any(line.startswith(f"python -m {command}") for line in lines)


def test_both_editions_are_published_the_one_inside_the_other():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["publish"]["steps"]
    lines = [step["run"] for step in steps if "run" in step]
    made = [line.split()[3] for line in lines if line.startswith("python -m docs ")]
    assert made == ["browser", "pdf", "build"]
    assert [step["with"]["path"] for step in steps if "upload-pages" in step.get("uses", "")] == ["build/docs/html"]
