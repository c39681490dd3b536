"""A county read in from a file, so that a store which is still empty gets its organisations and its first officers."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import cyclopts

from events import commands as c
from events.log import Log
from events.personnummer import Mode
from events.vault import load_store_key
from portal.cli.common import app, read_file, refuse_old_store, settings_for
from portal.login.issuers import read_issuers
from portal.operation.county_file import AT_MOST, FileRefused, read_county
from portal.operation.database import database
from portal.operation.importing import Plan, Trusted, carry_out, planned
from portal.operation.opening import LOADING, read_clock
from portal.operation.progress import progress_bar
from portal.settings import Settings, SettingsRefused
from portal.swedish import counted, joined


@app.command(name="import")
def import_county(
    file: Annotated[Path, cyclopts.Parameter(allow_leading_hyphen=True)], /, *, check: bool = False
) -> None:
    """Läs in organisationer, enheter och de första uppdragen ur en fil. Det som redan finns lämnas som det är.

    Parameters
    ----------
    file
        Filen, skriven som exemplet i docs/exempel/lan.toml; ett minustecken läser den från standard in.
    check
        Kontrollera bara filen mot datalagret, och säg vad som skulle läsas in.
    """
    county = read_county(sys.stdin.buffer.read(AT_MOST + 1) if file == Path("-") else read_file(file, AT_MOST + 1))
    asked = settings_for("web")
    if asked.embedded and (asked.home / LOADING).exists():  # the next start of the demo empties the store
        raise SettingsRefused("Det påhittade länet är inte färdigt inläst. Kör portal demo tills det är det.")
    with database(asked) as settings:
        refuse_old_store(settings.url("web"))
        with web_log(settings) as log:
            clock = read_clock(settings.url("web"))
            plan = planned(county, log.directory(), clock, trusted(settings))
            refuse_faults(plan)
            if not check:
                with progress_bar("Läser in") as progress:
                    carry_out(plan, log, clock, progress)
    print(f"{'Finns inte än' if check else 'Inläst'}: {summed(plan)}. Fanns redan: {plan.known}.")


@contextmanager
def web_log(settings: Settings) -> Iterator[Log]:
    dsn, mode = settings.url("web"), Mode.PRODUCTION if settings.production else Mode.DEMO
    log = Log(dsn, load_store_key(dsn, settings.master_key()), mode, pool_size=2)
    try:
        yield log
    finally:
        log.close()


def trusted(settings: Settings) -> Trusted | None:
    """Organisation numbers by provider, as the settings say; None in a demo that has its own provider."""
    if settings.issuers_file is None:
        return None
    try:
        issuers = read_issuers(settings.issuers_file, production=settings.production)
    except ValueError as fault:
        raise SettingsRefused(str(fault)) from None
    return {
        each.registry: frozenset(number.replace("-", "") for number in each.organisation_numbers) for each in issuers
    }


def refuse_faults(plan: Plan) -> None:
    for fault in plan.faults:
        print(fault, file=sys.stderr)
    if plan.faults:
        raise FileRefused(f"Inget är inläst. Att rätta i filen: {len(plan.faults)}.")


def summed(plan: Plan) -> str:
    """tre organisationer, 12 enheter och ett uppdrag"""
    made = [type(command) for command in plan.commands]
    return joined(
        [
            counted(made.count(c.RegisterOrganisation), "en organisation", "organisationer"),
            counted(made.count(c.RegisterUnit), "en enhet", "enheter"),
            counted(made.count(c.AssignRole), "ett uppdrag", "uppdrag"),
        ]
    )
