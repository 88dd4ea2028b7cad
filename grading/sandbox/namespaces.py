"""The kernel's namespaces: a student's process gets a file system, a network and process numbers of its own.

The file system is built from nothing: Python and its packages, read-only, and an empty folder in memory.
"""

import ctypes
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from grading.sandbox.constants import (
    AT_FDCWD,
    AT_RECURSIVE,
    CLONE_NEWIPC,
    CLONE_NEWNET,
    CLONE_NEWNS,
    CLONE_NEWPID,
    CLONE_NEWUSER,
    CLONE_NEWUTS,
    MNT_DETACH,
    MOUNT_ATTR_NOSUID,
    MOUNT_ATTR_RDONLY,
    MS_BIND,
    MS_NODEV,
    MS_NOSUID,
    MS_PRIVATE,
    MS_RDONLY,
    MS_REC,
    MS_REMOUNT,
)
from grading.sandbox.syscalls import mount, syscall, umount, unshare

DEVICES = ("/dev/null", "/dev/urandom", "/dev/random")  # not /dev/zero: mapped, it is memory that nobody counts


class MountAttributes(ctypes.Structure):
    """What `mount_setattr` sets and clears: struct mount_attr."""

    _fields_ = [(name, ctypes.c_uint64) for name in ("attr_set", "attr_clr", "propagation", "userns_fd")]


def unshare_processes() -> None:
    """Give the children of this process numbers of their own; without root's rights, in a user namespace."""
    user, group = os.geteuid(), os.getegid()
    if user == 0:
        unshare(CLONE_NEWPID)
        return
    unshare(CLONE_NEWUSER | CLONE_NEWPID)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def unshare_the_rest(readable: Iterable[str], folder: str, size: int, files: int, owner: int) -> None:
    """Move this process into a file system of its own, without a network.

    Parameters
    ----------
    readable
        The paths that are seen there, read-only.
    folder
        Its empty working folder, in memory.
    size
        The most bytes that the folder holds.
    files
        The most files and folders that it holds: an empty one takes memory, too.
    owner
        The number of the user whose folder it is.
    """
    unshare(CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS)
    mount(None, "/", None, MS_REC | MS_PRIVATE)
    kept = [_kept(path) for path in _outermost_links({*readable, *DEVICES})]
    root = tempfile.gettempdir()  # the new root is put together on top of it; what it hides is held open
    mount("none", root, "tmpfs", MS_NOSUID | MS_NODEV, "size=1m,mode=755")
    for path in kept:
        _show(path, root)
    _mkdir(root + folder)
    group = os.getegid() or owner  # in a user namespace, no other group has a number
    options = f"size={size},nr_inodes={files},mode=700,uid={owner},gid={group}"
    mount("none", root + folder, "tmpfs", MS_NOSUID | MS_NODEV, options)
    _change_root(root)
    os.chdir(folder)


class KeptPath(NamedTuple):
    """A path to be seen: where a link leads, or the file held open."""

    path: str
    link: str
    is_folder: bool
    descriptor: int


def _outermost_links(paths: Iterable[str]) -> list[str]:
    """Sort the paths that exist, the shortest first, without those below a link: they are seen where it leads."""
    found: list[str] = []
    links: set[str] = set()
    for path in sorted(filter(os.path.lexists, paths), key=len):
        if links.isdisjoint(map(str, Path(path).parents)):
            found.append(path)
            links |= {path} if os.path.islink(path) else set()
    return found


def _kept(path: str) -> KeptPath:
    """Hold a path open, or read where a link leads."""
    if os.path.islink(path):
        return KeptPath(path, os.readlink(path), False, -1)
    return KeptPath(path, "", os.path.isdir(path), os.open(path, os.O_PATH | os.O_CLOEXEC))


def _show(kept: KeptPath, root: str) -> None:
    """Let a path be seen below the new root, read-only; a link stays a link."""
    target = root + kept.path
    if os.path.lexists(target):
        return
    _mkdir(os.path.dirname(target))
    if kept.link:
        os.symlink(kept.link, target)
        return
    if kept.is_folder:
        os.mkdir(target)
    else:
        Path(target).touch()
    mount(f"/proc/self/fd/{kept.descriptor}", target, None, MS_BIND | MS_REC)
    os.close(kept.descriptor)
    if kept.path not in DEVICES:
        attributes = MountAttributes(MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID, 0, 0, 0)
        size = ctypes.sizeof(attributes)
        syscall("mount_setattr", AT_FDCWD, os.fsencode(target), AT_RECURSIVE, attributes, size)


def _mkdir(path: str) -> None:
    """Make a folder, and those above it."""
    os.makedirs(path, mode=0o755, exist_ok=True)


def _change_root(root: str) -> None:
    """Make `root` the root, read-only, and forget the old one."""
    os.chdir(root)
    syscall("pivot_root", b".", b".")
    umount(".", MNT_DETACH)
    os.chdir("/")
    mount(None, "/", None, MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV | MS_BIND)
