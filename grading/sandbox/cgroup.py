"""A memory cgroup for the processes of a submission: the kernel itself counts what they take, and stops them.

The supervisor looks at the memory ten times a second. A cgroup holds between two looks, and counts the kernel's own
memory, too. Both versions of cgroups are used; where none may be made, the submission is graded without.
See the kernel's Documentation/admin-guide/cgroup-v1/memory.rst and cgroup-v2.rst.
"""

import contextlib
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grading.limits import MB

ROOT = Path("/sys/fs/cgroup")
SLACK = 256 * MB  # above a submission's memory, so that the supervisor's look, which knows the reason, comes first
TRIES, PAUSE = 50, 0.02  # a cgroup can be removed only when its last process is gone


@dataclass(frozen=True)
class Cgroup:
    """A memory cgroup of one submission.

    Attributes
    ----------
    folder
        Where it lies in the file system of cgroups.
    version
        Of cgroups: 1 or 2.
    """

    folder: Path
    version: int

    def limit(self, memory: int) -> None:
        """Bound the memory, in bytes. Beyond it, version 1 pauses the processes, and version 2 ends them all."""
        if self.version == 1:
            self._write("memory.limit_in_bytes", memory)
            self._write("memory.oom_control", 1)
        else:
            self._write("memory.max", memory)
            self._write("memory.oom.group", 1)
        with contextlib.suppress(OSError):  # where there is no accounting of swap
            name = "memory.memsw.limit_in_bytes" if self.version == 1 else "memory.swap.max"
            self._write(name, memory if self.version == 1 else 0)

    def join(self) -> None:
        """Put the process that calls this into it, with all that it will start."""
        self._write("cgroup.procs", 0)

    def exhausted(self) -> bool:
        """Say whether its processes have met the bound."""
        name, counts = ("memory.oom_control", "under_oom") if self.version == 1 else ("memory.events", "oom_kill")
        with contextlib.suppress(OSError):
            for line in (self.folder / name).read_text(encoding="ascii").splitlines():
                field, _, value = line.partition(" ")
                if field == counts:
                    return value != "0"
        return False

    def remove(self) -> None:
        """Remove it, once its processes have ended."""
        for _ in range(TRIES):
            try:
                self.folder.rmdir()
                return
            except FileNotFoundError:
                return
            except OSError:
                time.sleep(PAUSE)

    def _write(self, name: str, value: int) -> None:
        """Write a number into one of its files."""
        (self.folder / name).write_text(str(value), encoding="ascii")


def make(parent: Path, memory: int) -> Cgroup | None:
    """Make a cgroup in a folder of cgroups, for so many bytes; None where that cannot be done."""
    group = None
    try:
        folder = Path(tempfile.mkdtemp(prefix="lesson-", dir=parent))
        group = Cgroup(folder, 1 if (folder / "memory.limit_in_bytes").exists() else 2)
        group.limit(memory)
    except OSError:
        if group is not None:
            group.remove()
        return None
    return group


def parent(works: Callable[[Callable[[], object]], bool]) -> Path | None:
    """Find the folder of cgroups in which this process may make one, and put a process into it; None for none.

    That is its own cgroup, or the one above it: in version 2 a cgroup that holds processes has none below it.

    Parameters
    ----------
    works
        Says whether something can be done, by doing it in a child process.
    """
    for own in _own():
        for folder in (own, own.parent):
            if folder.is_relative_to(ROOT) and (group := make(folder, SLACK)):
                allowed = works(group.join)
                group.remove()
                if allowed:
                    return folder
    return None


def _own() -> list[Path]:
    """List the folders of this process's cgroup, in each hierarchy that may bound memory."""
    found = []
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines():
            _, controllers, path = line.split(":", 2)
            if not controllers:
                found += [ROOT / path.lstrip("/"), ROOT / "unified" / path.lstrip("/")]
            elif "memory" in controllers.split(","):
                found += [ROOT / "memory" / path.lstrip("/")]
    return found
