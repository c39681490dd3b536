"""What entries say in the clear that lists of cases go by: certified days, plans, contacts, meetings, efforts."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

import msgspec

from events import facts as f
from events.calendar import day_of
from events.facts import sip as s
from projections.view import Connection, Projection, Step

CERTIFICATE, STEP_DOWN, PLAN, CONTACT = "certificate", "step_down", "plan", "contact"
FOLLOW_UP, HELD, EFFORT, TEAM = "follow_up", "held", "effort", "team"
SIP, SIP_HELD, SIP_OFF, SIP_REVOKED, SIP_PLAN = "sip", "sip_held", "sip_off", "sip_revoked", "sip_plan"


class Said(NamedTuple):
    """One row to be. ``on``: the day it is about; ``unit``: whose it is to act; ``ref``: what it belongs to."""

    kind: str
    on: date
    first: date | None = None
    last: date | None = None
    degree: int | None = None
    unit: UUID | None = None
    ref: UUID | None = None
    at: datetime | None = None


_INSERT = """
INSERT INTO view.case_signal (case_id, version, nth, category, owner_unit, recipients,
    kind, on_day, from_day, to_day, degree, unit_id, ref, at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


def apply(connection: Connection, step: Step) -> None:
    if step.case is None:
        return
    e = step.entry
    for nth, said in enumerate(_said(e)):
        connection.execute(
            _INSERT,
            (e.stream_id, e.version, nth, e.category.value, e.owner_unit, list(e.recipients), *said),
        )
    if isinstance(e.fact, f.EntryRetracted):
        connection.execute(
            "UPDATE view.case_signal SET retracted = true WHERE case_id = %s AND version = %s",
            (e.stream_id, e.fact.version),
        )


def _said(entry: f.Entry) -> Iterator[Said]:
    match entry.fact:
        case f.SickLeaveRecorded() as fact:
            for row in fact.rows:
                yield Said(CERTIFICATE, fact.issued_on, row.from_, row.to, row.degree)
        case f.StepDownPlanned() as fact:
            for step in fact.steps:
                yield Said(STEP_DOWN, step.from_, step.from_, degree=step.degree)
        case f.RehabPlanEstablished() as fact:
            yield Said(PLAN, fact.established_on, last=fact.follow_up_on)
        case f.ContactLogged() as fact:
            yield Said(CONTACT, entry.dated, unit=fact.unit_b)
        case f.FollowUpScheduled() as fact:
            yield Said(FOLLOW_UP, fact.on, unit=fact.called_by_unit, ref=entry.event_id)
        case f.FollowUpHeld() as fact:
            yield Said(HELD, fact.on, ref=fact.scheduled)
        case f.InterventionRecorded() as fact:
            yield Said(EFFORT, fact.from_, fact.from_, fact.to, unit=fact.provider_unit, ref=fact.intervention_id)
        case _:
            yield from _of_meetings(entry)


def _of_meetings(entry: f.Entry) -> Iterator[Said]:
    match entry.fact:
        case s.SipSummoned() as fact:
            yield Said(SIP, day_of(fact.at), unit=fact.convener_unit, ref=fact.sip_id, at=fact.at)
        case s.SipHeld() as fact:
            yield Said(SIP_HELD, fact.held_on, ref=fact.sip_id)
        case s.SipCancelled() | s.SipDeclined() as fact:
            yield Said(SIP_OFF, entry.dated, ref=fact.sip_id)
        case s.SipInvitationRevoked(unit_id=UUID() as unit_id) as fact:
            yield Said(SIP_REVOKED, entry.dated, unit=unit_id, ref=fact.sip_id)
        case s.SipPlanEstablished() as fact:
            yield Said(SIP_PLAN, entry.dated, last=fact.follow_up_on, unit=fact.plan_lead_unit, ref=fact.sip_id)
        case s.SipPlanFollowedUp() as fact:
            yield Said(SIP_PLAN, fact.on, last=fact.next_on, ref=fact.sip_id)
        case s.TeamItemPlanned() as fact:
            yield Said(TEAM, day_of(fact.at), ref=fact.meeting_id, at=fact.at)


PROJECTION = Projection("case_signals", ("case_signal",), apply)


class SignalRow(msgspec.Struct, frozen=True):
    case_id: UUID
    version: int
    kind: str
    on_day: date
    from_day: date | None
    to_day: date | None
    degree: int | None
    unit_id: UUID | None
    ref: UUID | None
    at: datetime | None


_OF = """
SELECT case_id, version, kind, on_day, from_day, to_day, degree, unit_id, ref, at FROM view.case_signal
WHERE case_id = ANY (%s) AND NOT retracted ORDER BY case_id, version, nth
"""


def of(connection: Connection, case_ids: list[UUID]) -> list[SignalRow]:
    """What the unit may read of it in these cases, oldest first."""
    return [SignalRow(*row) for row in connection.execute(_OF, (case_ids,), prepare=True)]


_NAMED_IN = """
SELECT w.case_id FROM view.case_caseworker w JOIN view.case_status s ON s.case_id = w.case_id
WHERE w.unit_id = (SELECT vault.unit()) AND w.user_id = %s AND s.closed_on IS NULL
"""


def mine(connection: Connection, user_id: UUID) -> list[SignalRow]:
    """The same in every open case where the officer is named."""
    return of(connection, [case_id for (case_id,) in connection.execute(_NAMED_IN, (user_id,), prepare=True)])
