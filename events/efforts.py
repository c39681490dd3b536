"""Efforts of every party, side by side: one entry per change, by the unit whose effort it is (domain.md 5.3.3)."""

from datetime import date
from uuid import UUID

from msgspec import structs

from events import facts as f
from events.act import Act
from events.association import funded_in
from events.case import Case
from events.categories import Category
from events.commands import RecordIntervention
from events.facts import Entry
from events.kinds import InterventionStatus as Status
from events.refusals import Refused
from events.sealing import Sealed
from events.sharing import let_in, plausible, share, text, unit_known
from orgs.kinds import Party
from orgs.roles import CASE_ROLES

CATEGORY_OF_PARTY: dict[Party | None, Category] = {
    Party.REGION: Category.REHAB_PLAN,
    Party.SOCIAL_SERVICES: Category.MUNICIPAL_INTERVENTIONS,
    Party.LABOUR_MARKET: Category.MUNICIPAL_INTERVENTIONS,
    Party.AF: Category.EMPLOYMENT_SERVICES,
}
"""Försäkringskassan has no efforts of its own in a case: it coordinates those of others."""
FOLLOWS: dict[Status | None, frozenset[Status]] = {
    None: frozenset({Status.OFFERED, Status.ACCEPTED, Status.DECLINED, Status.STARTED}),
    Status.OFFERED: frozenset({Status.ACCEPTED, Status.DECLINED, Status.STARTED}),
    Status.ACCEPTED: frozenset({Status.DECLINED, Status.STARTED}),
    Status.STARTED: frozenset({Status.COMPLETED, Status.INTERRUPTED}),
}
ENDED = frozenset({Status.COMPLETED, Status.INTERRUPTED})
MOST_HOURS = 60


def record_intervention(case: Case, command: RecordIntervention, act: Act) -> list[Entry]:
    let_in(case, act, CASE_ROLES)
    category = CATEGORY_OF_PARTY.get(act.by.unit.party)
    if category is None:
        raise Refused("intervention_not_yours")
    if command.intervention_id is None:
        fact = _new(case, command, act)
    else:
        fact = _changed(_latest(case, command.intervention_id, act), case, command, act)
    _period(fact, act)
    if command.funded_id is not None:
        _funded(fact, command.funded_id, act)
    return [share(case, act, fact, command, category=category)]


def _new(case: Case, command: RecordIntervention, act: Act) -> f.InterventionRecorded:
    kind = Sealed(text(command.kind, command, "kind"))
    if command.status not in FOLLOWS[None]:
        raise Refused("intervention_order", "status", nu="inte inskriven")
    if command.from_ is None:
        raise Refused("start_missing", "from")
    return f.InterventionRecorded(
        intervention_id=act.new_id("intervention"),
        kind=kind,
        provider_unit=_provider(case, command.provider_unit or act.by.unit_id, act),
        from_=command.from_,
        status=command.status,
        to=command.to,
        hours_per_week=_hours(command.hours_per_week),
        funded_id=command.funded_id,
    )


def _changed(
    before: f.InterventionRecorded, case: Case, command: RecordIntervention, act: Act
) -> f.InterventionRecorded:
    """The effort with what the command says; something must have become different, and only in order."""
    after = structs.replace(
        before,
        kind=None if command.kind is None else Sealed(text(command.kind, command, "kind")),
        provider_unit=_provider(case, command.provider_unit or before.provider_unit, act),
        from_=command.from_ or before.from_,
        to=command.to or before.to,
        hours_per_week=_hours(command.hours_per_week) or before.hours_per_week,
        status=command.status,
        funded_id=command.funded_id or before.funded_id,
    )
    if after.status in ENDED and after.to is None:
        after = structs.replace(after, to=act.day)
    same_state = after.status is before.status and before.status in FOLLOWS
    if not same_state and after.status not in FOLLOWS.get(before.status, frozenset()):
        raise Refused("intervention_order", "status", nu=before.status)
    if same_state and _clear(after) == _clear(before) and command.kind is None:
        raise Refused("nothing_changed", "status")
    return after


def _clear(fact: f.InterventionRecorded) -> tuple[object, ...]:
    return fact.status, fact.provider_unit, fact.from_, fact.to, fact.hours_per_week, fact.funded_id


def _latest(case: Case, intervention_id: UUID, act: Act) -> f.InterventionRecorded:
    """The unit's own effort as it stands; another unit's is no effort to this one."""
    own = (e.fact for e in case.facts(f.InterventionRecorded) if e.owner_unit == act.by.unit_id)
    found = [x for x in own if isinstance(x, f.InterventionRecorded) and x.intervention_id == intervention_id]
    if not found:
        raise Refused("intervention_unknown", "intervention_id")
    return found[-1]


def _hours(hours: int | None) -> int | None:
    if hours is not None and not 1 <= hours <= MOST_HOURS:
        raise Refused("hours_implausible", "hours_per_week")
    return hours


def _provider(case: Case, unit_id: UUID, act: Act) -> UUID:
    """Who carries it out: a unit of the own organisation, or another party of the case."""
    unit = unit_known(act, unit_id, "provider_unit")
    parties = case.parties_at(act.moment) if case.consent and case.consent.active_on(act.day) else frozenset()
    if unit.org_id != act.by.unit.org_id and unit_id not in parties:
        raise Refused("provider_not_allowed", "provider_unit")
    return unit_id


def _period(fact: f.InterventionRecorded, act: Act) -> None:
    plausible(fact.from_, "from")
    if fact.to is not None:
        plausible(fact.to, "to")
        if fact.to < fact.from_:
            raise Refused("ends_before_start", "to")
    if fact.status in ENDED | {Status.STARTED}:
        _has_come(fact.from_, act, "from")
    if fact.status in ENDED and fact.to is not None:
        _has_come(fact.to, act, "to")


def _funded(fact: f.InterventionRecorded, funded_id: UUID, act: Act) -> None:
    """By an association of the own county, at some time of the effort."""
    county = act.directory.organisations[act.by.unit.org_id].county_code
    found = [each for each in funded_in(act.directory, county) if each.funded_id == funded_id]
    if not found:
        raise Refused("funded_unknown", "funded_id")
    if found[0].last_day < fact.from_ or (fact.to is not None and fact.to < found[0].first_day):
        raise Refused("funded_other_period", "funded_id")


def _has_come(day: date, act: Act, field: str) -> None:
    if day > act.day:
        raise Refused("date_in_future", field)
