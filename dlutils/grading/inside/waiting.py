"""The first process inside the sandbox: it imports NumPy once, and forks one process for each submission.

Started as ``python waiting.py LINE``, where LINE is the number of an open socket to the judge. Each order is one
letter. "S" (start) comes with a socket and the system-call filter's bytes: a fork of this process gives up what it
does not need, and serves that socket. "K" (kill) ends that fork. Orders are answered with eight bytes.

Why the fork is harmless to its parent and its siblings: it can make no process and no thread, send no signal, open no
connection and write no file (`syscalls` lists the few calls it is left with); and there is only one at a time.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import socket
import struct
import sys

PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 4, 38, 22, 2
MEGABYTE = 1 << 20
#: What one submission may use. Time on the wall is the judge's business.
LIMITS = {
    resource.RLIMIT_AS: 2048 * MEGABYTE,
    resource.RLIMIT_STACK: 8 * MEGABYTE,
    resource.RLIMIT_CPU: 300,  # seconds
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_NOFILE: 64,
}
NUMBER = struct.Struct("<q")


def main(line: socket.socket) -> None:
    """Take orders until the judge hangs up."""
    _control("PR_SET_DUMPABLE", PR_SET_DUMPABLE, 0)  # no other process may read this one's memory
    child = 0
    while True:
        order, files, _, _ = socket.recv_fds(line, 1, 1)
        if not order:
            return
        if order == b"K":
            line.sendall(NUMBER.pack(_end(child)))
            child = 0
            continue
        (length,) = NUMBER.unpack(_exactly(line, NUMBER.size))
        system_calls = _exactly(line, length)
        child = os.fork()
        if child == 0:
            _be_a_submission(line, socket.socket(fileno=files[0]), system_calls)
        os.close(files[0])
        line.sendall(NUMBER.pack(child))


def _be_a_submission(line: socket.socket, own: socket.socket, system_calls: bytes) -> None:
    status = 1
    try:
        line.close()
        for number, most in LIMITS.items():
            hard = resource.getrlimit(number)[1]
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(number, (most, most))
        _shut(system_calls)
        from dlutils.grading.inside.agent import serve

        serve(own)
        status = 0
    finally:
        os._exit(status)


def _shut(system_calls: bytes) -> None:
    """From now on, for ever: no new rights, and only the system calls that the filter allows."""
    program = ctypes.create_string_buffer(system_calls, len(system_calls))

    class Program(ctypes.Structure):
        _fields_ = [("instructions", ctypes.c_ushort), ("first", ctypes.c_void_p)]

    described = Program(len(system_calls) // 8, ctypes.addressof(program))
    _control("PR_SET_NO_NEW_PRIVS", PR_SET_NO_NEW_PRIVS, 1)
    _control("PR_SET_SECCOMP", PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(described))


def _control(name: str, *arguments) -> None:
    whole = [ctypes.c_ulong(a) if isinstance(a, int) else a for a in (*arguments, 0, 0, 0)[:5]]
    if ctypes.CDLL(None, use_errno=True).prctl(*whole):
        raise OSError(ctypes.get_errno(), f"{name}: {os.strerror(ctypes.get_errno())}")


def _end(child: int) -> int:
    """End the fork, if there is one; return how it ended, as `os.waitpid` tells it."""
    if not child:
        return 0
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def _exactly(line: socket.socket, length: int) -> bytes:
    parts = b""
    while len(parts) < length:
        part = line.recv(length - len(parts))
        if not part:
            raise SystemExit(0)
        parts += part
    return parts


if __name__ == "__main__":
    sys.path[0] = os.path.abspath(__file__).rsplit("/dlutils/", 1)[0]
    import numpy.fft  # noqa: F401  (all that submissions use is loaded once, before the forks)
    import numpy.linalg  # noqa: F401
    import numpy.random  # noqa: F401

    import dlutils.grading.inside.agent  # noqa: F401

    main(socket.socket(fileno=int(sys.argv[1])))
