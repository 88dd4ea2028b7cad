"""What a student's process cannot do, and what that is made of on this machine.

`survey` tries each part of the sandbox in a child process; `Sandbox.enter` closes it around the process that calls it.
"""

import contextlib
import functools
import os
import shutil
import site
import sys
import sysconfig
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grading.limits import Limits
from grading.sandbox import cgroup, landlock, namespaces, seccomp, syscalls
from grading.sandbox.constants import PR_SET_DUMPABLE

with contextlib.suppress(ImportError):  # Windows has none, and there is no sandbox there
    import resource

FOLDER = "/lesson"  # a student process's working folder, in a file system of its own
SYSTEM = (
    "/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/local/lib",
    "/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo",
)  # fmt: skip
FIRST_USER, USERS = 61184, 4336  # numbers that no person's account has
MAX_OPEN_FILES = 160  # sockets take memory of the kernel's
MAX_SLACK = 1000  # processes that a user may start beside those of a submission, where the kernel counts them together
TRUSTED_MEMORY = 4  # times a submission's, for the tests
NONE = "none: students' code runs with your rights, bounded in time and memory alone"


@dataclass(frozen=True)
class Sandbox:
    """The parts of the sandbox that this machine has.

    Attributes
    ----------
    namespaces, seccomp
        Whether there are any.
    landlock
        The version of Landlock; 0 for none.
    trusted
        Whether the code is the instructor's own, and not bounded.
    folders
        What a student's process may read beside Python and its packages.
    cgroups
        The folder in which a cgroup can be made for each submission; None where none can be.
    """

    namespaces: bool
    landlock: int
    seccomp: bool
    trusted: bool = False
    folders: tuple[str, ...] = ()
    cgroups: Path | None = None

    @property
    def isolates(self) -> bool:
        """Whether neither files nor the network can be reached."""
        return (self.namespaces or self.landlock > 0) and (self.namespaces or self.seccomp)

    def describe(self) -> str:
        """Say in a sentence what the sandbox is made of."""
        if not self.isolates:
            return NONE
        parts = {
            "a file system, a network and process numbers of its own (namespaces)": self.namespaces,
            f"Landlock (version {self.landlock})": bool(self.landlock),
            "refused kernel calls (seccomp)": self.seccomp,
            "an unprivileged user": self.user() != os.geteuid(),
            "a memory cgroup": self.cgroups is not None,
            "limits": True,
        }
        names = {"namespaces": self.namespaces, "Landlock": bool(self.landlock), "seccomp": self.seccomp}
        missing = [name for name, there in names.items() if not there]
        present = ", ".join(part for part, there in parts.items() if there)
        return present + (f"; not available here: {', '.join(missing)}" if missing else "")

    def user(self) -> int:
        """Choose the user to become: for root a number that nobody has, another one for each process; else oneself.

        If other users cannot reach Python's folder, and there are no namespaces, the process stays root, without root's
        rights.
        """
        if os.geteuid() or self.trusted or not (self.namespaces or open_to_all(sys.base_prefix)):
            return os.geteuid()
        return FIRST_USER + os.getpid() % USERS

    def make_cgroup(self, limits: Limits) -> cgroup.Cgroup | None:
        """Make a cgroup for a submission, where there can be one."""
        return cgroup.make(self.cgroups, limits.memory + cgroup.SLACK) if self.cgroups else None

    def prepare(self) -> None:
        """Do what must be done one process further out, where process numbers are still the machine's."""
        if self.namespaces:
            namespaces.unshare_processes()

    def enter(self, folder: str, user: int, limits: Limits) -> None:
        """Close the sandbox around this process, except for what `lock` forbids, and limit it."""
        if self.trusted:
            os.chdir(folder)
            bound = TRUSTED_MEMORY * limits.memory + _data_bytes()
            resource.setrlimit(resource.RLIMIT_DATA, (bound, resource.getrlimit(resource.RLIMIT_DATA)[1]))
            return
        is_root = os.geteuid() == 0
        bounds = _resource_limits(limits)
        if self.namespaces:
            namespaces.unshare_the_rest(self.readable(), folder, limits.file_bytes, limits.files, user)
        else:
            os.chdir(folder)
        if self.namespaces or user != os.geteuid():  # the kernel counts the processes of a user, not of a tree
            bounds[resource.RLIMIT_NPROC] = limits.processes
        elif user and syscalls.IS_LINUX:
            highest = resource.getrlimit(resource.RLIMIT_NPROC)[1]
            bound = _threads_of(user) + limits.processes + MAX_SLACK
            bounds[resource.RLIMIT_NPROC] = bound if highest == resource.RLIM_INFINITY else min(bound, highest)
        for what, bound in bounds.items():
            resource.setrlimit(what, (bound, bound))
        if user != os.geteuid():
            os.setgroups([])
            os.setresgid(user, user, user)
            os.setresuid(user, user, user)
        if syscalls.IS_LINUX and self.isolates:
            # The supervisor must be able to look at the memory. It can if it is root; else only if it may be looked at.
            syscalls.prctl(PR_SET_DUMPABLE, int(user != 0 and not is_root))
            syscalls.drop_capabilities()

    def lock(self, folder: str) -> None:
        """Forbid what is left: paths, and system calls. There is no way back."""
        if self.landlock:
            landlock.restrict([*self.readable(), *namespaces.DEVICES], [folder, "/dev/null"])
        if self.seccomp:
            seccomp.install(keep_signals=self.namespaces or self.landlock >= landlock.SCOPES_SINCE)

    def readable(self) -> list[str]:
        """List what a student's process may read: Python, its packages, and the course's folders."""
        return sorted({*python_paths(), *self.folders})


def survey(folders: tuple[str, ...] = ()) -> Sandbox:
    """Try each part of the sandbox, each in a process of its own."""
    if not syscalls.IS_LINUX:
        return Sandbox(False, 0, False, folders=folders)
    return Sandbox(
        namespaces=_works(lambda: _try_namespaces(folders)),
        landlock=landlock.version() if _works(lambda: landlock.restrict(python_paths(), [])) else 0,
        seccomp=_works(lambda: seccomp.install(keep_signals=True)),
        folders=folders,
        cgroups=cgroup.parent(_works),
    )


def open_to_all(folder: str) -> bool:
    """Say whether every user can reach a folder."""
    return all(path.stat().st_mode & 0o001 for path in (Path(folder), *Path(folder).parents))


@functools.cache
def python_paths() -> frozenset[str]:
    """List where Python and its packages lie; a process that has asked, and all that it forks, know it."""
    prefixes = {os.path.realpath(path) for path in (sys.prefix, sys.base_prefix)} | {sys.prefix, sys.base_prefix}
    whole = {path for path in prefixes if path not in ("/", "/usr", "/usr/local")}
    paths = sysconfig.get_paths()
    library = {paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")} | {*site.getsitepackages()}
    return frozenset({*whole, *library, *SYSTEM, os.path.realpath(sys.executable)})


def working_folder(sandbox: Sandbox, user: int) -> str:
    """Make an empty folder to work in; with namespaces it is made in memory, later."""
    if sandbox.namespaces:
        return FOLDER
    folder = tempfile.mkdtemp(prefix="lesson-")
    if os.geteuid() == 0:
        os.chown(folder, user, -1)
    return folder


def remove(folder: str) -> None:
    """Remove a working folder, where it is one on a disk."""
    if folder != FOLDER:
        shutil.rmtree(folder, ignore_errors=True)


def _resource_limits(limits: Limits) -> dict[int, int]:
    """Map what the kernel bounds for each process to its bound; none is above what is there already."""
    bounds = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: limits.file_bytes,
        resource.RLIMIT_NOFILE: MAX_OPEN_FILES,
        resource.RLIMIT_CPU: int(limits.all_seconds) + 1,
        resource.RLIMIT_DATA: limits.memory + _data_bytes(),
    }
    highest = {what: resource.getrlimit(what)[1] for what in bounds}
    return {
        what: bound if highest[what] == resource.RLIM_INFINITY else min(bound, highest[what])
        for what, bound in bounds.items()
    }


def _data_bytes() -> int:
    """Return how much this process has of what RLIMIT_DATA counts."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()
    except OSError:
        return 0


def _threads_of(user: int) -> int:
    """Count the threads of all of a user's processes."""
    count = 0
    for process in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            if os.stat(f"/proc/{process}").st_uid == user:
                count += len(os.listdir(f"/proc/{process}/task"))
    return count


def _works(part: Callable[[], object]) -> bool:
    """Say whether something can be done, by doing it in a child process."""
    child = os.fork()
    if child == 0:
        try:
            part()
            os._exit(0)
        except BaseException:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


def _try_namespaces(folders: tuple[str, ...]) -> None:
    """Enter namespaces; raise OSError where it cannot be done."""
    whole = Sandbox(namespaces=True, landlock=0, seccomp=False, folders=folders)
    whole.prepare()
    if not _works(lambda: whole.enter(FOLDER, whole.user(), Limits())):
        raise OSError("no file system of its own")
