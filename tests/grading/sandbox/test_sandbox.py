"""The sandbox, with all its parts and with some of them missing."""

import contextlib
import io
import os
import resource
import socket
import sys
import time
from pathlib import Path

import pytest

from grading.limits import MB, Limits
from grading.sandbox.ending import MEMORY, PROCESSES
from grading.sandbox.namespaces import _outermost_links
from grading.sandbox.sandbox import Sandbox, survey
from grading.sandbox.supervisor import supervise

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox needs Linux")
END = b"\0"
LIMITS = Limits(memory=300 * MB, processes=20, file_bytes=4 * MB)
HERE = survey() if sys.platform == "linux" else Sandbox(False, 0, False)
SANDBOXES = {
    "all of it": HERE,
    "no namespaces": Sandbox(False, HERE.landlock, HERE.seccomp),
    "no Landlock": Sandbox(HERE.namespaces, 0, HERE.seccomp),
    "no seccomp": Sandbox(HERE.namespaces, HERE.landlock, False),
}
KINDS = pytest.mark.parametrize("box", [pytest.param(box, id=name) for name, box in SANDBOXES.items() if box.isolates])


def inside(box: Sandbox, code: str) -> tuple[str, bytes]:
    """Run code in a sandbox; return what it printed, and what its supervisor said of its end."""
    lifeline, theirs = socket.socketpair()
    mine, end = socket.socketpair()
    child = os.fork()
    if child == 0:
        lifeline.close()
        mine.close()
        supervise(theirs, lambda ends: _say(ends[0], code), [end], box, LIMITS)
    theirs.close()
    end.close()
    said = b""
    while not said.endswith(END) and (piece := mine.recv(1 << 16)):
        said += piece
    lifeline.settimeout(0 if said else 10)
    end_of_it = b""
    with contextlib.suppress(OSError):
        end_of_it = lifeline.recv(64)
    lifeline.close()
    os.waitpid(child, 0)
    return said.removesuffix(END).decode(), end_of_it


def _say(end: socket.socket, code: str) -> None:
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        try:
            exec(code, {"__name__": "__main__"})
        except BaseException as error:
            print(f"{type(error).__name__}: {error}")
    end.sendall(text.getvalue().encode() + END)


def test_this_machine_has_a_sandbox():
    assert HERE.isolates, HERE.describe()
    assert "none" not in HERE.describe()
    assert not Sandbox(False, 0, True).isolates and not Sandbox(False, 3, False).isolates
    assert "your rights" in Sandbox(False, 0, False).describe()


@KINDS
def test_files_are_out_of_reach(box: Sandbox, tmp_path: Path):
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    for path in (secret, Path(__file__), Path("/etc/passwd"), Path("/proc/self/environ"), Path("/root/.bashrc")):
        said, _ = inside(box, f"print(open({str(path)!r}).read())")
        assert "Error" in said, (path, said)
    for code in (f"open({str(tmp_path / 'new')!r}, 'w')", f"open({str(secret)!r}, 'a')", "open('/dev/sda')"):
        assert "Error" in inside(box, code)[0], code
    assert secret.read_text() == "SECRET" and not (tmp_path / "new").exists()


@KINDS
def test_the_working_folder_is_empty_and_can_be_written_to(box: Sandbox):
    said, _ = inside(box, "import os\nprint(os.listdir('.'))\nopen('x', 'w').write('hi')\nprint(open('x').read())")
    assert said == "[]\nhi\n"


@KINDS
def test_there_is_no_network(box: Sandbox):
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        said, _ = inside(box, f"import socket; socket.create_connection({address!r}, 2); print('REACHED')")
    assert "REACHED" not in said and "Error" in said


@KINDS
def test_other_processes_are_out_of_reach(box: Sandbox):
    said, _ = inside(box, f"import os\nos.kill({os.getpid()}, 0)\nprint('REACHED')")
    assert "REACHED" not in said and "Error" in said


@KINDS
def test_memory_of_the_tree_is_bounded(box: Sandbox):
    one = "held = []\nwhile True: held.append(bytearray(10**7))"
    assert "MemoryError" in inside(box, one)[0]
    many = (
        "import os, time\nfor _ in range(5):\n    if os.fork() == 0:\n        held = bytearray(b'x' * 10**8)\n"
        "        time.sleep(60)\ntime.sleep(60)"
    )
    assert inside(box, many)[1].startswith(MEMORY)


@KINDS
def test_nothing_is_left_running_when_the_grader_hangs_up(box: Sandbox):
    begun = time.monotonic()
    code = "import os, time\nfor _ in range(5):\n    if os.fork() == 0:\n        time.sleep(600)\nprint('done')"
    inside(box, code)
    assert time.monotonic() - begun < 60


@KINDS
def test_processes_are_bounded(box: Sandbox):
    code = "import os, time\nfor _ in range(200):\n    if os.fork() == 0:\n        time.sleep(600)\ntime.sleep(600)"
    said, end = inside(box, code)
    assert "BlockingIOError" in said or end.startswith(PROCESSES)


def test_the_tester_is_not_bounded():
    assert resource.getrlimit(resource.RLIMIT_NPROC)[0] != LIMITS.processes


def test_what_lies_below_a_link_is_shown_where_the_link_leads(tmp_path: Path):
    """An environment that is reached through a link costs the sandbox none of its parts."""
    real, link = tmp_path / "real", tmp_path / "link"
    (real / "lib").mkdir(parents=True)
    link.symlink_to(real)
    paths = [str(path) for path in (link / "lib", real, link, tmp_path / "missing")]
    assert _outermost_links(paths) == [str(real), str(link)]
    linked = Sandbox(HERE.namespaces, HERE.landlock, HERE.seccomp, folders=(str(link / "lib"), str(link), str(real)))
    assert inside(linked, f"import os; print(os.path.isdir({str(link / 'lib')!r}))")[0] == "True\n"
