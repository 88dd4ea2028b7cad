"""The kernel's own namespaces: a student process gets a file system, a network and process numbers of its own.

The file system is built from nothing: Python and its packages, read-only, and an empty folder in memory.
"""

import ctypes
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from grading.sandbox.syscalls import LIBC, mount, syscall, umount, unshare

NEW_FILES, NEW_NAMES, NEW_IPC, NEW_USER = 0x00020000, 0x04000000, 0x08000000, 0x10000000
NEW_PROCESSES, NEW_NETWORK = 0x20000000, 0x40000000
READ_ONLY, NO_SUID, NO_DEVICES, REMOUNT, BIND = 1, 2, 4, 32, 4096
RECURSIVE, PRIVATE, DETACH = 16384, 1 << 18, 2
MOUNT_SETATTR, PIVOT_ROOT = 442, {"x86_64": 155, "aarch64": 41}
AT_RECURSIVE = 0x8000
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")


class Attributes(ctypes.Structure):
    """What `mount_setattr` sets and clears."""

    _fields_ = [(name, ctypes.c_uint64) for name in ("set", "clear", "propagation", "user")]


def leave_processes() -> None:
    """Give the children of this process numbers of their own; without root's rights, in a user namespace."""
    user, group = os.geteuid(), os.getegid()
    if user == 0:
        return unshare(NEW_PROCESSES)
    unshare(NEW_USER | NEW_PROCESSES)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    return None


def leave_all_else(readable: Iterable[str], folder: str, size: int, owner: int) -> None:
    """Move this process into a file system of its own, without a network; `folder` is its empty working folder."""
    unshare(NEW_FILES | NEW_NETWORK | NEW_IPC | NEW_NAMES)
    mount(None, "/", None, RECURSIVE | PRIVATE)
    shown = [_found(path) for path in sorted({*readable, *DEVICES}, key=len) if os.path.lexists(path)]
    root = tempfile.gettempdir()  # the new root is put together on top of it; what it hides is held open
    mount("none", root, "tmpfs", NO_SUID | NO_DEVICES, "size=1m,mode=755")
    for path in shown:
        _show(path, root)
    _mkdir(root + folder)
    mount("none", root + folder, "tmpfs", NO_SUID | NO_DEVICES, f"size={size},mode=700,uid={owner},gid={owner}")
    _enter(root)
    os.chdir(folder)


class Shown(NamedTuple):
    """A path to be seen: where a link leads, or the file held open."""

    path: str
    link: str
    is_folder: bool
    held: int


def _found(path: str) -> Shown:
    if os.path.islink(path):
        return Shown(path, os.readlink(path), False, -1)
    return Shown(path, "", os.path.isdir(path), os.open(path, os.O_PATH | os.O_CLOEXEC))


def _show(shown: Shown, root: str) -> None:
    """Let a path be seen below the new root, read-only; a link stays a link."""
    target = root + shown.path
    if os.path.lexists(target):
        return
    _mkdir(os.path.dirname(target))
    if shown.link:
        os.symlink(shown.link, target)
        return
    os.mkdir(target) if shown.is_folder else Path(target).touch()
    mount(f"/proc/self/fd/{shown.held}", target, None, BIND | RECURSIVE)
    os.close(shown.held)
    if shown.path not in DEVICES:
        attributes = Attributes(READ_ONLY | NO_SUID, 0, 0, 0)
        syscall(MOUNT_SETATTR, -100, os.fsencode(target), AT_RECURSIVE, attributes, ctypes.sizeof(attributes))


def _mkdir(path: str) -> None:
    os.makedirs(path, mode=0o755, exist_ok=True)


def _enter(root: str) -> None:
    """Make `root` the root, read-only, and forget the old one."""
    os.chdir(root)
    syscall(PIVOT_ROOT[os.uname().machine], b".", b".")
    umount(".", DETACH)
    os.chdir("/")
    mount(None, "/", None, REMOUNT | READ_ONLY | NO_SUID | NO_DEVICES | BIND)


def drop_capabilities() -> None:
    """Give up every right beyond a plain user's."""
    header, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    if LIBC.capset(header, none):
        raise OSError(ctypes.get_errno(), "capabilities cannot be given up")
