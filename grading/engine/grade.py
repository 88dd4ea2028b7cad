"""Grade one submission: a function of the submission and the answer key, and of nothing else."""

from __future__ import annotations

import socket
import time

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook

from grading.cells import outputs
from grading.engine.client import Engine, Life
from grading.engine.result import Result, Verdict
from grading.intake.find import Submission
from grading.intake.rebuild import Piece, Rebuilt, rebuild
from grading.lesson.answer_key import AnswerKey
from grading.protocol import codec as wire
from grading.protocol.channel import Gone, Port, Silence
from grading.protocol.rpc import Partner
from grading.protocol.tracebacks import CELL

NOT_RUN = "Not run: the cells above took longer than {:g} s in all."


def grade(submission: Submission, key: AnswerKey, engine: Engine) -> Result:
    """Rebuild the notebook, run its cells, hold the tests. It always ends, and always in a result."""
    rebuilt = rebuild(submission, key, engine.limits)
    session = Session(rebuilt, engine)
    try:
        if rebuilt.unreadable:
            session.refused = {test.name: rebuilt.unreadable for test in key.tests}
        else:
            session.run()
        verdicts = examine(session, key, engine)
    finally:
        session.end()
    answered = {piece.asked.name for piece in rebuilt.pieces if piece.answered}
    return Result(_notebook(rebuilt, session, verdicts, key), verdicts, rebuilt.mended, answered)


class Session:
    """A student's cells, run in order in a student process, and the seats that it left for the tests."""

    def __init__(self, rebuilt: Rebuilt, engine: Engine) -> None:
        self.pieces, self.engine, self.limits = rebuilt.pieces, engine, engine.limits
        self.until = time.monotonic() + self.limits.all_seconds
        self.outputs: dict[int, list[NotebookNode]] = {}
        self.left_out: dict[int, str] = {}  # cells that end or stop the process, with the reason
        self.seats: dict[str, socket.socket] = {}
        self.refused: dict[str, str] = {}  # tests without a seat, with the reason
        self.life: Life | None = None

    def run(self) -> None:
        """Run all cells; where one ends the process, start again without it."""
        while not self._run_once():
            self.end()

    def end(self) -> None:
        """End the process, its seats, and all that the student's code has started."""
        if self.life:
            self.life.end()
        for end in self.seats.values():
            end.close()
        self.seats, self.life = {}, None

    def _run_once(self) -> bool:
        port, ends = self._start()
        for number, piece in enumerate(self.pieces):
            if not _runs(piece) or number in self.left_out:
                continue
            if time.monotonic() > self.until:
                self._give_up(number)
                break
            try:
                self._take(number, piece, port, ends)
            except Silence:
                self._leave_out(number, f"it took longer than {self.limits.cell_seconds:g} s, and was stopped")
                return False
            except (Gone, wire.CannotCross):
                self._leave_out(number, self.life.why())
                return False
        port.close()
        for end in ends:
            end.close()
        return True

    def _start(self) -> tuple[Port, list[socket.socket]]:
        tests = sum(_is_test(piece) for piece in self.pieces)
        pairs = [socket.socketpair() for _ in range(tests + 1)]
        self.life = self.engine.students.fork([theirs for _, theirs in pairs])
        control, *ends = [mine for mine, _ in pairs]
        return Port(control, self.limits.message, self.life.lifeline), ends

    def _take(self, number: int, piece: Piece, port: Port, ends: list[socket.socket]) -> None:
        """Run one cell, or put a seat aside where a test stands."""
        until = min(time.monotonic() + self.limits.cell_seconds, self.until + 1)
        if not _is_test(piece):
            came = _ask(port, ("cell", number, piece.cell.source), until, self.limits.message)
            self.outputs[number] = outputs.taken_in(came[0] if came else [], self.limits)
            return
        end = ends.pop(0)
        refused = _ask(port, ("seat",), until, self.limits.message)
        if refused:
            self.refused[piece.asked.name] = f"The student's process could not be held for this test: {refused[0]}"
            end.close()
        else:
            self.seats[piece.asked.name] = end

    def _leave_out(self, number: int, why: str) -> None:
        """Run without this cell from now on, and show in it why."""
        self.left_out[number] = why
        self.outputs[number] = [outputs.failed("Stopped", f"This cell was left out: {why}.")]
        if _is_test(self.pieces[number]):
            self.refused[self.pieces[number].asked.name] = f"The student's process could not be held: {why}."

    def _give_up(self, number: int) -> None:
        """Run no further cells."""
        why = NOT_RUN.format(self.limits.all_seconds)
        for later, piece in enumerate(self.pieces[number:], start=number):
            if _is_test(piece):
                self.refused[piece.asked.name] = why
            elif _runs(piece):
                self.outputs[later] = [outputs.failed("Stopped", why)]


def examine(session: Session, key: AnswerKey, engine: Engine) -> dict[str, Verdict]:
    """Hold every test at its seat; a test that does not end costs itself alone."""
    verdicts = {test.name: Verdict(test.name, 0.0, session.refused.get(test.name, "")) for test in key.tests}
    waiting = [test for test in key.tests if test.name in session.seats]
    sources = {f"{CELL}{number}>": piece.cell.source for number, piece in enumerate(session.pieces) if _runs(piece)}
    while waiting:
        mine, theirs = socket.socketpair()
        life = engine.examiners.fork([theirs, *(session.seats[test.name].dup() for test in waiting)])
        port = Port(mine, engine.limits.message, life.lifeline)
        exams = [(test.name, test.full.source, test.points, sorted(test.hidden_lines), key.names_before(test))
                 for test in waiting]  # fmt: skip
        try:
            _tell(port, (key.setups, sources, exams), engine.limits.message)
            while waiting:
                test = waiting[0]
                told = _hear(port, time.monotonic() + 2 * engine.limits.test_seconds, engine.limits.message)
                verdicts[test.name] = _verdict(told, test.points)
                waiting.pop(0)
        except (Silence, Gone, wire.CannotCross) as error:
            test = waiting.pop(0)
            verdicts[test.name] = Verdict(test.name, 0.0, f"The test itself did not come to an end ({error}).")
        finally:
            life.end()
            port.close()
    return verdicts


def _verdict(told: dict, most: float) -> Verdict:
    hidden = [bool(output.get("hidden")) for output in told["outputs"]]
    points = told["points"] if 0 <= told["points"] <= most else 0.0
    return Verdict(told["name"], points, told["reason"], outputs.nodes(told["outputs"]), hidden)


def _notebook(rebuilt: Rebuilt, session: Session, verdicts: dict[str, Verdict], key: AnswerKey) -> NotebookNode:
    """Put the outputs into the rebuilt notebook, and on top of it what was mended."""
    for number, piece in enumerate(rebuilt.pieces):
        if piece.cell.cell_type == "code":
            piece.cell.outputs = session.outputs.get(number, [])
        if _is_test(piece):
            verdict = verdicts[piece.asked.name]
            piece.cell.outputs = verdict.outputs or [outputs.failed("NotGraded", verdict.reason)]
            piece.cell.metadata.grading = {"reason": verdict.reason, "hidden": verdict.hidden}
    cells = [piece.cell for piece in rebuilt.pieces]
    if rebuilt.mended:
        told = "\n".join(["**Mended before grading**", "", *(f"- {sentence}" for sentence in rebuilt.mended)])
        cells.insert(0, new_markdown_cell(told, id="mended-before-grading"))
    return new_notebook(cells=cells, metadata={name: key.metadata[name] for name in ("kernelspec", "language_info")
                                               if name in key.metadata})  # fmt: skip


def _is_test(piece: Piece) -> bool:
    return piece.asked is not None and piece.asked.kind == "test"


def _runs(piece: Piece) -> bool:
    return piece.cell.cell_type == "code" and bool(piece.cell.source.strip())


def _tell(port: Port, message: tuple, most: int) -> None:
    port.send(Partner(port, "grader", most, strict=True).encode(message))


def _hear(port: Port, until: float, most: int) -> tuple | dict:
    return wire.decode(port.receive(until), Partner(port, "grader", most, strict=True))


def _ask(port: Port, message: tuple, until: float, most: int) -> tuple:
    _tell(port, message, most)
    answer = _hear(port, until, most)
    if not isinstance(answer, tuple):
        raise wire.CannotCross("an answer of no known kind")
    return answer
