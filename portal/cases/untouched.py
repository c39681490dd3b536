""" "Om inget händer": what the portal does by itself with a case that rests or is closed (domain.md 5.3.3).

Told to the unit that leads the case alone. Any other may have left a case that lives on for the rest, and must not be
able to tell.
"""

from datetime import date

from events.calendar import add_months, day_of
from events.due.consents import REVIEW_MONTHS
from events.kinds import Status
from events.purging import closes_on, purged_on, rests_since
from events.reading import Reading
from portal.swedish import day


def untouched(reading: Reading) -> str:
    """One or two sentences, or nothing."""
    case, today = reading.case, day_of(reading.moment)
    status = case.status(today)
    if case.lead_at(reading.moment) != reading.gate.officer.unit_id or status is not reading.gate.shown_status:
        return ""
    if status is Status.SUSPENDED and case.consent and case.consent.fact.valid_from <= today:
        reminder = _reminder(add_months(rests_since(case), REVIEW_MONTHS), today)
        return f"{reminder}Portalen avslutar ärendet {day(closes_on(case))}."
    if status is Status.CLOSED:
        return f"Ärendet gallras {day(purged_on(case))}. Skriv ut eller för över det ni behöver spara före dess."
    return ""


def _reminder(on: date, today: date) -> str:
    return f"Ni får en påminnelse om ärendet {day(on)}. " if on > today else ""
