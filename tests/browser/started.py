"""The product itself, started as a user starts it, with a home of its own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import free_port


@contextmanager
def started_demo() -> Iterator[str]:
    """The address of a demo; everything stops and goes at the end."""
    home, port = Path(tempfile.mkdtemp(prefix="portal-browser-")), free_port()
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "portal", "demo"],
        env=bare | {"PORTAL_HOME": str(home), "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        if not any("Ctrl-C" in line for line in process.stdout):
            raise AssertionError("the demo ended before it was ready")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        shutil.rmtree(home, ignore_errors=True)
