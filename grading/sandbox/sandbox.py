"""What a student process cannot do, and what that is made of on this machine.

`survey` tries each part of the cage in a child process; `Cage.enter` closes it around the process that calls it.
"""

import os
import resource
import shutil
import site
import sys
import sysconfig
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grading.limits import Limits
from grading.sandbox import landlock, namespaces, seccomp
from grading.sandbox import syscalls as kernel

FOLDER = "/lesson"  # a student process's working folder, in a file system of its own
SYSTEM = (
    "/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/local/lib",
    "/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo",
)  # fmt: skip
FIRST_USER, USERS = 61184, 4336  # numbers that no person's account has


@dataclass(frozen=True)
class Cage:
    """The parts of the cage that this machine has. What is `trusted`, the instructor's own code, is not bounded."""

    namespaces: bool
    landlock: int
    seccomp: bool
    trusted: bool = False

    @property
    def holds(self) -> bool:
        """Say whether neither files nor the network can be reached."""
        return (self.namespaces or self.landlock > 0) and (self.namespaces or self.seccomp)

    def describe(self) -> str:
        """Say in a sentence what the cage is made of."""
        if not self.holds:
            return "none: students' code runs with your rights, bounded in time and memory alone"
        parts = {
            "a file system, a network and process numbers of its own (namespaces)": self.namespaces,
            f"Landlock (version {self.landlock})": self.landlock,
            "refused kernel calls (seccomp)": self.seccomp,
            "an unprivileged user": self.user() != os.geteuid(),
            "limits": True,
        }
        missing = [name for name, there in (("namespaces", self.namespaces), ("Landlock", self.landlock),
                                            ("seccomp", self.seccomp)) if not there]  # fmt: skip
        told = ", ".join(part for part, there in parts.items() if there)
        return told + (f"; not to be had here: {', '.join(missing)}" if missing else "")

    def user(self) -> int:
        """Choose the user to become: for root a number that nobody has, another one for each process; else oneself.

        Where other users cannot reach Python's folder, and there is no file system of one's own, root stays, without
        its rights.
        """
        if os.geteuid() or self.trusted or not (self.namespaces or open_to_all(sys.base_prefix)):
            return os.geteuid()
        return FIRST_USER + os.getpid() % USERS

    def first(self) -> None:
        """Do what must be done one process further out, where process numbers are still the machine's."""
        if self.namespaces:
            namespaces.leave_processes()

    def enter(self, folder: str, user: int, limits: Limits) -> None:
        """Close the cage around this process, but for what `lock` forbids, and limit it."""
        if self.trusted:
            return os.chdir(folder)
        bounds = _bounds(limits)
        if self.namespaces:
            namespaces.leave_all_else(readable(), folder, limits.file_bytes, user)
        else:
            os.chdir(folder)
        if self.namespaces or user != os.geteuid():  # the kernel counts the processes of a user, not of a tree
            bounds[resource.RLIMIT_NPROC] = limits.processes
        for what, bound in bounds.items():
            resource.setrlimit(what, (bound, bound))
        if user != os.geteuid():
            os.setgroups([])
            os.setresgid(user, user, user)
            os.setresuid(user, user, user)
        if kernel.LINUX and self.holds:
            kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
            namespaces.drop_capabilities()
        return None

    def lock(self, folder: str) -> None:
        """Forbid what is left: paths, and kernel calls. There is no way back."""
        if self.landlock:
            landlock.restrict([*readable(), *namespaces.DEVICES], [folder, "/dev/null"])
        if self.seccomp:
            seccomp.install(keep_kill=self.namespaces or self.landlock >= landlock.SCOPES_FROM)


def survey() -> Cage:
    """Try each part of the cage, each in a process of its own."""
    if not kernel.LINUX:
        return Cage(False, 0, False)
    return Cage(
        namespaces=_works(_try_namespaces),
        landlock=landlock.version() if _works(lambda: landlock.restrict(readable(), [])) else 0,
        seccomp=_works(lambda: seccomp.install(keep_kill=True)),
    )


def open_to_all(folder: str) -> bool:
    """Say whether every user can reach a folder."""
    return all(path.stat().st_mode & 0o001 for path in (Path(folder), *Path(folder).parents))


def readable() -> list[str]:
    """List what a student process may see: Python, its packages, and the course's helpers."""
    import helpers

    prefixes = {os.path.realpath(path) for path in (sys.prefix, sys.base_prefix)} | {sys.prefix, sys.base_prefix}
    whole = {path for path in prefixes if path not in ("/", "/usr", "/usr/local")}
    paths = sysconfig.get_paths()
    library = {paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")} | {*site.getsitepackages()}
    return sorted({*whole, *library, *SYSTEM, os.path.realpath(sys.executable), str(Path(helpers.__file__).parent)})


def working_folder(cage: Cage, user: int) -> str:
    """Make an empty folder to work in; with namespaces it is made in memory, later."""
    if cage.namespaces:
        return FOLDER
    folder = tempfile.mkdtemp(prefix="lesson-")
    if os.geteuid() == 0:
        os.chown(folder, user, -1)
    return folder


def remove(folder: str) -> None:
    """Remove a working folder, where it is one on a disk."""
    if folder != FOLDER:
        shutil.rmtree(folder, ignore_errors=True)


def _bounds(limits: Limits) -> dict[int, int]:
    """Map what the kernel bounds for each process to its bound; none is above what is there already."""
    bounds = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: limits.file_bytes,
        resource.RLIMIT_NOFILE: 512,
        resource.RLIMIT_CPU: int(limits.all_seconds) + 1,
        resource.RLIMIT_DATA: limits.memory + _data_now(),
    }
    highest = {what: resource.getrlimit(what)[1] for what in bounds}
    return {what: bound if highest[what] == resource.RLIM_INFINITY else min(bound, highest[what])
            for what, bound in bounds.items()}  # fmt: skip


def _data_now() -> int:
    """Return how much this process has of what RLIMIT_DATA counts."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()
    except OSError:
        return 0


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


def _try_namespaces() -> None:
    whole = Cage(namespaces=True, landlock=0, seccomp=False)
    whole.first()
    if not _works(lambda: whole.enter(FOLDER, whole.user(), Limits())):
        raise OSError
