"""Earlier entries that the person lets another unit read, and that the own unit has not released yet."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from events.case import Consent
from events.categories import CONSENTABLE
from events.reading import Reading
from orgs.directory import Directory
from portal.swedish import joined, label


def releases_to_make(
    reading: Reading, consent: Consent, directory: Directory
) -> Iterator[tuple[date | None, dict[str, Any]]]:
    """The person permits that earlier entries are opened; each owner decides on its own."""
    own, case = reading.gate.officer.unit_id, reading.case
    for unit in sorted((consent.earlier & case.parties_at(reading.moment)) - {own}, key=directory.name_of):
        waiting = set()
        for entry in reading.entries:
            since = consent.scope.get((unit, entry.category))
            released = case.releases.get((unit, own, entry.category), 0)
            mine = entry.owner_unit == own and entry.version not in case.retracted
            if mine and entry.category in CONSENTABLE and since is not None and released < entry.version < since:
                waiting.add(entry.category)
        if waiting:
            what = joined(sorted(label(category, "category") for category in waiting))
            yield (
                None,
                {
                    "what": f"Öppna tidigare uppgifter för {directory.name_of(unit)}",
                    "why": f"Personen tillåter det. Det gäller det ni har skrivit om: {what}.",
                    "verb": "Välj vad ni öppnar",
                    "verb_href": f"/arenden/{case.case_id}/samtycken/frislappande",
                },
            )
