"""Which units said that a contact path worked or did not: for the unit it leads to and the leaders of the process."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from events import facts as f
from events.calendar import day_of
from events.contact_path import path_id_of
from events.facts import paths as p
from events.path_tries import Performance, Try, performance
from projections.view import Connection, Projection, Step


class Failure(msgspec.Struct, frozen=True):
    """A unit did not get through, in its own words if it gave any."""

    by_unit: UUID
    on: date
    problem: p.PathProblem
    note: str | None


def apply(connection: Connection, step: Step) -> None:
    entry = step.entry
    match entry.fact:
        case f.OrganisationRegistered(org_id=org_id, county_code=county_code):
            _place(connection, org_id, None, county_code)
        case f.UnitRegistered(unit_id=unit_id, org_id=org_id):
            _place(connection, path_id_of(unit_id), unit_id, _known(connection, org_id)[1])
        case p.ContactPathFlagged(problem=problem, note=note):
            _told(connection, step, problem.value, note)
        case p.ContactPathWorked():
            _told(connection, step, None, None)


def _told(connection: Connection, step: Step, problem: str | None, note: str | None) -> None:
    entry = step.entry
    assert entry.actor is not None
    unit_id, county_code = _known(connection, entry.stream_id)
    where = (entry.event_id, entry.stream_id, unit_id, county_code, step.position)
    connection.execute(
        "INSERT INTO view.path_try VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (*where, entry.actor.unit_id, day_of(entry.recorded_at), problem, note),
    )


def _place(connection: Connection, place_id: UUID, unit_id: UUID | None, county_code: str) -> None:
    connection.execute("INSERT INTO view.path_place VALUES (%s, %s, %s)", (place_id, unit_id, county_code))


def _known(connection: Connection, place_id: UUID) -> tuple[UUID, str]:
    rows: list[Any] = connection.execute(
        "SELECT unit_id, county_code FROM view.path_place WHERE place_id = %s", (place_id,)
    ).fetchall()
    return rows[0][0], rows[0][1]


PROJECTION = Projection("path_tries", ("path_try", "path_place"), apply)


def of_units(connection: Connection, unit_ids: Collection[UUID], today: date) -> dict[UUID, Performance]:
    """How long it takes to reach each of these; what nobody has tried, or is not ours to see, is absent."""
    rows: list[Any] = connection.execute(
        "SELECT unit_id, by_unit, tried_on, problem IS NULL FROM view.path_try WHERE unit_id = ANY (%s)"
        " ORDER BY position",
        (list(unit_ids),),
    ).fetchall()
    tries: dict[UUID, list[Try]] = {}
    for unit_id, by_unit, on, worked in rows:
        tries.setdefault(unit_id, []).append(Try(by_unit, on, worked))
    return {unit_id: performance(told, today) for unit_id, told in tries.items()}


def failures(connection: Connection, unit_id: UUID, since: date) -> list[Failure]:
    """When others did not get through, from a day on, the latest first; at most 20."""
    rows: list[Any] = connection.execute(
        "SELECT by_unit, tried_on, problem, note FROM view.path_try"
        " WHERE unit_id = %s AND tried_on >= %s AND problem IS NOT NULL ORDER BY position DESC LIMIT 20",
        (unit_id, since),
    ).fetchall()
    return [Failure(by_unit, on, p.PathProblem(problem), note) for by_unit, on, problem, note in rows]
