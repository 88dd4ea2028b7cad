"""Which demonstrations of a lesson must run for its tests to give what they would give if every cell ran.

Set-ups, answers and the student's own cells run. A demonstration runs if it binds a name that a cell which runs, or a
test, looks up; or if it can change what such a name stands for. Where that cannot be read from the code, all run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from grading.intake.rebuild import RebuiltCell
from grading.lesson.answer_key import AnswerKey
from grading.lesson.code_facts import CodeFacts

MOST_CODE = 200_000  # characters of a student's that are read; with more, every cell runs
OURS = "helpers"  # what a cell calls there shows something, or works on what it is handed
NUMPYS_SETTINGS = {"seterr", "seterrcall", "setbufsize", "set_printoptions"}  # all else works on what it is handed


def to_be_read(cells: Sequence[RebuiltCell]) -> list[int]:
    """List the student's cells whose code must be known first: none where nothing can be chosen, or all must run."""
    if not any(cell.is_demonstration for cell in cells):
        return []
    mine = [number for number, cell in enumerate(cells) if cell.runs and _is_students(cell)]
    return mine if sum(len(cells[number].cell.source) for number in mine) <= MOST_CODE else []


def left_aside(cells: Sequence[RebuiltCell], read: Mapping[int, CodeFacts], key: AnswerKey) -> set[int]:
    """List the demonstrations that need not run.

    Parameters
    ----------
    cells
        The rebuilt notebook.
    read
        What is known of the code of a student's cells, by number.
    key
        The lesson's answer key, which knows the same of its own cells.
    """
    demonstrations = {i: key.facts[cell.cell.source.strip()] for i, cell in enumerate(cells) if cell.is_demonstration}
    setups = [key.facts[cell.cell.source.strip()] for cell in cells if cell.graded and cell.cell.source in key.setups]
    running = [*setups, *read.values()]
    if any(not facts.readable for facts in (*running, *demonstrations.values())):
        return set()
    if any(facts.reaches_out for facts in read.values()):
        return set()
    every = [*running, *demonstrations.values()]
    modules = _modules(every)
    changing = _changing(every, modules)
    needed = {name for test in key.tests for name in key.names_before(test)}.union(*map(_names, running))
    waiting = demonstrations
    while True:
        found = {i for i, facts in waiting.items() if _counts(facts, needed, changing, modules)}
        if not found:
            return set(waiting)
        needed = needed.union(*(_names(waiting[i]) for i in found))
        waiting = {i: facts for i, facts in waiting.items() if i not in found}


def _is_students(cell: RebuiltCell) -> bool:
    """Say whether a cell's code is a student's, or may be."""
    return cell.graded.is_students if cell.graded else not cell.is_demonstration


def _names(facts: CodeFacts) -> set[str]:
    """List every name of the session that code has to do with."""
    return {*facts.binds, *facts.looks_up}


def _counts(facts: CodeFacts, needed: set[str], changing: set[str], modules: dict[str, str]) -> bool:
    """Say whether a demonstration binds a needed name, can change what one stands for, or acts on the process."""
    acts = facts.reaches_out or _act_outside([*facts.acts, *facts.acts_later], modules)
    return acts or not needed.isdisjoint(facts.binds) or not (needed & changing).isdisjoint(facts.looks_up)


def _act_outside(calls: Iterable[str], modules: Mapping[str, str]) -> bool:
    """Say whether one of these calls may change anything beside what it is handed."""
    for call in calls:
        root, _, function = call.partition(".")
        package = modules.get(root, OURS).partition(".")[0]
        if package != OURS and not (package == "numpy" and function not in NUMPYS_SETTINGS):
            return True
    return False


def _modules(every: Iterable[CodeFacts]) -> dict[str, str]:
    """Map the names that are imported to their modules."""
    return {name: module for facts in every for name, module in facts.imports.items()}


def _changing(every: Sequence[CodeFacts], modules: Mapping[str, str]) -> set[str]:
    """List the names whose values may be changed by whoever mentions them: all but plain functions, imports, constants.

    A function is plain if it keeps nothing, and looks up nothing that may change.
    """
    changing = {name for facts in every for name in facts.changeable}
    changing |= {name for f in every if f.keeps_state or _act_outside(f.acts_later, modules) for name in f.functions}
    while True:
        found = {name for f in every if not changing.isdisjoint(f.in_functions) for name in f.functions}
        if found <= changing:
            return changing
        changing |= found
