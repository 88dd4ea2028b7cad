"""Starting without installing: the container, Binder and Colab, as far as that can be tried without them."""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from docs import to_start
from tests.course import ROOT

PAGE = (ROOT / "docs" / "without_installing.md").read_text(encoding="utf-8")
(COLAB,) = re.findall(r"^ *%(pip install .*)$", PAGE, re.MULTILINE)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def container() -> dict[str, Any]:
    """Read what the development container is told."""
    told: dict[str, Any] = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    return told


def at_least(version: str) -> bool:
    """Say whether the course runs on a version of Python such as 3.12."""
    oldest = PROJECT["requires-python"].removeprefix(">=")
    return tuple(map(int, version.split("."))) >= tuple(map(int, oldest.split(".")))


def test_the_container_is_described_as_its_format_says():
    """The names and types that containers.dev gives, for those that are used."""
    types = {"name": str, "image": str, "postCreateCommand": str, "postAttachCommand": str, "forwardPorts": list}
    assert {name: type(value) for name, value in container().items()} == types
    assert all(type(port) is int and 0 < port < 65536 for port in container()["forwardPorts"])
    image, _, version = container()["image"].partition(":")
    assert image == "mcr.microsoft.com/devcontainers/python" and at_least(version)


def test_binder_has_a_python_that_the_course_runs_on():
    text = (ROOT / ".binder" / "runtime.txt").read_text(encoding="utf-8")
    assert re.fullmatch(r"python-\d+\.\d+\n", text) and at_least(text.strip().removeprefix("python-"))


def test_colabs_line_names_what_the_course_needs_beside_colabs_own():
    words = shlex.split(COLAB)[2:]
    (archive,) = [word for word in words if word.endswith(".zip")]
    assert archive == f"/content/{to_start.STUDENTS_FOLDER}.zip"
    names = {re.split("[<>=]", need)[0] for need in PROJECT["dependencies"]}
    packages = [word for word in words if not word.startswith(("-", "/"))]
    psygnal = ["psygnal"]  # anywidget's own need, since pip is to look for none
    assert [re.split("[<>=]", word)[0] for word in packages if word not in psygnal] == ["anywidget", "numpy"]
    assert {"anywidget", "numpy"} <= names
    assert [word for word in packages if word.startswith("numpy")] == [
        need for need in PROJECT["dependencies"] if need.startswith("numpy")
    ]


@pytest.mark.full
def test_a_lesson_runs_with_what_colabs_line_installs(tmp_path: Path, monkeypatch):
    place, archive = tmp_path / "installed", to_start.zipped(tmp_path)
    words = [str(archive) if word.endswith(".zip") else word for word in shlex.split(COLAB)[1:]]
    words = [word for word in words if not word.startswith("numpy")]  # it is there
    subprocess.run([sys.executable, "-m", "pip", *words, f"--target={place}"], check=True, env=clean(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(place))
    notebook = nbformat.read(ROOT / "lessons" / "01_one_neuron" / "01_one_neuron.ipynb", as_version=4)
    notebook.cells[1:1] = [nbformat.v4.new_code_cell("import helpers, anywidget\nprint(helpers.__file__)")]
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    assert notebook.cells[1].outputs[0].text.startswith(str(place))
    checks = [cell for cell in notebook.cells if cell.id.startswith("test_")]
    assert checks and all(cell.execution_count for cell in checks)


def clean(home: Path) -> dict[str, str]:
    """Return an environment without anything of the caller's, but what pip needs to find packages."""
    kept = {k: v for k, v in os.environ.items() if k == "PATH" or k.lower().endswith("_proxy") or k.startswith("PIP_")}
    cache = subprocess.run([sys.executable, "-m", "pip", "cache", "dir"], capture_output=True, text=True).stdout.strip()
    return {**kept, "HOME": str(home), "PIP_CACHE_DIR": cache or str(home / "cache")}


@pytest.mark.full
@pytest.mark.skipif(sys.platform == "win32", reason="the container and Binder run Linux")
def test_the_containers_and_binders_commands_start_the_course(tmp_path: Path):
    home, course = tmp_path / "home", tmp_path / "course"
    home.mkdir()
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, course / name)
    environment = clean(home)
    subprocess.run(["bash", "-c", container()["postCreateCommand"]], cwd=course, env=environment, check=True)
    answers([*shlex.split(container()["postAttachCommand"])], course, environment)

    environment["PATH"] = f"{course / '.venv' / 'bin'}:{environment['PATH']}"
    subprocess.run(["./.binder/postBuild"], cwd=course, env=environment, check=True)
    answers(["./.binder/start", "jupyter-lab"], course, environment)


def answers(command: list[str], course: Path, environment: dict[str, str]) -> None:
    """Start JupyterLab; it must show the lessons."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = ["--no-browser", "--allow-root", f"--ServerApp.port={port}", "--ServerApp.ip=127.0.0.1"]
    words += ["--IdentityProvider.token=word"]
    server = subprocess.Popen([*command, *words], cwd=course, env=environment)
    try:
        names = shown(f"http://127.0.0.1:{port}/api/contents/lessons?token=word", server)
        assert "01_one_neuron" in names
    finally:
        server.kill()  # it has no kernel to end
        server.wait()


def shown(address: str, server: subprocess.Popen) -> list[str]:
    """Ask a server that is starting what is in a folder, until it answers."""
    while server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                return [entry["name"] for entry in json.load(answer)["content"]]
        except urllib.error.URLError:
            time.sleep(0.2)
    pytest.fail(f"JupyterLab ended with {server.returncode} before it answered")
