"""What a person lives on, told by several: the responsible authority's entry prevails (domain.md 4.1)."""

from collections.abc import Iterable

from events import facts as f
from events.facts import Entry


def prevailing(entries: Iterable[Entry]) -> list[f.LivelihoodRecorded]:
    """Of these, what holds: an income that its own authority has told of is as that authority says; what others have
    noted of it from the person then no longer counts. The caller gives what the reader may read and nobody retracted.
    """
    told = [entry.fact for entry in entries if isinstance(entry.fact, f.LivelihoodRecorded)]
    settled = {fact.source for fact in told if not fact.source_reported_by_person}
    return [fact for fact in told if not fact.source_reported_by_person or fact.source not in settled]
