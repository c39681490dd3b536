"""The way in to every unit of the demo county (domain.md 9.1, 9.6): fresh, stale, and one with nobody there."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Any
from uuid import uuid5

from events.calendar import STOCKHOLM
from events.commands import paths as p
from events.facts.paths import CareScope, Contact, ContactKind, Hours, TeamStatus
from orgs.kinds import UnitType
from portal.demo.county import PLACES, Place
from portal.demo.ids import command_id
from portal.demo.people import NAMES, PHONES, POSITIONS, phone
from portal.demo.schedule import Step
from portal.labels import label

PUBLISHED, CONFIRMED = date(2025, 1, 13), date(2026, 10, 12)
LAST_CONFIRMED = {
    "soc-koping": date(2026, 11, 2),
    "larkan": date(2026, 8, 14),
    "ame-koping": date(2026, 10, 19),
    "fk-vastmanland": date(2026, 11, 9),
    "bofinken": date(2026, 4, 2),
}
NO_BACKUP = {"ame-koping", "bofinken", "sidensvansen"}
EVERY = (70, 110, 77, 125, 82, 84)
"""Days between two confirmations, unit by unit: one in three lets it become old now and then."""
TEAMS = {
    "larkan": TeamStatus.ACTIVE, "svalan": TeamStatus.ACTIVE, "ugglan": TeamStatus.ACTIVE, "orren": TeamStatus.FORMING,
    "tranan": TeamStatus.FORMING, "psyk-vasteras": TeamStatus.ACTIVE,
}  # fmt: skip
AWAY = {
    "sidensvansen": (date(2026, 11, 16), date(2026, 12, 4)),
    "soc-fagersta": (date(2026, 11, 16), date(2026, 11, 27)),
}
OFFICE = tuple(Hours(day, "08:00", "16:00") for day in range(1, 6))
AFTERNOONS = tuple(Hours(day, "13:00", "16:00") for day in range(1, 6))

_GOOD_FOR = {
    UnitType.PRIMARY_CARE_UNIT: ("plan, sjukskrivning, SIP", "komplettering av läkarintyg"),
    UnitType.ADULT_PSYCHIATRY_UNIT: ("plan, sjukskrivning, SIP", "komplettering av läkarintyg"),
    UnitType.SOCIAL_SERVICES_UNIT: (
        "försörjning, gemensam planering, SIP",
        "ansökningar. De görs i kommunens e-tjänst",
    ),
    UnitType.LABOUR_MARKET_UNIT: ("arbetsträning, anpassning, timmar", "frågor om försörjning"),
    UnitType.FK_OFFICE: ("SGI, samordning av rehabilitering", "den enskildes ansökan"),
    UnitType.AF_OFFICE: ("program, anpassning av arbete", "inskrivning av enskilda"),
}
_SCOPES = {
    UnitType.PRIMARY_CARE_UNIT: CareScope.PRIMARY_CARE,
    UnitType.ADULT_PSYCHIATRY_UNIT: CareScope.ADULT_PSYCHIATRY,
}
_ROLES = {position.subject: position.role for position in POSITIONS}
_SWITCHBOARDS = cycle(number for number in range(42, 80) if phone(number) not in PHONES.values())


def _named(subject: str, number: str, hours: tuple[Hours, ...] = OFFICE) -> Contact:
    role = label(_ROLES[subject], "role")
    return Contact(kind=ContactKind.NAMED, display_name=NAMES[subject], role=role, phone=number, hours=hours)


def _command(place: Place) -> p.PublishContactPath:
    care = place.unit_type in _SCOPES
    first, second = ("reko", "reko2") if care else ("handlaggare", "handlaggare2")
    hours = AFTERNOONS if place.slug == "ame-koping" else OFFICE
    primary = _named(f"{first}.{place.slug}", PHONES[f"{first}.{place.slug}"], hours)
    if place.slug == "fk-vastmanland":
        primary = Contact(
            kind=ContactKind.FUNCTION,
            display_name="Handläggargruppen för samordning",
            phone=PHONES["handlaggare.fk-vastmanland"],
            hours=OFFICE,
            staff_count=4,
        )
    stand_in = f"{second}.{place.slug}"
    backup = None
    if place.slug not in NO_BACKUP:
        backup = _named(stand_in, PHONES.get(stand_in) or phone(next(_SWITCHBOARDS)))
    good_for, not_for = _GOOD_FOR[place.unit_type]
    return p.PublishContactPath(
        command_id=command_id(f"way in {place.slug}"),
        primary=primary,
        backup=backup,
        escalation=_named(f"chef.{place.slug}", phone(next(_SWITCHBOARDS))),
        use_when=good_for,
        not_for=not_for,
        care_scope=_SCOPES.get(place.unit_type),
        team_status=TEAMS.get(place.slug, TeamStatus.NONE),
    )


_COMMANDS = {place.slug: _command(place) for place in PLACES if place.unit_type in _GOOD_FOR}


def steps() -> Iterator[Step]:
    """Published by each unit's manager and confirmed since; who is away says until when."""
    for n, (slug, command) in enumerate(_COMMANDS.items()):
        chief = f"chef.{slug}"
        yield Step(_at(PUBLISHED, n), command, chief, slug)
        on = LAST_CONFIRMED.get(slug, CONFIRMED)
        for day in _before(on, EVERY[n % len(EVERY)]):
            known = command_id(f"way in {slug} confirmed {day}")
            yield Step(_at(day, n), p.ConfirmContactPath(command_id=known, confirmed_on=day), chief, slug)
        confirm = p.ConfirmContactPath(command_id=command_id(f"way in {slug} confirmed"), confirmed_on=on)
        yield Step(_at(on, n), confirm, chief, slug)
    for slug, (first, last) in AWAY.items():
        yield Step(_at(first, 0), _absence(slug, first, last), f"chef.{slug}", slug)


def _before(last: date, days: int) -> Iterator[date]:
    """Since it was published, as far apart; none in the month before the last one."""
    day = PUBLISHED + timedelta(days=days)
    while day < last - timedelta(days=30):
        yield day
        day += timedelta(days=days)


def _absence(slug: str, first: date, last: date) -> p.RegisterContactAbsence:
    command: Any = _COMMANDS[slug]
    primary, backup = uuid5(command.command_id, "primary"), uuid5(command.command_id, "backup")
    return p.RegisterContactAbsence(
        command_id=command_id(f"way in {slug} away"),
        contact_id=primary,
        from_=first,
        to=last,
        backup_id=backup if command.backup else None,
    )


def _at(day: date, n: int) -> datetime:
    return datetime.combine(day, time(8, n), STOCKHOLM)
