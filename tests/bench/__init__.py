"""Measurements beside their references, in the same run on the same machine. `make bench`."""

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass

Act = Callable[[], object]
Client = Callable[[int], AbstractContextManager[Act]]
"""Opens what one client needs (a connection, a session) and gives what it repeats."""


@dataclass(frozen=True)
class Rate:
    """`clients` at once; per second, and percentiles of one act in milliseconds."""

    clients: int
    per_second: float
    p50_ms: float
    p99_ms: float


def rate_of(times: list[float], clients: int, seconds: float) -> Rate:
    """From how long each act took, in seconds, within a stretch of ``seconds``."""
    every = sorted(times)
    p50, p99 = (round(every[int(len(every) * part)] * 1000, 2) for part in (0.5, 0.99))
    return Rate(clients, round(len(every) / seconds, 1), p50, p99)


def rate(client: Client, clients: int, seconds: float = 3.0) -> Rate:
    """Let so many clients, each a thread, repeat their act. What fails in one of them fails the measurement."""
    ready = threading.Barrier(clients + 1)
    times: list[list[float]] = [[] for _ in range(clients)]
    troubles: list[BaseException] = []

    def work(number: int) -> None:
        try:
            with client(number) as act:
                act()
                ready.wait(60)
                end = time.perf_counter() + seconds
                while (before := time.perf_counter()) < end:
                    act()
                    times[number].append(time.perf_counter() - before)
        except BaseException as trouble:  # noqa: BLE001 (told below, in the thread that waits)
            troubles.append(trouble)
            ready.abort()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    with suppress(threading.BrokenBarrierError):
        ready.wait(60)
    for thread in threads:
        thread.join()
    if troubles:
        raise troubles[0]
    return rate_of([lasted for mine in times for lasted in mine], clients, seconds)
