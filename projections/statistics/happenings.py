"""What happened in a case, one row each, with what the indicators need of it (domain.md 7.4)."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from events import facts as f
from events.calendar import day_of, end_of_validity, working_days_between
from events.case import Case
from events.categories import Category
from events.facts import Entry
from events.kinds import FkCoordination, Outcome
from events.livelihood import prevailing
from projections.statistics import case_follow_ups
from projections.statistics.facts import FOREVER, Asked, Happening, UnitKind, What
from projections.statistics.leave_spells import Days
from projections.statistics.sip_happenings import sips

Units = Mapping[UUID, UnitKind]
INFORMED_WITHIN = 14
"""Days after the start of a municipal intervention within which the assessment must be shared (I27)."""

OUTCOMES: dict[Outcome, str] = {
    Outcome.REGULAR_WORK: "work",
    Outcome.SUBSIDISED_WORK: "work",
    Outcome.STUDIES: "studies",
    Outcome.LABOUR_MARKET_PROGRAMME: "activity",
    Outcome.MUNICIPAL_ACTIVITY: "activity",
    Outcome.SICKNESS_COMPENSATION: "compensation",
    Outcome.ACTIVITY_COMPENSATION: "compensation",
}


def of(case: Case, units: Units, leave: list[Days], asked: Iterable[Asked]) -> list[Happening]:
    return [
        *_consents(case),
        *_plans(case),
        *_closings(case, leave),
        *_inquiries(case, units),
        *case_follow_ups.of(case),
        *_fk(case),
        *_municipal_starts(case),
        *_violence(case, asked),
        *sips(case),
    ]


def _consents(case: Case) -> Iterable[Happening]:
    own, days = case.case_id, [day_of(e.recorded_at) for e in case.entries.values() if _consent(e)]
    for entry in case.entries.values():
        on = day_of(entry.recorded_at)
        match entry.fact:
            case f.ConsentRecorded(given_on=given_on, form=form):
                yield Happening(own, What.CONSENT, given_on, form.value)
            case f.ConsentRefused(stage=stage):
                yield Happening(own, What.REFUSED, on, stage.value)
            case f.ConsentWithdrawn():
                yield Happening(own, What.WITHDRAWN, on)
            case f.ConsentNarrowed():
                yield Happening(own, What.NARROWED, on)
            case f.ConsentExpired(consent_id=consent_id):
                ended = next((c.valid_to for c in case.consents if c.consent_id == consent_id), on)
                over = day_of(end_of_validity(ended))
                yield Happening(own, What.EXPIRED, over, done=min((d for d in days if d >= over), default=None))


def _consent(entry: Entry) -> bool:
    return isinstance(entry.fact, f.ConsentRecorded)


def _plans(case: Case) -> Iterable[Happening]:
    for entry in case.facts(f.RehabPlanEstablished):
        assert isinstance(entry.fact, f.RehabPlanEstablished)
        what = What.PLAN_REVISED if isinstance(entry.fact, f.RehabPlanRevised) else What.PLAN
        yield Happening(case.case_id, what, entry.fact.established_on, good=entry.fact.kva_registered)


def _closings(case: Case, leave: list[Days]) -> Iterable[Happening]:
    """Each time the case was closed; ``done`` is when it was opened again."""
    told = case.facts(f.CaseClosed, f.CaseReopened)
    # What is noted of a case that is closed already is no other closing.
    turns = [
        e for before, e in zip([None, *told], told, strict=False) if not (before and type(before.fact) is type(e.fact))
    ]
    closings, reopened = turns[::2], [day_of(e.recorded_at) for e in turns[1::2]]
    for number, entry in enumerate(closings):
        assert isinstance(entry.fact, f.CaseClosed)
        on, own = entry.fact.closed_on, case.case_id
        again = reopened[number] if number < len(reopened) else None
        yield Happening(own, What.CLOSING, on, OUTCOMES.get(entry.fact.outcome, "other"), done=again)
        if leave:
            now = next((d.degree for d in leave if d.first <= on <= d.last), 0)
            yield Happening(own, What.CLOSING_DEGREE, on, good=now < leave[0].degree)
        supported = _support(case)
        if supported and supported[0][2] == "income_support":
            still = any(first <= on <= last for first, last, source in supported if source == "income_support")
            yield Happening(own, What.CLOSING_SUPPORT, on, good=not still)


def _support(case: Case) -> list[tuple[date, date, str]]:
    """All livelihood, the earliest first; income support before what begins on the same day."""
    found = [(x.from_, x.to or FOREVER, x.source.value) for x in prevailing(case.facts(f.LivelihoodRecorded))]
    return sorted(found, key=lambda each: (each[0], each[2] != "income_support", each[1]))


def _inquiries(case: Case, units: Units) -> Iterable[Happening]:
    """``due`` is gone when the question was voided: nobody owes an answer then."""
    for inquiry in case.inquiries.values():
        on = day_of(inquiry.sent.recorded_at)
        done = day_of(inquiry.answered.recorded_at) if inquiry.answered else None
        yield Happening(
            case.case_id,
            What.INQUIRY,
            on,
            inquiry.fact.type.value,
            pair=f"{_org(units, inquiry.sent.owner_unit)}>{_org(units, inquiry.fact.to_unit)}",
            due=None if inquiry.voided else inquiry.fact.due_on,
            done=done,
            days=working_days_between(on, done) if done else None,
        )


def _org(units: Units, unit: UUID) -> str:
    return units[unit].org_type.value if unit in units else ""


def _fk(case: Case) -> Iterable[Happening]:
    """A denial has its ground as kind; a decision its days since the person applied."""
    applied: date | None = None
    entries = case.facts(f.FkCoordinationRecorded)
    for fact in sorted((e.fact for e in entries if isinstance(e.fact, f.FkCoordinationRecorded)), key=lambda x: x.on):
        decided = fact.status in {FkCoordination.GRANTED, FkCoordination.DENIED}
        days = (fact.on - applied).days if decided and applied else None
        ground = fact.denial_ground.value if fact.denial_ground else ""
        yield Happening(case.case_id, What.FK, fact.on, fact.status.value, pair=ground, days=days)
        if fact.status is FkCoordination.APPLIED:
            applied = fact.on
        elif decided:
            applied = None


def interventions(case: Case) -> dict[UUID, list[Entry]]:
    """Entries of each intervention that stand, oldest first."""
    found: dict[UUID, list[Entry]] = {}
    for entry in case.facts(f.InterventionRecorded):
        if isinstance(entry.fact, f.InterventionRecorded):
            found.setdefault(entry.fact.intervention_id, []).append(entry)
    return found


def _municipal_starts(case: Case) -> Iterable[Happening]:
    """``good``: the providing unit could read an assessment of function at the latest two weeks after the start."""
    shared = [
        (day_of(entry.recorded_at), entry.recipients | {entry.owner_unit})
        for entry in case.facts(f.FunctionalAssessmentShared)
    ]
    for entries in interventions(case).values():
        for entry in entries:
            fact = entry.fact
            assert isinstance(fact, f.InterventionRecorded)
            if fact.status == "started" and entry.category is Category.MUNICIPAL_INTERVENTIONS:
                known = any(
                    fact.provider_unit in readers and (on - fact.from_).days <= INFORMED_WITHIN
                    for on, readers in shared
                )
                yield Happening(case.case_id, What.MUNICIPAL_START, fact.from_, good=known)
                break


def _violence(case: Case, asked: Iterable[Asked]) -> Iterable[Happening]:
    for each in asked:
        kind = ("right" if each.per_routine else "asked") if each.asked else "not_asked"
        yield Happening(case.case_id, What.VIOLENCE, each.on, kind, unit=each.unit, number=each.version)
