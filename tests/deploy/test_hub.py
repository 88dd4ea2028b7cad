"""The class server of deploy/hub, for real: accounts of a machine, passwords, the hub, its proxy, people's servers.

The tests are one story: each goes on with what those before it have left.
"""

import json
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import nbformat
import pytest
import websocket
from nbformat.v4 import new_code_cell

from tests import life
from tests.course import grade_id, solution
from tests.deploy import hub as hubs
from tests.deploy import world
from tests.deploy.hub import COURSE, FILES, GRADER, RELEASED, STATE, URL, Hub, Person
from tests.deploy.sockets import no_delays
from tests.deploy.world import SOURCE

pytestmark = pytest.mark.full
FIRST, SECOND = RELEASED
CLASS = [f"class{number:02}" for number in range(30)]
EXCHANGE = f"{FILES}/exchange/{COURSE}"
CLOSED = [f"{FILES}/course/{name}" for name in ("gradebook.db", "solutions", "submitted")]
CLOSED += [f"{FILES}/exchange", "/home", "/etc/passwd"]
LOOK = f"import os\nprint('seen:', [path for path in {CLOSED} if os.path.exists(path)])"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """Start a class server with two students, an instructor, and an account that is not in the class."""
    folder = tmp_path_factory.mktemp("hub")
    (folder / "stage").mkdir()
    with world.made(folder / "stage") as machine, hubs.running(machine, folder / "log") as running:
        running.accounts("student", "anna", "bo")
        running.accounts("instructor", "iris")
        machine.does("useradd", "--create-home", "stranger")
        machine.does("chpasswd", stdin="stranger:strange\n")
        running.passwords["stranger"] = "strange"
        yield running


def answered(lesson: str, who: str, text: str):
    """Return what writes somebody's answers, and a text of their own, into a notebook."""
    names, right = life.answered_by(who, lesson), {grade_id(cell): cell.source for cell in solution(lesson).cells}

    def change(notebook: Any) -> None:
        for cell in notebook.cells:
            if grade_id(cell) in names:
                cell.source = right[grade_id(cell)]
            if grade_id(cell) in life.manual(lesson):
                cell.source = text

    return change


def test_a_class_works_from_the_login_to_the_feedback(hub: Hub):
    anna, bo, iris = (hub.person(name) for name in ("anna", "bo", "iris"))
    for student in (anna, bo):
        student.starts()
        listed = student.gets(f"{student.home}/assignments?course_id={COURSE}")["value"]
        assert {one["assignment_id"]: one["status"] for one in listed} == dict.fromkeys(RELEASED, "released")
        student.assignment("fetch", SECOND)
        page = student.browser.get(URL + student.home, timeout=60)
        assert page.url == f"{URL}{student.home}/lab/tree/lessons/progress.md" and page.ok
    missing = anna.gets(f"{anna.home}/api/contents/lessons/progress.md")["content"]
    assert f"{FIRST}.ipynb is not in lessons/{FIRST}/. Fetch it: *Nbgrader → Assignment List*." in missing
    anna.writes(SECOND, answered(SECOND, "full", "The text of anna alone."))
    assert "01 One neuron](01_one_neuron/" in anna.gets(f"{anna.home}/api/contents/lessons/progress.md")["content"]
    bo.writes(SECOND, answered(SECOND, "half", "The text of bo alone."))
    bo.writes(SECOND, lambda notebook: notebook.cells.append(new_code_cell(LOOK)))
    assert not anna.validates(SECOND).get("failed")
    assert bo.validates(SECOND)["failed"]
    for student in (anna, bo):
        (submitted,) = [one for one in student.assignment("submit", SECOND) if one["status"] == "submitted"]
        assert len(submitted["submissions"]) == 1

    iris.formgrader(f"assignment/{SECOND}/collect")
    for name in ("anna", "bo"):
        said = iris.formgrader(f"submission/{SECOND}/{name}/autograde")["log"]
        assert "The cage is made of: a file system, a network and process numbers of its own (namespaces)" in said
    found = {one["student"]: one["code_score"] for one in iris.gets(f"{GRADER}/formgrader/api/submissions/{SECOND}")}
    assert found == {"anna": life.earned_by("full", SECOND), "bo": life.earned_by("half", SECOND)}
    graded = f"{FILES}/course/autograded/bo/{SECOND}/{SECOND}.ipynb"
    assert hub.world.does("stat", "--format=%U", graded) == f"{COURSE}\n"
    cells = nbformat.reads(hub.world.does("cat", graded), as_version=4).cells
    assert [cell.outputs[0].text for cell in cells if cell.source == LOOK] == ["seen: []\n"]
    iris.formgrader(f"assignment/{SECOND}/generate_feedback")
    iris.formgrader(f"assignment/{SECOND}/release_feedback")
    for student, other in ((anna, bo), (bo, anna)):
        page = student.page(SECOND)
        assert f"The text of {student.name} alone." in page and f"The text of {other.name}" not in page
    hub.as_grader("python", "-m", "grading", "report", SECOND)
    assert "<html" in iris.gets(f"{GRADER}/api/contents/report/{SECOND}.html")["content"]


def test_who_is_let_in(hub: Hub):
    stranger = hub.person("stranger")
    assert not stranger.is_in and stranger.answer.status_code == 403
    assert not Person("anna", "a wrong password").is_in
    anna, iris = hub.person("anna"), hub.person("iris")
    assert anna.asks("/user/iris/api/contents").status_code in (403, 404)
    for path in ("/user/bo/api/contents", f"{GRADER}/lab", f"{GRADER}/formgrader/api/assignments",
                 f"{GRADER}/api/contents", "/hub/api/users", "/hub/api/users/bo",
                 f"/hub/api/services/{COURSE}"):  # fmt: skip
        assert anna.asks(path, allow_redirects=False).status_code in (403, 404), path
    assert iris.asks("/user/anna/api/contents").status_code == 403
    page = iris.browser.get(f"{URL}{GRADER}/", timeout=60)
    assert page.ok and page.url.startswith(f"{URL}{GRADER}/formgrader") and "Manage Assignments" in page.text
    assert page.headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    lab = iris.browser.get(f"{URL}{GRADER}/lab", timeout=60).text
    learners = anna.starts().browser.get(f"{URL}{anna.home}/lab", timeout=60).text
    for tool, here in (("formgrader", False), ("create-assignment", True)):  # Formgrader has a page of its own
        assert (f'"@jupyter/nbgrader:{tool}"' in lab) != here, tool
        assert f'"@jupyter/nbgrader:{tool}"' in learners, f"{tool} is not switched off"


def test_who_leaves_the_instructors_loses_the_gradebook(hub: Hub):
    hub.accounts("instructor", "ida")
    ida = hub.person("ida")
    assert ida.gets(f"{GRADER}/formgrader/api/assignments")
    hub.world.does("gpasswd", "--delete", "ida", f"formgrade-{COURSE}")
    assert not hub.person("ida").is_in


def test_a_student_reads_and_changes_nothing_of_others(hub: Hub):
    def bo(program: str) -> subprocess.CompletedProcess[str]:
        return hub.world.run("sh", "-c", program, user="bo", inside="/home/bo")

    entry = hub.world.does("find", f"{EXCHANGE}/inbound", "-mindepth", "1", "-name", f"anna+{SECOND}*").strip()
    for path in ("/home/anna", f"/home/anna/{COURSE}/lessons/{SECOND}/{SECOND}.ipynb", f"{FILES}/course",
                 f"{FILES}/course/gradebook.db", f"{FILES}/course/solutions/{SECOND}/{SECOND}.ipynb", f"{FILES}/grader",
                 "/etc/layer-by-layer/token.env",
                 f"{FILES}/course/submitted/anna/{SECOND}/{SECOND}.ipynb", f"{SOURCE}/solutions", f"{SOURCE}/.git",
                 f"{EXCHANGE}/inbound", f"{EXCHANGE}/feedback", STATE,
                 f"{STATE}/jupyterhub.sqlite", "/etc/shadow"):  # fmt: skip
        assert hub.world.run("test", "-e", path).returncode == 0, path
        reads = "ls" if hub.world.run("test", "-d", path).returncode == 0 else "cat"
        done = bo(f"{reads} '{path}'")
        assert done.returncode != 0 and "Permission denied" in done.stdout, f"{path}: {done.stdout}"
    for program in (f"mv '{entry}' '{entry}x'", f"rm -rf {EXCHANGE}", f"mv {EXCHANGE} {FILES}/exchange/x",
                    f"rm {EXCHANGE}/outbound/{SECOND}/{SECOND}.ipynb", f"touch {FILES}/handout/helpers/x.py",
                    f"touch {FILES}/handout/x", f"touch {EXCHANGE}/feedback/x.html",
                    "touch /etc/layer-by-layer/local.py", "touch /opt/layer-by-layer/venv/x",
                    f"runuser -u {COURSE} true"):  # fmt: skip
        assert bo(program).returncode != 0, program
    assert hub.world.does("stat", "--format=%A %U", entry).split()[1] == "anna"
    grep = ["grep", "-rlE", "--include=*.ipynb", "BEGIN (SOLUTION|HIDDEN TESTS)"]
    hidden = hub.world.run(*grep, f"{FILES}/handout", f"{EXCHANGE}/outbound")
    assert hidden.returncode == 1, hidden.stdout


def test_a_student_hands_in_for_nobody_else(hub: Hub):
    bo = ["python", "-m", "nbgrader", "submit", SECOND, "--student", "anna"]
    work = f"/home/bo/{COURSE}"
    variables = {"COURSE_FOLDER": work, "PYTHONPATH": f"{FILES}/handout", "JUPYTER_CONFIG_PATH": f"{FILES}/handout"}
    before = hub.as_grader("cat", f"{FILES}/course/submitted/anna/{SECOND}/{SECOND}.ipynb")
    hub.world.does(*bo, user="bo", inside=f"{work}/lessons", NBGRADER_EXCHANGE=f"{FILES}/exchange", **variables)
    said = hub.as_grader("python", "-m", "nbgrader", "collect", SECOND, "--update")
    assert "NOT COLLECTED" in said and "anna's, and the account bo has made it" in said
    assert hub.as_grader("cat", f"{FILES}/course/submitted/anna/{SECOND}/{SECOND}.ipynb") == before


def test_a_third_unit_grades_at_hand_in(hub: Hub):
    log, bo = hub.log.with_name("watch"), hub.person("bo").starts()
    bo.writes(SECOND, answered(SECOND, "full", "A second text."))
    with hubs.started(hub.world, "watch", log):
        bo.assignment("submit", SECOND)
        hubs.wait_for("bo's feedback", lambda: "bo: feedback released" in log.read_text())
    said = log.read_text()
    assert f"bo: {life.earned_by('full', SECOND):g} of" in said and "the account bo has made it" in said
    assert "A second text." in bo.page(SECOND)


def test_what_a_kernel_says_is_sent_at_once(hub: Hub):
    bo = hub.person("bo").starts()
    kernel = bo.gets(f"{bo.home}/api/kernels", "POST", json={"name": "python3"})["id"]
    address = f"{URL.replace('http', 'ws')}{bo.home}/api/kernels/{kernel}/channels"
    connection = websocket.create_connection(address, header=bo.headers, timeout=60)
    try:
        header = {"msg_id": "1", "msg_type": "kernel_info_request", "session": "1", "username": "bo", "version": "5.3"}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": {}, "channel": "shell"}
        connection.send(json.dumps(message))
        while json.loads(connection.recv())["header"]["msg_type"] != "kernel_info_reply":
            pass
        found = no_delays(int(hub.world.does("id", "-u", "bo")), "jupyterhub.singleuser")
        assert any(found), "the server's end of the kernel's connection may wait (TCP_NODELAY is not set)"
    finally:
        connection.close()
        bo.gets(f"{bo.home}/api/kernels/{kernel}", "DELETE")
        bo.stops()


def test_a_class_of_30_submits_within_a_minute_and_nothing_is_lost(hub: Hub, capsys: pytest.CaptureFixture[str]):
    for name in ("anna", "bo"):
        hub.person(name).stops()
    hub.accounts("student", *CLASS)
    start = time.monotonic()
    students = hub.class_of(CLASS)
    started = time.monotonic() - start
    for student in students:
        student.assignment("fetch", FIRST)
        student.writes(FIRST, answered(FIRST, "full", f"The text of {student.name} alone."))
    together, times = threading.Barrier(len(students)), {}

    def submit(student: Person) -> None:
        together.wait(60)
        before = time.monotonic()
        (submitted,) = [one for one in student.assignment("submit", FIRST) if one["status"] == "submitted"]
        assert len(submitted["submissions"]) == 1
        times[student.name] = before, time.monotonic()

    with ThreadPoolExecutor(len(students)) as pool:
        list(pool.map(submit, students))
    first, last = min(begun for begun, _ in times.values()), max(ended for _, ended in times.values())
    longest = max(ended - begun for begun, ended in times.values())
    memory = hub.memory()
    entries = hub.world.does("ls", f"{EXCHANGE}/inbound").splitlines()
    assert sorted(name.split("+")[0] for name in entries if f"+{FIRST}+" in name) == CLASS
    assert last - first < 60

    start = time.monotonic()
    hub.as_grader("python", "-m", "nbgrader", "collect", FIRST)
    hub.as_grader("python", "-m", "nbgrader", "autograde", FIRST)
    hub.as_grader("python", "-m", "nbgrader", "generate_feedback", FIRST)
    hub.as_grader("python", "-m", "nbgrader", "release_feedback", FIRST)
    graded = time.monotonic() - start
    iris = hub.person("iris")
    found = {one["student"]: one["code_score"] for one in iris.gets(f"{GRADER}/formgrader/api/submissions/{FIRST}")}
    assert found == dict.fromkeys(CLASS, life.earned_by("full", FIRST))
    for student in students:
        page = student.page(FIRST)
        assert [name for name in CLASS if f"The text of {name} alone." in page] == [student.name]
    with capsys.disabled():
        print(
            f"\nhub: {len(CLASS)} had logged in and had a server each after {started:.0f} s; all submitted at once, "
            f"the last was done after {last - first:.1f} s, the slowest took {longest:.1f} s; "
            f"their servers took {memory / len(CLASS):.0f} MB each; collected, graded and given back in {graded:.0f} s"
        )


def test_the_set_up_may_be_run_again_and_changes_nothing_that_the_class_has_made(hub: Hub):
    def seen() -> list[str]:
        program = (
            f"find {FILES} -path '*/.nbgrader' -prune -o -path {FILES}/grader -prune -o -printf '%M %U %G %p\\n' | sort"
        )
        return hub.world.does("sh", "-c", program).splitlines()

    def grades() -> str:
        hub.as_grader("python", "-m", "nbgrader", "export", "--to", f"{FILES}/grader/grades.csv")
        return hub.as_grader("cat", f"{FILES}/grader/grades.csv")

    before, marked = seen(), grades()
    assert "Made" not in hub.set_up()
    after = seen()
    assert after == before
    assert grades() == marked and CLASS[-1] in marked


def test_names_that_are_none_are_refused(hub: Hub):
    for kind, name in (("student", "-x"), ("student", "a b"), ("student", "root"), ("student", COURSE),
                       ("guest", "eve"), ("student", "Eve")):  # fmt: skip
        done = hub.world.run("sh", SOURCE / "deploy" / "hub" / "accounts.sh", kind, "new", name)
        assert done.returncode != 0 and done.stdout.startswith("accounts: "), done.stdout
    assert hub.world.run("getent", "passwd", "new").returncode != 0


def test_the_units_are_well_formed(hub: Hub):
    if hub.world.run("which", "systemd-analyze").returncode:
        pytest.skip("there is no systemd-analyze")
    done = hub.world.run("sh", "-c", "systemd-analyze verify /etc/systemd/system/layer-by-layer-*.service")
    assert not [line for line in done.stdout.splitlines() if "layer-by-layer" in line], done.stdout
