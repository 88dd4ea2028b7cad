"""System calls that a student's process may not make: network, other processes, mounts, what outlives a process.

Some are refused for what they are called with: a signal for another process, an address beside a message.

A filter is a small program, which the kernel runs on the number of each call. It is a list of what is refused; what is
allowed is bounded by the other parts of the sandbox.
"""

import ctypes
import errno
import os
import platform
import struct

from grading.sandbox.constants import (
    __X32_SYSCALL_BIT,
    AUDIT_ARCH,
    BPF_ABS,
    BPF_ALU,
    BPF_AND,
    BPF_JEQ,
    BPF_JGE,
    BPF_JMP,
    BPF_JSET,
    BPF_K,
    BPF_LD,
    BPF_RET,
    BPF_W,
    CLONE_NEWCGROUP,
    CLONE_NEWIPC,
    CLONE_NEWNET,
    CLONE_NEWNS,
    CLONE_NEWPID,
    CLONE_NEWTIME,
    CLONE_NEWUSER,
    CLONE_NEWUTS,
    F_SETOWN,
    F_SETOWN_EX,
    F_SETPIPE_SZ,
    F_SETSIG,
    FIOSETOWN,
    MAP_ANONYMOUS,
    MAP_SHARED,
    PR_SET_NO_NEW_PRIVS,
    PR_SET_SECCOMP,
    SECCOMP_MODE_FILTER,
    SECCOMP_RET_ALLOW,
    SECCOMP_RET_ERRNO,
    SIOCSPGRP,
    SOCK_STREAM,
    SOCK_TYPE_MASK,
)
from grading.sandbox.syscalls import number, prctl

REFUSED = (
    "socket", "connect", "bind", "listen",
    "ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "pidfd_open", "pidfd_getfd", "pidfd_send_signal",
    "setsid", "setpgid",
    "unshare", "setns", "mount", "umount2", "pivot_root", "chroot", "open_tree", "move_mount", "fsopen",
    "mount_setattr", "open_by_handle_at", "name_to_handle_at",
    "sendmsg", "sendmmsg", "ioprio_set", "migrate_pages", "move_pages", "process_madvise", "process_mrelease",
    "shmget", "shmat", "shmctl", "msgget", "msgsnd", "msgrcv", "msgctl", "semget", "semop", "semtimedop", "semctl",
    "mq_open", "mq_unlink", "memfd_create", "keyctl", "add_key", "request_key",
    "bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register",
    "init_module", "finit_module", "kexec_load", "reboot", "swapon", "quotactl", "acct", "personality",
)  # fmt: skip
# Calls that are allowed on the process that was there when the filter was closed, and on no other. Its forks may not
# signal even themselves: a filter knows one number, and cannot ask for that of who calls.
SIGNALS = ("kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo")
# And calls that are allowed on whoever makes them, whom they call 0.
OF_ONESELF = ("prlimit64", "sched_setaffinity", "sched_setparam", "sched_setscheduler", "sched_setattr")
# Commands that let the kernel send signals, or that enlarge a pipe beyond what is counted.
REFUSED_COMMANDS = {
    "fcntl": (F_SETOWN, F_SETOWN_EX, F_SETSIG, F_SETPIPE_SZ),
    "ioctl": (FIOSETOWN, SIOCSPGRP),
}
NEW_NAMESPACES = (
    CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC
    | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWTIME
)  # fmt: skip

LOAD = BPF_LD | BPF_W | BPF_ABS
EQUAL = BPF_JMP | BPF_JEQ | BPF_K
AT_LEAST = BPF_JMP | BPF_JGE | BPF_K
ANY_BIT = BPF_JMP | BPF_JSET | BPF_K
AND = BPF_ALU | BPF_AND | BPF_K
RETURN = BPF_RET | BPF_K
REFUSE = SECCOMP_RET_ERRNO | errno.EPERM
NR, ARCH, FIRST_ARGUMENT = 0, 4, 16  # where they are in struct seccomp_data


class Program(ctypes.Structure):
    """A filter, as the kernel takes it: struct sock_fprog."""

    _fields_ = [("len", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def install(keep_signals: bool) -> None:
    """Refuse the calls above to this process and its children, for good; `keep_signals` leaves them all signals."""
    steps = compiled(keep_signals)
    buffer = ctypes.create_string_buffer(steps, len(steps))
    program = Program(len(steps) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(program))


def compiled(keep_signals: bool) -> bytes:
    """Write the filter for this machine: eight bytes a step."""
    no, absent = REFUSE, SECCOMP_RET_ERRNO | errno.ENOSYS
    steps = [
        _step(LOAD, ARCH), _step(EQUAL, AUDIT_ARCH[platform.machine()], 1, 0), _step(RETURN, no),
        # From this bit on, numbers are another way to make the same calls on x86-64.
        _step(LOAD, NR), _step(AT_LEAST, __X32_SYSCALL_BIT, 0, 1), _step(RETURN, no),
        # Where there is no clone3, the C library falls back to clone, whose flags a filter can read.
        _step(EQUAL, number("clone3"), 0, 1), _step(RETURN, absent),
        _step(EQUAL, number("clone"), 0, 4),
        _step(LOAD, FIRST_ARGUMENT), _step(ANY_BIT, NEW_NAMESPACES, 0, 1), _step(RETURN, no),
        _step(RETURN, SECCOMP_RET_ALLOW),
    ]  # fmt: skip
    for name in REFUSED:
        steps += [_step(EQUAL, number(name), 0, 1), _step(RETURN, no)]
    for name in OF_ONESELF:
        steps += _only_if(name, [(0, (0, os.getpid()))])
    for name in () if keep_signals else SIGNALS:
        steps += _only_if(name, [(0, (os.getpid(),))])
    steps += _only_if("setpriority", [(0, (0,)), (1, (0,))])
    steps += _only_if("sendto", [(4, (0,)), (4.5, (0,))])  # both halves of a pointer to an address
    steps += _only_if("socketpair", [(1, (SOCK_STREAM,))], SOCK_TYPE_MASK)
    for name, commands in REFUSED_COMMANDS.items():
        steps += _unless(name, 1, commands)
    # Memory that is shared, and in no file, is nobody's who lets go of it, and so is not counted.
    steps += _unless("mmap", 3, (MAP_SHARED | MAP_ANONYMOUS,), MAP_SHARED | MAP_ANONYMOUS)
    return b"".join([*steps, _step(RETURN, SECCOMP_RET_ALLOW)])


def _only_if(name: str, conditions: list[tuple[float, tuple[int, ...]]], mask: int = 0xFFFFFFFF) -> list[bytes]:
    """Refuse a call unless each argument, by its place, has one of these values; half a place is its upper half."""
    body: list[bytes] = []
    for place, values in conditions:
        checks = [_step(EQUAL, value, len(values) - i, 0) for i, value in enumerate(values)]
        body += [*_argument(place, mask), *checks, _step(RETURN, REFUSE)]
    body.append(_step(RETURN, SECCOMP_RET_ALLOW))
    return [_step(EQUAL, number(name), 0, len(body)), *body]


def _unless(name: str, place: int, values: tuple[int, ...], mask: int = 0xFFFFFFFF) -> list[bytes]:
    """Refuse a call whose argument at this place has one of these values."""
    checks = [_step(EQUAL, value, len(values) - i, 0) for i, value in enumerate(values)]
    body = [*_argument(place, mask), *checks, _step(RETURN, SECCOMP_RET_ALLOW), _step(RETURN, REFUSE)]
    return [_step(EQUAL, number(name), 0, len(body)), *body]


def _argument(place: float, mask: int) -> list[bytes]:
    """Load an argument, or the bits of it that count."""
    masked = [] if mask == 0xFFFFFFFF else [_step(AND, mask)]
    return [_step(LOAD, FIRST_ARGUMENT + int(8 * place)), *masked]


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """Write one step, struct sock_filter: what to do, and how many steps to skip afterwards."""
    return struct.pack("<HBBI", code, if_true, if_false, value)
