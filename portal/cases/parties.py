"""Who takes part in a case: units, the officers named there, and the person's contact at each."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from events import facts as f
from events.calendar import day_of
from events.reading import Reading
from orgs.directory import Directory
from orgs.roles import CASE_ROLES
from portal.cases.readers import Readers
from portal.swedish import role_label

Calls = Mapping[UUID, dict[str, str]]
"""The way in to each unit as one line, ``portal.paths.words.call``; a unit without one is absent."""


def parties(reading: Reading, directory: Directory, readers: Readers, calls: Calls) -> list[dict[str, Any]]:
    """``[{name, own, people, phone, note, call}]``, the own unit first; it alone when there is no consent in force."""
    own = reading.gate.officer.unit_id
    taking_part = readers.parties if own in readers.parties else [own]
    readable = {entry.version for entry in reading.entries}
    lead = reading.case.lead_at(reading.moment) if len(taking_part) > 1 else None
    rows = []
    for unit in taking_part:
        named = reading.case.caseworkers.get(unit, frozenset())
        at_work = directory.staff(unit, day_of(reading.moment), CASE_ROLES)
        people = [(user.name, role_label(role)) for user, role in at_work if user.user_id in named]
        row: dict[str, Any] = {"name": directory.name_of(unit), "own": unit == own}
        if unit != own and unit in calls:
            row["call"] = calls[unit]
        contact, name = reading.case.contact_persons.get(unit), None
        if contact and contact.version in readable and isinstance(contact.fact, f.ContactPersonNamed):
            name, role = reading.open(contact.fact.name), reading.open(contact.fact.role)
            if name not in dict(people):
                people.append((name or "", role or ""))
            row["phone"] = reading.open(contact.fact.phone)
        if row.get("phone") == row.get("call", {}).get("phone"):
            row.pop("phone", None)  # one number is said once, with its hours
        consent = reading.case.consent
        if consent is not None and unit in consent.units - consent.verified:
            row["note"] = "Har inte kontrollerat samtycket än"
        elif unit == lead:
            row["note"] = "Håller ihop ärendet"
        said = [f"{who}, {role}" + (", personens kontakt" if who == name else "") for who, role in people]
        rows.append(row | {"people": said})
    return rows
