"""System calls that a student's process may not make: network, other processes, mounts, what outlives a process.

A filter is a small program, which the kernel runs on the number of each call. It is a list of what is refused; what is
allowed is bounded by the other parts of the sandbox.
"""

import ctypes
import errno
import platform
import struct

from grading.sandbox.constants import (
    __X32_SYSCALL_BIT,
    AUDIT_ARCH,
    BPF_ABS,
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
    PR_SET_NO_NEW_PRIVS,
    PR_SET_SECCOMP,
    SECCOMP_MODE_FILTER,
    SECCOMP_RET_ALLOW,
    SECCOMP_RET_ERRNO,
)
from grading.sandbox.syscalls import number, prctl

REFUSED = (
    "socket", "connect", "bind", "listen",
    "ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "pidfd_open", "pidfd_getfd", "pidfd_send_signal",
    "setsid", "setpgid",
    "unshare", "setns", "mount", "umount2", "pivot_root", "chroot", "open_tree", "move_mount", "fsopen",
    "mount_setattr", "open_by_handle_at", "name_to_handle_at",
    "shmget", "msgget", "semget", "mq_open", "memfd_create", "keyctl", "add_key", "request_key",
    "bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register",
    "init_module", "finit_module", "kexec_load", "reboot", "swapon", "quotactl", "acct", "personality",
)  # fmt: skip
SIGNALS = ("kill", "tkill")
NEW_NAMESPACES = (
    CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC
    | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWTIME
)  # fmt: skip

LOAD = BPF_LD | BPF_W | BPF_ABS
EQUAL = BPF_JMP | BPF_JEQ | BPF_K
AT_LEAST = BPF_JMP | BPF_JGE | BPF_K
ANY_BIT = BPF_JMP | BPF_JSET | BPF_K
RETURN = BPF_RET | BPF_K
NR, ARCH, FIRST_ARGUMENT = 0, 4, 16  # where they are in struct seccomp_data


class Program(ctypes.Structure):
    """A filter, as the kernel takes it: struct sock_fprog."""

    _fields_ = [("len", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def install(keep_signals: bool) -> None:
    """Refuse the calls above to this process and its children, for good; `keep_signals` leaves them `kill`."""
    steps = compiled(keep_signals)
    buffer = ctypes.create_string_buffer(steps, len(steps))
    program = Program(len(steps) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(program))


def compiled(keep_signals: bool) -> bytes:
    """Write the filter for this machine: eight bytes a step."""
    no, absent = SECCOMP_RET_ERRNO | errno.EPERM, SECCOMP_RET_ERRNO | errno.ENOSYS
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
    for name in REFUSED if keep_signals else (*REFUSED, *SIGNALS):
        steps += [_step(EQUAL, number(name), 0, 1), _step(RETURN, no)]
    return b"".join([*steps, _step(RETURN, SECCOMP_RET_ALLOW)])


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """Write one step, struct sock_filter: what to do, and how many steps to skip afterwards."""
    return struct.pack("<HBBI", code, if_true, if_false, value)
