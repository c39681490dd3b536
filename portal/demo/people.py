"""Everybody who works in the demo county (contract 4, domain.md 9.2). Surnames begin with Demo: nobody is real."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import count
from typing import NamedTuple

from events import commands as c
from orgs.kinds import CARE_UNITS, UnitType
from orgs.roles import Role
from portal.demo.county import BODY, PLACE, PLACES, Place
from portal.demo.ids import ISSUER, command_id, unit_id
from portal.demo.staff_names import KNOWN, drawn_names
from portal.labels import label
from portal.login.demo_user import DemoUser, demo_user

TERMS = ((date(2024, 11, 4), date(2026, 3, 31)), (date(2026, 4, 1), date(2028, 3, 31)))
"""Every assignment is renewed before it has lasted 24 months."""

_AT_CARE = {
    "reko": Role.REHAB_COORDINATOR,
    "reko2": Role.REHAB_COORDINATOR,
    "lakare": Role.PHYSICIAN,
    "chef": Role.CARE_UNIT_MANAGER,
    "logg": Role.LOG_REVIEWER,
}
_AT_OFFICE = {"chef": Role.UNIT_MANAGER, "logg": Role.LOG_REVIEWER}
_ONE_COORDINATOR = "sidensvansen"


class Position(NamedTuple):
    """One assignment of one user: ``subject`` does ``role`` at the unit ``slug``."""

    subject: str
    role: Role
    slug: str


def _of_unit(place: Place) -> Iterator[Position]:
    if place.unit_type in CARE_UNITS:
        for prefix, role in _AT_CARE.items():
            if (prefix, place.slug) != ("reko2", _ONE_COORDINATOR):
                yield Position(f"{prefix}.{place.slug}", role, place.slug)
        return
    caseworker = Role.SOCIAL_WORKER if place.unit_type is UnitType.SOCIAL_SERVICES_UNIT else Role.CASEWORKER
    for prefix, role in {"handlaggare": caseworker, "handlaggare2": caseworker, **_AT_OFFICE}.items():
        yield Position(f"{prefix}.{place.slug}", role, place.slug)


def _positions() -> Iterator[Position]:
    for place in PLACES:
        match place.unit_type:
            case UnitType.INSURANCE_MEDICINE_OFFICE:
                yield Position(f"process.{place.slug}", Role.PROCESS_LEADER, place.slug)
            case UnitType.ASSOCIATION_OFFICE:
                yield Position(f"chef.{place.slug}", Role.ASSOCIATION_DIRECTOR, place.slug)
            case UnitType.ADMINISTRATION if place.body == "drift":
                yield Position("system", Role.SYSTEM_ADMIN, place.slug)
            case UnitType.ADMINISTRATION:
                yield Position(f"admin.{place.body}", Role.ORG_ADMIN, place.slug)
            case _:
                yield from _of_unit(place)
    yield Position("samverkan.fk-vastmanland", Role.LIAISON_OFFICER, "fk-vastmanland")
    yield Position("reko.larkan", Role.REHAB_COORDINATOR, "svalan")


POSITIONS = tuple(_positions())
SUBJECTS = tuple(dict.fromkeys(position.subject for position in POSITIONS))
_DRAWN = drawn_names()
NAMES = {subject: KNOWN.get(subject) or next(_DRAWN) for subject in SUBJECTS}

_FIXED_PHONES = {
    "lakare.larkan": 10, "reko.larkan": 11, "handlaggare.soc-koping": 12, "reko2.larkan": 13,
    "handlaggare.ame-koping": 14, "handlaggare.fk-vastmanland": 17,
}  # fmt: skip


def phone(number: int) -> str:
    """One of the numbers that are kept for fiction, by its last two digits (05-99)."""
    return f"070-174 06 {number:02}"


def _phones() -> Iterator[tuple[str, str]]:
    """Those who are contact persons have a number each; 41 and 80-99 are left to the persons of the cases."""
    free = (number for number in count(5) if number not in {41, *_FIXED_PHONES.values()})
    for subject in SUBJECTS:
        if subject in _FIXED_PHONES or subject.split(".")[0] in {"reko", "handlaggare"}:
            yield subject, phone(_FIXED_PHONES.get(subject) or next(free))


PHONES = dict(_phones())


def phone_of(subject: str) -> str:
    """The number of a contact person; who has none of their own answers on the first colleague's."""
    return PHONES.get(subject) or PHONES[subject.replace("2.", ".", 1)]


def assignments(term: int) -> Iterator[c.AssignRole]:
    """All assignments of one of the terms, as commands."""
    first, last = TERMS[term]
    for position in POSITIONS:
        yield c.AssignRole(
            command_id=command_id(f"assignment {position.subject} {position.slug} {term}"),
            issuer=ISSUER,
            subject=position.subject,
            name=NAMES[position.subject],
            role=position.role,
            unit_id=unit_id(position.slug),
            valid_from=first,
            valid_to=last,
            licensed_or_care_staff=position.role is Role.REHAB_COORDINATOR,
        )


@cache
def users() -> tuple[DemoUser, ...]:
    """Everybody once, under the unit of their first assignment, as the demo provider lists them."""
    first: dict[str, Position] = {}
    for position in POSITIONS:
        first.setdefault(position.subject, position)
    return tuple(
        demo_user(
            subject,
            NAMES[subject],
            label(position.role, "role"),
            PLACE[position.slug].display_name,
            BODY[PLACE[position.slug].body].org_number,
        )
        for subject, position in first.items()
    )
