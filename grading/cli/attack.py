"""Grade a hostile notebook in the cage; print what it gained, what it saw, and what it cost."""

import os
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grading.cells.recorder import HIDDEN
from grading.engine.client import Engine
from grading.engine.grade import GRADING, grade
from grading.engine.result import Result
from grading.intake.find import Submission, find_modules, read
from grading.lesson.answer_key import AnswerKey, from_solution
from grading.lesson.course import key_of
from grading.lesson.places import ROOT, originals
from grading.limits import MB, Limits
from grading.sandbox.supervisor import descendants, shared_memory_of

ARGUMENTS = {"nargs": 1, "metavar": "NOTEBOOK", "help": "a notebook of a lesson, whose name it bears"}
EVERY = 0.05  # seconds between two looks at the memory
SHORTEST = 12  # characters of a line that is worth looking for


def run(names: list[str]) -> None:
    """Try this notebook; the exit status is 1 if something leaked, or was left running."""
    attacked = attack(Path(names[0]))
    print(attacked.report())
    sys.exit(1 if attacked.leaked or attacked.left_running else 0)


@dataclass
class Attacked:
    """What came of an attack: points by test, hidden lines that it was shown, and what it used."""

    sandbox: str
    result: Result
    leaked: list[str]
    looked_for: int
    seconds: float = 0.0
    cpu: float = 0.0
    memory: int = 0
    left_running: list[int] = field(default_factory=list)

    def report(self) -> str:
        """Write it out."""
        tests = [f"{verdict.name}: {verdict.points:g}. {verdict.reason}" for verdict in self.result.verdicts.values()]
        size = len(nbformat.writes(self.result.notebook).encode("utf-8", "replace"))
        return "\n".join(
            [
                f"Sandbox: {self.sandbox}",
                *(f"Before grading: {sentence}" for sentence in self.result.repairs),
                *tests,
                f"Points: {self.result.points:g}",
                f"Leaks: {len(self.leaked)} of {self.looked_for} lines that no student sees are in what it shows",
                *(f"    {line}" for line in self.leaked),
                f"Time: {self.seconds:.1f} s, {self.cpu:.1f} s of the processor",
                f"Memory: {self.memory / MB:.0f} MB at most; the graded notebook has {size / MB:.2f} MB",
                f"Processes left running: {len(self.left_running)}",
            ]
        )


def attack(path: Path, root: Path = ROOT, limits: Limits | None = None) -> Attacked:
    """Grade one notebook, and the modules beside it, as `nbgrader autograde` does, and watch it.

    Raises
    ------
    SystemExit
        Where the notebook cannot be read, belongs to no lesson, or nothing would keep it from this machine's files.
    """
    limits = limits or Limits()
    data, problem = read(path, limits)
    if problem:
        raise SystemExit(problem)
    lesson = key_of(path, root).lesson
    key = from_solution(lesson, nbformat.read(originals(root)[lesson], as_version=4))
    modules, left_out = find_modules(path.parent, limits)
    before, there = _cpu(), set(descendants(os.getpid()))
    with Engine(key.modules, limits) as engine:
        if not engine.isolates:
            raise SystemExit("Nothing was tried: this machine cannot keep a notebook from your files and the network.")
        begun, watch = time.monotonic(), Watch()
        with watch:
            result = grade(Submission(data, left_out, modules), key, engine)
        took, sandbox = time.monotonic() - begun, engine.sandbox
    secret = secret_lines(key)
    shown = "\n".join(shown_to_the_student(result.notebook))
    own = data.decode("utf-8", "replace")
    leaked = [line for line in secret if line in shown and line not in own]
    left = [process for process in descendants(os.getpid()) if process not in there]
    return Attacked(sandbox, result, leaked, len(secret), took, _cpu() - before, watch.most, left)


def _cpu() -> float:
    """Return the seconds of the processor that ended child processes have used."""
    used = os.times()
    return used.children_user + used.children_system


class Watch(threading.Thread):
    """Notes the most memory that the processes below this one use meanwhile."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most, self.ended = 0, threading.Event()
        self.engine = self.now()

    def now(self) -> int:
        """Add up what these processes use."""
        return shared_memory_of(descendants(os.getpid()), base=0)

    def run(self) -> None:
        """Look again and again; what the engine used before is not counted."""
        while not self.ended.wait(EVERY):
            self.most = max(self.most, self.now() - self.engine)

    def __enter__(self) -> None:
        self.start()

    def __exit__(self, *error: object) -> None:
        self.ended.set()
        self.join()


def secret_lines(key: AnswerKey) -> list[str]:
    """List the lines of hidden tests and of model answers that a lesson as it is handed out does not hold."""
    released = "\n".join(cell.source for cell in key.released)
    lines = [line.strip() for cell in (*key.tests, *key.answers) for line in cell.full.source.splitlines()]
    return sorted({line for line in lines if len(line) >= SHORTEST and line not in released})


def shown_to_the_student(notebook: NotebookNode) -> list[str]:
    """List the texts of all outputs, but for what the hidden parts of tests showed, which feedback leaves out."""
    shown: list[str] = []
    for cell in notebook.cells:
        hidden = cell.metadata.get(GRADING, {}).get(HIDDEN, [])
        for number, output in enumerate(cell.get("outputs", [])):
            if not (number < len(hidden) and hidden[number]):
                texts = [output.get("text"), output.get("evalue"), *output.get("traceback", [])]
                shown += [text for text in [*texts, *map(str, output.get("data", {}).values())] if text]
    return shown
