"""What a contact must hold before it is published: a way to reach it, and hours that make sense."""

import re

from msgspec.structs import replace

from events.commands.command import Command
from events.facts.paths import Contact, Hours
from events.refusals import Refused
from events.sharing import plain

_PHONE = re.compile(r"\+?[0-9][0-9 \-]{4,18}")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])(?:[.:]([0-5][0-9]))?")
MOST_HOURS, MOST_PEOPLE = 21, 500


def sound_contact(contact: Contact, command: Command, at: str) -> Contact:
    """The contact, tidied. Raises ``Refused`` at the field."""
    phone = (contact.phone or "").strip() or None
    secure_address = (contact.secure_address or "").strip() or None
    if phone is None and secure_address is None:
        raise Refused("contact_unreachable", f"{at}.phone")
    if phone is not None and not _PHONE.fullmatch(phone):
        raise Refused("phone_implausible", f"{at}.phone")
    if phone is not None:
        plain(phone, command, f"{at}.phone", phone=True)
    if contact.staff_count is not None and not 1 <= contact.staff_count <= MOST_PEOPLE:
        raise Refused("count_implausible", f"{at}.staff_count")
    if len(contact.hours) > MOST_HOURS:
        raise Refused("opening_hours_implausible", f"{at}.hours")
    return replace(
        contact,
        display_name=plain(contact.display_name, command, f"{at}.display_name"),
        role=plain(contact.role, command, f"{at}.role") if contact.role and contact.role.strip() else None,
        phone=phone,
        secure_address=plain(secure_address, command, f"{at}.secure_address") if secure_address else None,
        hours=tuple(_hours(each, f"{at}.hours.{n}") for n, each in enumerate(contact.hours)),
    )


def _hours(hours: Hours, at: str) -> Hours:
    if not 1 <= hours.weekday <= 7:
        raise Refused("weekday_unknown", f"{at}.weekday")
    opens, closes = _clock(hours.from_, f"{at}.from"), _clock(hours.to, f"{at}.to")
    if closes <= opens:
        raise Refused("opening_hours_implausible", f"{at}.to")
    return Hours(hours.weekday, opens, closes)


def _clock(typed: str, at: str) -> str:
    """8, 8.00 and 08:00 become 08:00, so that times compare as they read."""
    found = _CLOCK.fullmatch(typed.strip())
    if found is None:
        raise Refused("opening_hours_implausible", at)
    return f"{int(found.group(1)):02}:{found.group(2) or '00'}"
