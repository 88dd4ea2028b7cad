"""A machine within the machine, for the class server of deploy/hub: what is done there leaves no trace outside.

It is made of the kernel's namespaces. /etc is a copy, with accounts of its own; /home, /opt, /srv, /tmp and parts of
/var are empty at first, in memory; process numbers and the loopback address are its own. When the test ends, however it
does, all processes in it end, and all of that is gone. Python and its packages are seen there, and open to everybody.
"""

import ctypes
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.course import ROOT
from tests.needs import missing

PROGRAMS = Path("/opt/layer-by-layer")
VENV, SOURCE = PROGRAMS / "venv", PROGRAMS / "source"
PYTHON = VENV / "bin" / "python"
CLONE_NEWNET = 0x40000000
NEEDED = ("unshare", "nsenter", "runuser", "useradd", "chpasswd", "git", "tar", "node", "configurable-http-proxy")
UP = (
    "import fcntl, socket, struct; s = socket.socket()\n"
    "fcntl.ioctl(s, 0x8914, struct.pack('16sh14x', b'lo', 0x49))"  # SIOCSIFFLAGS: up, loopback, running
)


@dataclass(frozen=True)
class World:
    """The machine within; `init` is the number, outside, of its first process."""

    init: int

    def command(self, *words: object, user: str = "", inside: str = "/", **variables: str) -> list[str]:
        """Return the command that runs another one there, as an account, in a folder, with few variables."""
        enter = ["nsenter", f"--target={self.init}", "--mount", "--pid", "--net"]
        become = ["runuser", "-u", user, "--"] if user else []
        path = {"PATH": f"{VENV / 'bin'}:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
        home = {"HOME": f"/home/{user}" if user else "/root"}
        given = [f"{name}={value}" for name, value in {**path, **home, **variables}.items()]
        return [*enter, *become, "env", "-i", f"--chdir={inside}", *given, *map(str, words)]

    def run(
        self, *words: object, stdin: str = "", seconds: float = 300, **more: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command there to its end."""
        return subprocess.run(
            self.command(*words, **more),
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=seconds,
            cwd="/",
        )

    def does(self, *words: object, **more: str) -> str:
        """Run a command there that has to succeed, and return what it prints."""
        done = self.run(*words, **more)
        assert done.returncode == 0, f"{words}: {done.stdout}"
        return done.stdout

    @contextmanager
    def network(self) -> Iterator[None]:
        """Let this thread, and those that it starts, reach the addresses of that machine, and no other."""
        libc = ctypes.CDLL(None, use_errno=True)
        with open("/proc/thread-self/ns/net") as here, open(f"/proc/{self.init}/ns/net") as there:
            assert libc.setns(there.fileno(), CLONE_NEWNET) == 0, os.strerror(ctypes.get_errno())
            try:
                yield
            finally:
                assert libc.setns(here.fileno(), CLONE_NEWNET) == 0, os.strerror(ctypes.get_errno())


@contextmanager
def made(folder: Path) -> Iterator[World]:
    """Make a machine, with the course in SOURCE as it is here; `folder` is an empty one of the test's own."""
    _can_be_made()
    script = _script(folder)
    words = ["unshare", "--mount", "--pid", "--net", "--fork", "--kill-child", "--mount-proc", "sh", "-euc", script]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd="/")
    try:
        assert process.stdin and process.stdout
        assert process.stdout.readline() == "ready\n", "the machine was not made"
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        yield World(int(children[0]))
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


def _can_be_made() -> None:
    """Skip where it cannot be made, and say why."""
    if sys.platform != "linux" or os.geteuid() != 0:
        missing("hub", "A class server is tried as root, on Linux")
    lacking = [name for name in NEEDED if shutil.which(name) is None]
    try:
        import jupyterhub  # noqa: F401
    except ImportError:
        lacking.append("jupyterhub")
    if sys.prefix == sys.base_prefix:
        lacking.append("a virtual environment for the tests")
    if lacking:
        missing("hub", f"For a class server there is no {', no '.join(lacking)}")
    if subprocess.run(["unshare", "--mount", "--pid", "--net", "--fork", "true"], capture_output=True).returncode:
        missing("hub", "The kernel's namespaces may not be used here")


def _script(stage: Path) -> str:
    """Write what the machine's first process does: it puts the file system together, and waits until it is ended."""
    base, venv = Path(sys.base_prefix).resolve(), Path(sys.prefix).resolve()
    proxy = Path(shutil.which("configurable-http-proxy") or "").resolve()
    modules = next(parent for parent in proxy.parents if parent.name == "node_modules")
    covered = {folder for path in (base, venv) if (folder := _closed(path))} - {Path("/tmp")}
    q = shlex.quote
    lines = [
        "mount --make-rprivate /",
        f"cd {q(str(stage))}",
        "mount -t tmpfs -o mode=755 none .",
        f"cd {q(str(stage))}",
        "mkdir etc base venv modules",
        "cp -a /etc/. etc/",
        "mount --bind etc /etc",
        f"mount --bind {q(str(base))} base",
        f"mount --bind {q(str(venv))} venv",
        f"mount --bind {q(str(modules))} modules",
        f"git -c safe.directory='*' clone --quiet {q(str(ROOT))} source",
        *_copies(stage / "source"),
        f"cd {q(str(stage))}",
        "for folder in /opt /srv /home /var/lib /var/log /var/mail; do mount -t tmpfs -o mode=755 none $folder; done",
        f"mkdir -p {VENV} {PROGRAMS / 'node_modules'}",
        f"mount --move venv {VENV}",
        f"mount --move modules {PROGRAMS / 'node_modules'}",
        f"cp -a source {SOURCE}",
        f"mkdir {PROGRAMS / 'base'}",
        f"mount --move base {PROGRAMS / 'base'}",
        "cd /",
        *(f"mount -t tmpfs -o mode=755 none {q(str(folder))}" for folder in sorted(covered)),
        "mount -t tmpfs -o mode=1777 none /tmp",
        # In their own places, too: links lead there, and the first line of each of Python's commands.
        f"mkdir -p {q(str(base))} {q(str(venv))}",
        f"mount --bind {PROGRAMS / 'base'} {q(str(base))}",
        f"mount --bind {VENV} {q(str(venv))}",
        f"{PYTHON} -c {q(UP)}",
        "echo ready",
        "exec cat > /dev/null",  # until the tests' process lets go of it
    ]
    return "\n".join(lines)


def _closed(path: Path) -> Path | None:
    """Find the outermost folder on the way to a path that is closed to most accounts, if there is one."""
    return next((folder for folder in reversed(path.parents) if not folder.stat().st_mode & 0o001), None)


def _copies(source: Path) -> list[str]:
    """Return what brings files that differ from the last commit into a clone, if there are any."""
    git = ["git", "-C", str(ROOT), "-c", "safe.directory=*", "ls-files", "-z", "-m", "-o", "--exclude-standard"]
    names = sorted(set(subprocess.run(git, capture_output=True, text=True, check=True).stdout.split("\0")) - {""})
    words = [shlex.quote(name) for name in names if (ROOT / name).is_file()]
    copy = f"cp --parents --target-directory={shlex.quote(str(source))} {' '.join(words)}"
    return [f"cd {shlex.quote(str(ROOT))}", copy] if words else []
