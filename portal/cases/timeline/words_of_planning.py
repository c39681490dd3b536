"""What is said of function, plans and efforts: title and paragraphs, as in ``entry_words``."""

from collections.abc import Callable
from typing import Any

from events import facts as f
from events.reading import Reading
from orgs.directory import Directory
from portal.cases.efforts import efforts_of
from portal.swedish import day, exact_date, joined, label, period_said, upper_first

Said = tuple[str, list[str]]


def _assessment(fact: f.FunctionalAssessmentShared, reading: Reading, directory: Directory) -> Said:
    impairments, limitations = reading.open(fact.impairments) or (), reading.open(fact.limitations) or ()
    function = joined([_graded(label(each.area, "impairment"), each.grade) for each in impairments])
    assessor = reading.open(fact.assessed_by)
    said = [f"Bedömt av {assessor} {day(fact.assessed_on)}.", f"Funktion: {function}."]
    said += [_limitation(each) for each in limitations]
    said += [f"Fungerar bra: {text}" for text in texts(reading, fact.resources_text)]
    return "Funktion och aktivitet", [
        *said,
        *(f"Anpassning: {text}" for text in texts(reading, fact.adaptation_advice_text)),
    ]


def _diagnosis(fact: f.DiagnosisShared, reading: Reading, directory: Directory) -> Said:
    code = reading.open(fact.icd10)
    return "Diagnos", [f"{code}. {text}" for text in texts(reading, fact.text)]


def _limitation(each: f.Limitation) -> str:
    areas = joined(sorted(label(area, "impairment").lower() for area in each.because_of))
    where = f": {each.in_what_activity.rstrip('.')}" if each.in_what_activity else ""
    what = upper_first(_graded(label(each.area, "activity"), each.grade))
    return f"{what}{where}. Beror på {areas}."


def _graded(what: str, grade: str) -> str:
    return f"{what.lower()} ({label(grade, 'grade').lower()})"


def _plan(fact: f.RehabPlanEstablished, reading: Reading, directory: Directory) -> Said:
    revised = isinstance(fact, f.RehabPlanRevised)
    said = [f"Ändrad: {text}" for text in (texts(reading, fact.reason) if isinstance(fact, f.RehabPlanRevised) else [])]
    said += [f"Arbete: {text}" for text in texts(reading, fact.occupation_description)]
    said += [f"Mål: {text}" for text in texts(reading, fact.overall_goal)]
    said += [f"Delmål: {goal}" for goal in reading.open(fact.subgoals) or ()]
    for each in reading.open(fact.activities) or ():
        said.append(f"{upper_first(each.kind)}, {each.who}, {period_said(each.from_, each.to)}.")
    said += [f"Ingen nedtrappning: {text}" for text in texts(reading, fact.step_down_reason_none)]
    physician = reading.open(fact.responsible_physician)
    said.append(f"Följs upp {day(fact.follow_up_on)}. Ansvarig läkare är {physician}.")
    return "Planen är ändrad" if revised else "Plan för återgång i arbete", said


def _effort(fact: f.InterventionRecorded, reading: Reading, directory: Directory) -> Said:
    standing = [entry for entry in reading.entries if entry.version not in reading.case.retracted]
    named = [each.kind for each in efforts_of(reading, standing) if each.intervention_id == fact.intervention_id]
    kind = reading.open(fact.kind) or "".join(named)
    status = label(fact.status, "intervention_status")
    hours = f"{fact.hours_per_week} timmar i veckan, " if fact.hours_per_week else ""
    where = f" Hos {directory.name_of(fact.provider_unit)}."
    funded = directory.funded.get(fact.funded_id) if fact.funded_id else None
    paid = f" Finansieras av samordningsförbundet: {funded.name}." if funded else ""
    return f"{kind}: {status.lower()}", [f"{upper_first(hours + period_said(fact.from_, fact.to))}.{where}{paid}"]


def _coordination(fact: f.FkCoordinationRecorded, reading: Reading, directory: Directory) -> Said:
    said = [f"{upper_first(day(fact.on))}."]
    if fact.denial_ground:
        said.append(f"{label(fact.denial_ground, 'denial_ground')}.")
    return f"Samordning: {label(fact.status, 'fk_coordination').lower()}", said


def _employment(fact: f.EmploymentStatusRecorded, reading: Reading, directory: Directory) -> Said:
    by = " Enligt personen." if fact.source == "person" else ""
    said = [f"{upper_first(period_said(fact.from_, fact.to))}.{by}"]
    said += [f"Program: {text}" for text in texts(reading, fact.programme)]
    return f"{'Inskriven' if fact.enrolled else 'Inte inskriven'} hos Arbetsförmedlingen", said


def _booked(fact: f.FollowUpScheduled, reading: Reading, directory: Directory) -> Said:
    what = label(fact.kind, "follow_up_kind")
    return f"Bokad: {what[:1].lower()}{what[1:]}", [
        f"{upper_first(exact_date(fact.on))}. {directory.name_of(fact.called_by_unit)} kallar."
    ]


def _held(fact: f.FollowUpHeld, reading: Reading, directory: Directory) -> Said:
    names = joined(sorted(directory.name_of(unit) for unit in fact.present_units))
    person = " Personen var med." if fact.person_present else ""
    goals = f"Uppnådda mål: {label(fact.goals_met, 'goals_met').lower()}."
    change = " Planen behöver ändras." if fact.plan_change_needed else ""
    return f"{label(fact.kind, 'follow_up_kind')} är gjord", [f"Med: {names}.{person}", f"{goals}{change}"]


def texts(reading: Reading, sealed: Any) -> list[str]:
    text = reading.open(sealed)
    return [text] if text else []


PLANNING: dict[type[Any], Callable[[Any, Reading, Directory], Said]] = {
    f.FunctionalAssessmentShared: _assessment,
    f.DiagnosisShared: _diagnosis,
    f.RehabPlanEstablished: _plan,
    f.RehabPlanRevised: _plan,
    f.InterventionRecorded: _effort,
    f.FollowUpScheduled: _booked,
    f.FollowUpHeld: _held,
    f.FkCoordinationRecorded: _coordination,
    f.EmploymentStatusRecorded: _employment,
}
KINDS: dict[type[Any], str] = {
    f.FunctionalAssessmentShared: "Funktion och aktivitet",
    f.DiagnosisShared: "Diagnos",
    f.RehabPlanEstablished: "Plan för återgång i arbete",
    f.RehabPlanRevised: "Plan för återgång i arbete",
    f.InterventionRecorded: "Insats",
    f.FollowUpScheduled: "Bokad uppföljning",
    f.FollowUpHeld: "Uppföljning",
    f.FkCoordinationRecorded: "Samordning",
    f.EmploymentStatusRecorded: "Inskrivning hos Arbetsförmedlingen",
}
"""What is left of a retracted one."""
