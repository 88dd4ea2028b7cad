"""Kernel calls that a student process may not make: the network, other processes, mounts, what outlives a process.

A filter is a small program, which the kernel runs on the number of each call. It is a list of what is refused; what is
allowed is bounded by the other parts of the cage.
"""

import ctypes
import errno
import platform
import struct

from grading.sandbox.syscalls import PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, prctl

# The numbers of a call on x86-64 and on 64-bit ARM; -1 where there is no such call.
REFUSED = {
    "socket": (41, 198), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424),
    "setsid": (112, 157), "setpgid": (109, 154),
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "chroot": (161, 51), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "mount_setattr": (442, 442), "open_by_handle_at": (304, 265), "name_to_handle_at": (303, 264),
    "shmget": (29, 194), "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180), "memfd_create": (319, 279),
    "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "init_module": (175, 105), "finit_module": (313, 273), "kexec_load": (246, 104), "reboot": (169, 142),
    "swapon": (167, 224), "quotactl": (179, 60), "acct": (163, 89), "personality": (135, 92),
}  # fmt: skip
KILL = {"kill": (62, 129), "tkill": (200, 130)}
CLONE, CLONE3 = (56, 220), (435, 435)
NEW_NAMESPACES = 0x7E020080
ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
X32 = 0x40000000  # numbers from here on are another way to make the same calls on x86-64

LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000
FILTER = 2


class Program(ctypes.Structure):
    """A filter, as the kernel takes it."""

    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_void_p)]


def install(keep_kill: bool) -> None:
    """Refuse the calls above to this process and its children, for ever; `keep_kill` leaves them signals."""
    steps = compiled(keep_kill)
    buffer = ctypes.create_string_buffer(steps, len(steps))
    program = Program(len(steps) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    prctl(PR_SET_SECCOMP, FILTER, ctypes.addressof(program))


def compiled(keep_kill: bool) -> bytes:
    """Write the filter for this machine: eight bytes a step."""
    column, architecture = ARCHITECTURES[platform.machine()]
    refused = REFUSED if keep_kill else REFUSED | KILL
    no, absent = REFUSE | errno.EPERM, REFUSE | errno.ENOSYS
    steps = [
        _step(LOAD, 4), _step(EQUAL, architecture, 1, 0), _step(RETURN, no),
        _step(LOAD, 0), _step(AT_LEAST, X32, 0, 1), _step(RETURN, no),
        _step(EQUAL, CLONE3[column], 0, 1), _step(RETURN, absent),  # so that the C library falls back to clone
        _step(EQUAL, CLONE[column], 0, 4), _step(LOAD, 16), _step(ANY_BIT, NEW_NAMESPACES, 0, 1), _step(RETURN, no),
        _step(RETURN, ALLOW),
    ]  # fmt: skip
    for numbers in refused.values():
        steps += [_step(EQUAL, numbers[column], 0, 1), _step(RETURN, no)]
    return b"".join([*steps, _step(RETURN, ALLOW)])


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("<HBBI", code, yes, no, value)
