"""Notebooks that came to harm on the way: editors, file systems, and hands that meant well."""

import json
import os
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from tests.corpus.case import ALL, FULL, LESSON, all_but, answered, case, cell, notebook, place, save
from tests.course import grade_id


@notebook("broken", ALL)
def a_byte_order_mark(made: NotebookNode):
    return b"\xef\xbb\xbf" + json.dumps(made).encode()


@notebook("broken", ALL)
def utf_16(made: NotebookNode):
    return json.dumps(made).encode("utf-16")


@notebook("broken", ALL)
def line_ends_of_windows(made: NotebookNode):
    for c in made.cells:
        c.source = c.source.replace("\n", "\r\n")
    return json.dumps(made, indent=1).replace("\n", "\r\n")


@notebook("broken", ALL)
def format_three(made: NotebookNode):
    cells = []
    for c in made.cells:
        kind = {"cell_type": c.cell_type, "metadata": c.metadata}
        more = (
            {"input": c.source, "outputs": [], "language": "python"} if c.cell_type == "code" else {"source": c.source}
        )
        cells.append(kind | more)
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": cells}]}


@notebook("broken", ALL)
def no_ids(made: NotebookNode):
    for c in made.cells:
        c.pop("id", None)
    made.nbformat_minor = 4


@notebook("broken", ALL)
def metadata_lost(made: NotebookNode):
    for c in made.cells:
        c.metadata = {}


@notebook("broken", ALL)
def metadata_and_ids_lost(made: NotebookNode):
    for number, c in enumerate(made.cells):
        c.metadata, c.id = {}, f"colab-{number}"
    made.metadata = {"colab": {"provenance": []}}


@notebook("broken", ALL)
def every_cell_twice(made: NotebookNode):
    made.cells = [c for c in made.cells for _ in range(2)]


@notebook("broken", ALL)
def an_answer_copied_below(made: NotebookNode):
    made.cells.append(nbformat.from_dict(cell(made, "step")))


@notebook("broken", ALL)
def a_first_try_kept_above(made: NotebookNode):
    first = nbformat.from_dict(cell(made, "step"))
    first.source = "def step(z):\n    return z"
    made.cells.insert(place(made, "step"), first)


@notebook("broken", ALL)
def an_answer_split(made: NotebookNode):
    whole = cell(made, "neuron")
    rest = nbformat.from_dict(whole)
    whole.source = "# my neuron"
    made.cells.insert(place(made, "neuron") + 1, rest)


@notebook("broken", ALL)
def an_answer_below_its_test(made: NotebookNode):
    moved = made.cells.pop(place(made, "sigmoid"))
    made.cells.insert(place(made, "test_sigmoid") + 1, moved)


@notebook("broken", ALL)
def all_backwards(made: NotebookNode):
    made.cells.reverse()


@notebook("broken", ALL)
def a_test_deleted(made: NotebookNode):
    made.cells.remove(cell(made, "test_step"))


@notebook("broken", ALL)
def all_tests_deleted(made: NotebookNode):
    made.cells = [c for c in made.cells if not grade_id(c).startswith("test_")]


@notebook("broken", ALL)
def set_up_deleted(made: NotebookNode):
    made.cells.remove(cell(made, "setup"))


@notebook("broken", ALL)
def set_up_changed(made: NotebookNode):
    cell(made, "setup").source = "import numpy as npy"


@notebook("broken", all_but("step"))
def an_answer_deleted(made: NotebookNode):
    made.cells.remove(cell(made, "step"))


@notebook("broken", ALL)
def an_answer_in_a_new_cell(made: NotebookNode):
    text = cell(made, "step").source
    made.cells[place(made, "step")] = new_code_cell(text)


@notebook("broken", ALL)
def an_answer_turned_to_text(made: NotebookNode):
    cell(made, "step").cell_type = "markdown"


@notebook("broken", ALL)
def an_answer_turned_raw(made: NotebookNode):
    cell(made, "step").cell_type = "raw"


@notebook("broken", ALL)
def a_test_turned_to_text(made: NotebookNode):
    cell(made, "test_step").cell_type = "markdown"


@notebook("broken", ALL)
def a_text_turned_to_code(made: NotebookNode):
    c = cell(made, "reflect_bias")
    c.cell_type, c.outputs, c.execution_count = "code", [], None


@notebook("broken", ALL)
def two_notebooks_merged(made: NotebookNode):
    made.cells += answered([]).cells


@notebook("broken", ALL)
def a_future_format(made: NotebookNode):
    made.nbformat, made.nbformat_minor = 5, 7


@notebook("broken", ALL)
def cells_of_no_kind(made: NotebookNode):
    made.cells.insert(2, {"cell_type": "sql", "source": "select 1"})
    return json.dumps(
        {**made, "cells": [*made.cells, 7, None, {"source": 3}, {"cell_type": "code", "source": [1, "2"]}]}
    )


@notebook("broken", ALL)
def outputs_of_no_kind(made: NotebookNode):
    for c in made.cells:
        if c.cell_type == "code":
            c.outputs, c.execution_count = [{"output_type": "surprise", "data": 3}, 4], "seven"


@notebook("broken", ALL, alone=False)
def twenty_megabytes_of_output(made: NotebookNode):
    cell(made, "step").outputs = [{"output_type": "stream", "name": "stdout", "text": "x" * 20_000_000}]


@case("broken", 0)
def nothing_at_all(folder: Path):
    folder.mkdir(parents=True)


@case("broken", FULL)
def renamed(folder: Path):
    save(folder, answered(ALL), "my homework (1).ipynb")


@case("broken", FULL)
def beside_another_notebook(folder: Path):
    save(folder, answered(ALL), "homework.ipynb")
    save(folder, nbformat.v4.new_notebook(), "scratch.ipynb")


@case("broken", 0)
def empty_file(folder: Path):
    save(folder, "")


@case("broken", 0)
def no_json(folder: Path):
    save(folder, "<html>Please log in</html>")


@case("broken", 0)
def cut_short(folder: Path):
    save(folder, json.dumps(answered(ALL))[:-2000])


@case("broken", 0)
def json_of_another_kind(folder: Path):
    save(folder, "[1, 2, 3]")


@case("broken", 0)
def nested_without_end(folder: Path):
    save(folder, "[" * 100_000)


@case("broken", 0)
def an_empty_notebook(folder: Path):
    save(folder, nbformat.v4.new_notebook())


@case("broken", 0)
def a_folder_in_its_place(folder: Path):
    (folder / f"{LESSON}.ipynb").mkdir(parents=True)


@case("broken", 0, alone=False)
def too_large(folder: Path):
    save(folder, b"")
    os.truncate(folder / f"{LESSON}.ipynb", 500_000_000)


@case("broken", 0, alone=False)
def a_pipe(folder: Path):
    folder.mkdir(parents=True)
    os.mkfifo(folder / f"{LESSON}.ipynb")


@case("broken", 0)
def a_link_to_the_solution(folder: Path):
    folder.mkdir(parents=True)
    source = folder.parents[2] / "solutions" / LESSON / f"{LESSON}.ipynb"
    (folder / f"{LESSON}.ipynb").symlink_to(source)


@case("broken", 0)
def a_link_to_another_student(folder: Path):
    folder.mkdir(parents=True)
    (folder / f"{LESSON}.ipynb").symlink_to(Path("..", "..", "right-as-in-the-solution", LESSON, f"{LESSON}.ipynb"))


@case("broken", FULL, alone=False)
def a_time_that_is_a_pipe(folder: Path):
    save(folder, answered(ALL))
    os.mkfifo(folder / "timestamp.txt")


@case("broken", FULL)
def a_time_that_is_none(folder: Path):
    save(folder, answered(ALL))
    (folder / "timestamp.txt").write_text("yesterday, about noon")
