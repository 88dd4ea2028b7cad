"""Submissions at the edges: files, names, numbers, texts and pictures that something on the way cannot take."""

import json
import os
from pathlib import Path

from nbformat import NotebookNode

from tests.corpus.case import ALL, FULL, LESSON, answered, case, cell, notebook, own, save

MB = 1024 * 1024
WEBP = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert("SCRIPT")</script><circle r="9"/></svg>'


@case("broken", FULL)
def a_time_of_absurd_size(folder: Path):
    save(folder, answered(ALL))
    (folder / "timestamp.txt").write_text("99999999999999999999999")


@case("broken", FULL)
def a_time_outside_of_all_years(folder: Path):
    save(folder, answered(ALL))
    (folder / "timestamp.txt").write_text("9999-12-31 23:59:59 -99999999999")


@case("broken", FULL)
def a_time_that_is_no_text(folder: Path):
    save(folder, answered(ALL))
    (folder / "timestamp.txt").write_bytes(b"\xff\xfe\x80")


@case("broken", FULL)
def a_secret_that_is_no_text(folder: Path):
    save(folder, answered(ALL))
    (folder / "submission_secret.txt").write_bytes(b"\xff\xfe\x80")


@notebook("broken", ALL)
def numbers_without_end(made: NotebookNode):
    text = json.dumps(made)
    return f'{text[:-1]}, "more": {"9" * 10_000}}}'.replace(
        '"execution_count": null', f'"execution_count": {"9" * 4300}'
    )


@notebook("broken", ALL)
def an_output_type_that_is_a_list(made: NotebookNode):
    cell(made, "step").outputs = [{"output_type": ["stream"], "name": {}, "text": 3}]


@notebook("broken", ALL)
def half_characters_in_texts(made: NotebookNode):
    cell(made, "reflect_bias").source = "half \ud83d of a smiley"
    cell(made, "step").source += "\n# \ud800"
    cell(made, "reflect_bias").attachments = {"half\ud83d.png": {"image/png": "AAAA\ud800"}}


@case("broken", FULL, alone=False)
def a_file_name_that_is_no_text(folder: Path):
    save(folder, answered(ALL), os.fsdecode(b"home\xffwork\n.ipynb"))


@case("broken", 0, alone=False)
def many_large_notebooks(folder: Path):
    folder.mkdir(parents=True)
    for number in range(120):
        path = folder / f"{number:03}.ipynb"
        path.touch()
        os.truncate(path, 31 * MB)


@case("broken", 0, alone=False)
def many_large_notebooks_behind_a_pipe(folder: Path):
    many_large_notebooks(folder)
    os.mkfifo(folder / f"{LESSON}.ipynb")


@notebook("right", ALL)
def pictures_pasted(made: NotebookNode):
    text = cell(made, "reflect_bias")
    text.source = "![a](attachment:a.webp) ![b](attachment:b.svg) ![gone](attachment:gone.png) ![ü](attachment:ü.png)"
    text.attachments = {"a.webp": {"image/webp": WEBP}, "b.svg": {"image/svg+xml": [DRAWING]},
                        "ü.png": {"image/png": "iVBORw0KGgo="}}  # fmt: skip


@notebook("broken", ALL, alone=False)
def texts_that_take_long_to_read(made: NotebookNode):
    cell(made, "reflect_bias").source = "a" + " " * MB + "b"
    for sign in ("[", "*", "`", "> ", "$a", "\\begin{a}", "<b>", "~~a", "![", "[a]("):
        made.cells.append(NotebookNode(cell_type="markdown", metadata={}, id=f"m{ord(sign[-1])}{len(sign)}",
                                       source=sign * (MB // len(sign))))  # fmt: skip
    for sign in (" \n", "a.", "f'{a!r:{b}"):
        made.cells.append(NotebookNode(cell_type="raw", metadata={}, id=f"r{len(sign)}", source=sign * 20_000))
        made.cells.append(NotebookNode(cell_type="code", metadata={}, id=f"c{len(sign)}", outputs=[],
                                       execution_count=None, source=f"{sign * 20_000}x"))  # fmt: skip


own("right", "print('half \\ud83d')\nraise ValueError('half \\ud83d of \\udcff')", "half_characters_in_outputs", ALL)
own("right", """
from IPython.display import display
class Drawing:
    def _repr_mimebundle_(self, **k): return {'text/html': '<p>\\ud83d</p>', 'text/plain': '\\ud83d'}
display(Drawing(), {'image/webp': 'UklG', 'text/plain': 'x'}, {'image/gif': 'R0lG'})
display({'image/webp': 'UklG', 'text/plain': 'x'}, raw=True)
display({'image/gif': 'R0lG'}, raw=True)
""", "half_characters_in_rich_outputs", ALL)  # fmt: skip
own("hostile", "get_ipython().compile.number = 10 ** 4299\n1", "a_number_of_a_cell_without_end", ALL)
own("hostile", """
get_ipython().recorder.outputs += [
    {'output_type': ['stream'], 'name': 'stdout', 'text': 'x'}, {'output_type': {'a': 1}}, 7,
    {'output_type': 'execute_result', 'data': {'text/plain': 'x'}, 'metadata': {}, 'execution_count': 10 ** 4000},
    {'output_type': 'stream', 'name': ['stdout'], 'text': ['x']}]
""", "outputs_of_no_kind", ALL)  # fmt: skip
