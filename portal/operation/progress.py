"""How far long work on the command line has come, on stderr."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

Progress = Callable[[int, int], None]
"""Called with how many steps are done, and of how many."""


def unheard(done: int, total: int) -> None:
    """For whoever does not watch."""


@contextmanager
def progress_bar(said: str) -> Iterator[Progress]:
    """A bar where there is a terminal, else a line for every tenth."""

    def line(done: int, total: int) -> None:
        if done == total or done * 10 // total > (done - 1) * 10 // total:
            sys.stderr.write(f"{said}: {done * 100 // total} %\n")

    if not sys.stderr.isatty():
        yield line
        return
    columns = (TextColumn(said), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(said)
        yield lambda done, total: bar.update(task, completed=done, total=total)
