"""Run the long forms. A scenario that has passed with this very code is not run again unless it is named."""

import hashlib
import json
import sys
import time
from pathlib import Path
from typing import Any

from tests.proof import scenarios

ROOT = Path(__file__).parents[2]
DONE = ROOT / "test-results/proof.json"
REPORT = ROOT / "docs/proof.md"
CODE = ("orgs", "events", "projections", "portal", "templates", "tests/proof")


def fingerprint() -> str:
    """Of all code that a proof says something about."""
    digest = hashlib.sha256()
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".sql", ".html"):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def report(done: dict[str, Any]) -> str:
    lines = [
        "# Vad som är prövat",
        "",
        "Skrivs av `make proof`. Varje prov kan köras för sig: `make proof NAME=namn`.",
    ]
    for name, known in scenarios().items():
        if name in done:
            lines += [
                "",
                f"## {known.TITLE}",
                "",
                f"`{name}`, {done[name]['seconds']} s",
                "",
                "| Mått | Värde |",
                "|---|---|",
            ]
            lines += [f"| {figure} | {value} |" for figure, value in done[name]["figures"].items()]
    return "\n".join(lines) + "\n"


def main(names: list[str]) -> int:
    known, code = scenarios(), fingerprint()
    if unknown := set(names) - set(known):
        print(f"Okänt prov: {', '.join(unknown)}. De som finns: {', '.join(known)}.", file=sys.stderr)
        return 2
    done: dict[str, Any] = json.loads(DONE.read_text()) if DONE.exists() else {}
    for name in names or [name for name in known if done.get(name, {}).get("code") != code]:
        print(f"{name}: {known[name].TITLE}", flush=True)
        started = time.monotonic()
        figures = dict(known[name].run(long=True))
        done[name] = {"code": code, "seconds": round(time.monotonic() - started), "figures": figures}
        DONE.parent.mkdir(exist_ok=True)
        DONE.write_text(json.dumps(done, ensure_ascii=False, indent=1))
        REPORT.write_text(report(done))
        print(f"  {figures}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
