"""What is said of function, plans and efforts: title and paragraphs, as in ``portal.entry_words``."""

from collections.abc import Callable
from typing import Any

from events import facts as f
from events.reading import Reading
from orgs.directory import Directory
from portal.swedish import day, joined, label, upper_first

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


def _limitation(each: f.Limitation) -> str:
    areas = joined(sorted(label(area, "impairment").lower() for area in each.because_of))
    where = f": {each.in_what_activity.rstrip('.')}" if each.in_what_activity else ""
    what = upper_first(_graded(label(each.area, "activity"), each.grade))
    return f"{what}{where}. Beror på {areas}."


def _graded(what: str, grade: str) -> str:
    return f"{what.lower()} ({label(grade, 'grade').lower()})"


def texts(reading: Reading, sealed: Any) -> list[str]:
    text = reading.open(sealed)
    return [text] if text else []


PLANNING: dict[type[Any], Callable[[Any, Reading, Directory], Said]] = {f.FunctionalAssessmentShared: _assessment}
KINDS: dict[type[Any], str] = {f.FunctionalAssessmentShared: "Funktion och aktivitet"}
"""What is left of a retracted one."""
