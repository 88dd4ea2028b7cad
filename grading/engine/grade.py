"""Grade one submission: a function of the submission and the answer key, and of nothing else."""

from __future__ import annotations

import socket
import time

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook

from grading.cells import outputs
from grading.cells.recorder import HIDDEN
from grading.engine.client import Engine
from grading.engine.messages import RunTests, TestCase, TestRan
from grading.engine.result import Result, Verdict
from grading.engine.session import Session
from grading.intake.find import Submission
from grading.intake.rebuild import RebuiltNotebook, rebuild
from grading.lesson.answer_key import AnswerKey, GradedCell
from grading.protocol import messages
from grading.protocol.channel import Channel, Disconnected, TimedOut
from grading.protocol.records import Malformed
from grading.protocol.tracebacks import cell_file

GRADING = "grading"  # the key of a test cell's metadata in which its reason and hidden outputs are noted
REPAIRED = "**Mended before grading**"


def grade(submission: Submission, key: AnswerKey, engine: Engine) -> Result:
    """Rebuild the notebook, run its cells, run the tests. It always ends, and always in a result."""
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
    return Result(_notebook(rebuilt, session, verdicts, key), verdicts, rebuilt.repairs, rebuilt.answered)


def examine(session: Session, key: AnswerKey, engine: Engine) -> dict[str, Verdict]:
    """Run every test on its snapshot; a test that does not end costs itself alone."""
    verdicts = {test.name: Verdict(test.name, 0.0, session.refused.get(test.name, "")) for test in key.tests}
    waiting = [test for test in key.tests if test.name in session.snapshots]
    sources = {cell_file(number): cell.cell.source for number, cell in enumerate(session.cells) if cell.runs}
    while waiting:
        mine, theirs = socket.socketpair()
        process = engine.examiners.fork([theirs, *(session.snapshots[test.name].dup() for test in waiting)])
        control = Channel(mine, engine.limits.message, process.lifeline)
        try:
            request = RunTests(key.setups, sources, [_test_case(test, key) for test in waiting])
            control.send(messages.encode(request), time.monotonic() + engine.limits.test_seconds)
            while waiting:
                deadline = time.monotonic() + 2 * engine.limits.test_seconds
                ran = messages.decode(control.receive(deadline), TestRan)
                verdicts[waiting[0].name] = _verdict(ran, waiting[0].points)
                waiting.pop(0)
        except (TimedOut, Disconnected, Malformed) as error:
            test = waiting.pop(0)
            verdicts[test.name] = Verdict(test.name, 0.0, f"The test itself did not come to an end ({error}).")
        finally:
            process.end()
            control.close()
    return verdicts


def _test_case(test: GradedCell, key: AnswerKey) -> TestCase:
    """Make what an examiner gets of a test."""
    return TestCase(test.name, test.full.source, test.points, sorted(test.hidden_lines), key.names_before(test))


def _verdict(ran: TestRan, most: float) -> Verdict:
    """Take a test's result over, with points within their range."""
    hidden = [bool(output.get(HIDDEN)) for output in ran.outputs]
    points = ran.points if 0 <= ran.points <= most else 0.0
    return Verdict(ran.name, points, ran.reason, outputs.to_nodes(ran.outputs), hidden)


def _notebook(rebuilt: RebuiltNotebook, session: Session, verdicts: dict[str, Verdict], key: AnswerKey) -> NotebookNode:
    """Put the outputs into the rebuilt notebook, and on top of it what was repaired."""
    for number, cell in enumerate(rebuilt.cells):
        node = cell.cell
        if node.cell_type == "code":
            node.outputs = session.outputs.get(number, [])
        if cell.test:
            verdict = verdicts[cell.test.name]
            node.outputs = verdict.outputs or [outputs.failed("NotGraded", verdict.reason)]
            node.metadata[GRADING] = {"reason": verdict.reason, HIDDEN: verdict.hidden}
    nodes = [cell.cell for cell in rebuilt.cells]
    if rebuilt.repairs:
        text = "\n".join([REPAIRED, "", *(f"- {sentence}" for sentence in rebuilt.repairs)])
        nodes.insert(0, new_markdown_cell(text, id="mended-before-grading"))
    metadata = {name: key.metadata[name] for name in ("kernelspec", "language_info") if name in key.metadata}
    notebook: NotebookNode = new_notebook(cells=nodes, metadata=metadata)
    return notebook
