"""What the kernel has is used, and each part does what it is there for."""

import itertools
import os
import resource
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from grading.limits import MB, Limits
from grading.sandbox import ending, landlock, sandbox, seccomp, supervisor, syscalls
from grading.sandbox.sandbox import Sandbox
from tests.grading.sandbox.test_closed import CALL, CLOSED, NOBODY, needs_all, ordinary  # noqa: F401 - a fixture
from tests.grading.sandbox.test_sandbox import HERE, LIMITS, inside

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox needs Linux")
MADE_OF = "a file system, a network and process numbers of its own (namespaces)"
NAMESPACES = pytest.mark.skipif(not HERE.namespaces, reason="no namespaces here")
REFUSED = """
socket connect bind listen ptrace process_vm_readv process_vm_writev kcmp pidfd_open pidfd_getfd pidfd_send_signal
setsid setpgid unshare setns mount umount2 pivot_root chroot open_tree move_mount fsopen mount_setattr
open_by_handle_at name_to_handle_at sendmsg sendmmsg ioprio_set migrate_pages move_pages process_madvise
process_mrelease shmget shmat shmctl msgget msgsnd msgrcv msgctl semget semop semtimedop semctl mq_open mq_unlink
memfd_create keyctl add_key request_key bpf perf_event_open userfaultfd io_uring_setup io_uring_enter
io_uring_register init_module finit_module kexec_load reboot swapon quotactl acct personality
""".split()


# What there is


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("unshare"), reason="needs root, and the command unshare")
def test_namespaces_are_used_where_the_kernel_has_them():
    """A fault in how they are entered must not pass for a machine that has none."""
    command = ["unshare", "--mount", "--net", "--ipc", "--uts", "--pid", "--fork", "true"]
    assert HERE.namespaces is (subprocess.run(command, capture_output=True, check=False).returncode == 0)


@pytest.mark.skipif(not shutil.which("unshare") or not shutil.which("setpriv"), reason="needs unshare and setpriv")
@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to be somebody else")
def test_an_ordinary_user_has_namespaces_where_the_kernel_gives_them():
    as_nobody = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    unshare = ["unshare", "--user", "--mount", "--net", "--pid", "--fork", "true"]
    expected = subprocess.run([*as_nobody, *unshare], capture_output=True, check=False).returncode == 0
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
            syscalls.prctl(4, 1)  # PR_SET_DUMPABLE: as in a process that this user has started
            os.write(write, b"1" if sandbox.survey().namespaces else b"0")
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    os.close(write)
    said = os.read(read, 9)
    os.close(read)
    assert said == (b"1" if expected else b"0")


def test_landlock_and_seccomp_are_used_where_the_kernel_has_them():
    found = syscalls.LIBC.syscall(444, None, 0, 1)  # landlock_create_ruleset, asked for its version
    assert HERE.landlock == max(found, 0)
    available = Path("/proc/sys/kernel/seccomp/actions_avail")
    assert HERE.seccomp is (available.exists() and "errno" in available.read_text())


def test_what_it_is_made_of_is_said():
    bare = Sandbox(True, 3, True)
    assert bare.describe().startswith(f"{MADE_OF}, Landlock (version 3), refused kernel calls (seccomp), ")
    assert (
        bare.describe().endswith("limits")
        and "not available" not in bare.describe()
        and "cgroup" not in bare.describe()
    )
    assert Sandbox(False, 3, True).describe().endswith("; not available here: namespaces")
    assert Sandbox(True, 0, False).describe().endswith("; not available here: Landlock, seccomp")
    assert Sandbox(False, 0, True).describe() == sandbox.NONE
    assert [Sandbox(*parts).isolates for parts in ((True, 0, False), (False, 1, True), (False, 1, False))] == [
        True, True, False
    ]  # fmt: skip
    assert (
        sandbox.survey(("/some",)).folders == ("/some",)
        and "/some" in Sandbox(True, 1, True, folders=("/some",)).readable()
    )


def test_whose_process_it_becomes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert Sandbox(True, 1, True).user() == 1000
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert Sandbox(True, 1, True).user() == 61184 + os.getpid() % 4336
    assert Sandbox(True, 1, True, trusted=True).user() == 0
    for reachable in (True, False):
        monkeypatch.setattr(sandbox, "open_to_all", lambda folder, reachable=reachable: reachable)
        assert (Sandbox(False, 1, True).user() != 0) is reachable and Sandbox(True, 1, True).user() != 0


def test_whom_a_folder_is_open_to(tmp_path: Path):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    for path in (tmp_path, *tmp_path.parents):
        if not path.stat().st_mode & 1:
            pytest.skip("the folder for temporary files is not open to all")
    assert sandbox.open_to_all(str(inner))
    inner.chmod(0o750)
    assert not sandbox.open_to_all(str(inner))
    inner.chmod(0o711)
    inner.parent.chmod(0o700)
    assert not sandbox.open_to_all(str(inner))
    inner.parent.chmod(0o755)


# What it does


@NAMESPACES
def test_devices_and_links_are_there():
    assert inside(HERE, "print([len(open(f'/dev/{d}', 'rb').read(3)) for d in ('urandom', 'random', 'null')])")[0] == (
        "[3, 3, 0]\n"
    )
    assert (
        "No such file" in inside(HERE, "open('/dev/zero')")[0] and "No such file" in inside(HERE, "open('/dev/tty')")[0]
    )
    links = [path for path in sandbox.SYSTEM if os.path.islink(path)]
    for link in links[:1]:
        assert inside(HERE, f"import os; print(os.readlink({link!r}))")[0] == os.readlink(link) + "\n"


@NAMESPACES
def test_it_is_alone_there():
    assert inside(HERE, "import os; print(os.getpid() < 10, os.getppid() < 10, os.listdir('/proc'))")[0] in (
        "True True []\n", "FileNotFoundError: [Errno 2] No such file or directory: '/proc'\n"
    )  # fmt: skip
    assert (
        inside(HERE, "import os; print(os.environ['HOME'], os.getcwd())")[0] == f"{sandbox.FOLDER} {sandbox.FOLDER}\n"
    )
    assert inside(HERE, "import os; os.mkdir('/new')")[0].startswith("OSError: [Errno 30] Read-only file system")
    assert "Read-only" in inside(HERE, "import os, numpy; open(os.path.dirname(numpy.__file__) + '/x', 'w')")[0]


@needs_all
def test_single_files_can_be_read_and_devices_written_to_with_landlock_alone(tmp_path: Path):
    single = tmp_path / "single.txt"
    single.write_text("single")
    box = Sandbox(False, HERE.landlock, HERE.seccomp, folders=(str(single),))
    assert inside(box, f"print(open({str(single)!r}).read())")[0] == "single\n"
    assert "Permission denied" in inside(box, f"open({str(single)!r}, 'a')")[0]
    assert inside(box, "print(open('/dev/null', 'w').write('x'))")[0] == "1\n"
    code = "import os\nopen('a', 'w').write('abc'); os.truncate('a', 1); os.rename('a', 'b'); print(open('b').read())"
    assert inside(box, code)[0] == "a\n"
    assert "Permission denied" in inside(box, f"import os; os.truncate({str(single)!r}, 0)")[0]
    assert inside(box, f"import os; print(os.listdir({str(Path(os.__file__).parent)!r}) != [])")[0] == "True\n"
    assert landlock.TO_A_FILE & landlock.READ and single.read_text() == "single"


@needs_all
def test_each_refused_call_is_refused():
    assert sorted(REFUSED) == sorted(seccomp.REFUSED)
    calls = "\n".join(f"call({syscalls.number(name)}, 0, 0, 0, 0, 0)" for name in REFUSED)
    assert inside(CLOSED, f"{CALL}\n{calls}")[0].splitlines() == ["Operation not permitted"] * len(REFUSED)
    absent = (
        f"{CALL}\ncall({syscalls.number('clone3')}, 0, 0)\ncall({syscalls.number('clone')}, 0x20000000, 0, 0, 0, 0)"
    )
    assert inside(CLOSED, absent)[0].splitlines() == ["Function not implemented", "Operation not permitted"]


def test_bounds_of_each_process():
    code = (
        "import resource as r\nprint([r.getrlimit(k)[0] for k in (r.RLIMIT_CORE, r.RLIMIT_FSIZE, r.RLIMIT_NOFILE, "
        "r.RLIMIT_CPU)], r.getrlimit(r.RLIMIT_DATA)[0] // 2**20)"
    )
    said, _, data = inside(HERE, code)[0].strip().rpartition(" ")
    highest = [resource.getrlimit(k)[1] for k in (resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE, resource.RLIMIT_CPU)]
    wanted = [4 * MB, 160, 601]
    expected = [
        want if high == resource.RLIM_INFINITY else min(want, high) for want, high in zip(wanted, highest, strict=True)
    ]
    assert said == str([0, *expected]) and 300 <= int(data) <= 300 + sandbox._data_bytes() // MB + 1


def test_no_bound_is_above_what_is_there(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(resource, "getrlimit", lambda what: (7, 7))
    assert set(sandbox._resource_limits(Limits()).values()) == {0, 7}
    monkeypatch.setattr(resource, "getrlimit", lambda what: (resource.RLIM_INFINITY,) * 2)
    bounds = sandbox._resource_limits(Limits())
    assert bounds[resource.RLIMIT_FSIZE] == 32 * MB and bounds[resource.RLIMIT_CPU] == 601


@pytest.mark.parametrize("highest", [resource.RLIM_INFINITY, 5, 10**6])
def test_an_ordinary_users_processes_are_counted_with_those_that_are_there(
    highest: int, monkeypatch: pytest.MonkeyPatch
):
    """The kernel counts a user's processes: the bound is above what runs already, and never above what is allowed."""
    done: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(os, "chdir", lambda folder: None)
    monkeypatch.setattr(sandbox, "_threads_of", lambda user: 30)
    monkeypatch.setattr(resource, "getrlimit", lambda what: (highest, highest))
    monkeypatch.setattr(resource, "setrlimit", lambda what, bounds: done.update({what: bounds}))
    monkeypatch.setattr(syscalls, "prctl", lambda *args: 0)
    monkeypatch.setattr(syscalls, "drop_capabilities", lambda: None)
    Sandbox(False, 1, True).enter("/", 1000, LIMITS)
    bound = 30 + LIMITS.processes + 1000
    bound = min(bound, highest) if highest != resource.RLIM_INFINITY else bound
    assert done[resource.RLIMIT_NPROC] == (bound, bound)


def test_threads_are_counted():
    own = sandbox._threads_of(os.geteuid())
    assert own >= len(os.listdir("/proc/self/task")) >= 1 and sandbox._threads_of(54321) == 0


def test_an_error_of_a_call_is_raised():
    with pytest.raises(OSError, match="Bad file descriptor") as caught:
        syscalls.syscall("setns", 10**6, 0)
    assert caught.value.errno == 9
    read, write = socket.socketpair()
    with read, write:
        assert syscalls.syscall("sendto", write.fileno(), b"x", 1, 0, None, 0) == 1 and read.recv(9) == b"x"


# How it ends


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (ending.MEMORY, "it used more than 300 MB of memory"),
        (ending.MEMORY + b"exited -9", "it used more than 300 MB of memory"),
        (ending.FILES, "it wrote more than 4 MB into files, or more than 10000 files"),
        (ending.PROCESSES, "it started more than 20 processes"),
        (b"exited 99", "it used more than 300 MB of memory"),
        (ending.exited(0), "it ended its own process"), (ending.exited(3), "it ended its own process"),
        (ending.exited(-11), "its process was ended by SIGSEGV"),
        (ending.exited(-9), "its process was ended by SIGKILL"),
        (b"", "it ended its own process"), (b"nonsense", "it ended its own process"),
        (b"exited 9999999999", "it ended its own process"),
    ],
)  # fmt: skip
def test_why_it_ended_is_said(report: bytes, said: str):
    assert ending.sentence(report, LIMITS) == said


@pytest.mark.parametrize(("code", "end"), [("import os; os._exit(7)", b"exited 7"), ("os.abort()", b"exited -6")])
def test_how_it_ended_is_reported(code: str, end: bytes):
    assert inside(HERE, f"import os\n{code}") == ("", end)


def test_sockets_are_counted_where_there_are_many():
    before = supervisor.socket_memory_of([os.getpid()])
    pairs = [socket.socketpair() for _ in range(supervisor.FEW_OPEN_FILES)]
    try:
        many = supervisor.socket_memory_of([os.getpid()])
    finally:
        for end in itertools.chain(*pairs):
            end.close()
    assert many - before >= 2 * supervisor.FEW_OPEN_FILES * supervisor.SOCKET_BYTES
