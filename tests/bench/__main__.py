"""Measure, print a table, and write bench.json and docs/bench.md. ``BENCH_SECONDS`` for each of three turns."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from portal.operation.postgres import EmbeddedPostgres
from portal.operation.roles import OWNER
from tests.bench import Rate, breakdown, directories, rate, references, report, starts, statistics, worklists
from tests.bench.load import Load, press
from tests.bench.web import SESSION, Filled, Served, await_answer, contact, csrf_token, fill, get, post, served

ROOT = Path(__file__).parents[2]
SECONDS = float(os.environ.get("BENCH_SECONDS", "1.5"))
TURNS = 3
CLIENTS = (1, 4, 16)
PROCESSES = (1, 2)
PORTAL = ("-m", "portal", "serve")
BARE = ("-m", "tests.bench.bare", "{folder}", "{port}")


class Figure(NamedTuple):
    name: str
    processes: int
    rate: Rate
    reference: Rate | None = None

    @property
    def ratio(self) -> float | None:
        return round(self.rate.per_second / self.reference.per_second, 3) if self.reference else None

    def row(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "processes": self.processes,
            "clients": self.rate.clients,
            "per_second": self.rate.per_second,
            "p50_ms": self.rate.p50_ms,
            "p99_ms": self.rate.p99_ms,
            "reference_per_second": self.reference.per_second if self.reference else None,
            "ratio": self.ratio,
        }


class Web:
    """The portal and the bare page beside each other, each in so many processes."""

    def __init__(self, filled: Filled, portal: Served, bare: Served) -> None:
        self.portal, self.bare, self.filled = portal, bare, filled
        self.token = csrf_token(portal.ports[0])
        self.cookies = f"session={SESSION}; csrftoken={self.token}"
        self.page = get(f"/arenden/{filled.page}", self.cookies)
        self.whole_page = get(f"/arenden/{filled.page}?alla=ja", self.cookies)
        self.me = get("/api/v1/me", self.cookies)
        self.healthy = get("/healthz", self.cookies)

    def command(self, cases: list[UUID], clients: int) -> Rate:
        """Each client has cases of its own, as officers do."""
        address = "/api/v1/commands/log-contact"
        asked = [post(address, self.cookies, self.token, body_of(self.filled, case_id)) for case_id in cases]
        return press(Load([asked[n::clients] for n in range(clients)], self.portal.ports, SECONDS))

    def repeat(self, request: bytes, clients: int) -> Rate:
        return press(Load([[request]] * clients, self.portal.ports, SECONDS))

    def bare_page(self, path: str, clients: int) -> Rate:
        return press(Load([[get(path, "")]] * clients, self.bare.ports, SECONDS))


def body_of(filled: Filled, case_id: UUID) -> bytes:
    fields = msgspec.to_builtins(contact(case_id, filled.with_unit))
    return msgspec.json.encode({name: value for name, value in fields.items() if value not in (None, [], False)})


def measure(pg: EmbeddedPostgres, home: Path) -> report.Found:
    filled, load_before = fill(pg, home), load_now()
    figures: list[Figure] = []
    parts = iter(filled.parts)
    insert = references.single_insert(pg.dsn(OWNER))
    memory: dict[str, float] = {}
    for processes in PROCESSES:
        with ExitStack() as running:
            portal = running.enter_context(served(PORTAL, filled.environment, processes, "/readyz"))
            folder = static_pages(home, portal, filled)
            bare_arguments = [each.replace("{folder}", str(folder)) for each in BARE]
            bare = running.enter_context(served(bare_arguments, {}, processes, "/page"))
            web = Web(filled, portal, bare)
            for clients in CLIENTS:
                if clients < processes:
                    continue
                single = rate(insert, clients, SECONDS)
                with references.stock_recorder(pg.dsn(OWNER), clients) as stock:
                    written = partial(web.command, next(parts), clients)
                    library, command = in_turn(partial(rate, stock, clients, SECONDS), written)
                plain, page = in_turn(partial(web.bare_page, "/page", clients), partial(web.repeat, web.page, clients))
                whole = partial(web.repeat, web.whole_page, clients)
                plain_whole, whole_page = in_turn(partial(web.bare_page, "/whole", clients), whole)
                figures += [
                    Figure("en rad med fsync", 1, single),
                    Figure("bibliotekets skrivare, anropad direkt", 1, library, single),
                    Figure(report.COMMAND, processes, command, library),
                    Figure("naken mallsida", processes, plain),
                    Figure(report.PAGE, processes, page, plain),
                    Figure(report.WHOLE_PAGE, processes, whole_page, plain_whole),
                ]
                print(report.table([figure.row() for figure in figures[-6:]], head=len(figures) == 6), flush=True)
            if processes == max(PROCESSES):
                figures += on_common_disk(pg, web, processes, parts)
            memory[f"{processes}"] = max(portal.memory_mb().values())
            if processes == 1:
                smallest = {"healthz": web.repeat(web.healthy, 1), "me": web.repeat(web.me, 1)}
                memory |= portal.memory_mb()
    costs = breakdown.costs(pg, filled)
    figures += lists()
    figures += searches()
    made, started = statistics.measure(), starts.measure()
    load = load_before, load_now()
    return report.Found([figure.row() for figure in figures], memory, smallest, costs, load, made, started)


def on_common_disk(pg: EmbeddedPostgres, web: Web, processes: int, parts: Iterator[list[UUID]]) -> list[Figure]:
    """The command again where a commit costs what it costs in common server halls."""
    figures = []
    with references.common_disk(pg):
        for clients in (4, 16):
            with references.stock_recorder(pg.dsn(OWNER), clients) as stock:
                written = partial(web.command, next(parts), clients)
                library, command = in_turn(partial(rate, stock, clients, SECONDS), written)
            figures.append(Figure(report.COMMON_COMMAND, processes, command, library))
    return figures


def lists() -> list[Figure]:
    """In a store of their own, which two thousand cases would otherwise weigh down for the rest."""
    home = Path(tempfile.mkdtemp(prefix="portal-", dir="/tmp"))
    try:
        with EmbeddedPostgres(home) as pg:
            found = worklists.measure(pg, home, in_turn, SECONDS)
    finally:
        shutil.rmtree(home)
    return [Figure(each.name, 1, each.rate, each.reference) for each in found]


def searches() -> list[Figure]:
    """A county of fifty units beside one of five thousand, each in a store of its own."""
    homes = [Path(tempfile.mkdtemp(prefix="portal-", dir="/tmp")) for _ in range(2)]
    try:
        with EmbeddedPostgres(homes[0]) as few, EmbeddedPostgres(homes[1]) as many:
            found = directories.measure((few, homes[0]), (many, homes[1]), in_turn, SECONDS)
    finally:
        for home in homes:
            shutil.rmtree(home)
    return [Figure(name, 1, rate, reference) for name, rate, reference in found]


def in_turn(reference: Callable[[], Rate], figure: Callable[[], Rate]) -> tuple[Rate, Rate]:
    """Turn by turn, and the median of each: what disturbs the one disturbs the other."""
    turns = [(reference(), figure()) for _ in range(TURNS)]
    first, second = (sorted(each, key=lambda rate: rate.per_second)[TURNS // 2] for each in zip(*turns, strict=True))
    return first, second


def load_now() -> float:
    """Over the last minute."""
    return round(os.getloadavg()[0], 1)


def static_pages(home: Path, portal: Served, filled: Filled) -> Path:
    """The case page as it was answered, short and whole, as templates without anything to fill in."""
    folder = home / "static"
    folder.mkdir(exist_ok=True)
    address = f"http://127.0.0.1:{portal.ports[0]}/arenden/{filled.page}"
    for name, shown in (("page", ""), ("whole", "?alla=ja")):
        answered = await_answer(portal.processes[0], address + shown, {"Cookie": f"session={SESSION}"})
        (folder / f"{name}.html").write_bytes(b"{% raw %}" + answered + b"{% endraw %}")
    return folder


def main() -> None:
    home = Path(tempfile.mkdtemp(prefix="portal-", dir="/tmp"))
    try:
        with EmbeddedPostgres(home) as pg:
            found = measure(pg, home)
    finally:
        shutil.rmtree(home)
    (ROOT / "bench.json").write_text(json.dumps(found.as_json(), ensure_ascii=False, indent=1) + "\n")
    text = report.page(found)
    (ROOT / "docs/bench.md").write_text(text)
    print(report.verdicts(found))


if __name__ == "__main__":
    main()
