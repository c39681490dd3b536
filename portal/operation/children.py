"""Child processes that never outlive us."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable


def die_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """A `preexec_fn`: on Linux the kernel sends this signal to the child when we die, however we die.

    To be used from the main thread: the kernel means the thread that started the child.
    """
    if sys.platform != "linux":
        return None
    parent, library = os.getpid(), ctypes.CDLL(None)

    def arrange() -> None:
        library.prctl(1, number)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(1)

    return arrange
