"""Opening hours as people ask for them: can I call now, and until when."""

from datetime import datetime

from events.calendar import day_of
from events.facts.paths import Contact, Hours
from events.path_states import opening
from portal.swedish import WEEKDAYS, clock, joined, upper_first


def hours_now(contact: Contact, moment: datetime) -> tuple[bool, str]:
    """(open, "Öppet nu, till 16.00" · "Stängt nu, öppnar i morgon 8.00"); no hours given: open, no words."""
    found = opening(contact, moment)
    if found is None:
        return True, ""
    if found.open and found.at:
        return True, f"Öppet nu, till {clock(found.at)}"
    if found.at is None:
        return False, "Stängt nu"
    ahead = (day_of(found.at) - day_of(moment)).days
    when = ("", "i morgon ")[ahead] if ahead < 2 else f"{WEEKDAYS[day_of(found.at).weekday()]} "
    return False, f"Stängt nu, öppnar {when}{clock(found.at)}"


def week_said(contact: Contact) -> list[str]:
    """["Måndag–torsdag 8.00–16.00", "Fredag 8.00–12.00 och 13.00–15.00"]; days without hours are not there."""
    said = [spans_said(contact.hours, weekday) for weekday in range(1, 8)]
    rows, weekday = [], 0
    while weekday < 7:
        last = weekday
        while last < 6 and said[last + 1] == said[weekday]:
            last += 1
        if said[weekday]:
            days = WEEKDAYS[weekday] + (f"–{WEEKDAYS[last]}" if last > weekday else "")
            rows.append(f"{upper_first(days)} {said[weekday]}")
        weekday = last + 1
    return rows


def spans_said(hours: tuple[Hours, ...], weekday: int) -> str:
    """8.00–12.00 och 13.00–16.00; blank when nobody answers that day"""
    spans = sorted((each.from_, each.to) for each in hours if each.weekday == weekday)
    return joined([f"{_said(opens)}–{_said(closes)}" for opens, closes in spans]) if spans else ""


def _said(time: str) -> str:
    """08:00 is kept, 8.00 is read"""
    hour, minute = time.split(":")
    return f"{int(hour)}.{minute}"
