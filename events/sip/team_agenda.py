"""A unit and its partners meet over several cases: in each, one item with purpose and question (domain.md 5.4).

Nothing joins the cases but the meeting's id: the agenda is read case by case through the gate.
"""

from uuid import UUID

from events.act import Act
from events.calendar import day_of
from events.case import Case
from events.categories import Category
from events.commands.sip import ConcludeTeamItem, PlanTeamItem
from events.facts import Entry
from events.facts import sip as s
from events.refusals import Refused
from events.sealing import Sealed
from events.sharing import consent_in_force, covered, gate, let_in, not_allowed, plausible, text


def plan_team_item(case: Case, command: PlanTeamItem, act: Act) -> list[Entry]:
    """All who are to be in the room must be recipients of this case's consent."""
    let_in(case, act)
    consent_in_force(case, act)
    units = command.units - {act.by.unit_id}
    if not units:
        raise Refused("team_nobody", "units")
    if outside := units - covered(case, act, Category.PLANNING):
        raise not_allowed(act, Category.PLANNING, min(outside), "units")
    if not command.question.strip():
        raise Refused("team_question_missing", "question")
    if command.at.utcoffset() is None:
        raise Refused("date_implausible", "at")
    plausible(day_of(command.at), "at")
    if command.at <= act.moment:
        raise Refused("sip_past", "at")
    meeting_id = command.meeting_id or act.new_id("team meeting")
    if any(item.fact.meeting_id == meeting_id for item in own_items(case, act.by.unit_id)):  # type: ignore[union-attr]
        raise Refused("team_item_twice", "meeting_id")
    fact = s.TeamItemPlanned(
        meeting_id=meeting_id,
        at=command.at,
        units=units | {act.by.unit_id},
        purpose=Sealed(text(command.purpose, command, "purpose")),
        question=Sealed(text(command.question, command, "question")),
    )
    return [act.entry(case, fact, units)]


def conclude_team_item(case: Case, command: ConcludeTeamItem, act: Act) -> list[Entry]:
    """What the meeting came to, back into the case; to those who were to be there."""
    let_in(case, act)
    consent_in_force(case, act)
    door = gate(case, act)
    found = [
        entry
        for entry in case.facts(s.TeamItemPlanned)
        if isinstance(entry.fact, s.TeamItemPlanned)
        and entry.fact.meeting_id == command.meeting_id
        and door.may_read(entry)
    ]
    if not found:
        raise Refused("team_item_unknown", "meeting_id")
    item = found[-1].fact
    assert isinstance(item, s.TeamItemPlanned)
    if act.moment < item.at:
        raise Refused("team_not_yet")
    fact = s.TeamItemConcluded(
        meeting_id=command.meeting_id, conclusion=Sealed(text(command.conclusion, command, "conclusion"))
    )
    return [act.entry(case, fact, covered(case, act, Category.PLANNING) & item.units)]


def own_items(case: Case, unit_id: UUID) -> list[Entry]:
    return [entry for entry in case.facts(s.TeamItemPlanned) if entry.owner_unit == unit_id]
