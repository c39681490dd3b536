"""The facts in their tables: for every case that a batch touched, what stood there is replaced."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

import msgspec

from events import facts as f
from events.case import Case
from orgs.kinds import PARTY_OF, OrgType, UnitType
from projections.statistics import own_unit
from projections.statistics.facts import Asked, CaseFacts, CaseRow, Happening, Place, Span, UnitKind
from projections.statistics.facts_of_case import facts_of
from projections.view import Connection, Projection, Step

TABLES = ("stat_case", "stat_place", "stat_span", "stat_happening")


def apply(connection: Connection, step: Step) -> None:
    """Cases are settled by the batch; here only what kind of unit there is."""
    register(connection, step.entry.fact)


def register(connection: Connection, fact: object, schema: str = "view") -> None:
    match fact:
        case f.OrganisationRegistered(org_id=org_id, org_type=org_type):
            connection.execute(f"INSERT INTO {schema}.stat_unit VALUES (%s, '', %s)".encode(), (org_id, org_type.value))
        case f.UnitRegistered(unit_id=unit_id, org_id=org_id, unit_type=unit_type):
            connection.execute(
                f"INSERT INTO {schema}.stat_unit SELECT %s, %s, org_type"
                f" FROM {schema}.stat_unit WHERE unit_id = %s".encode(),
                (unit_id, unit_type.value, org_id),
            )


def settle(connection: Connection, cases: Iterable[Case]) -> None:
    touched = list(cases)
    for table in TABLES:
        connection.execute(
            f"DELETE FROM view.{table} WHERE case_id = ANY (%s)".encode(), ([case.case_id for case in touched],)
        )
    write(connection, facts(connection, touched, "view"), "view")
    _replace_own(connection, touched)


def _replace_own(connection: Connection, cases: Sequence[Case]) -> None:
    for table in TABLES:
        connection.execute(
            f"DELETE FROM {own_unit.SCHEMA}.{table} WHERE case_id = ANY (%s)".encode(), ([c.case_id for c in cases],)
        )
    units = _units(connection, "view")
    found: dict[str, list[dict[str, Any]]] = {}
    for case in cases:
        for table, rows in own_unit.rows_of(case, units):
            found.setdefault(table, []).extend(rows)
    for table, rows in found.items():
        _insert(connection, table, rows)


def facts(connection: Connection, cases: Collection[Case], schema: str) -> list[CaseFacts]:
    """``schema`` holds ``stat_unit``. The violence question is read from where the projector alone may read it."""
    units = _units(connection, schema)
    asked = _asked(connection, [case.case_id for case in cases])
    made = (
        facts_of(case, units, [a for a in asked.get(case.case_id, ()) if a.version <= case.version]) for case in cases
    )
    return [each for each in made if each is not None]


def _units(connection: Connection, schema: str) -> dict[UUID, UnitKind]:
    rows = connection.execute(
        f"SELECT unit_id, unit_type, org_type FROM {schema}.stat_unit WHERE unit_type <> ''".encode()
    )
    return {row[0]: UnitKind(UnitType(row[1]), OrgType(row[2]), PARTY_OF.get(UnitType(row[1]))) for row in rows}


def _asked(connection: Connection, cases: list[UUID]) -> dict[UUID, list[Asked]]:
    found: dict[UUID, list[Asked]] = {}
    rows = connection.execute(
        "SELECT case_id, version, unit_id, asked, asked_on, per_routine FROM log.violence"
        " WHERE case_id = ANY (%s) ORDER BY case_id, version",
        (cases,),
    )
    for case_id, *row in rows:
        found.setdefault(case_id, []).append(Asked(*row))
    return found


def write(connection: Connection, found: Sequence[CaseFacts], schema: str) -> None:
    _write(connection, f"{schema}.stat_case", [each.case for each in found])
    _write(connection, f"{schema}.stat_place", [row for each in found for row in each.places])
    _write(connection, f"{schema}.stat_span", [row for each in found for row in each.spans])
    _write(connection, f"{schema}.stat_happening", [row for each in found for row in each.happenings])


def _write(connection: Connection, table: str, rows: Sequence[CaseRow | Place | Span | Happening]) -> None:
    _insert(connection, table, [row._asdict() for row in rows])


def _insert(connection: Connection, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """COPY is not for tables with row policies."""
    connection.execute(
        f"INSERT INTO {table} SELECT * FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb)".encode(),
        (msgspec.json.encode(rows).decode(),),
    )


PROJECTION = Projection(
    "statistics", ("stat_unit", *TABLES, *(f"{own_unit.SCHEMA}.{table}" for table in TABLES)), apply, settle
)
