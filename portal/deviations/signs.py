"""The signs of a deviation that the log itself shows (domain.md 5.6, 5.7), each from what this reader may read.

A unit is never asked to report itself, and the absence of something says nothing to a unit that could not see it.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID, uuid5

import msgspec

from events import facts as f
from events.agreement import AgreementStatus
from events.calendar import add_working_days
from events.facts import DegreeRow, Entry
from events.facts.deviations import Clause, DeviationType
from events.facts.sip import SipHeld
from orgs.kinds import UnitType
from orgs.officers import Officer
from portal import swedish
from portal.tasks.task import Asking
from projections import agreements, contact_paths, facts_of_cases, inquiries
from projections.view import Connection

OLDEST = timedelta(days=90)
"""What happened before that is let be."""
EARLY_CONTACT = timedelta(days=14)
"""On full time this long without any contact between care and the others (a default of ours; I17 asks for less)."""
PLAN = timedelta(days=30)
FOLLOW_UP = timedelta(days=30)
GAP = timedelta(days=5)
"""Certificates with at most so many days between are one spell (domain.md 5.3.2)."""
PLANS = {"rehab-plan-established", "rehab-plan-revised"}
_TOPICS = {"sick-leave-recorded", "contact-logged", "sip-held"} | PLANS
_SPACE = UUID("1f6a2f3c-7a55-4d47-8a2b-5f1d3c0f6f11")


class Sign(msgspec.Struct, frozen=True):
    """A filled-in form. ``since``: a report of the same about this day or later is the same."""

    type: DeviationType
    about_unit: UUID
    happened_on: date
    why: str
    since: date
    clause: Clause | None = None
    case_id: UUID | None = None
    agreement_id: UUID | None = None
    subject: UUID | None = None

    @property
    def sign_id(self) -> UUID:
        """The same each time it is computed, whoever reads."""
        subject = self.subject or self.case_id or self.agreement_id
        return uuid5(_SPACE, f"{self.type} {self.about_unit} {subject} {self.since}")


def signs(asking: Asking) -> list[Sign]:
    """All that there are for this officer today; the caller's transaction shows what they may see."""
    connection, officer, today = asking.connection, asking.officer, asking.today
    found: list[Sign] = []
    if officer.has_case_role:
        cases = facts_of_cases.active(connection, officer.user_id, today)
        found += _late_replies(connection, officer, cases, today)
        told = facts_of_cases.facts(connection, cases, _TOPICS)
        plans = facts_of_cases.holding(connection, cases, "rehab_plan")
        for case_id in told:
            found += _absent(case_id, cases[case_id], told[case_id], officer)
            found += _of_sick_leave(case_id, cases[case_id], told[case_id], officer, today, sees_plans=case_id in plans)
    if officer.is_manager:
        found += _not_called(asking)
    return [each for each in found if today - each.happened_on <= OLDEST]


def _late_replies(connection: Connection, officer: Officer, cases: dict[UUID, str], today: date) -> Iterator[Sign]:
    """Later than the question asked for and than the unit's own way in promises."""
    asked = [
        row
        for row in inquiries.mine(connection, officer.user_id)
        if row.case_id in cases and row.from_unit == officer.unit_id and row.voided_on is None
    ]
    promised = contact_paths.of_units(connection, {row.to_unit for row in asked})
    for row in asked:
        path = promised.get(row.to_unit)
        days = path.published.reply_promise_working_days if path and path.published else 0
        due = max(row.due_on, add_working_days(row.sent_on, days))
        if (row.answered_on or today) <= due:
            continue
        said = f"svarade {swedish.day_and_month(row.answered_on)}" if row.answered_on else "har inte svarat"
        yield Sign(
            DeviationType.LATE_REPLY,
            row.to_unit,
            due + timedelta(days=1),
            f"Ärende {row.number}. Svaret skulle ha kommit senast {swedish.day_and_month(due)}. Enheten {said}.",
            due,
            Clause.CONTACT_PATHS,
            row.case_id,
            subject=row.inquiry_id,
        )


def _of_sick_leave(
    case_id: UUID, case: str, told: list[Entry], officer: Officer, today: date, *, sees_plans: bool
) -> Iterator[Sign]:
    certificates = [(each, each.fact) for each in told if isinstance(each.fact, f.SickLeaveRecorded)]
    spell = _spell(today, [row for _, fact in certificates for row in fact.rows])
    if not spell:
        return
    care = certificates[-1][0].owner_unit
    if care == officer.unit_id:
        return
    begun, number = spell[0].from_, f"Ärende {case}."
    full = next((row.from_ for row in spell if row.degree == 100), None)
    if full and today > full + EARLY_CONTACT and not _contacts(told):
        why = f"{number} Sjukskriven på heltid sedan {swedish.day_and_month(full)}, och ingen kontakt är antecknad."
        day = full + EARLY_CONTACT
        yield Sign(DeviationType.NO_EARLY_CONTACT, care, day, why, full, Clause.EARLY_CONTACT, case_id)
    plans = [each.dated for each in told if each.topic in PLANS]
    if sees_plans and today > begun + PLAN and not any(on >= begun - PLAN for on in plans):
        why = f"{number} Sjukskriven sedan {swedish.day_and_month(begun)}, och ni har inte fått någon plan."
        yield Sign(DeviationType.MISSING_REHAB_PLAN, care, begun + PLAN, why, begun, Clause.RESPONSIBILITIES, case_id)


def _absent(case_id: UUID, case: str, told: Iterable[Entry], officer: Officer) -> Iterator[Sign]:
    """Others that were called to a joint meeting and did not come."""
    for each in told:
        if not isinstance(each.fact, SipHeld):
            continue
        for unit_id in sorted(each.fact.absent_units - {officer.unit_id}):
            on = each.fact.held_on
            why = f"Ärende {case}. Enheten var kallad till mötet {swedish.day_and_month(on)} och kom inte."
            kind, part = DeviationType.PARTY_ABSENT_AT_SIP, Clause.RESPONSIBILITIES
            yield Sign(kind, unit_id, on, why, on, part, case_id, subject=each.fact.sip_id)


def _contacts(told: Iterable[Entry]) -> bool:
    return any(isinstance(each.fact, f.ContactLogged) for each in told)


def _spell(today: date, rows: Iterable[DegreeRow]) -> list[DegreeRow]:
    """The rows of the spell that goes on today, in order; none when nobody is certified today."""
    spell: list[DegreeRow] = []
    for row in sorted((row for row in rows if row.degree and row.from_ <= today), key=lambda row: row.from_):
        last = max((each.to for each in spell), default=None)
        if last is not None and row.from_ > last + GAP + timedelta(days=1):
            spell = []
        spell.append(row)
    return spell if any(row.to >= today for row in spell) else []


def _not_called(asking: Asking) -> Iterator[Sign]:
    """The municipality calls; thirty days after the day another party may say so (domain.md 5.7)."""
    officer, today, directory = asking.officer, asking.today, asking.directory
    for agreement in agreements.every(asking.connection):
        due, held = agreement.follow_up_due, agreement.in_force(today)
        if agreement.status(today) is not AgreementStatus.IN_FORCE or held is None or due is None:
            continue
        if officer.unit_id not in held.terms.parties or agreement.called or today <= due + FOLLOW_UP:
            continue
        parties = [directory.units[each] for each in held.terms.parties]
        calling = next(each.unit_id for each in parties if each.unit_type is UnitType.SOCIAL_SERVICES_UNIT)
        if calling == officer.unit_id:
            continue
        yield Sign(
            DeviationType.ROUTINE_FOLLOW_UP_NOT_CALLED,
            calling,
            due + FOLLOW_UP,
            f"Uppföljningen av rutinen skulle ha hållits {swedish.day(due)}. Kommunen har inte kallat.",
            due,
            Clause.FOLLOW_UP,
            agreement_id=agreement.agreement_id,
        )
