"""How long `portal demo` takes until it says that it is up: empty, with the whole county to make, and once more."""

import shutil
import signal
import tempfile
import time
from pathlib import Path

from tests.conftest import free_port
from tests.platform.running_demo import Demo


def measure() -> dict[str, float]:
    """Seconds: ``first`` and ``later``."""
    home = Path(tempfile.mkdtemp(prefix="portal-", dir="/tmp"))
    try:
        return {"first": _start(home), "later": _start(home)}
    finally:
        shutil.rmtree(home)


def _start(home: Path) -> float:
    started = time.monotonic()
    demo = Demo(home, free_port())
    try:
        demo.told()
        return round(time.monotonic() - started, 1)
    finally:
        demo.end(signal.SIGTERM)
