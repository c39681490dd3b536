"""Closing a case and taking it up again (domain.md 5.3.3)."""

from uuid import UUID

from events import facts as f
from events.act import Act
from events.calendar import add_months
from events.case import Case
from events.categories import Category
from events.commands import CloseCase, NoteStatisticsObjection, ReopenCase
from events.consequences import voided_inquiries
from events.facts import Entry
from events.kinds import Outcome, Status, VoidReason
from events.refusals import Refused
from events.sealing import Sealed
from events.sharing import covered, happened, let_in, text
from events.sip.consequences import cancelled_meetings
from events.sip.kinds import CancelReason
from orgs.roles import CASE_ROLES

REOPEN_WITHIN_MONTHS = 12


def close_case(case: Case, command: CloseCase, act: Act) -> list[Entry]:
    """By the lead unit, also when suspended; open inquiries are voided in the same append or stand in the way.

    When the person has died nothing stands in the way and nothing more is disclosed, not even that (domain.md 3.8): the
    consent ends with the case, all that waits falls, and only the unit itself reads why. That may come to be known when
    the case is closed already: then it ends the reading and nothing else, on the day that the case was closed.
    """
    let_in(case, act, CASE_ROLES)
    if case.lead_at(act.moment) != act.by.unit_id:
        raise Refused("lead_unit_only")
    deceased, before = command.outcome is Outcome.DECEASED, case.closed
    if before is not None and deceased and before.outcome is not Outcome.DECEASED:
        return [act.entry(case, f.CaseClosed(outcome=command.outcome, closed_on=before.closed_on))]
    if case.status(act.day) not in {Status.ACTIVE, Status.SUSPENDED}:
        raise Refused("not_now")
    closed_on = command.closed_on or act.day
    happened(closed_on, act, command, "closed_on")
    if closed_on < case.consents[0].given_on:
        raise Refused("before_consent", "closed_on")
    may_void = command.void_inquiries or deceased
    voided = voided_inquiries(case, act, VoidReason.CASE_CLOSED)
    if voided and not may_void:
        raise Refused("open_inquiry", "void_inquiries")
    called_off = cancelled_meetings(case, act, CancelReason.OTHER)
    if called_off and not may_void:
        raise Refused("open_meeting", "void_inquiries")
    fact = f.CaseClosed(outcome=command.outcome, closed_on=closed_on)
    told = frozenset[UUID]() if deceased else covered(case, act, Category.PLANNING)
    return [*voided, *called_off, act.entry(case, fact, told, dated=closed_on)]


def reopen_case(case: Case, command: ReopenCase, act: Act) -> list[Entry]:
    let_in(case, act, CASE_ROLES)
    if case.closed is None:
        raise Refused("not_now")
    if case.closed.outcome is Outcome.DECEASED:
        raise Refused("reopen_deceased" if case.lead_at(act.moment) == act.by.unit_id else "consent_missing")
    if act.day > add_months(case.closed.closed_on, REOPEN_WITHIN_MONTHS):
        raise Refused("reopen_too_late")
    consent = case.consent
    if consent is None or not consent.active_on(act.day) or act.by.unit_id not in consent.verified:
        raise Refused("consent_missing")
    fact = f.CaseReopened(reason=Sealed(text(command.reason, command, "reason")))
    return [act.entry(case, fact, covered(case, act, Category.PLANNING))]


def note_statistics_objection(case: Case, command: NoteStatisticsObjection, act: Act) -> list[Entry]:
    """The person's right; the unit that was told notes it and no other learns of it."""
    let_in(case, act, CASE_ROLES)
    if any(entry.owner_unit == act.by.unit_id for entry in case.facts(f.StatisticsObjectionNoted)):
        raise Refused("already_noted")
    return [act.entry(case, f.StatisticsObjectionNoted())]
