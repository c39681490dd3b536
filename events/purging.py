"""The end of a case: closed when it has rested for a year, purged when its time is up or by decision (domain.md 5.3.3).

The keeper purges; an administrator's order closes the gate at once. Every one of these may be asked again and again,
late, or by two at once: it answers from the log what is left to do.
"""

from datetime import date, timedelta

from events import facts as f
from events.act import Act
from events.calendar import add_months, day_of
from events.case import Case
from events.categories import Category
from events.commands import PurgeCase
from events.consequences import voided_inquiries
from events.facts import Entry
from events.kinds import Outcome, PurgeGround, Status, VoidReason
from events.refusals import NotFoundOrDenied
from events.sharing import reference
from events.sip.consequences import cancelled_meetings
from events.sip.kinds import CancelReason
from orgs.roles import Role

DRAFT_KEPT, LOCKED_KEPT = timedelta(days=30), timedelta(days=30)
CLOSED_KEPT_MONTHS, RESTS_MONTHS = 12, 12


def order_purge(case: Case, command: PurgeCase, act: Act) -> list[Entry]:
    """By an administrator of the opener's organisation, under a decision. To anybody else there is no such case."""
    unit = act.directory.unit(case.opener) if case.opener else None
    own = unit is not None and unit.org_id == act.by.unit.org_id
    if act.by.role is not Role.ORG_ADMIN or not own or case.gone or case.refused:
        raise NotFoundOrDenied
    return [act.entry(case, f.CasePurgeOrdered(decision_ref=reference(command.decision_ref, command, "decision_ref")))]


def purge(case: Case, act: Act) -> list[Entry]:
    """What time brings about; empty when there is nothing to purge (yet, or any more)."""
    ground = ground_of(case, act.day)
    if ground is None:
        return []
    fact = f.CasePurged(ground=ground, decision_ref=case.purge_ordered)
    return [act.entry(case, fact, owner_unit=case.opener)]


def ground_of(case: Case, day: date) -> PurgeGround | None:
    """Why the case is to be purged on the day; ``None`` while it is not. A refused one has nothing left to purge."""
    if case.purged or case.refused or case.drafted_at is None:
        return None
    if case.locked:
        over = _last_recorded(case, f.ProtectedIdentityNoted) + LOCKED_KEPT < day
        return PurgeGround.PROTECTED if over or case.purge_ordered else None
    if case.closed and day >= purged_on(case):
        return PurgeGround.RETENTION
    if case.purge_ordered:
        return PurgeGround.WRONG_REGISTRATION
    if case.status(day) is Status.DRAFT and day_of(case.drafted_at) + DRAFT_KEPT < day:
        return PurgeGround.DRAFT_EXPIRED
    return None


def close_resting(case: Case, act: Act) -> list[Entry]:
    """A case that nobody has renewed the consent of for a year is closed by the portal; open questions and
    meetings with it."""
    if case.status(act.day) is not Status.SUSPENDED or act.day < closes_on(case):
        return []
    lead = case.lead_at(act.moment)
    fact = f.CaseClosed(outcome=Outcome.CONSENT_ENDED, closed_on=act.day)
    # Structure, for nobody shares anything any more: that it is closed shows as the status of the case.
    closed = act.entry(case, fact, case.parties_at(act.moment), category=Category.STRUCTURE, owner_unit=lead)
    called_off = cancelled_meetings(case, act, CancelReason.OTHER)
    return [*voided_inquiries(case, act, VoidReason.CASE_CLOSED), *called_off, closed]


def rests_since(case: Case) -> date:
    """The last day of the latest consent, or the day on which it was withdrawn or left a single unit."""
    consent = case.consent
    assert consent is not None, "only what has had a consent can rest"
    if consent.stands:
        return consent.fact.valid_to
    return min(_last_recorded(case, f.ConsentWithdrawn, f.ConsentExpired, f.ConsentNarrowed), consent.fact.valid_to)


def closes_on(case: Case) -> date:
    """When the portal closes a case that rests, unless something happens."""
    return add_months(rests_since(case), RESTS_MONTHS) + timedelta(days=1)


def purged_on(case: Case) -> date:
    """When a closed case is purged, unless it is opened again."""
    return add_months(_closed_since(case), CLOSED_KEPT_MONTHS) + timedelta(days=1)


def _closed_since(case: Case) -> date:
    """Since it was closed and not opened again; what is noted of a closed case does not keep it longer."""
    opened = max((entry.version for entry in case.facts(f.CaseReopened)), default=0)
    return day_of(min(entry.recorded_at for entry in case.facts(f.CaseClosed) if entry.version > opened))


def _last_recorded(case: Case, *kinds: type[f.Fact]) -> date:
    return day_of(max(entry.recorded_at for entry in case.facts(*kinds)))
