"""What the consent asks for: to be recorded, checked, written, renewed, handed over, reviewed when it has ended."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid5

from events import facts as f
from events.calendar import add_months, day_of
from events.case import Case, Consent
from events.consents import awaits_release
from events.due import Due, Sight
from events.grants import OWN
from events.kinds import ConsentForm
from events.purging import rests_since

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


def of_keepers(sight: Sight) -> Iterator[Due]:
    """Whoever sees to the consent asks for its form, its copy and its renewal, 30 and 7 days before (domain.md 3.7)."""
    case, consent = sight.case, sight.case.consent
    if not sight.open or consent is None or not consent.stands:
        return
    fact, cause = consent.fact, case.entries[consent.version]
    again = fact.valid_to - RENEW_AGAIN_FROM
    for first, last in _keeps(sight, consent):

        def one(
            kind: str, due_on: date | None, shown: date, until: date, begins: date = first, ends: date = last
        ) -> Due:
            from_on, to = max(shown, begins), min(until, ends)
            return Due(
                kind=kind,
                ref=fact.consent_id,
                due_on=due_on,
                from_on=None if from_on == date.min else from_on,
                until=to,
                cause=cause,
                about=_about(consent),
            )

        due = [one("renew_consent", fact.valid_to, fact.valid_to - RENEW_FROM, again - ONE_DAY)]
        due.append(one("renew_consent_soon", fact.valid_to, again, fact.valid_to))
        if fact.form is ConsentForm.ORAL:
            due.append(one("written_form", fact.given_on + WRITTEN_WITHIN, date.min, fact.valid_to))
        if not consent.copy_given:
            due.append(one("consent_copy", None, date.min, fact.valid_to))
        yield from (each for each in due if each.until and (each.from_on or date.min) <= each.until)


def of_lapsed(sight: Sight) -> Iterator[Due]:
    """A consent that has run out is renewed by any of its parties, whoever meets the person (domain.md 3.6)."""
    case, consent = sight.case, sight.case.consent
    if not sight.open or consent is None or sight.unit_id not in sight.parties:
        return
    if consent.stands or _ran_out(case, consent):
        yield Due(
            kind="renew_ended_consent",
            ref=consent.fact.consent_id,
            due_on=consent.fact.valid_to,
            from_on=consent.fact.valid_to + ONE_DAY,
            cause=case.entries[consent.version],
            about=_about(consent),
        )


def _about(consent: Consent) -> dict[str, Any]:
    return {"given_on": consent.fact.given_on, "valid_to": consent.fact.valid_to}


def _ran_out(case: Case, consent: Consent) -> bool:
    endings = case.facts(f.ConsentExpired, f.ConsentWithdrawn)
    return bool(endings) and endings[-1].version > consent.version and isinstance(endings[-1].fact, f.ConsentExpired)


def _keeps(sight: Sight, consent: Consent) -> list[tuple[date, date]]:
    """First and last day of each time during which this unit sees to the consent: the unit that recorded it while it
    takes part, else the one that leads. Who has handed its responsibility over leaves on a day known beforehand."""
    case, now = sight.case, sight.latest.recorded_at
    turns = sorted({departure.until for departure in case.left.values() if departure.until > now})
    found: list[tuple[date, date]] = []
    for moment, following in zip([now, *turns], [*turns, None], strict=True):
        recorder = consent.recorded_by.unit_id
        keeper = recorder if recorder in case.parties_at(moment) else case.lead_at(moment)
        if keeper != sight.unit_id:
            continue
        first = date.min if moment == now else day_of(moment)
        last = date.max if following is None else day_of(following) - ONE_DAY
        if found and found[-1][1] + ONE_DAY == first:
            first = found.pop()[0]
        found.append((first, last))
    return found


def of_owners(sight: Sight) -> Iterator[Due]:
    """Earlier entries that the person lets another unit read, and that this owner has not released (domain.md 3.2)."""
    consent, own = sight.consent, sight.unit_id
    if consent is None:
        return
    for unit in sorted((consent.earlier & consent.units) - {own}, key=str):
        mine = [entry for entry in sight.entries if entry.owner_unit == own]
        waiting = {entry.category for entry in mine if awaits_release(sight.case, consent, entry, unit)}
        if waiting:
            yield Due(
                kind="release_earlier_entries",
                ref=uuid5(consent.fact.consent_id, str(unit)),
                door=OWN,
                until=consent.fact.valid_to,
                cause=sight.case.entries[consent.version],
                about={"unit": unit, "categories": sorted(waiting)},
            )


def of_resting_cases(sight: Sight) -> Iterator[Due]:
    """A case that has rested for six months is looked at by its lead unit, before it is closed after twelve."""
    case, consent = sight.case, sight.case.consent
    if not sight.open or consent is None or case.lead_unit != sight.unit_id:
        return
    ended = rests_since(case)
    review = add_months(ended, REVIEW_MONTHS)
    yield Due(
        kind="review_suspended",
        ref=consent.fact.consent_id,
        due_on=review,
        from_on=review - timedelta(days=14),
        about={"ended_on": ended},
    )
