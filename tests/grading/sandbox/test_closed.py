"""What a sandbox must refuse, or count, where it lacks namespaces and a recent Landlock, and for an ordinary user."""

import os
import sys
from collections.abc import Callable

import pytest

from grading.limits import MB, Limits
from grading.sandbox import landlock, sandbox, syscalls
from grading.sandbox.constants import PR_SET_DUMPABLE
from grading.sandbox.ending import FILES, MEMORY, PROCESSES
from grading.sandbox.sandbox import Sandbox
from grading.sandbox.syscalls import number
from tests.grading.sandbox import test_sandbox
from tests.grading.sandbox.test_sandbox import HERE, inside

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox needs Linux")
OLD_LANDLOCK = 4  # Linux 6.7, without scopes: Ubuntu 24.04 has such a one
NOBODY = 65534
CLOSED = Sandbox(False, HERE.landlock, HERE.seccomp)
needs_all = pytest.mark.skipif(not (HERE.landlock and HERE.seccomp), reason="needs Landlock and seccomp")
CALL = """
import ctypes, os
LIBC = ctypes.CDLL(None, use_errno=True)
def call(number, *args):
    came = LIBC.syscall(ctypes.c_long(number), *(ctypes.c_long(a) if isinstance(a, int) else a for a in args))
    print('REACHED' if came >= 0 else os.strerror(ctypes.get_errno()))
"""


@pytest.fixture
def old_landlock(monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """Make a sandbox as on a machine without namespaces, and with an older Landlock."""
    monkeypatch.setattr(landlock, "version", lambda: OLD_LANDLOCK)
    return Sandbox(False, OLD_LANDLOCK, HERE.seccomp)


@pytest.fixture
def ordinary(monkeypatch: pytest.MonkeyPatch) -> Callable[[Sandbox, str], tuple[str, bytes]]:
    """Run code in a sandbox that an ordinary user closes."""
    if os.geteuid():
        return inside
    supervise = test_sandbox.supervise

    def as_nobody(*args: object) -> None:
        try:
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
            syscalls.prctl(PR_SET_DUMPABLE, 1)  # as in a process that this user has started
            supervise(*args)
        finally:
            os._exit(1)

    monkeypatch.setattr(test_sandbox, "supervise", as_nobody)
    return inside


@needs_all
@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("kill", "{}, 0"), ("tkill", "{}, 0"), ("tgkill", "{0}, {0}, 0"), ("kill", "0, 0"), ("kill", "-1, 0"),
        ("rt_sigqueueinfo", "{}, 0, ctypes.create_string_buffer(256)"),
        ("rt_tgsigqueueinfo", "{0}, {0}, 0, ctypes.create_string_buffer(256)"),
        ("setpriority", "0, {}, 19"), ("setpriority", "2, 0, 19"), ("ioprio_set", "1, {}, 0"),
        ("sched_setaffinity", "{}, 128, ctypes.create_string_buffer(b'\\xff' * 128)"),
        ("sched_setscheduler", "{}, 0, ctypes.create_string_buffer(8)"),
        ("sched_setparam", "{}, ctypes.create_string_buffer(8)"),
        ("prlimit64", "{}, 7, 0, ctypes.create_string_buffer(16)"),
        ("fcntl", "1, 8, {}"), ("fcntl", "1, 10, 9"), ("fcntl", "os.pipe()[0], 1031, 1 << 20"),
        ("ioctl", "1, 0x8901, ctypes.byref(ctypes.c_int({}))"), ("shmat", "0, 0, 0"), ("shmctl", "0, 2, 0"),
        ("sendmsg", "1, 0, 0"), ("socketpair", "1, 2, 0, ctypes.create_string_buffer(8)"),
        ("socketpair", "1, 0x80002, 0, ctypes.create_string_buffer(8)"),
        ("mmap", "0, 4096, 3, 0x21, -1, 0"),
    ],
)  # fmt: skip
def test_calls_on_others_are_refused(old_landlock: Sandbox, name: str, args: str):
    said, _ = inside(old_landlock, f"{CALL}\ncall({number(name)}, {args.format(os.getpid())})")
    assert said == "Operation not permitted\n"


@needs_all
def test_an_address_beside_a_message_is_refused(old_landlock: Sandbox, tmp_path):
    code = "import socket\na, b = socket.socketpair()\na.send(b'x')\nprint(b.recv(9))\na.sendto(b'x', '/run/x')"
    assert inside(old_landlock, code)[0] == "b'x'\nPermissionError: [Errno 1] Operation not permitted\n"


@needs_all
def test_what_honest_code_calls_is_allowed(old_landlock: Sandbox):
    code = """
import asyncio, mmap, multiprocessing, os, resource, signal, socket, subprocess
asyncio.run(asyncio.sleep(0))
os.nice(0); os.sched_setaffinity(0, os.sched_getaffinity(0))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
signal.signal(signal.SIGUSR1, lambda *a: print('heard')); os.kill(os.getpid(), signal.SIGUSR1)
signal.raise_signal(signal.SIGUSR1)
one, other = multiprocessing.Pipe(); one.send([1]); print(other.recv())
open('f', 'w').write('x'); f = open('f', 'r+b'); mmap.mmap(f.fileno(), 1)
"""
    assert inside(old_landlock, code)[0] == "heard\nheard\n[1]\n"


@pytest.mark.full
@needs_all
@pytest.mark.parametrize("box", [HERE, CLOSED], ids=["all of it", "no namespaces"])
def test_an_ordinary_users_memory_is_bounded_across_forks(box: Sandbox, ordinary: Callable):
    many = (
        "import os, time\nfor _ in range(10):\n    if os.fork() == 0:\n        held = bytearray(b'x' * 10**8)\n"
        "        time.sleep(60)\ntime.sleep(60)"
    )
    said, end = ordinary(box, many)
    assert end.startswith(MEMORY), said


@pytest.mark.full
@needs_all
@pytest.mark.parametrize("box", [HERE, CLOSED], ids=["all of it", "no namespaces"])
def test_memory_that_forks_share_counts_once(box: Sandbox, ordinary: Callable):
    code = (
        "import os, time\nheld = bytearray(b'x' * 10**8)\nfor _ in range(8):\n    if os.fork() == 0:\n"
        "        time.sleep(60)\ntime.sleep(3)\nprint('lives')"
    )
    assert ordinary(box, code)[0] == "lives\n"


@pytest.mark.full
@needs_all
def test_memory_of_processes_that_let_nobody_look_is_bounded(ordinary: Callable):
    code = (
        "import ctypes, os, time\nctypes.CDLL(None).prctl(4, 0, 0, 0, 0)\nfor _ in range(10):\n"
        "    if os.fork() == 0:\n        held = bytearray(b'x' * 10**8)\n        time.sleep(60)\ntime.sleep(60)"
    )
    assert ordinary(CLOSED, code)[1].startswith(MEMORY)


class SameUser(Sandbox):
    """A sandbox on a machine where other users cannot reach Python: root stays root, without its rights."""

    def user(self) -> int:
        """Stay who one is."""
        return os.geteuid()


BOMBS = {
    "forks": "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass",
    "a chain": "import os, time\nfor _ in range(3000):\n    if os.fork(): time.sleep(600)",
    "threads": "import threading, time\nthreading.stack_size(65536)\n"
    "while True: threading.Thread(target=time.sleep, args=(600,)).start()",
}


@pytest.mark.full
@needs_all
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_fork_bomb_of_the_same_user_is_ended(bomb: str):
    box = SameUser(False, HERE.landlock, HERE.seccomp)
    said, end = inside(box, BOMBS[bomb])
    assert end.startswith((PROCESSES, MEMORY)), said


@pytest.mark.full
@needs_all
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_fork_bomb_of_an_ordinary_user_is_ended(bomb: str, ordinary: Callable):
    said, end = ordinary(CLOSED, BOMBS[bomb])
    assert end.startswith((PROCESSES, MEMORY)) or "can't start new thread" in said


UNCOUNTED = {
    "page tables": "import mmap, time\nm = mmap.mmap(-1, 1 << 40, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000, 1)\n"
    "import ctypes\nfor i in range(0, 1 << 40, 1 << 21): m[i]\ntime.sleep(60)",
    "sockets": "import os, socket, time\nfor _ in range(15):\n    if os.fork() == 0:\n        held = []\n"
    "        try:\n            while True:\n                pair = socket.socketpair()\n"
    "                held.append(pair)\n"
    "                for end in pair:\n                    end.setblocking(False)\n"
    "                    try:\n                        while True: end.send(bytes(4096))\n"
    "                    except BlockingIOError: pass\n"
    "        except OSError: time.sleep(60)\ntime.sleep(60)",
}


@pytest.mark.full
@needs_all
@pytest.mark.parametrize("box", [HERE, CLOSED], ids=["all of it", "no namespaces"])
@pytest.mark.parametrize("what", UNCOUNTED)
def test_memory_of_the_kernels_counts(what: str, box: Sandbox):
    said, end = inside(box, UNCOUNTED[what])
    assert end.startswith(MEMORY), said


@pytest.mark.full
@needs_all
@pytest.mark.parametrize("box", [HERE, CLOSED], ids=["all of it", "no namespaces"])
def test_empty_files_are_bounded(box: Sandbox, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(test_sandbox, "LIMITS", Limits(memory=300 * MB, processes=20, file_bytes=4 * MB, files=500))
    code = "import time\nfor i in range(100_000): open(f'f{i}', 'w').close()\ntime.sleep(60)"
    said, end = inside(box, code)
    assert end.startswith(FILES) or "No space left" in said


@pytest.mark.full
@needs_all
def test_files_without_a_name_count():
    code = "import os, time\nheld = []\nfor i in range(40):\n    held.append(open('f', 'wb'))\n    os.unlink('f')\n"
    said, end = inside(CLOSED, code + "    held[-1].write(bytes(10**6)); held[-1].flush()\ntime.sleep(60)")
    assert end.startswith(FILES), said


def test_the_tests_memory_is_bounded_too():
    said, _ = inside(sandbox.Sandbox(False, 0, False, trusted=True), "held = bytearray(2 * 10**9)")
    assert said.startswith("MemoryError")
