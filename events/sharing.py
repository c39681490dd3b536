"""What every act of sharing must pass: who acts, under which consent, to whom, and what the text may hold."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

import msgspec

from events import free_text
from events.act import Act
from events.case import Case
from events.categories import Category
from events.commands import Command, Confirmation, SharingCommand
from events.facts import AnyFact, Entry
from events.free_text.names import holds_common_name
from events.grants import Gate
from events.kinds import Status
from events.refusals import NotFoundOrDenied, Refused
from events.sealing import Sealed
from orgs.directory import Unit
from orgs.roles import CASE_ROLES, Role

EARLIEST = date(1900, 1, 1)
LATE_AFTER = timedelta(days=30)
NAMES_SOMEBODY = "Texten ser ut att nämna någon vid namn."


def gate(case: Case, act: Act) -> Gate:
    return Gate(case, act.by, act.moment, act.substitute)


def let_in(case: Case, act: Act, roles: Collection[Role] = CASE_ROLES, *, also_left_out: bool = False) -> None:
    """Only named caseworkers and substitutes act in a case; for everybody else there is no such case.

    A unit that the latest consent leaves out has its own entries and nothing more: one answer, however the case stands.
    """
    door = gate(case, act)
    if not (door.knows and door.inside) or case.locked:
        raise NotFoundOrDenied
    if act.by.role not in roles:
        raise Refused("role_not_allowed")
    left_out = case.consent is not None and act.by.unit_id not in case.parties_at(act.moment)
    if left_out and not also_left_out:
        raise Refused("consent_missing")


def let_to_the_gate(case: Case, act: Act) -> None:
    """Verifying and withdrawing are also for any officer with a case role, and the manager, of a recipient unit that
    has not made sure of the consent or that has nobody named yet (domain.md 3.4)."""
    door, unit_id = gate(case, act), act.by.unit_id
    vacant = unit_id in case.parties_at(act.moment) and not case.caseworkers.get(unit_id)
    meets_it = (door.awaits_verification or vacant) and (act.by.has_case_role or act.by.is_manager)
    if not door.knows or case.locked or not (door.inside or meets_it):
        raise NotFoundOrDenied


def consent_in_force(case: Case, act: Act) -> None:
    """Raises unless the consent is active and the officer's own unit is a verified recipient of it."""
    consent = case.consent
    if case.status(act.day) is Status.CLOSED:
        raise Refused("case_closed")
    if consent is None or not consent.stands or act.by.unit_id not in case.parties_at(act.moment):
        raise Refused("consent_missing")
    if not consent.active_on(act.day):
        raise Refused("consent_expired", datum=consent.fact.valid_to)
    if act.by.unit_id not in consent.verified:
        raise Refused("not_verified")


def covered(case: Case, act: Act, category: Category) -> frozenset[UUID]:
    """Other units that the active consent covers for the category right now."""
    consent = case.consent
    if consent is None or not consent.active_on(act.day):
        return frozenset()
    holders = frozenset(unit for unit, held in consent.scope if held is category)
    return holders & case.parties_at(act.moment) - {act.by.unit_id}


def chosen(case: Case, act: Act, category: Category, wanted: frozenset[UUID] | None) -> frozenset[UUID]:
    """The units an entry goes to: all covered, or those the officer kept; never wider than the consent."""
    allowed = covered(case, act, category)
    if wanted is None:
        return allowed
    outside = wanted - allowed - {act.by.unit_id}
    if outside:
        raise not_allowed(act, category, min(outside), "recipients")
    return wanted & allowed


def not_allowed(act: Act, category: Category, unit_id: UUID, field: str) -> Refused:
    """Names a unit only when the directory has it: anybody may know a unit, nobody learns of a case by it."""
    unit = act.directory.unit(unit_id)
    if unit is None:
        return Refused("unit_unknown", field)
    return Refused("category_not_allowed", field, kategori=category, enhet=unit.name)


def share(
    case: Case,
    act: Act,
    fact: AnyFact,
    command: SharingCommand,
    dated: date | None = None,
    category: Category | None = None,
) -> Entry:
    """One entry of the fact's own category, under the consent in force, to the units it then covers.

    ``category``: where it is not the kind of fact but whose it is that decides.
    """
    consent_in_force(case, act)
    when = command.dated or dated or act.day
    happened(when, act, command, "dated")
    held = category or fact.category
    return act.entry(case, fact, chosen(case, act, held, command.recipients), category=held, dated=when)


def unit_known(act: Act, unit_id: UUID, field: str) -> Unit:
    unit = act.directory.unit(unit_id)
    if unit is None or not unit.active:
        raise Refused("unit_unknown", field)
    return unit


def plausible(day: date, field: str) -> None:
    if day < EARLIEST or day.year > 2200:
        raise Refused("date_implausible", field)


def has_been(day: date, act: Act, field: str) -> None:
    """A day of something that has happened outside, however long ago."""
    plausible(day, field)
    if day > act.day:
        raise Refused("date_in_future", field)


def happened(day: date, act: Act, command: Command, field: str) -> None:
    """What has happened is not in the future; what is entered late is confirmed (domain.md 5.1)."""
    plausible(day, field)
    if day > act.day:
        raise Refused("date_in_future", field)
    if act.day - day > LATE_AFTER and Confirmation.LATE_ENTRY not in command.confirmed:
        raise Refused("late_entry", field)


def text(
    value: str | None,
    command: Command,
    field: str,
    *,
    only: Collection[free_text.Reason] = frozenset(free_text.Reason),
    diagnosis: bool = False,
    phone: bool = False,
) -> str:
    """A required text, tidied and through the free-text guard (domain.md 4.2). ``only``: of what it finds, this
    alone; ``diagnosis``: a code belongs there; ``phone``: a phone number does."""
    tidy = (value or "").strip()
    if not tidy:
        raise Refused("text_missing", field)
    finding = free_text.check(tidy, diagnosis=diagnosis, phone=phone)
    blocked = [remark for remark in finding.blocked if remark.reason in only]
    warnings = [remark for remark in finding.warnings if remark.reason in only]
    if blocked:
        raise Refused("freetext_blocked", field, detaljer=" ".join(remark.sentence for remark in blocked))
    if warnings and Confirmation.FREETEXT_WARNING not in command.confirmed:
        raise Refused("freetext_warning", field, detaljer=" ".join(remark.sentence for remark in warnings))
    return finding.text


def impersonal(value: str | None, command: Command, field: str) -> str:
    """A required text that must not be about a person at all: every warning of the guard blocks."""
    tidy = text(value, msgspec.structs.replace(command, confirmed=frozenset(Confirmation)), field)
    if warnings := free_text.check(tidy).warnings:
        raise Refused("freetext_blocked", field, detaljer=" ".join(remark.sentence for remark in warnings))
    return tidy


def nameless(value: str | None, command: Command, field: str, act: Act) -> str:
    """The same, and without a name that people have: for what is read by those who may know of no person."""
    tidy = impersonal(value, command, field)
    if holds_common_name(tidy, act.directory):
        raise Refused("freetext_blocked", field, detaljer=NAMES_SOMEBODY)
    return tidy


_ANYWHERE = frozenset(
    {
        free_text.Reason.TOO_LONG,
        free_text.Reason.CONTROL_CHARACTER,
        free_text.Reason.BIDI_OVERRIDE,
        free_text.Reason.BLOCKED_WORD,
    }
)
"""What no field takes at all."""
_IN_NAMES = _ANYWHERE | {free_text.Reason.PERSONAL_NUMBER}
"""What a name or a phone number never holds either."""


def optional_text(value: str | None, command: Command, field: str, *, phone: bool = False) -> str | None:
    """As ``text``, or ``None`` when nothing was written."""
    return text(value, command, field, phone=phone) if value and value.strip() else None


def sealed_text(value: str | None, command: Command, field: str) -> Sealed[str] | None:
    """An optional text: ``None`` when nothing was written."""
    tidy = optional_text(value, command, field)
    return None if tidy is None else Sealed(tidy)


REFERENCE_LONGEST = 60


def reference(value: str | None, command: Command, field: str) -> str:
    """A registry number or the like, kept in clear: short, and nobody's personnummer."""
    tidy = text(value, command, field, only=_ANYWHERE)
    found = any(remark.reason is free_text.Reason.PERSONAL_NUMBER for remark in free_text.check(tidy).blocked)
    if found or len(tidy) > REFERENCE_LONGEST or "\n" in tidy:
        raise Refused("reference_implausible", field)
    return tidy


def plain(value: str | None, command: Command, field: str, *, phone: bool = False) -> str:
    """The name of an officer, a unit or a person, a title, a phone number: not free text, so no word of it is asked
    about; yet never a personnummer, never the place of a protected person."""
    return text(value, command, field, only=_IN_NAMES, phone=phone)


def login_name(value: str, command: Command, field: str) -> str:
    """What an identity provider calls an officer: not ours to choose, and in some of them a personnummer."""
    return text(value, command, field, only=_ANYWHERE)
