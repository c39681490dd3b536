"""`portal demo` as a process of its own: what it prints, who its children are, how it ends."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx

COMMAND = [sys.executable, "-m", "portal", "demo"]


def settings(home: Path, port: int) -> dict[str, str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    return bare | {"PORTAL_HOME": str(home), "PORT": str(port), "TERM": "xterm", "COLUMNS": "100"}


class Demo:
    def __init__(self, home: Path, port: int) -> None:
        self.home, self.address = home, f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            COMMAND, env=settings(home, port), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def told(self) -> str:
        """What it prints until it says how to stop it: it is ready then."""
        assert self.process.stdout is not None
        lines = []
        for line in self.process.stdout:
            lines.append(line)
            if "Ctrl-C" in line:
                return "".join(lines)
        raise AssertionError(f"the demo ended before it was ready: {lines}")

    def children(self) -> dict[str, int]:
        """Process ids of the children by the word that tells them apart."""
        listed = subprocess.run(["ps", "-wweo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
        found = {}
        for line in listed.splitlines():
            number, parent, command = line.split(None, 2)
            if int(parent) == self.process.pid:
                word = re.search(r"portal serve|portal project|portal tick|demo_provider|bin/postgres", command)
                found[word[0] if word else command] = int(number)
        return found

    def child(self, word: str, other_than: int | None = None) -> int:
        """Its process id; waits for it, since what loses its database ends and is started again."""
        give_up = time.monotonic() + 60
        while (number := self.children().get(word)) in (None, other_than):
            assert time.monotonic() < give_up, f"{word} is not started again"
        assert number is not None
        return number

    def answers(self, within: float = 30.0) -> bool:
        give_up = time.monotonic() + within
        while time.monotonic() < give_up:
            try:
                if httpx.get(f"{self.address}/readyz", timeout=5).status_code == 200:
                    return True
            except httpx.HTTPError:
                pass
        return False

    def end(self, number: signal.Signals) -> int:
        with self.process:
            self.process.send_signal(number)
            try:
                return self.process.wait(30)
            finally:
                self.process.kill()
