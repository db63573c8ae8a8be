"""The system calls that a submission is left with; every other is refused, whatever it is and whenever it was added.

So there are no new processes and threads, no programs, no sockets, no signals to others, no looking into another
process, no mounting, no devices. libseccomp turns the list into the kernel's own language, for this machine's
processor.
"""

from __future__ import annotations

import errno
import os

#: What remains, by what it is for. Files are there to be read: the sandbox has none that could be written.
ALLOWED = {
    "memory": "brk mmap munmap mremap mprotect madvise",
    "files": "open openat read readv pread64 lseek close fstat stat lstat newfstatat statx access faccessat faccessat2 "
    "readlink readlinkat getdents64 getcwd dup dup2 dup3",
    "the line to the judge": "write writev sendto recvfrom poll ppoll select pselect6",
    "time": "clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time setitimer getitimer times getrusage",
    "itself": "getpid getppid gettid getuid geteuid getgid getegid uname sysinfo getrandom sched_yield "
    "sched_getaffinity futex rseq set_robust_list restart_syscall exit exit_group",
    "its own signals": "rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack",
}
#: fcntl only to look and to close on exec: it could also have signals sent to others.
FCNTL = ("F_GETFD", "F_SETFD", "F_GETFL", "F_DUPFD", "F_DUPFD_CLOEXEC")


class NoFilter(Exception):
    """The filter cannot be made here; the message says what to install."""


def program() -> bytes:
    """The filter as bytes, ready for the kernel.

    Raises
    ------
    NoFilter
        If libseccomp or its Python binding is missing.
    """
    try:
        import fcntl

        import pyseccomp
    except (ImportError, RuntimeError):
        raise NoFilter("libseccomp is missing (Debian and Ubuntu: apt install libseccomp2).") from None
    rules = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.EPERM))
    for name in " ".join(ALLOWED.values()).split():
        _allow(rules, name)
    for command in FCNTL:
        _allow(rules, "fcntl", pyseccomp.Arg(1, pyseccomp.EQ, getattr(fcntl, command)))
    # Limits may be read: of itself, and without new ones.
    _allow(rules, "prlimit64", pyseccomp.Arg(0, pyseccomp.EQ, 0), pyseccomp.Arg(2, pyseccomp.EQ, 0))
    with open(os.memfd_create("filter"), "w+b") as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()


def _allow(rules, name: str, *arguments) -> None:
    import pyseccomp

    try:
        rules.add_rule(pyseccomp.ALLOW, name, *arguments)
    except OSError as error:
        # An older libseccomp does not know this name: then it stays forbidden.
        if error.errno != errno.EINVAL:
            raise
