"""A case as the log has it, made into what statistics know of it: a pure function, so any rebuild gives the same."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from events import facts as f
from events.calendar import day_of, working_days_between
from events.case import Case
from events.facts import Entry
from events.kinds import ResponsibilityKind
from events.livelihood import prevailing
from orgs.kinds import CARE_UNITS, Party
from projections.statistics import happenings, standing
from projections.statistics.facts import ALWAYS, FOREVER, Asked, CaseFacts, CaseRow, Place, Span, UnitKind, What
from projections.statistics.leave_spells import Days, degrees, spells

_NEVER_COUNTED = frozenset({"draft_expired", "wrong_registration", "protected"})
_MUNICIPAL = frozenset({Party.SOCIAL_SERVICES, Party.LABOUR_MARKET})
Units = Mapping[UUID, UnitKind]


def facts_of(case: Case, units: Units, asked: Iterable[Asked] = ()) -> CaseFacts | None:
    """``None`` for a case that is in no statistics: a draft, a wrong registration, a locked one, an objection.

    A purged case keeps its skeleton. What has been retracted is not there.
    """
    if case.drafted is None or not (case.consents or case.refused):
        return None
    if case.locked or case.statistics_objection or _ground(case) in _NEVER_COUNTED:
        return None
    leave = degrees(case.facts(f.SickLeaveRecorded))
    still_true = [each for each in asked if each.version not in case.retracted]
    return CaseFacts(
        _row(case, units, leave),
        _places(case, units),
        _spans(case, leave),
        happenings.of(case, units, leave, still_true),
    )


def _ground(case: Case) -> str:
    return next((e.fact.ground for e in case.entries.values() if isinstance(e.fact, f.CasePurged)), "")


def _row(case: Case, units: Units, leave: list[Days]) -> CaseRow:
    assert case.drafted is not None
    certificates: list[tuple[date, int, Any]] = [
        (e.fact.issued_on, e.version, e.fact) for e in case.facts(f.SickLeaveRecorded) if hasattr(e.fact, "issued_on")
    ]
    first = min(certificates, key=lambda each: each[:2], default=None)
    opened_on = case.consents[0].given_on if case.consents else None
    return CaseRow(
        case.case_id,
        case.drafted.gender.value,
        case.birth_year,
        opened_on,
        first[0] if first else None,
        min(first[2].rows, key=lambda row: row.from_).degree == 100 if first else None,
        _contact_days(case, units, opened_on),
        _early(case, leave),
    )


def _contacts(case: Case) -> list[tuple[date, f.ContactLogged]]:
    found = [(e.dated, e.fact) for e in case.facts(f.ContactLogged) if isinstance(e.fact, f.ContactLogged)]
    return sorted(found, key=lambda each: each[0])


def _contact_days(case: Case, units: Units, opened_on: date | None) -> int | None:
    """Working days from the consent to the first contact between region and municipality, or from the opener to
    another party where one of them is missing (I16)."""
    parties = {units[r.unit_id].party for consent in case.consents for r in consent.scope if r.unit_id in units}
    both = Party.REGION in parties and bool(parties & _MUNICIPAL)
    for on, contact in _contacts(case):
        ends = {contact.unit_a, contact.unit_b}
        kinds = {units[unit].party for unit in ends if unit in units}
        counts = Party.REGION in kinds and bool(kinds & _MUNICIPAL) if both else case.opener in ends
        if counts and opened_on is not None:
            return max(0, working_days_between(opened_on, on))
    return None


def _early(case: Case, leave: list[Days]) -> bool | None:
    """Whether the organisations spoke at the latest on the first day of full-time leave, or there was none (I17)."""
    if not leave:
        return None
    full = min((stretch.first for stretch in leave if stretch.degree == 100), default=None)
    contacts = _contacts(case)
    return full is None or (bool(contacts) and contacts[0][0] <= full)


def _places(case: Case, units: Units) -> list[Place]:
    """Municipality and care unit from day to day; after several changes on a day the last holds."""
    assert case.drafted is not None
    care_unit = _care_unit(case, units)
    places = [Place(case.case_id, ALWAYS, FOREVER, case.drafted.municipality_code, care_unit)]
    for entry in case.entries.values():
        latest = places[-1]
        match entry.fact:
            case f.ContactDetailsChanged(municipality_code=str() as code):
                changed = latest._replace(municipality=code)
            case f.CaseResponsibilityTransferred(kind=kind, to_unit=to_unit, municipality_code=code):
                to_care = kind is ResponsibilityKind.MEDICAL and to_unit in units
                changed = latest._replace(
                    municipality=code or latest.municipality, care_unit=to_unit if to_care else latest.care_unit
                )
            case _:
                continue
        places = _from(places, changed, day_of(entry.recorded_at))
    return places


def _from(places: list[Place], changed: Place, day: date) -> list[Place]:
    *before, latest = places
    if latest.first < day:
        before.append(latest._replace(last=date.fromordinal(day.toordinal() - 1)))
    return [*before, changed._replace(first=max(day, latest.first))]


def _care_unit(case: Case, units: Units) -> UUID | None:
    """The opener when it is a care unit, otherwise the first care unit that the person allowed."""
    named = [case.opener] if case.opener else []
    named += [unit for consent in case.consents for unit in sorted({r.unit_id for r in consent.scope})]
    return next((unit for unit in named if unit in units and units[unit].unit_type in CARE_UNITS), None)


def _spans(case: Case, leave: list[Days]) -> list[Span]:
    own = case.case_id
    return [
        *standing.active(case),
        *standing.parties(case),
        *(Span(own, What.DEGREE, d.first, d.last, d.degree) for d in leave),
        *(Span(own, What.SPELL, d.first, d.last) for d in spells(leave)),
        *_support(case),
        *_step_downs(case),
        *_efforts(case),
    ]


def _support(case: Case) -> Iterable[Span]:
    for fact in prevailing(case.facts(f.LivelihoodRecorded)):
        if fact.source == "income_support":
            yield Span(case.case_id, What.INCOME_SUPPORT, fact.from_, fact.to or FOREVER)


def _step_downs(case: Case) -> Iterable[Span]:
    """From the day it was planned to the day before its last step; a later plan replaces it."""
    planned = sorted(case.facts(f.StepDownPlanned), key=lambda entry: (entry.dated, entry.version))
    for number, entry in enumerate(planned):
        assert isinstance(entry.fact, f.StepDownPlanned)
        last = entry.fact.steps[-1].from_.toordinal() - 1
        if number + 1 < len(planned):
            last = min(last, planned[number + 1].dated.toordinal() - 1)
        if last >= entry.dated.toordinal():
            yield Span(case.case_id, What.STEP_DOWN, entry.dated, date.fromordinal(last))


def _efforts(case: Case) -> Iterable[Span]:
    """Efforts that have begun, each as its latest entry says; whose it is, and what pays for it, in ``unit``."""
    for entries in happenings.interventions(case).values():
        latest: Entry = entries[-1]
        fact = latest.fact
        assert isinstance(fact, f.InterventionRecorded)
        if any(getattr(e.fact, "status", "") == "started" for e in entries) and (fact.to or FOREVER) >= fact.from_:
            effort = Span(case.case_id, What.EFFORT, fact.from_, fact.to or FOREVER, unit=latest.owner_unit)
            yield effort
            if fact.funded_id is not None:
                yield effort._replace(what=What.FUNDED, unit=fact.funded_id)
