"""The command line as somebody runs it: in a folder of its own, with nothing of the surrounding settings."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

Portal = Callable[..., subprocess.CompletedProcess[str]]


def portal_in(folder: Path) -> Portal:
    """Files are written to ``folder``; settings are given by name, and ``given`` stands in standard input."""

    def run(*arguments: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
        bare = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
        done = subprocess.run(
            [sys.executable, "-m", "portal", *arguments],
            check=False,
            capture_output=True,
            input=given,
            cwd=folder,
            env=bare | {"PORTAL_HOME": str(folder / "home")} | environment,
            timeout=120,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
