"""Members who would rather see the grading break: endless loops, bombs, floods, and signals to whoever is near.

The numbers are those of the list of attacks in docs/attacks.md. Each is a cell that defines `numerical_derivative`, and
each deserves no points for it.
"""

from __future__ import annotations

_HEAD = "\n\n\ndef numerical_derivative(f, a, h=1e-5):\n"

DESTRUCTION = {
    "42 an endless loop": _HEAD + "    while True:\n        pass",
    "43 an endless loop that cannot be interrupted": """
import signal
"""
    + _HEAD
    + """
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
""",
    "44 sleeps": "import time" + _HEAD + "    time.sleep(1000)",
    "45 a product of huge matrices": "import numpy as np"
    + _HEAD
    + "    return np.ones((9000, 9000)) @ np.ones((9000, 9000))",
    "46 a bomb of processes": """
import os
"""
    + _HEAD
    + """
    for _ in range(1000):
        os.fork()
""",
    "46 a bomb of threads": """
import threading
import time
"""
    + _HEAD
    + """
    for _ in range(1000):
        threading.Thread(target=time.sleep, args=(100,)).start()
""",
    "47 all memory at once": _HEAD + "    return len(bytearray(10**12))",
    "47 all memory bit by bit": _HEAD
    + "    kept = []\n    while True:\n        kept.append(bytearray(10**7))",
    "48 fills the disk": _HEAD
    + """
    number = 0
    while True:
        with open(f"{number}", "wb") as file:
            file.write(bytes(10**7))
        number += 1
""",
    "49 floods standard output": _HEAD
    + "    for _ in range(100_000):\n        print('x' * 10_000)\n    return 0.0",
    "49 a result larger than any message": "import numpy as np" + _HEAD + "    return np.zeros(30_000_000)",
    "49 a result deeper than any message": _HEAD
    + """
    deep = ()
    for _ in range(100_000):
        deep = (deep,)
    return deep
""",
    "49 a whole number of a million digits": _HEAD + "    return 1 << 10_000_000",
    "50 kills its parent and everybody else": """
import os
import signal
"""
    + _HEAD
    + """
    for target in (os.getppid(), 1, 2, -1, 0):
        try:
            os.kill(target, signal.SIGKILL)
        except OSError:
            pass
    os.killpg(0, signal.SIGKILL)
""",
    "50 lets the kernel send the signal": """
import fcntl
import os
import signal
"""
    + _HEAD
    + """
    for number in range(64):
        try:
            fcntl.fcntl(number, fcntl.F_SETOWN, 2)
            fcntl.fcntl(number, 10, signal.SIGKILL)
            fcntl.fcntl(number, fcntl.F_SETFL, os.O_ASYNC)
        except OSError:
            pass
    raise RuntimeError("nobody was hit")
""",
    "51 a fault in C": "import ctypes" + _HEAD + "    return ctypes.string_at(0)",
    "51 an overflow of the stack": """
import sys
"""
    + _HEAD
    + """
    sys.setrecursionlimit(10**9)
    return numerical_derivative(f, a, h)
""",
    "calls the function among its arguments for ever": _HEAD + "    while True:\n        f(a)",
    "calls the function with monstrous arguments": "import numpy as np"
    + _HEAD
    + "    return f(np.ones((3000, 3000))).sum()",
    "hands its own function to a function of the judge's": """
def again(*arguments):
    return again
"""
    + _HEAD
    + "    return f(again)",
    "random bytes on the line to the judge": """
import os
"""
    + _HEAD
    + """
    for number in range(3, 64):
        try:
            os.write(number, os.urandom(1000))
        except OSError:
            pass
    return 0.0
""",
    "closes the line to the judge": "import os" + _HEAD + "    os.closerange(0, 1000)\n    return 0.0",
    "half a message, and then silence": """
import os
import time
"""
    + _HEAD
    + """
    for number in range(3, 64):
        try:
            os.write(number, bytes([200, 0, 0, 0, 0, 0, 0, 0, 116]))
        except OSError:
            pass
    time.sleep(1000)
""",
}
