"""The degree of sick leave on a day, as the log has it (domain.md 5.3.2)."""

from collections.abc import Iterable
from datetime import date

from events import facts as f
from events.case import Case
from events.facts import Entry


def degree_on(case: Case, day: date, entries: Iterable[Entry] | None = None) -> int | None:
    """Percent on ``day``, or ``None`` without a certificate for it.

    The row covering the day from the certificate with the latest ``issued_on``; ties go to the latest recorded.
    ``entries`` limits it to what a reader may read.
    """
    certificates = case.facts(f.SickLeaveRecorded) if entries is None else entries
    best: tuple[date, int] | None = None
    degree: int | None = None
    for entry in certificates:
        fact = entry.fact
        if not isinstance(fact, f.SickLeaveRecorded):
            continue
        for row in fact.rows:
            rank = (fact.issued_on, entry.version)
            if row.from_ <= day <= row.to and (best is None or rank > best):
                best, degree = rank, row.degree
    return degree
