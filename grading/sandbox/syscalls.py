"""The few calls of the Linux kernel that Python does not offer, by ctypes; elsewhere `LINUX` is false."""

import ctypes
import os
import platform
import sys

LINUX = sys.platform == "linux" and platform.machine() in ("x86_64", "aarch64")
LIBC = ctypes.CDLL(None, use_errno=True) if LINUX else None

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP = 1, 4, 22
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 36, 38


def syscall(number: int, *args: int | bytes | ctypes.Array | ctypes.Structure | None) -> int:
    """Make a system call; raise OSError where it fails."""
    return _checked(LIBC.syscall(ctypes.c_long(number), *map(_argument, args)))


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


def _text(text: str | None) -> bytes | None:
    return None if text is None else os.fsencode(text)


def _argument(value: int | bytes | ctypes.Array | ctypes.Structure | None) -> object:
    if isinstance(value, ctypes.Structure | ctypes.Array):
        return ctypes.byref(value)
    return ctypes.c_long(value) if isinstance(value, int) else value


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
