"""Landlock: a process gives up the file system for ever, but for the paths that it names."""

import ctypes
import os
import stat
from collections.abc import Iterable

from grading.sandbox.syscalls import PR_SET_NO_NEW_PRIVS, prctl, syscall

CREATE, ADD, RESTRICT = 444, 445, 446
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
TRUNCATE = 1 << 14
ALL_OF_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
TCP = 3  # binding to a port, and connecting to one
SCOPES = 3  # abstract sockets, and signals to processes outside
NET_FROM, SCOPES_FROM = 4, 6


class Rules(ctypes.Structure):
    """What is handled at all: of files, of the network, of other processes."""

    _fields_ = [("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scopes", ctypes.c_uint64)]


class Beneath(ctypes.Structure):
    """What is allowed below a folder, or to a file."""

    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32)]


def version() -> int:
    """Return the version of Landlock that this kernel has; 0 for none."""
    try:
        return syscall(CREATE, None, 0, 1)
    except OSError:
        return 0


def restrict(readable: Iterable[str], writable: Iterable[str]) -> None:
    """Leave this process, and its children, these paths and no others."""
    known = version()
    files = ALL_OF_VERSION[max(v for v in ALL_OF_VERSION if v <= known)]
    rules = Rules(files, TCP if known >= NET_FROM else 0, SCOPES if known >= SCOPES_FROM else 0)
    size = 24 if known >= SCOPES_FROM else 16 if known >= NET_FROM else 8
    made = syscall(CREATE, rules, size, 0)
    for path in readable:
        _allow(made, path, (EXECUTE | READ_FILE | READ_DIR) & files)
    for path in writable:
        _allow(made, path, files)
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    syscall(RESTRICT, made, 0)
    os.close(made)


def _allow(rules: int, path: str, what: int) -> None:
    try:
        folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    if not stat.S_ISDIR(os.fstat(folder).st_mode):
        what &= EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE
    syscall(ADD, rules, 1, Beneath(what, folder), 0)
    os.close(folder)
