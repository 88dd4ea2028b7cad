"""The rule of imports: who may import whom, held by reading every import of grading/ and helpers/."""

import ast
from pathlib import Path

import pytest

from grading.cli.handout import INSTRUCTORS_ROOMS, STUDENTS_COMMANDS
from tests.course import ROOT

# grading/: nbgrader_ext, cli -> feedback -> report -> pool -> engine -> intake, cells, sandbox -> protocol, lesson
# -> limits.
# Each room may import those below it; __main__ finds the commands.
ENGINE = {"intake", "cells", "sandbox", "protocol", "lesson", "limits"}
GRADING = {
    "limits": set(),
    "lesson": {"limits"},
    "protocol": {"limits"},
    "sandbox": {"protocol", "lesson", "limits"},
    "cells": {"protocol", "lesson", "limits"},
    "intake": {"protocol", "lesson", "limits"},
    "engine": ENGINE,
    "pool": {"engine", *ENGINE},
    "report": {"pool", "engine", *ENGINE},
    "feedback": {"report", "engine", *ENGINE},
    "nbgrader_ext": {"pool", "engine", "report", "feedback", *ENGINE},
    "stored_outputs": {"lesson", "limits"},
    "cli": {"stored_outputs", "nbgrader_ext", "feedback", "report", "pool", "engine", *ENGINE},
    "__main__": {"cli", "lesson"},
}
# helpers/: labs, widgets -> network, plots, checks -> data, progress. `scoring` and `session` are below the pictures.
BASE = {"data", "look", "progress", "scoring", "session"}
MIDDLE = {"network", "plots", "checks", *BASE}
HELPERS = {
    "look": set(),
    "data": BASE,
    "progress": BASE,
    "scoring": BASE,
    "session": BASE,
    "network": MIDDLE,
    "plots": MIDDLE,
    "checks": MIDDLE,
    "widgets": {"labs", *MIDDLE},
    "labs": {"widgets", *MIDDLE},
    "make_digit_reader": {"network", *BASE},
    "make_mnist": set(),
    "make_tables": set(),
    "apart": {"session"},  # names of earlier days, for lessons that are half done
    "closed": {"session"},
}
GRADES_A_LESSONS_CELLS = {"grading.engine.server"}  # grading's one way to helpers, besides
SHOWS_STATES = {  # which share signs and colours with the notebook
    "grading.cli.check",
    "grading.feedback.exercises",
    "grading.feedback.hidden",
    "grading.feedback.page",
}
PACKAGES = ["grading", "helpers"]
LARGE = {"PIL", "anywidget", "contourpy", "ipywidgets", "matplotlib", "mlxtend", "scipy", "sklearn", "tqdm"}
LARGE |= {"traitlets"}
IN_BROWSERS = {"js", "pyodide_js"}  # which are in no other Python
NBGRADERS_OWN = ("nbgrader.converters", "nbgrader.apps", "nbgrader.api", "nbgrader.plugins", "nbgrader.coursedir")


def modules(package: str) -> dict[str, Path]:
    """Map the modules of a package to their files, without what is copied for students and for authors."""
    found = {}
    for path in sorted((ROOT / package).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if not {"for_students", "for_authors"} & set(parts):
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(name: str, path: Path) -> set[str]:
    """List the modules that a module imports, wherever in it; relative names are made whole."""
    found = set()
    package = name if path.stem == "__init__" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.rsplit(".", node.level - 1)[0] if node.level else ""
            base = ".".join(filter(None, [above, node.module]))
            found |= {base} | {f"{base}.{alias.name}" for alias in node.names}
    return found


def graph(package: str) -> dict[str, set[str]]:
    """Map each module of a package to the modules of grading and helpers that it imports."""
    known = modules("grading") | modules("helpers")
    return {
        name: {other for other in imports(name, path) if other in known} - {name}
        for name, path in modules(package).items()
    }


def room(module: str) -> str:
    """Name the room that a module of a package is in."""
    return module.split(".")[1] if "." in module else ""


def breaches(package: str, rule: dict[str, set[str]]) -> list[str]:
    """List the imports that a package's rule forbids, and the rooms that it does not know."""
    found = []
    for name, others in graph(package).items():
        allowed = {"", room(name), *rule.get(room(name), ())}
        if room(name) and room(name) not in rule:
            found.append(f"{name} is in no known room")
        found += [f"{name} -> {o}" for o in others if o.startswith(f"{package}.") and room(o) not in allowed]
    return found


def circles(package: str) -> list[list[str]]:
    """List circles of imports between modules; a package's own name in `from package import module` is none."""
    edges = graph(package)
    found, done = [], set()

    def visit(name: str, above: list[str]) -> None:
        if name in above:
            found.append([*above[above.index(name) :], name])
        elif name not in done:
            for other in edges.get(name, ()):
                if not name.startswith(f"{other}."):
                    visit(other, [*above, name])
            done.add(name)

    for name in edges:
        visit(name, [])
    return found


def test_rooms_of_grading_import_what_is_below_them():
    assert not breaches("grading", GRADING)


def test_rooms_of_helpers_import_what_is_below_them():
    assert not breaches("helpers", HELPERS)


@pytest.mark.parametrize("package", PACKAGES)
def test_there_is_no_circle(package: str):
    assert not circles(package)


def test_helpers_do_not_know_grading_and_grading_uses_them_in_one_place():
    assert not [name for name, others in graph("helpers").items() if any(o.startswith("grading") for o in others)]
    uses = {name: {o for o in others if o.split(".")[0] == "helpers"} for name, others in graph("grading").items()}
    looks = {name for name, used in uses.items() if used == {"helpers", "helpers.look"}}
    assert looks == SHOWS_STATES and {name for name, used in uses.items() if used} - looks == GRADES_A_LESSONS_CELLS


def test_signs_and_colours_bring_nothing_else_along():
    """`grading` imports them where it prints and where it holds the gradebook."""
    assert imports("helpers.look", modules("helpers")["helpers.look"]) <= {"os", "typing", "typing.TextIO"}
    assert not {name.partition(".")[0] for name in imports("helpers", modules("helpers")["helpers"])} - {
        "importlib", "types", "typing"
    }  # fmt: skip


def test_one_room_alone_knows_nbgraders_converters_apps_and_gradebook():
    users = {room(name) for name, path in modules("grading").items()
             if any(other.startswith(NBGRADERS_OWN) for other in imports(name, path))}  # fmt: skip
    assert users == {"nbgrader_ext"}


def test_the_process_that_holds_the_gradebook_cannot_decode_a_function():
    """Whatever is loaded there, directly or by what it imports, the codec of test calls is not."""
    edges, loaded, new = graph("grading"), set(), {"grading.nbgrader_ext.autograde"}
    while new:
        loaded |= new
        new = {other for name in new for other in edges.get(name, ())} - loaded
    assert "grading.protocol.messages" in loaded and "grading.engine.grade" in loaded
    assert not loaded & {"grading.protocol.codec", "grading.protocol.rpc"}


def test_what_a_student_gets_needs_nothing_that_stays_with_the_instructor():
    edges = graph("grading")
    instructors = {name for name in edges if room(name) in INSTRUCTORS_ROOMS}
    commands = {f"grading.cli.{name}" for name in STUDENTS_COMMANDS}
    instructors |= {name for name in edges if name.startswith("grading.cli.") and name not in commands}
    assert instructors
    for name in set(edges) - instructors:
        assert not edges[name] & instructors, name


def large(node: ast.Import | ast.ImportFrom) -> bool:
    """Say whether an import brings a large package, which takes a tenth of a second or more, or one of a browser."""
    name = (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
    return name.partition(".")[0] in LARGE | IN_BROWSERS


def test_imports_stand_at_the_top():
    """Only helpers import large packages later, where they are used, so that a lesson's set-up need not wait."""
    late = []
    for package in PACKAGES:
        for name, path in modules(package).items():
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef):
                    inner = [n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]
                    late += [f"{name}, line {n.lineno}" for n in inner if package == "grading" or not large(n)]
    assert not late


@pytest.mark.parametrize("package", PACKAGES)
def test_no_folder_holds_more_than_a_dozen_modules(package: str):
    folders: dict[Path, int] = {}
    for path in modules(package).values():
        if path.stem != "__init__":
            folders[path.parent] = folders.get(path.parent, 0) + 1
    assert max(folders.values()) <= 13, folders


def test_the_rule_catches_what_it_forbids():
    """A rule that forbids everything finds something everywhere: the search is not blind."""
    assert breaches("grading", {name: set() for name in GRADING})
    assert "grading.engine.client" in imports("grading.engine.grade", modules("grading")["grading.engine.grade"])
