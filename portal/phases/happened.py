"""What each entry that a reader may read says in the phase map: phase, lane, state, a few words."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple

from events import facts as f
from events.calendar import day_of
from events.facts import Entry
from events.facts import sip as s
from events.kinds import ContactPurpose, FkCoordination, InterventionStatus, Livelihood, SgiStatus
from orgs.directory import Directory
from portal.cases.efforts import Effort
from portal.cases.present import Present
from portal.phases.phases import LANE_OF, Phase
from portal.swedish import day_and_month, label

WORKING = frozenset({Livelihood.WAGE, Livelihood.STUDY_SUPPORT})
COORDINATION = {
    FkCoordination.CONSIDERED: "samordning övervägs",
    FkCoordination.APPLIED: "ansökan om samordning",
    FkCoordination.DENIED: "samordning fick avslag",
}


class State(Enum):
    DONE = "done"
    NOW = "now"
    NEXT = "next"


class Mark(NamedTuple):
    phase: Phase
    lane: int
    state: State
    text: str
    on: date
    living: bool = False
    """What the person lives on runs beside the efforts and moves the case nowhere."""


def marks_of(present: Present, directory: Directory, today: date) -> list[Mark]:
    """In the order of the entries; efforts as they stand now, not change by change."""
    marks: list[Mark] = []
    for entry in present.standing:
        party = directory.units[entry.owner_unit].party
        if party is not None:
            marks += [mark._replace(lane=LANE_OF[party]) if mark.lane < 0 else mark for mark in _of(entry, today)]
        if isinstance(entry.fact, f.ContactLogged) and entry.fact.purpose is ContactPurpose.EARLY_CONTACT:
            marks += _early(entry, directory)
    for effort in present.efforts:
        marks += _effort(effort, directory, today)
    recorders = {mark.lane for mark in marks if mark.phase is Phase.CONSENT and mark.text != JOINED}
    told = [mark for mark in marks if mark.text != JOINED or mark.lane not in recorders]
    return told + list(_step_down(present, today))


OWN = -1
"""The lane of who recorded it."""
JOINED = "är med i ärendet"


def _of(entry: Entry, today: date) -> Iterator[Mark]:
    fact, on = entry.fact, entry.dated
    done = State.DONE
    match fact:
        case f.SickLeaveRecorded(first_or_continued="first"):
            first = fact.rows[0]
            yield Mark(Phase.DISCOVERY, OWN, done, f"läkarintyg på {first.degree} procent", first.from_)
        case f.ConsentRecorded():
            said = "skrev in samtycket" if fact.sequence == 1 else "förnyade samtycket"
            yield Mark(Phase.CONSENT, OWN, done, said, on)
        case f.PartyConfirmed():
            yield Mark(Phase.CONSENT, OWN, done, JOINED, on)
        case f.FunctionalAssessmentShared():
            yield Mark(Phase.CHARTING, OWN, done, "funktion och aktivitet bedömd", fact.assessed_on)
        case f.PersonViewRecorded():
            yield Mark(Phase.CHARTING, OWN, done, "personens egen beskrivning", on)
        case f.SgiStatusRecorded():
            known = "saknar SGI" if fact.status is SgiStatus.ZERO else label(fact.status, "sgi_status").lower()
            yield Mark(Phase.CHARTING, OWN, done, known, fact.as_of)
        case f.EmploymentStatusRecorded(enrolled=True):
            yield Mark(Phase.CHARTING, OWN, done, "inskriven", fact.from_)
        case f.LivelihoodRecorded():
            yield _livelihood(fact, today)
        case f.RehabPlanRevised():
            yield Mark(Phase.PLAN, OWN, done, "ändrade planen", fact.established_on)
        case f.RehabPlanEstablished():
            yield Mark(Phase.PLAN, OWN, done, "upprättade planen", fact.established_on)
        case s.SipSummoned() if day_of(fact.at) >= today:
            yield Mark(Phase.PLAN, OWN, State.NEXT, f"SIP-möte {day_and_month(day_of(fact.at))}", day_of(fact.at))
        case s.SipHeld():
            yield Mark(Phase.PLAN, OWN, done, "höll SIP-möte", fact.held_on)
        case f.FollowUpScheduled() if fact.on >= today:
            yield Mark(Phase.PLAN, OWN, State.NEXT, f"uppföljning {day_and_month(fact.on)}", fact.on)
        case f.FollowUpHeld():
            yield Mark(Phase.PLAN, OWN, done, "följde upp", fact.on)
        case f.FkCoordinationRecorded():
            yield _coordination(fact)
        case f.CaseClosed():
            yield Mark(Phase.RETURN, OWN, done, f"avslutade: {label(fact.outcome, 'outcome').lower()}", on)


def _livelihood(fact: f.LivelihoodRecorded, today: date) -> Mark:
    over = fact.to is not None and fact.to < today
    state = State.NEXT if fact.from_ > today else State.DONE if over else State.NOW
    phase = Phase.RETURN if fact.source in WORKING else Phase.EFFORTS
    return Mark(
        phase, OWN, state, label(fact.source, "livelihood").lower(), fact.from_, living=fact.source not in WORKING
    )


def _coordination(fact: f.FkCoordinationRecorded) -> Mark:
    match fact.status:
        case FkCoordination.GRANTED:
            return Mark(Phase.EFFORTS, OWN, State.NOW, "samordning", fact.on)
        case FkCoordination.ENDED:
            return Mark(Phase.EFFORTS, OWN, State.DONE, "samordningen avslutad", fact.on)
    return Mark(Phase.PLAN, OWN, State.DONE, COORDINATION[fact.status], fact.on)


def _early(entry: Entry, directory: Directory) -> Iterator[Mark]:
    assert isinstance(entry.fact, f.ContactLogged)
    for unit in (entry.fact.unit_a, entry.fact.unit_b):
        if party := directory.units[unit].party:
            yield Mark(Phase.DISCOVERY, LANE_OF[party], State.DONE, "tidig kontakt", entry.dated)


def _effort(effort: Effort, directory: Directory, today: date) -> Iterator[Mark]:
    """Declined efforts are told in the timeline; here is what was done, is done and is to be done."""
    party, fact = directory.units[effort.owner].party, effort.fact
    if party is None or fact.status is InterventionStatus.DECLINED:
        return
    name = effort.name[:1].lower() + effort.name[1:]
    if effort.runs_on(today):
        yield Mark(Phase.EFFORTS, LANE_OF[party], State.NOW, name, fact.from_)
    elif fact.status in {InterventionStatus.OFFERED, InterventionStatus.ACCEPTED}:
        yield Mark(Phase.EFFORTS, LANE_OF[party], State.NEXT, name, fact.from_)
    else:
        yield Mark(Phase.EFFORTS, LANE_OF[party], State.DONE, name, fact.from_)


def _step_down(present: Present, today: date) -> Iterator[Mark]:
    lowered = [
        later for earlier, later in zip(present.certified, present.certified[1:], strict=False)
        if later.degree < earlier.degree and later.first <= today
    ]  # fmt: skip
    if lowered:
        yield Mark(Phase.RETURN, 0, State.DONE, f"sänkt till {lowered[-1].degree} procent", lowered[-1].first)
    for step in present.planned:
        text = f"{step.degree} procent {day_and_month(step.first)}"
        yield Mark(Phase.RETURN, 0, State.NEXT, f"nedtrappning till {text}", step.first)
