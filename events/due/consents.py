"""What the consent asks for: to be recorded, checked, written, renewed, handed over, reviewed when it has ended."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID, uuid5

from events import facts as f
from events.calendar import add_months, day_of
from events.case import Case, Consent
from events.categories import CONSENTABLE
from events.due import Due, Sight
from events.facts import Entry
from events.grants import OWN
from events.kinds import ConsentForm

WRITTEN_WITHIN, DRAFT_KEPT = timedelta(days=14), timedelta(days=30)
RENEW_FROM, RENEW_AGAIN_FROM = timedelta(days=30), timedelta(days=7)
REVIEW_MONTHS = 6
"""Defaults of domain.md, appendix A."""
ONE_DAY = timedelta(days=1)


def of_drafts(sight: Sight) -> Iterator[Due]:
    """A draft without a consent: to ask for one before it is purged."""
    case = sight.case
    if not sight.open or case.consent is not None or case.opener != sight.unit_id or case.drafted_at is None:
        return
    drafted = day_of(case.drafted_at)
    yield Due(
        kind="record_consent",
        ref=case.case_id,
        due_on=drafted + DRAFT_KEPT,
        cause=case.entries[1],
        about={"drafted_on": drafted},
    )


def of_units(sight: Sight) -> Iterator[Due]:
    """Each recipient makes sure of the consent, and names who handles the case."""
    case, consent, unit = sight.case, sight.case.consent, sight.unit_id
    if not sight.open or consent is None or not consent.stands or unit not in consent.units:
        return
    fact, cause = consent.fact, case.entries[consent.version]
    if unit not in consent.verified:
        yield Due(
            kind="verify_consent",
            ref=fact.consent_id,
            due_on=fact.given_on,
            until=fact.valid_to,
            whole_unit=True,
            cause=cause,
            about={"recorder": consent.recorded_by.unit_id},
        )
    elif not case.caseworkers.get(unit):
        yield Due(kind="name_caseworkers", ref=fact.consent_id, until=fact.valid_to, whole_unit=True, cause=cause)
    elif unverified := sorted(consent.units - consent.verified, key=str):
        yield Due(
            kind="awaited_verification",
            ref=fact.consent_id,
            until=fact.valid_to,
            waits_for_others=True,
            cause=cause,
            about={"units": unverified},
        )


def of_recorder(sight: Sight) -> Iterator[Due]:
    """The unit that recorded the consent sees to its form, its copy and its renewal, 30 and 7 days before."""
    case, consent = sight.case, sight.case.consent
    if not sight.open or consent is None or not consent.stands or consent.recorded_by.unit_id != sight.unit_id:
        return
    fact, cause = consent.fact, case.entries[consent.version]
    about = {"given_on": fact.given_on, "valid_to": fact.valid_to}

    def one(kind: str, due_on: date | None, first: date | None = None, last: date | None = None) -> Due:
        return Due(kind=kind, ref=fact.consent_id, due_on=due_on, from_on=first, until=last, cause=cause, about=about)

    if fact.form is ConsentForm.ORAL:
        yield one("written_form", fact.given_on + WRITTEN_WITHIN, last=fact.valid_to)
    if not consent.copy_given:
        yield one("consent_copy", None, last=fact.valid_to)
    again = fact.valid_to - RENEW_AGAIN_FROM
    yield one("renew_consent", fact.valid_to, fact.valid_to - RENEW_FROM, again - ONE_DAY)
    yield one("renew_consent_soon", fact.valid_to, again, fact.valid_to)
    yield one("renew_ended_consent", fact.valid_to, fact.valid_to + ONE_DAY)


def of_owners(sight: Sight) -> Iterator[Due]:
    """Earlier entries that the person lets another unit read, and that this owner has not released (domain.md 3.2)."""
    consent, own = sight.consent, sight.unit_id
    if consent is None:
        return
    for unit in sorted((consent.earlier & consent.units) - {own}, key=str):
        waiting = {entry.category for entry in sight.entries if _unreleased(sight.case, consent, entry, own, unit)}
        if waiting:
            yield Due(
                kind="release_earlier_entries",
                ref=uuid5(consent.fact.consent_id, str(unit)),
                door=OWN,
                until=consent.fact.valid_to,
                cause=sight.case.entries[consent.version],
                about={"unit": unit, "categories": sorted(waiting)},
            )


def _unreleased(case: Case, consent: Consent, entry: Entry, own: UUID, unit: UUID) -> bool:
    if entry.owner_unit != own or entry.category not in CONSENTABLE:
        return False
    since = consent.scope.get((unit, entry.category))
    released = case.releases.get((unit, own, entry.category), 0)
    return since is not None and released < entry.version < since


def of_resting_cases(sight: Sight) -> Iterator[Due]:
    """A case that has rested for six months is looked at by its lead unit, before it is closed after twelve."""
    case, consent = sight.case, sight.case.consent
    if not sight.open or consent is None or case.lead_unit != sight.unit_id:
        return
    ended = _ended(case, consent)
    review = add_months(ended, REVIEW_MONTHS)
    yield Due(
        kind="review_suspended",
        ref=consent.fact.consent_id,
        due_on=review,
        from_on=review - timedelta(days=14),
        about={"ended_on": ended},
    )


def _ended(case: Case, consent: Consent) -> date:
    """The last day of the consent, or the day it was withdrawn or left a single unit."""
    if consent.stands:
        return consent.fact.valid_to
    kinds = (f.ConsentWithdrawn, f.ConsentExpired, f.ConsentNarrowed)
    return min(day_of(case.facts(*kinds)[-1].recorded_at), consent.fact.valid_to)
