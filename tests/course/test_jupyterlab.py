"""JupyterLab's configuration: where it opens, what follows a save, and which tools a learner and an instructor have."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from grading.cli import progress
from tests.course import LESSONS, ROOT

FIRST = f"lessons/{LESSONS[0]}/{LESSONS[0]}.ipynb"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the configuration and the first lesson; what the configuration does to this process is undone."""
    for name in ("JUPYTER_CONFIG_PATH", "OPENBLAS_NUM_THREADS"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
    monkeypatch.setattr(sys, "path", list(sys.path))
    for name in ("jupyter_server_config.py", "jupyter_instructor_config.py", FIRST):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def load(course: Path, name: str = "jupyter_server_config.py") -> Config:
    """Read a configuration as JupyterLab does."""
    return PyFileConfigLoader(name, path=str(course)).load_config()


def test_it_opens_on_the_page_of_progress_and_writes_it_after_a_save(course: Path):
    config = load(course)
    assert config.LabApp.default_url == "/lab/tree/lessons/progress.md"
    page = course / progress.PAGE
    assert "00 Start here" in page.read_text(encoding="utf-8")
    page.unlink()
    config.FileContentsManager.post_save_hook(os_path="a.txt", model={}, contents_manager=None)
    assert not page.exists()
    config.FileContentsManager.post_save_hook(os_path=str(course / FIRST), model={}, contents_manager=None)
    assert page.exists()


def test_neither_start_nor_save_fails_where_the_page_cannot_be_written(course: Path, monkeypatch, capsys):
    def fail(root: Path) -> None:
        raise ValueError("of the page")

    monkeypatch.setattr(progress, "write", fail)
    config = load(course)
    assert config.LabApp.default_url == f"/lab/tree/{FIRST}"
    config.FileContentsManager.post_save_hook(os_path=FIRST, model={}, contents_manager=None)
    assert capsys.readouterr().err.count("lessons/progress.md was not written: of the page\n") == 2


def test_what_a_kernel_says_is_sent_at_once(course: Path, monkeypatch):
    kind = load(course).ServerApp.kernel_websocket_connection_class
    calls = []
    monkeypatch.setattr(ZMQChannelsWebsocketConnection, "connect", lambda self: calls.append("connect"))
    connection = kind.__new__(kind)
    monkeypatch.setattr(KernelWebsocketHandler, "set_nodelay", lambda self, on: calls.append(on))
    connection.websocket_handler = KernelWebsocketHandler.__new__(KernelWebsocketHandler)
    connection.connect()
    assert calls == [True, "connect"]


def test_a_folder_without_lessons_opens_all_the_same(course: Path, monkeypatch):
    (course / FIRST).unlink()
    (course / "lessons" / ".ipynb_checkpoints").mkdir()
    (course / "lessons" / ".ipynb_checkpoints" / "mine.ipynb").touch()
    monkeypatch.setattr(progress, "write", lambda root: None)
    assert "default_url" not in load(course).LabApp


def test_an_instructors_configuration_is_a_learners_with_the_tools(course: Path, monkeypatch):
    learners = load(course)
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "")
    instructors = load(course, "jupyter_instructor_config.py")
    kinds = [config.ServerApp.pop("kernel_websocket_connection_class") for config in (learners, instructors)]
    assert {kind.__name__ for kind in kinds} == {"PromptConnection"}
    assert instructors.LabApp == learners.LabApp and instructors.ServerApp == learners.ServerApp
    first, second = (Path(path) for path in os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep))
    assert second == course
    on, off = (
        json.loads((ROOT / path.relative_to(course) / "labconfig" / "page_config.json").read_text())
        for path in (first, second)
    )
    tools = {name for name in off["disabledExtensions"] if name.startswith("@jupyter/nbgrader:")}
    assert on["disabledExtensions"] == dict.fromkeys(tools, False) and len(tools) == 3
    assert all(off["disabledExtensions"].values())


def test_the_extension_lies_where_its_package_says():
    (package,) = (ROOT / "labextensions").glob("*/package.json")
    read = json.loads(package.read_text(encoding="utf-8"))
    assert read["name"] == package.parent.name
    script = package.parent / read["jupyterlab"]["_build"]["load"]
    assert script.is_file() and script.parent.name != "static"  # which browsers keep for a year, whatever changes
