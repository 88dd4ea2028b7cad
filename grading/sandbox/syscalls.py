"""The few system calls of Linux that Python does not offer, by ctypes; elsewhere `IS_LINUX` is false."""

import ctypes
import os
import platform
import sys
from typing import Any

from grading.sandbox.constants import (
    _LINUX_CAPABILITY_U32S_3,
    _LINUX_CAPABILITY_VERSION_3,
    MACHINES,
    SYSCALLS,
)

IS_LINUX = sys.platform == "linux" and platform.machine() in MACHINES
LIBC: Any = ctypes.CDLL(None, use_errno=True) if IS_LINUX else None

Argument = int | bytes | ctypes.Array[Any] | ctypes.Structure | None


def number(name: str) -> int:
    """Return the number that a system call has on this machine."""
    return SYSCALLS[name][MACHINES.index(platform.machine())]


def syscall(name: str, *args: Argument) -> int:
    """Make a system call; raise OSError where it fails."""
    return _checked(LIBC.syscall(ctypes.c_long(number(name)), *map(_argument, args)))


def prctl(option: int, *args: int) -> int:
    """Set something about this process; raise OSError where it cannot be."""
    return _checked(LIBC.prctl(option, *map(ctypes.c_ulong, (*args, *[0] * (4 - len(args))))))


def unshare(flags: int) -> None:
    """Leave namespaces that are shared with other processes."""
    _checked(LIBC.unshare(flags))


def mount(source: str | None, target: str, kind: str | None, flags: int, data: str = "") -> None:
    """Mount something."""
    _checked(LIBC.mount(_text(source), _text(target), _text(kind), ctypes.c_ulong(flags), _text(data)))


def umount(target: str, flags: int) -> None:
    """Take a mount away."""
    _checked(LIBC.umount2(_text(target), flags))


def madvise(begin: int, length: int, advice: int) -> None:
    """Tell the kernel what to do with a range of this process's memory."""
    _checked(LIBC.madvise(ctypes.c_void_p(begin), ctypes.c_size_t(length), advice))


def drop_capabilities() -> None:
    """Give up every right beyond a plain user's."""
    header = (ctypes.c_uint32 * 2)(_LINUX_CAPABILITY_VERSION_3, 0)
    _checked(LIBC.capset(header, (ctypes.c_uint32 * (3 * _LINUX_CAPABILITY_U32S_3))()))


def _text(text: str | None) -> bytes | None:
    """Encode a path for the C library."""
    return None if text is None else os.fsencode(text)


def _argument(value: Argument) -> object:
    """Turn an argument into what ctypes passes on."""
    if isinstance(value, ctypes.Structure | ctypes.Array):
        return ctypes.byref(value)
    return ctypes.c_long(value) if isinstance(value, int) else value


def _checked(result: int) -> int:
    """Return the result of a call; raise OSError where it failed."""
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result
