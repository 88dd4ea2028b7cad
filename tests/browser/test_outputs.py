"""What the cells of every lesson show, in both themes: axe finds nothing, and on a phone no picture is cut."""

from collections.abc import Iterator

import nbformat
import pytest
from nbformat.sign import NotebookNotary

from tests.course import ROOT

lab = pytest.importorskip("tests.browser.lab", reason="playwright is not installed")

LESSONS = [path.parent.name for path in sorted((ROOT / "solutions").glob("*/*.ipynb"))]
OURS = (".jp-OutputArea .jp-RenderedHTML", ".jp-OutputArea .jp-RenderedText")
CUT = """() => {
  const right = document.querySelector(".jp-WindowedPanel-outer").getBoundingClientRect().right;
  return [...document.querySelectorAll(".jp-OutputArea img")]
    .filter((one) => one.getBoundingClientRect().right > right + 1).map((one) => one.alt);
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator["lab.Lab"]:
    """JupyterLab on the solutions with their stored outputs, as somebody has them who ran them here."""
    folder = lab.course(tmp_path_factory.mktemp("course"))
    (folder / ".home").mkdir()
    notary = NotebookNotary(data_dir=str(folder / ".home"))
    for name in LESSONS:
        (folder / "lessons" / name).mkdir()
        notebook = nbformat.read(ROOT / "solutions" / name / f"{name}.ipynb", 4)
        nbformat.write(notebook, folder / "lessons" / name / f"{name}.ipynb")
        notary.sign(nbformat.read(folder / "lessons" / name / f"{name}.ipynb", 4))
    with lab.running(folder) as running:
        yield running


@pytest.mark.full
@pytest.mark.parametrize("name", LESSONS)
def test_axe_finds_nothing_in_the_outputs_of_a_lesson(name: str, server: "lab.Lab", browser):
    with lab.page(browser, 400) as (page, seen):
        lab.open_notebook(page, server, f"lessons/{name}/{name}.ipynb")
        for dark in (False, True):
            lab.alone(page, dark)
            stored = lab.show_all(page)
            assert page.locator(".jp-OutputArea-output").count() >= stored > 0
            assert lab.axe_finds(page, *OURS) == []
        assert page.evaluate(CUT) == []
        assert seen.console == [] and seen.outside == []
