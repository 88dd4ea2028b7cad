"""A student's own check: the grader's intake and engine, on the tests that students see."""

import os
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from grading.engine.client import Engine
from grading.engine.grade import grade
from grading.intake.find import Submission, read
from grading.intake.rebuild import rebuild
from grading.lesson import answer_key as keys
from grading.lesson.answer_key import AnswerKey, Asked
from grading.lesson.imports import imported
from grading.limits import Limits

ROOT = Path(__file__).resolve().parents[2]
ORIGINALS = "original"  # in what a student gets: the lessons as they were handed out


def originals(root: Path = ROOT) -> dict[str, Path]:
    """Map each lesson to the notebook that says what was handed out."""
    found = [*root.glob("solutions/*/*.ipynb"), *root.glob(f"{ORIGINALS}/*.ipynb")]
    return {path.stem: path for path in sorted(found)}


def key_of(path: Path, root: Path = ROOT) -> AnswerKey:
    """Find the lesson of a notebook by its name, or its folder's."""
    known = originals(root)
    name = next((name for name in known if name in path.stem), path.resolve().parent.name)
    if name not in known:
        raise SystemExit(f"{path.name} is no lesson. There are: {', '.join(known)}.")
    original = nbformat.read(known[name], as_version=4)
    return keys.from_release(name, original if known[name].parent.name == ORIGINALS else keys.as_released(original))


def check(path: Path, root: Path = ROOT) -> bool:
    """Hold a notebook's visible tests as the grader does, and say what came; return whether nothing is left to do."""
    data, trouble = read(path, Limits())
    if trouble:
        raise SystemExit(trouble)
    key = key_of(path, root)
    submission = Submission(data)
    points, said, mended = with_engine(submission, key) if hasattr(os, "fork") else in_a_kernel(submission, key)
    for sentence in mended:
        print(f"Before checking: {sentence}")
    open_texts = [asked.name for asked in key.asked if asked.kind == "text" and not said[asked.name]]
    for test in key.tests:
        _tell(test, points[test.name], said[test.name])
    for name in open_texts:
        print(f"{name}: nothing is written yet")
    met = sum(points[test.name] == test.points for test in key.tests)
    print(f"{met} of {len(key.tests)} checks are met. Grading puts these same checks back, and tries other values too.")
    return met == len(key.tests) and not open_texts


def with_engine(submission: Submission, key: AnswerKey) -> tuple[dict[str, float], dict[str, str], list[str]]:
    """Grade with the engine; it needs no cage: a student's own code, on their own machine."""
    modules = [name for source in key.setups for name in imported(source)]
    with Engine(modules, Limits(), caged=False) as engine:
        result = grade(submission, key, engine)
    points = {name: verdict.points for name, verdict in result.verdicts.items()}
    return points, _said(result.notebook, result.answered), result.mended


def in_a_kernel(submission: Submission, key: AnswerKey) -> tuple[dict[str, float], dict[str, str], list[str]]:
    """Run the rebuilt notebook in a kernel, where the engine does not run: on Windows."""
    rebuilt = rebuild(submission, key, Limits())
    notebook = nbformat.v4.new_notebook(cells=[piece.cell for piece in rebuilt.pieces], metadata=key.metadata)
    NotebookClient(notebook, timeout=60, allow_errors=True, kernel_name="python3").execute()
    tests = {test.name: test.points for test in key.tests}
    cells = {name: cell for cell in notebook.cells if (name := _name(cell)) in tests}
    points = {name: _points(cell, tests[name]) for name, cell in cells.items()}
    return points, _said(notebook, {piece.asked.name for piece in rebuilt.pieces if piece.answered}), rebuilt.mended


def _points(cell: NotebookNode, most: float) -> float:
    if any(output.output_type == "error" for output in cell.outputs):
        return 0.0
    values = [output.data["text/plain"] for output in cell.outputs if output.output_type == "execute_result"]
    return float(values[-1]) if values else most


def _name(cell: NotebookNode) -> str:
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def _said(notebook: NotebookNode, answered: set[str]) -> dict[str, str]:
    """Map each cell that is asked for to what it said, or, for a text, to its text."""
    said: dict[str, str] = {}
    for cell in notebook.cells:
        texts = [out.get("text") or "\n".join(out.get("traceback", [])) for out in cell.get("outputs", [])]
        said[_name(cell)] = "\n".join(texts) if cell.cell_type == "code" else cell.source * (_name(cell) in answered)
    return said


def _tell(test: Asked, points: float, said: str) -> None:
    if points == test.points:
        print(f"{test.name}: met")
        return
    print(f"{test.name}: NOT MET, {points:g} of {test.points:g} points")
    print("\n".join(f"    {line}" for line in said.strip().splitlines()))
