"""What a preparation opens with: what the unit itself has already recorded, in the words of the timeline."""

from collections.abc import Callable
from typing import Any

from events import facts as f
from events.facts import Entry
from events.sip.questions import Question
from portal.cases.present import Present
from portal.cases.timeline.entry_words import words
from portal.sip.meeting import Meeting, standing
from portal.swedish import day, label, period_said, role_label

LONGEST = 900
"""Letters of a field that are filled in beforehand, so that there is room to add."""


def prefilled(meeting: Meeting) -> dict[str, str]:
    """``{question: text}`` for the own unit's form."""
    officer = meeting.reading.gate.officer
    told = {Question.ATTENDING: f"{officer.name}, {role_label(officer.role)}"}
    told |= {question: text for question, make in _OF_UNIT.items() if (text := make(meeting))}
    return {str(question): text[:LONGEST] for question, text in told.items()}


def prefilled_person(meeting: Meeting) -> dict[str, str]:
    """From the latest description in the person's own words, whoever noted it."""
    views = [e.fact for e in standing(meeting.reading) if isinstance(e.fact, f.PersonViewRecorded)]
    if not views:
        return {}
    view, open_ = views[-1], meeting.reading.open
    told = {
        Question.MATTERS_MOST: open_(view.what_matters),
        Question.WORKS_WELL: open_(view.strengths),
        Question.IS_HARD: open_(view.worries),
        Question.WANTED_RESULT: open_(view.goals),
    }
    return {str(question): text for question, text in told.items() if text}


def _own(meeting: Meeting, kind: type[Any]) -> list[Entry]:
    return [e for e in standing(meeting.reading) if e.owner_unit == meeting.own and isinstance(e.fact, kind)]


def _latest(kind: type[Any]) -> Callable[[Meeting], str]:
    """The latest own entry of the kind, as it is told in the timeline."""

    def make(meeting: Meeting) -> str:
        found = _own(meeting, kind)
        return _told(meeting, found[-1]) if found else ""

    return make


def _told(meeting: Meeting, entry: Entry) -> str:
    title, paragraphs = words(meeting.reading, entry, meeting.directory)
    return " ".join([f"{title.rstrip('.')}.", *paragraphs])


def _degree(meeting: Meeting) -> str:
    if not _own(meeting, f.SickLeaveRecorded):
        return ""
    present = Present(meeting.reading, meeting.directory)
    now = next((s for s in present.certified if s.first <= present.today <= s.last), None)
    return f"{now.degree} procent, intyg till {day(now.last)}." if now else ""


def _goals(meeting: Meeting) -> str:
    plans = _own(meeting, f.RehabPlanEstablished)
    fact = plans[-1].fact if plans else None
    return meeting.reading.open(fact.overall_goal) or "" if isinstance(fact, f.RehabPlanEstablished) else ""


def _efforts(meeting: Meeting) -> str:
    running = [each for each in Present(meeting.reading, meeting.directory).running if each.owner == meeting.own]
    return " ".join(f"{each.name}." for each in running)


def _livelihood(meeting: Meeting) -> str:
    found = [e.fact for e in _own(meeting, f.LivelihoodRecorded)]
    told = [
        f"{label(x.source, 'livelihood')}, {period_said(x.from_, x.to)}."
        for x in found
        if isinstance(x, f.LivelihoodRecorded)
    ]
    return told[-1] if told else ""


_OF_UNIT: dict[Question, Callable[[Meeting], str]] = {
    Question.DEGREE: _degree,
    Question.STEP_DOWN: _latest(f.StepDownPlanned),
    Question.PLAN_GOALS: _goals,
    Question.FUNCTION: _latest(f.FunctionalAssessmentShared),
    Question.LIVELIHOOD: _livelihood,
    Question.OTHER_EFFORTS: _efforts,
    Question.ACTIVITY: _efforts,
    Question.SGI: _latest(f.SgiStatusRecorded),
    Question.FK_COORDINATION: _latest(f.FkCoordinationRecorded),
    Question.ENROLLED: _latest(f.EmploymentStatusRecorded),
}
"""Only questions of the unit's own form are shown; the rest of these find nothing of its own."""
