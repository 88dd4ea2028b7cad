"""The kernel's constants have the values of the kernel's headers, on x86-64 and on 64-bit ARM."""

import platform
import re
from pathlib import Path

import pytest

from grading.sandbox import constants, landlock, seccomp

# __NR_* as in Linux 6.12: arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h.
X86_64 = {
    "clone": 56, "clone3": 435, "unshare": 272, "setns": 308, "kill": 62, "tkill": 200, "ptrace": 101, "kcmp": 312,
    "personality": 135, "process_vm_readv": 310, "process_vm_writev": 311, "pidfd_open": 434, "pidfd_getfd": 438,
    "pidfd_send_signal": 424, "setsid": 112, "setpgid": 109, "socket": 41, "connect": 42, "bind": 49, "listen": 50,
    "mount": 165, "umount2": 166, "pivot_root": 155, "chroot": 161, "open_tree": 428, "move_mount": 429,
    "fsopen": 430, "mount_setattr": 442, "open_by_handle_at": 304, "name_to_handle_at": 303, "shmget": 29,
    "msgget": 68, "semget": 64, "mq_open": 240, "memfd_create": 319, "keyctl": 250, "add_key": 248,
    "request_key": 249, "bpf": 321, "perf_event_open": 298, "userfaultfd": 323, "io_uring_setup": 425,
    "io_uring_enter": 426, "io_uring_register": 427, "init_module": 175, "finit_module": 313, "kexec_load": 246,
    "reboot": 169, "swapon": 167, "quotactl": 179, "acct": 163, "landlock_create_ruleset": 444,
    "landlock_add_rule": 445, "landlock_restrict_self": 446, "tgkill": 234, "rt_sigqueueinfo": 129,
    "rt_tgsigqueueinfo": 297, "setpriority": 141, "ioprio_set": 251, "prlimit64": 302, "sched_setaffinity": 203,
    "sched_setparam": 142, "sched_setscheduler": 144, "sched_setattr": 314, "migrate_pages": 256, "move_pages": 279,
    "process_madvise": 440, "process_mrelease": 448, "sendto": 44, "sendmsg": 46, "sendmmsg": 307, "socketpair": 53,
    "fcntl": 72, "ioctl": 16, "mmap": 9, "shmat": 30, "shmctl": 31, "msgsnd": 69, "msgrcv": 70, "msgctl": 71,
    "semop": 65, "semtimedop": 220, "semctl": 66, "mq_unlink": 241,
}  # fmt: skip
AARCH64 = {
    "clone": 220, "clone3": 435, "unshare": 97, "setns": 268, "kill": 129, "tkill": 130, "ptrace": 117, "kcmp": 272,
    "personality": 92, "process_vm_readv": 270, "process_vm_writev": 271, "pidfd_open": 434, "pidfd_getfd": 438,
    "pidfd_send_signal": 424, "setsid": 157, "setpgid": 154, "socket": 198, "connect": 203, "bind": 200,
    "listen": 201, "mount": 40, "umount2": 39, "pivot_root": 41, "chroot": 51, "open_tree": 428, "move_mount": 429,
    "fsopen": 430, "mount_setattr": 442, "open_by_handle_at": 265, "name_to_handle_at": 264, "shmget": 194,
    "msgget": 186, "semget": 190, "mq_open": 180, "memfd_create": 279, "keyctl": 219, "add_key": 217,
    "request_key": 218, "bpf": 280, "perf_event_open": 241, "userfaultfd": 282, "io_uring_setup": 425,
    "io_uring_enter": 426, "io_uring_register": 427, "init_module": 105, "finit_module": 273, "kexec_load": 104,
    "reboot": 142, "swapon": 224, "quotactl": 60, "acct": 89, "landlock_create_ruleset": 444,
    "landlock_add_rule": 445, "landlock_restrict_self": 446, "tgkill": 131, "rt_sigqueueinfo": 138,
    "rt_tgsigqueueinfo": 240, "setpriority": 140, "ioprio_set": 30, "prlimit64": 261, "sched_setaffinity": 122,
    "sched_setparam": 118, "sched_setscheduler": 119, "sched_setattr": 274, "migrate_pages": 238, "move_pages": 239,
    "process_madvise": 440, "process_mrelease": 448, "sendto": 206, "sendmsg": 211, "sendmmsg": 269, "socketpair": 199,
    "fcntl": 25, "ioctl": 29, "mmap": 222, "shmat": 196, "shmctl": 195, "msgsnd": 189, "msgrcv": 188, "msgctl": 187,
    "semop": 193, "semtimedop": 192, "semctl": 191, "mq_unlink": 181,
}  # fmt: skip
# The values of the other constants, as in the uapi headers of Linux 6.12.
VALUES = {
    "PR_SET_PDEATHSIG": 1, "PR_SET_DUMPABLE": 4, "PR_SET_SECCOMP": 22, "PR_SET_CHILD_SUBREAPER": 36,
    "PR_SET_NO_NEW_PRIVS": 38,
    "CLONE_NEWTIME": 0x80, "CLONE_NEWNS": 0x20000, "CLONE_NEWCGROUP": 0x2000000, "CLONE_NEWUTS": 0x4000000,
    "CLONE_NEWIPC": 0x8000000, "CLONE_NEWUSER": 0x10000000, "CLONE_NEWPID": 0x20000000, "CLONE_NEWNET": 0x40000000,
    "MS_RDONLY": 1, "MS_NOSUID": 2, "MS_NODEV": 4, "MS_REMOUNT": 32, "MS_BIND": 4096, "MS_REC": 16384,
    "MS_PRIVATE": 262144, "MNT_DETACH": 2, "MOUNT_ATTR_RDONLY": 1, "MOUNT_ATTR_NOSUID": 2,
    "MADV_COLLAPSE": 25, "AT_FDCWD": -100, "AT_RECURSIVE": 0x8000,
    "_LINUX_CAPABILITY_VERSION_3": 0x20080522, "_LINUX_CAPABILITY_U32S_3": 2,
    "LANDLOCK_CREATE_RULESET_VERSION": 1, "LANDLOCK_RULE_PATH_BENEATH": 1,
    "LANDLOCK_ACCESS_FS_EXECUTE": 1, "LANDLOCK_ACCESS_FS_WRITE_FILE": 2, "LANDLOCK_ACCESS_FS_READ_FILE": 4,
    "LANDLOCK_ACCESS_FS_READ_DIR": 8, "LANDLOCK_ACCESS_FS_REMOVE_DIR": 16, "LANDLOCK_ACCESS_FS_REMOVE_FILE": 32,
    "LANDLOCK_ACCESS_FS_MAKE_CHAR": 64, "LANDLOCK_ACCESS_FS_MAKE_DIR": 128, "LANDLOCK_ACCESS_FS_MAKE_REG": 256,
    "LANDLOCK_ACCESS_FS_MAKE_SOCK": 512, "LANDLOCK_ACCESS_FS_MAKE_FIFO": 1024,
    "LANDLOCK_ACCESS_FS_MAKE_BLOCK": 2048, "LANDLOCK_ACCESS_FS_MAKE_SYM": 4096, "LANDLOCK_ACCESS_FS_REFER": 8192,
    "LANDLOCK_ACCESS_FS_TRUNCATE": 16384, "LANDLOCK_ACCESS_FS_IOCTL_DEV": 32768,
    "LANDLOCK_ACCESS_NET_BIND_TCP": 1, "LANDLOCK_ACCESS_NET_CONNECT_TCP": 2,
    "LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET": 1, "LANDLOCK_SCOPE_SIGNAL": 2,
    "SECCOMP_MODE_FILTER": 2, "SECCOMP_RET_ERRNO": 0x50000, "SECCOMP_RET_ALLOW": 0x7FFF0000,
    "BPF_LD": 0, "BPF_JMP": 5, "BPF_RET": 6, "BPF_W": 0, "BPF_ABS": 0x20, "BPF_JEQ": 0x10, "BPF_JGE": 0x30,
    "BPF_JSET": 0x40, "BPF_K": 0, "BPF_ALU": 4, "BPF_AND": 0x50,
    "MAP_SHARED": 1, "MAP_ANONYMOUS": 32, "SOCK_STREAM": 1, "SOCK_TYPE_MASK": 15, "F_SETOWN": 8, "F_SETSIG": 10,
    "F_SETOWN_EX": 15, "F_SETPIPE_SZ": 1031, "FIOSETOWN": 0x8901, "SIOCSPGRP": 0x8902,
    "AUDIT_ARCH_X86_64": 0xC000003E, "AUDIT_ARCH_AARCH64": 0xC00000B7, "__X32_SYSCALL_BIT": 0x40000000,
}  # fmt: skip
HEADERS = [
    Path("/usr/include/linux", f"{name}.h")
    for name in ("prctl", "sched", "mount", "fcntl", "capability", "landlock", "seccomp", "bpf_common")
]
NUMBERS = {
    "x86_64": [*Path("/usr/include").glob("*/asm/unistd_64.h"), *Path("/usr/include/asm").glob("unistd_64.h")],
    "aarch64": [Path("/usr/include/asm-generic/unistd.h")],
}


def defined(header: Path) -> dict[str, int]:
    """Read the plain numbers that a header defines."""
    found = {}
    text = re.sub(r"/\*.*?\*/", "", header.read_text(encoding="utf-8", errors="replace"), flags=re.DOTALL)
    for name, value in re.findall(r"^\s*#\s*define\s+(\w+)[ \t]+(\S[^\n]*)$", text, re.MULTILINE):
        plain = re.sub(r"\b(0[xX][0-9a-fA-F]+|\d+)(?:[uU]?[lL]{0,2})\b", r"\1", value.strip())
        if re.fullmatch(r"[\dxXa-fA-F\s()|<]+", plain) and not re.fullmatch(r"0\d+", plain):
            try:
                found[name] = int(eval(plain))
            except SyntaxError:
                continue
    return found


def own() -> dict[str, int]:
    """List the constants of our module: all whole numbers in capitals."""
    return {name: value for name, value in vars(constants).items() if name.isupper() and type(value) is int}


def test_values_are_the_headers():
    assert own() == VALUES


def test_numbers_of_system_calls_are_the_headers():
    tables = dict(zip(constants.MACHINES, ({}, {}), strict=True))
    for name, numbers in constants.SYSCALLS.items():
        for machine, number in zip(constants.MACHINES, numbers, strict=True):
            tables[machine][name] = number
    assert tables == {"x86_64": X86_64, "aarch64": AARCH64}


@pytest.mark.skipif(not all(header.exists() for header in HEADERS), reason="the kernel's headers are not installed")
def test_values_agree_with_this_machines_headers():
    """A header may be older than a constant, so that it lacks it; most are there."""
    there = {name: value for header in HEADERS for name, value in defined(header).items()}
    both = set(there) & set(own())
    assert {name: there[name] for name in both} == {name: own()[name] for name in both}
    assert len(both) > 0.7 * len(own()), sorted(set(own()) - both)


@pytest.mark.parametrize("machine", constants.MACHINES)
def test_numbers_agree_with_this_machines_headers(machine: str):
    headers = [header for header in NUMBERS[machine] if header.exists()]
    if not headers:
        pytest.skip("the kernel's headers are not installed")
    there = {name: value for header in headers for name, value in defined(header).items()}
    table = X86_64 if machine == "x86_64" else AARCH64
    for name, number in table.items():
        assert there.get(f"__NR_{name}", there.get(f"__NR3264_{name}", number)) == number, name
    assert sum(f"__NR_{name}" in there for name in table) > 0.9 * len(table)


def test_the_filter_refuses_only_calls_that_are_known():
    known = {*seccomp.REFUSED, *seccomp.SIGNALS, *seccomp.OF_ONESELF, *seccomp.REFUSED_COMMANDS}
    assert known < set(constants.SYSCALLS)
    assert seccomp.NEW_NAMESPACES == 0x7E020080


@pytest.mark.skipif(platform.machine() not in constants.MACHINES, reason="the filter is for these machines")
def test_a_filter_begins_with_the_machine_and_ends_with_leave():
    steps = seccomp.compiled(keep_signals=False)
    assert len(steps) % 8 == 0 and steps[:4] == bytes([0x20, 0, 0, 0])
    assert steps[-4:] == (0x7FFF0000).to_bytes(4, "little")
    assert len(steps) - len(seccomp.compiled(keep_signals=True)) == 8 * 5 * len(seccomp.SIGNALS)


def test_each_version_of_landlock_bounds_all_rights_that_it_knows():
    assert [2 * right - 1 for right in landlock.LAST_RIGHT.values()] == [0x1FFF, 0x3FFF, 0x7FFF, 0xFFFF]
