"""The figures as a table, held against the aims, with what the time goes to."""

import os
from typing import Any, NamedTuple

from portal.swedish import upper_first
from tests.bench import Rate
from tests.bench.breakdown import UNKNOWN, Cost
from tests.bench.references import COMMON_FLUSH_MS
from tests.bench.web import AT_A_TIME

Row = dict[str, Any]
HEAD = [
    "| Mått | Processer | Klienter | Per sekund | p50 (ms) | p99 (ms) | Jämförelse | Kvot |",
    "|---|--:|--:|--:|--:|--:|--:|--:|",
]
COMMAND = "kommando över HTTP"
PAGE, WHOLE_PAGE = "ärendesida, 50 händelser varav 10 visas", "ärendesida, 50 händelser som alla visas"
COMMON_COMMAND = f"{COMMAND}, {COMMON_FLUSH_MS} ms till disk"
LIST, LIST_AIM = ("ärendelista", "uppgifter", "min dag"), 0.5
DIRECTORY, DIRECTORY_AIM = "sökning bland kontaktvägar", 0.67
COMMAND_AIM, PAGE_AIM, P99_AIM, MEMORY_AIM = 0.6, 0.18, 100, 200
EDITION_AIM, EDITION_MEMORY_AIM = 3, 300
LATER_START_AIM = 5


class Found(NamedTuple):
    rows: list[Row]
    memory: dict[str, float]
    """MB of the largest web process."""
    smallest: dict[str, Rate]
    """What an almost empty request costs, one client."""
    costs: dict[str, Cost]
    load: tuple[float, float]
    """How many processes waited for a core before and after, ours included."""
    editions: dict[str, Any]
    """By number of cases, as ``tests.bench.statistics`` gives it."""
    starts: dict[str, float]
    """Seconds, as ``tests.bench.starts`` gives them."""

    def as_json(self) -> dict[str, Any]:
        smallest = {name: rate.p50_ms for name, rate in self.smallest.items()}
        costs = {name: {"ms": passed, "of_which_python_ms": python} for name, (passed, python) in self.costs.items()}
        return {"figures": self.rows, "memory_mb": self.memory, "smallest_request_p50_ms": smallest, "costs": costs} | {
            "load_before_and_after": self.load,
            "editions": self.editions,
            "starts_s": self.starts,
        }


def table(rows: list[Row], *, head: bool = True) -> str:
    lines = HEAD.copy() if head else []
    for row in rows:
        cells = [swedish(value) for value in row.values()]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def swedish(value: Any) -> str:
    return "–" if value is None else str(value).replace(".", ",")


def verdicts(found: Found) -> str:
    """One line per aim: met or not, with the figure."""
    lines = [
        verdict(
            f"{upper_first(row['name'])}, {row['clients']} klienter, {row['processes']} process(er)", row, COMMAND_AIM
        )
        for row in found.rows
        if row["name"] in {COMMAND, COMMON_COMMAND} and row["clients"] in (4, 16)
    ]
    pages = [row for row in found.rows if row["name"] in {PAGE, WHOLE_PAGE}]
    lines += [
        verdict(f"{upper_first(row['name'])}, {row['clients']} klienter, {row['processes']} process(er)", row, PAGE_AIM)
        for row in pages
    ]
    lists = [row for row in found.rows if row["name"].startswith(LIST)]
    lines += [verdict(f"{upper_first(row['name'])}, mot 20 av 20", row, LIST_AIM) for row in lists]
    searched = [row for row in found.rows if row["name"].startswith(DIRECTORY)]
    lines += [verdict(f"{upper_first(row['name'])}, mot 50", row, DIRECTORY_AIM) for row in searched]
    slowest = max(row["p99_ms"] for row in pages if row["clients"] == 4)
    within = f"{swedish(slowest)} ms mot högst {P99_AIM}."
    lines.append(f"* p99 för ärendesidan vid 4 klienter, det sämsta: {met(slowest <= P99_AIM)}, {within}")
    most = max(found.memory.values())
    lines.append(f"* Minne per webbprocess: {met(most <= MEMORY_AIM)}, {swedish(most)} MB mot högst {MEMORY_AIM}.")
    few, many = found.editions.values()
    times, megabytes = many["times_reference"], many["memory_mb"]
    lines.append(
        f"* Årsutgåva av {many['cases']} ärenden: {met(times <= EDITION_AIM)},"
        f" {swedish(times)} mot högst {EDITION_AIM} gånger jämförelsen;"
        f" minnet {met(megabytes <= EDITION_MEMORY_AIM)}, {megabytes} MB mot högst {EDITION_MEMORY_AIM}."
    )
    lines.append(
        f"* Att visa en utgåva: {swedish(many['showing_ms'])} ms vid {many['cases']} ärenden,"
        f" {swedish(few['showing_ms'])} ms vid {few['cases']}."
    )
    first, later = found.starts["first"], found.starts["later"]
    lines.append(
        f"* Att starta demon: {met(later <= LATER_START_AIM)}, {swedish(later)} s mot högst {LATER_START_AIM};"
        f" första gången, med hela länet att läsa in, {swedish(first)} s."
    )
    return "\n".join(lines)


def verdict(what: str, row: Row, aim: float) -> str:
    return f"* {what}: {met(row['ratio'] >= aim)}, {swedish(row['ratio'])} mot minst {swedish(aim)}."


def met(yes: bool) -> str:
    return "nås" if yes else "nås inte"


def page(found: Found) -> str:
    return (
        "\n\n".join(
            [
                "# Mätningar",
                f"Skrivs av `make bench`, senast på en dator med {os.cpu_count()} kärnor, som databasen, webben och "
                "mätklienten delar på. Kvoten är det som räknas: måttet genom jämförelsen i samma körning, "
                "mätta i tur och ordning tre gånger, medianen av var. "
                "Kommandot är `log-contact` med sessionskaka och CSRF-token, i varje mätning spritt över "
                f"{AT_A_TIME} ärenden som ingen annan mätning har skrivit i. "
                "Jämförelsen för sidan är en mall utan något att fylla i, lika stor och serverad på samma sätt; "
                "varken den eller sidan packas. Ärendelistan jämförs med samma sida för den som har 20 av enhetens 20 "
                "ärenden; högst dubbla tiden är kvoten 0,5. Projektorn står still under mätningen. "
                f"Belastning på datorn före och efter: {swedish(found.load[0])} och {swedish(found.load[1])}; "
                "mer än 1 före betyder att annat gick samtidigt och att siffrorna är lägre än de borde.",
                table(found.rows),
                "## Målen",
                verdicts(found),
                "## Årsutgåvan",
                editions(found),
                "## Vad tiden går till",
                spent(found),
            ]
        )
        + "\n"
    )


def editions(found: Found) -> str:
    lines = ["| Ärenden | Räkna (s) | Jämförelse (s) | Kvot | Minne (MB) | Välja celler (s) | Visa (ms) |"]
    lines.append("|--:|--:|--:|--:|--:|--:|--:|")
    lines += ["| " + " | ".join(swedish(value) for value in each.values()) + " |" for each in found.editions.values()]
    text = "Räkna är årets alla tabeller ur tre år; jämförelsen är en enkel `GROUP BY` per mått över samma rader."
    return "\n".join(lines) + "\n\n" + text


def spent(found: Found) -> str:
    lines = ["| Steg, en klient | ms | varav Python |", "|---|--:|--:|"]
    lines.append(f"| HTTP, Litestar och mellanleden (`/healthz`) | {swedish(found.smallest['healthz'].p50_ms)} | |")
    lines.append(f"| detsamma och sessionen ur databasen (`/api/v1/me`) | {swedish(found.smallest['me'].p50_ms)} | |")
    names = {
        "Log.execute": "kommandot: besluta, försegla, skriva",
        UNKNOWN: "detsamma i ett ärende som processen inte har läst förut",
        "Log.read": "ärendet: läsa, nycklar, grind, loggrad",
        "case_page": "ärendesidans ord, öppnade och satta i ordning",
    }
    lines += [
        f"| {names[step]} (`{step}`) | {swedish(ms)} | {swedish(python)} |"
        for step, (ms, python) in found.costs.items()
    ]
    alone = {row["name"]: row for row in found.rows if row["clients"] == 1 and row["processes"] == 1}
    lines.append(f"| hela kommandot över HTTP | {swedish(alone[COMMAND]['p50_ms'])} | |")
    lines.append(f"| hela ärendesidan över HTTP | {swedish(alone[PAGE]['p50_ms'])} | |")
    return "\n".join(lines) + "\n\n" + WHY


WHY = """Stegen är mätta var för sig i en slinga. I drift turas webb, databas och mätklient om på samma kärnor, varje
byte gör dem kalla, och därför är helheten mer än summan; att varje webbprocess ligger på en kärna gör den mindre. Ett
kommando i ett ärende som processen känner beslutas ur det och skrivs in om ingen händelse har kommit emellan. En sida
läser ett sådant ärende bara från den händelse som processen känner som den senaste; nycklar, rättigheter och loggrad
hämtas och skrivs varje gång, i samma transaktion. Resten av sidans tid är att öppna, ordna och rita det som visas:
händelserna med vem som kan läsa var och en, läget nu med sin kurva, faserna, parterna och det som står på tur. Den
nakna sidan gör inget av detta: ingen session, ingen databas, ingen nyckel. Bibliotekets egen skrivare anropas i samma
process som mäter, utan HTTP, session, beslut eller nycklar. Kostar en skrivning till disk nästan ingenting mäter
jämförelsen bara hur lite den gör. Raderna med 2 ms till disk låter varje bekräftelse vänta så länge som på en vanlig
serverdisk (`commit_delay`): både portalen och biblioteket skriver i ordning, en i taget, och då avgör disken."""
