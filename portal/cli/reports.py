"""Reports out of the published statistics, written and checked."""

from pathlib import Path
from typing import Literal

import psycopg

from portal.cli.common import app, read_file, refuse_old_store, settings_for
from portal.operation.database import database


@app.command
def report(
    name: str = "arsredovisning",
    period: str | None = None,
    /,
    *,
    verify: Path | None = None,
    form: Literal["pdf", "xlsx", "csv"] = "pdf",
    county: str = "19",
) -> None:
    """Skriv en rapport ur den senaste utgåvan av statistiken till en fil här, eller kontrollera en sådan fil.

    Parameters
    ----------
    name
        arsredovisning, uppfoljning-finsam, nns-inbjudan eller lansrapport.
    period
        Till exempel 2026 eller 2026H1. Utan period: den senaste som rapporten finns för.
    verify
        En fil som portalen har skrivit. Utgåvan räknas om ur loggen som den var då, och jämförs. Kan ta några minuter.
    form
        Filens form.
    county
        Länets kod.
    """
    from portal.statistics import checking

    if verify:
        verify_report(read_file(verify))
        return
    with database(settings_for("keeper")) as settings:
        refuse_old_store(settings.url("keeper"))
        with psycopg.connect(settings.url("keeper"), autocommit=True) as connection:
            wanted = checking.newest(connection, name, county, period, form)
            content = checking.made(connection, wanted)
    target = Path(f"{wanted.report}-{wanted.county}-{wanted.period}-{wanted.number}.{wanted.form}")
    target.write_bytes(content)
    print(f"Skriven: {target}")


def verify_report(content: bytes) -> None:
    """As the projector, since nobody else may count the log."""
    from portal.statistics.made_again import check_against_log

    with database(settings_for("projector")) as settings:
        refuse_old_store(settings.url("projector"))
        with psycopg.connect(settings.url("projector"), autocommit=True) as connection:
            checked = check_against_log(connection, content)
    print(f"Filen stämmer: {checked.report} {checked.period}, utgåva {checked.number}, räknad om ur loggen.")
