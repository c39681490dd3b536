"""A web process with all its threads on one core, the one where it has the most room."""

import os
import subprocess
import sys

import pytest

from portal.operation.one_core import roomiest

CORES = sorted(os.sched_getaffinity(0))
BEGIN = """
import os, threading
from portal.operation.one_core import keep_to_one_core, settle

def shown():
    print(*{core for task in os.listdir("/proc/self/task") for core in os.sched_getaffinity(int(task))})

stop = threading.Event()
threading.Thread(target=stop.wait).start()
"""
END = "threading.Thread(target=stop.wait).start(); shown()\nstop.set()\n"


def told(tale: str) -> list[int]:
    done = subprocess.run([sys.executable, "-c", BEGIN + tale + END], capture_output=True, text=True, check=True)
    return [int(core) for core in done.stdout.split()]


def test_all_threads_lie_on_one_core_also_those_started_later() -> None:
    (core,) = told("keep_to_one_core()\n")
    assert core in CORES
    assert told("") == CORES


def test_all_threads_move_together() -> None:
    first, last = CORES[0], CORES[-1]
    assert told(f"settle({first}); shown(); settle({last})\n") == [first, last]


@pytest.mark.parametrize(
    ("idle", "own", "where"),
    [
        ({0: 0.0, 1: 0.7}, 0.5, 1),  # crowded here, room there
        ({0: 0.0, 1: 0.4}, 0.5, 0),  # there would be less than it has
        ({0: 0.0, 1: 0.5}, 0.5, 0),  # and as much is no reason to go
        ({0: 0.3, 1: 1.0}, 0.6, 0),  # there is room where it is
        ({0: 0.0, 1: 1.0}, 0.02, 0),  # it has nothing to do
        ({0: 0.0, 1: 0.6, 2: 0.9, 3: 0.0}, 0.4, 2),
    ],
)
def test_a_crowded_process_goes_where_there_is_most_room(idle: dict[int, float], own: float, where: int) -> None:
    assert roomiest(0, idle, own) == where
