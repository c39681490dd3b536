"""A process that stays on one core, with all its threads, and moves when others crowd it.

Python runs one thread of a process at a time. Left to the kernel, the threads that take turns, the event loop and those
that read and write the log, lie on different cores, and each turn begins by fetching from the other core what the last
one touched: that was up to half of a web process's time (docs/beslut.md 22 b). On one core it is in the cache. The
kernel makes room for who cannot move; against another process that cannot move either, such as a second web process,
this looks every second whether there is more room elsewhere.
"""

import os
import secrets
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

EVERY = 1.0  # seconds
FULL = 0.1
"""A core with less of its time left is full."""
COIN = 2
"""Every other time a move is not even considered: two that crowd each other must not both go, and meet again."""


def keep_to_one_core() -> None:
    """From now on. Where there is but one core, or the system lets no process choose, nothing changes."""
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if len(cores) > 1:
        first = cores[os.getpid() % len(cores)]  # processes started together begin apart
        with suppress(PermissionError):
            settle(first)
            threading.Thread(target=_keep, args=(first, cores), name="one-core", daemon=True).start()


def settle(core: int) -> None:
    """All threads of this process; those that they start follow them."""
    for task in os.listdir("/proc/self/task"):
        with suppress(ProcessLookupError):  # it has ended
            os.sched_setaffinity(int(task), {core})


def roomiest(core: int, idle: Mapping[int, float], own: float) -> int:
    """Where this process has the most room, of a core's time: what is idle there, and where it is what it takes itself.

    It stays where it is as long as that core is not full, or it does nothing: no room is lost by either.
    """
    if idle[core] > FULL or own < FULL:
        return core
    room = {each: share + own * (each == core) for each, share in idle.items()}
    return max(room, key=lambda each: (room[each], each == core))


def _keep(core: int, cores: list[int]) -> None:
    before = _idle(cores), time.process_time(), time.monotonic()
    while True:
        time.sleep(EVERY)
        idle, own, now = _idle(cores), time.process_time(), time.monotonic()
        lasted = now - before[2]
        shares = {each: (idle[each] - before[0][each]) / lasted for each in cores}
        if secrets.randbelow(COIN) == 0:
            core = roomiest(core, shares, (own - before[1]) / lasted)
        before = idle, own, now
        try:
            settle(core)
        except OSError:  # the core has been taken from this process, and the kernel has placed it anew
            return


def _idle(cores: list[int]) -> dict[int, float]:
    """Seconds since the start of the machine in which a core had nothing to do, or waited for a disk."""
    ticks = os.sysconf("SC_CLK_TCK")
    told = (line.split() for line in Path("/proc/stat").read_text().splitlines())
    idle = {line[0]: (int(line[4]) + int(line[5])) / ticks for line in told if line[0].startswith("cpu")}
    return {core: idle[f"cpu{core}"] for core in cores}
