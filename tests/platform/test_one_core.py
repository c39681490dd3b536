"""A web process with all its threads on one core, the one where it has the most room."""

import os
import subprocess
import sys

import pytest

from portal.operation.one_core import crowded

CORES = sorted(os.sched_getaffinity(0))
BEGIN = """
import os, threading
from portal.operation.one_core import keep_to_one_core, settle

def shown():
    print(*{core for task in os.listdir("/proc/self/task") for core in os.sched_getaffinity(int(task))})

def watched():
    for thread in threading.enumerate():
        if thread.name == "one-core":
            thread.join(60)

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
    assert told(f"settle({{{first}}}); shown(); settle({{{last}}})\n") == [first, last]


@pytest.mark.parametrize("told_wrong", ["", "1 (web) S", "cpu0 1 2 3 4 5", "cpu0 a b c d e f"])
def test_a_system_that_does_not_tell_is_left_alone(told_wrong: str) -> None:
    tale = f"from pathlib import Path; Path.read_text = lambda self: {told_wrong!r}; keep_to_one_core()\n"
    assert told(tale) == CORES


def test_a_process_is_let_go_when_the_system_no_longer_tells() -> None:
    tale = """
import portal.operation.one_core as one_core
one_core.EVERY = 0.01
keep_to_one_core()
shown()
one_core.Use.now = lambda: {}[0]
watched()
"""
    core, *then = told(tale)
    assert core in CORES
    assert then == CORES


def test_a_crowded_process_is_placed_anew_by_the_kernel() -> None:
    tale = """
import portal.operation.one_core as one_core
one_core.EVERY = one_core.PLACED_WITHIN = 0.01
one_core.crowded = lambda *shares: True
placed, settle, many = [], one_core.settle, len(os.sched_getaffinity(0))
def noted(cores):
    settle(cores)
    placed.append(len(cores))
    if placed[-3:] == [1, many, 1]:
        one_core.Use.now = lambda: {}[0]
one_core.settle = noted
keep_to_one_core()
watched()
"""
    assert told(tale) == CORES


@pytest.mark.parametrize(
    ("idle", "own", "waited", "is_crowded"),
    [
        (0.0, 0.5, 0.4, True),  # somebody else has the other half
        (0.0, 0.95, 0.4, False),  # its own threads wait for each other
        (0.3, 0.4, 0.2, False),  # there is time left
        (0.0, 0.02, 0.01, False),  # it has nothing to do
        (0.0, 0.02, 0.9, True),  # it is not let do anything
    ],
)
def test_a_process_is_crowded_when_others_take_its_time(
    idle: float, own: float, waited: float, is_crowded: bool
) -> None:
    assert crowded(idle, own, waited) is is_crowded
