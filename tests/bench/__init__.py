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
    """`clients` at once; per second, and the 99th percentile of one act in milliseconds."""

    clients: int
    per_second: float
    p99_ms: float


def rate(client: Client, clients: int, seconds: float = 3.0) -> Rate:
    """Let so many clients repeat their act. What fails in one of them fails the measurement."""
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
    every = sorted(duration for mine in times for duration in mine)
    return Rate(clients, round(len(every) / seconds, 1), round(every[int(len(every) * 0.99)] * 1000, 2))
