"""Look at the sockets of another process, by copies of them: root may ask the kernel for these."""

import ctypes
import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

PIDFD_OPEN, PIDFD_GETFD = 434, 438  # the same numbers on every processor


def no_delays(user: int, word: str) -> list[bool]:
    """Say of each TCP connection to a user's servers whether small messages are sent at once (TCP_NODELAY).

    Parameters
    ----------
    user
        The number of the account whose processes these are.
    word
        A word of their command lines.
    """
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            is_one = process.stat().st_uid == user and word.encode() in (process / "cmdline").read_bytes().split(b"\0")
        except OSError:  # it has just ended
            continue
        sockets = list(_tcp_sockets(int(process.name))) if is_one else []
        ports = {one.getsockname()[1] for one in sockets if _listens(one)}
        answering = [one for one in sockets if not _listens(one) and one.getsockname()[1] in ports]
        found += [bool(one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)) for one in answering]
        for one in sockets:
            one.close()
    return found


def _listens(one: socket.socket) -> bool:
    """Say whether a socket waits for connections."""
    return bool(one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))


def _tcp_sockets(process: int) -> Iterator[socket.socket]:
    """Go through copies of a process's TCP sockets."""
    libc = ctypes.CDLL(None, use_errno=True)
    handle = libc.syscall(PIDFD_OPEN, process, 0)
    assert handle >= 0, os.strerror(ctypes.get_errno())
    try:
        for name in os.listdir(f"/proc/{process}/fd"):
            copy = libc.syscall(PIDFD_GETFD, handle, int(name), 0)
            if copy < 0:  # closed meanwhile
                continue
            if not stat.S_ISSOCK(os.fstat(copy).st_mode):
                os.close(copy)
                continue
            one = socket.socket(fileno=copy)
            if one.family in (socket.AF_INET, socket.AF_INET6) and one.type == socket.SOCK_STREAM:
                yield one
            else:
                one.close()
    finally:
        os.close(handle)
