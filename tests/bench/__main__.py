"""Measure, print a table, and write bench.json and docs/bench.md."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from events.migrations import migrate
from portal.postgres import EmbeddedPostgres
from portal.roles import OWNER
from tests.bench import rate, references

ROOT = Path(__file__).parents[2]
CLIENTS = (1, 4, 16)


def measure(pg: EmbeddedPostgres) -> list[dict[str, Any]]:
    """One row a figure: name, clients, per second, p99, the reference it is held against, and the ratio."""
    rows = []
    insert = references.single_insert(pg.dsn(OWNER))
    for clients in CLIENTS:
        bare = rate(insert, clients)
        with references.stock_recorder(pg.dsn(OWNER), clients) as stock_client:
            stock = rate(stock_client, clients)
        rows += [row("en rad med fsync", bare, None), row("bibliotekets egen loggskrivare", stock, bare)]
    return rows


def row(name: str, found: Any, reference: Any) -> dict[str, Any]:
    ratio = round(found.per_second / reference.per_second, 2) if reference else None
    return {
        "name": name,
        "clients": found.clients,
        "per_second": found.per_second,
        "p99_ms": found.p99_ms,
        "reference_per_second": reference.per_second if reference else None,
        "ratio": ratio,
    }


def table(rows: list[dict[str, Any]]) -> str:
    lines = ["| Mått | Klienter | Per sekund | p99 (ms) | Jämförelse | Kvot |", "|---|--:|--:|--:|--:|--:|"]
    for each in rows:
        cells = [each[key] if each[key] is not None else "–" for key in each]
        lines.append("| " + " | ".join(str(cell).replace(".", ",") for cell in cells) + " |")
    return "\n".join(lines)


def main() -> None:
    home = Path(tempfile.mkdtemp(prefix="portal-", dir="/tmp"))
    try:
        with EmbeddedPostgres(home) as pg:
            migrate(pg.dsn(OWNER))
            rows = measure(pg)
    finally:
        shutil.rmtree(home)
    print(table(rows))
    (ROOT / "bench.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    about = (
        "# Mätningar\n\nSkrivs av `make bench`. Kvoten är det som räknas: måttet genom jämförelsen i samma körning.\n\n"
    )
    (ROOT / "docs/bench.md").write_text(about + table(rows) + "\n")


if __name__ == "__main__":
    main()
