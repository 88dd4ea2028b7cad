"""The tests of the stored outputs: nbval must fail where a text or an alt text was changed, not where pixels were."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, output_from_msg

from tests.course import ROOT

SOURCE = """from IPython.display import HTML, display
display(HTML('<img alt="a curve that falls" src="data:image/png;base64,AAAA">'))
print("loss 0.25")"""


def outputs(said: str, alt: str, pixels: str) -> list:
    """Write what the cell would have left behind."""
    picture = f'<img alt="{alt}" src="data:image/png;base64,{pixels}">'
    data = {"text/html": picture, "text/plain": "<IPython.core.display.HTML object>"}
    shown = {"msg_type": "display_data", "content": {"data": data, "metadata": {}}}
    printed = {"msg_type": "stream", "content": {"name": "stdout", "text": f"{said}\n"}}
    return [output_from_msg({"header": {"msg_type": m["msg_type"]}, **m}) for m in (shown, printed)]


def nbval(folder: Path, cell) -> int:
    """Run one cell as the solutions are run, and return pytest's exit status."""
    nbformat.write(new_notebook(cells=[cell]), folder / "one.ipynb")
    config = f"--nbval-sanitize-with={ROOT / 'tests' / 'nbval.cfg'}"
    command = [sys.executable, "-m", "pytest", "-q", "-c", "none.ini", "--nbval", config, "one.ipynb"]
    (folder / "none.ini").write_text("[pytest]\n")
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=120).returncode


@pytest.mark.parametrize(
    ("said", "alt", "pixels", "status"),
    [
        ("loss 0.25", "a curve that falls", "BBBB+/=", 0),
        ("loss 0.26", "a curve that falls", "AAAA", 1),
        ("loss 0.25", "a curve that rises", "AAAA", 1),
    ],
    ids=["other pixels pass", "other text fails", "other alt text fails"],
)
def test_stored_outputs_are_held_to(tmp_path: Path, said: str, alt: str, pixels: str, status: int):
    cell = new_code_cell(SOURCE, execution_count=1, outputs=outputs(said, alt, pixels))
    assert nbval(tmp_path, cell) == status
