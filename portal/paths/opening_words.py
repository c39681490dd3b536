"""Opening hours as people ask for them: can I call now, and until when."""

from datetime import datetime

from events.calendar import day_of
from events.facts.paths import Contact
from events.path_states import opening
from portal.swedish import WEEKDAYS, clock


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
