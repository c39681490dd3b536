"""A process that stays on one core, with all its threads, until others crowd it.

Python runs one thread of a process at a time. Left to the kernel, the threads that take turns, the event loop and those
that read and write the log, lie on different cores, and each turn begins by fetching from the other core what the last
one touched. On one core it is in the cache (docs/beslut.md 22 b). Which core the kernel says: it is asked at the start,
and again when others who cannot move either, such as a second web process, take time from this one.
"""

import os
import secrets
import threading
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

EVERY, PLACED_WITHIN = 1.0, 0.1  # seconds
LITTLE, MUCH = 0.1, 0.2
"""Of a core's time."""
COIN = 2
"""Every other time nothing is done: two that crowd each other must not both go, and meet again."""
NOT_TOLD = (OSError, LookupError, ValueError)
"""What comes of a system that does not tell how its cores are used, or has taken one away."""


def keep_to_one_core() -> None:
    """From now on. Where there is but one core, or the system does not let a process choose, nothing changes."""
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
    if len(cores) > 1:
        try:
            before = Use.now()
            settle({before.core})
        except NOT_TOLD:
            _let_go(cores)
        else:
            threading.Thread(target=_keep, args=(cores, before), name="one-core", daemon=True).start()


def settle(cores: Collection[int]) -> None:
    """All threads of this process; those that they start follow them."""
    for task in os.listdir("/proc/self/task"):
        with suppress(ProcessLookupError):  # it has ended
            os.sched_setaffinity(int(task), cores)


def crowded(idle: float, own: float, waited: float) -> bool:
    """Whether others take a core's time from this process, each in shares of that time.

    ``waited``: how long the event loop could have run and was not let, also because another of our threads ran.
    """
    others = 1 - idle - own
    return idle < LITTLE and others > MUCH and own + waited > LITTLE


class Use(NamedTuple):
    """Seconds since some beginning."""

    at: float
    core: int
    """Where the event loop was run last."""
    idle: float
    """How long that core had nothing to do, or waited for a disk."""
    own: float
    waited: float

    @classmethod
    def now(cls) -> "Use":
        """Raises one of ``NOT_TOLD``."""
        core = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[36])
        waited = int(Path("/proc/self/schedstat").read_text().split()[1]) / 1e9
        told = {line.split()[0]: line.split()[1:] for line in Path("/proc/stat").read_text().splitlines()}
        idle = sum(map(int, told[f"cpu{core}"][3:5])) / os.sysconf("SC_CLK_TCK")
        return cls(time.monotonic(), core, idle, time.process_time(), waited)

    def since(self, before: "Use") -> tuple[float, float, float]:
        """Idle, own and waited, in shares of the time between."""
        lasted = self.at - before.at
        idle, own, waited = self.idle - before.idle, self.own - before.own, self.waited - before.waited
        return idle / lasted, own / lasted, waited / lasted


def _keep(cores: Collection[int], before: Use) -> None:
    try:
        while True:
            time.sleep(EVERY)
            now = Use.now()
            if crowded(*now.since(before)) and secrets.randbelow(COIN) == 0:
                settle(cores)
                time.sleep(PLACED_WITHIN)
                now = Use.now()
            settle({now.core})
            before = now
    except NOT_TOLD:
        _let_go(cores)


def _let_go(cores: Collection[int]) -> None:
    """Back to the kernel, as before; it may have placed the process anew already."""
    with suppress(OSError):
        settle(cores)
