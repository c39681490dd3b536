"""The way in to every unit, as it stands in the log; how it stands today is computed when it is read."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import msgspec

from events.contact_path import ContactPath, contacts_of, evolve
from events.facts import paths as f
from projections.view import Connection, Projection, Step

_ENCODER, _DECODER = msgspec.json.Encoder(), msgspec.json.Decoder(ContactPath)


def apply(connection: Connection, step: Step) -> None:
    if not isinstance(step.entry.fact, f.PathFact):
        return
    rows: list[Any] = connection.execute(
        "SELECT path::text FROM view.contact_path WHERE path_id = %s", (step.entry.stream_id,)
    ).fetchall()
    path = _DECODER.decode(rows[0][0]) if rows else ContactPath(step.entry.stream_id)
    evolve(path, step.entry)
    if path.published is None:
        connection.execute("DELETE FROM view.contact_path WHERE path_id = %s", (path.path_id,))
        return
    connection.execute(
        "INSERT INTO view.contact_path (path_id, unit_id, names, path) VALUES (%s, %s, %s, %s)"
        " ON CONFLICT (path_id) DO UPDATE SET names = excluded.names, path = excluded.path",
        (path.path_id, path.published.unit_id, _names(path), _ENCODER.encode(path).decode()),
    )


def _names(path: ContactPath) -> list[str]:
    return [contact.display_name for contact in contacts_of(path).values()]


PROJECTION = Projection("contact_paths", ("contact_path",), apply)


def names(connection: Connection) -> list[tuple[UUID, list[str]]]:
    """Unit and names of its contacts, for looking up by name."""
    rows: list[Any] = connection.execute("SELECT unit_id, names FROM view.contact_path", prepare=True).fetchall()
    return rows


def of_units(connection: Connection, unit_ids: Collection[UUID]) -> dict[UUID, ContactPath]:
    """The paths of these units, by unit; a unit without a path is absent."""
    rows: list[Any] = connection.execute(
        "SELECT unit_id, path::text FROM view.contact_path WHERE unit_id = ANY (%s)", (list(unit_ids),), prepare=True
    ).fetchall()
    return {unit_id: _DECODER.decode(path) for unit_id, path in rows}
