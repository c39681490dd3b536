"""The way in to every unit, as it stands in the log; how it stands today is computed when it is read."""

import unicodedata
from collections.abc import Collection
from functools import lru_cache
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
        connection.execute(
            "UPDATE view.path_names SET looked_up = '', position = %s WHERE path_id = %s", (step.position, path.path_id)
        )
        return
    unit_id = path.published.unit_id
    connection.execute(
        "INSERT INTO view.contact_path (path_id, unit_id, path) VALUES (%s, %s, %s)"
        " ON CONFLICT (path_id) DO UPDATE SET path = excluded.path",
        (path.path_id, unit_id, _ENCODER.encode(path).decode()),
    )
    connection.execute(
        "INSERT INTO view.path_names (path_id, unit_id, looked_up, position) VALUES (%s, %s, %s, %s)"
        " ON CONFLICT (path_id) DO UPDATE SET looked_up = excluded.looked_up, position = excluded.position",
        (path.path_id, unit_id, _names(path), step.position),
    )


def _names(path: ContactPath) -> str:
    return folded(" ".join(contact.display_name for contact in contacts_of(path).values()))


@lru_cache(maxsize=16_384)
def folded(text: str) -> str:
    """Köping and koping are looked up alike."""
    signs = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in signs if not unicodedata.combining(sign))


PROJECTION = Projection("contact_paths", ("contact_path", "path_names"), apply)


def names_changed(connection: Connection) -> int:
    """The log position of the latest change to any path; 0 before the first."""
    found: Any = connection.execute("SELECT max(position) FROM view.path_names", prepare=True).fetchone()
    return found[0] or 0


def names(connection: Connection) -> list[tuple[UUID, str]]:
    """Units and the names of their contacts, as they are looked up."""
    rows: list[Any] = connection.execute("SELECT unit_id, looked_up FROM view.path_names", prepare=True).fetchall()
    return rows


def of_units(connection: Connection, unit_ids: Collection[UUID]) -> dict[UUID, ContactPath]:
    """The paths of these units, by unit; a unit without a path is absent."""
    rows: list[Any] = connection.execute(
        "SELECT unit_id, path::text FROM view.contact_path WHERE unit_id = ANY (%s)", (list(unit_ids),), prepare=True
    ).fetchall()
    return {unit_id: _DECODER.decode(path) for unit_id, path in rows}
