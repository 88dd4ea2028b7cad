"""What the browser edition is made of: each part is the one that is meant, or the build stops with a sentence."""

import json
import zipfile
from pathlib import Path

import nbformat
import pytest

from docs.browser import licences, lock, packing, site, sources
from docs.browser.address import of_lesson
from docs.lessons import names, released

PACKAGES = {
    "numpy": {"depends": [], "imports": ["numpy"], "version": "2.4.3", "file_name": "numpy-2.4.3-cp314-x.whl"},
    "scipy": {"depends": ["numpy"], "imports": ["scipy"], "version": "1.18", "file_name": "scipy-1.18-cp314-x.whl"},
}


def test_a_file_that_is_not_the_one_in_the_lock_is_refused(tmp_path: Path):
    file = tmp_path / "numpy-2.4.3-cp314-x.whl"
    file.write_bytes(b"a wheel")
    sources.hold_to_lock(file, {"sha256": sources.digest(file)})
    file.write_bytes(b"another one")
    with pytest.raises(SystemExit, match="numpy-2.4.3.* sha256 differs. It is not used"):
        sources.hold_to_lock(file, {"sha256": 64 * "0"})


def test_a_wheel_in_the_named_folder_is_held_to_its_lock(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(sources, "ROOTS", ("numpy",))
    (tmp_path / PACKAGES["numpy"]["file_name"]).write_bytes(b"another one")
    whole = {"info": {}, "packages": {"numpy": PACKAGES["numpy"] | {"sha256": 64 * "0"}}}
    monkeypatch.setattr(sources, "needed", lambda lock: ["numpy"])
    with pytest.raises(SystemExit, match="sha256 differs"):
        sources.wheels(whole, tmp_path / "cache", tmp_path)


def test_a_folder_that_is_no_pyodide_says_what_it_lacks(tmp_path: Path):
    (tmp_path / "pyodide.mjs").write_text("")
    with pytest.raises(SystemExit, match="no distribution of Pyodide: it has no pyodide.asm.mjs, .*pyodide-lock.json"):
        sources.runtime(tmp_path / "cache", tmp_path)


def test_without_npm_the_build_says_what_to_do(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit, match="Install Node.js, or name --pyodide FOLDER"):
        sources.runtime(tmp_path)


def test_packages_come_after_those_that_they_need():
    assert sources.needed({"packages": PACKAGES}, ["scipy"]) == ["numpy", "scipy"]


def test_helpers_are_packed_whole_and_load_what_they_need(tmp_path: Path):
    wheel = packing.of_helpers(tmp_path, "1.0.0")
    inside = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "helpers/mnist.npz",
        "helpers/tables.npz",
        "helpers/labs/clinic/patients.json",
        "helpers/labs/features/rematch.json",
        "helpers/widgets/explorable.js",
        "helpers/checks/questions/02_a_neuron_that_learns.toml",
    } <= inside
    made = lock.of_course({"info": {}, "packages": PACKAGES}, {"helpers": wheel})["packages"]["helpers"]
    assert made["imports"] == ["helpers"] and "numpy" in made["depends"] and "scipy" not in made["depends"]
    assert made["sha256"] == sources.digest(wheel) and made["version"] == "1.0.0"
    assert "helpers" not in licences.page([wheel])


def test_the_site_has_each_lesson_with_the_edition_that_it_is(tmp_path: Path):
    site.collect(tmp_path)
    editions = json.loads((tmp_path / "editions.json").read_text(encoding="utf-8"))
    assert len(editions) == len(names()) == len(set(editions.values()))
    for name in names():
        path = f"lessons/{name}/{name}.ipynb"
        assert of_lesson(name).endswith(f"?path={path}")
        lesson = nbformat.read(tmp_path / "files" / path, 4)
        assert lesson.metadata.pop("layer_by_layer") == {"edition": editions[path]}
        assert lesson == nbformat.read(released(name), 4)


def test_nothing_of_nbgrader_is_in_the_site(tmp_path: Path):
    settings = json.dumps(site.settings())
    assert "nbgrader" not in settings and json.loads(settings)["jupyter-config-data"]["litePluginSettings"]
    assert not [name for name in site.EXTENSIONS if "nbgrader" in name]
