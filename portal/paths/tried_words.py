"""How a contact path has worked for those who tried it, in words."""

from typing import Any

from events.facts.paths import PathProblem
from events.path_tries import SHOWN_FROM, Performance
from portal.swedish import counted, day, upper_first
from projections.path_tries import Failure

PROBLEMS = [
    {"value": PathProblem.NO_ANSWER.value, "label": "Ingen svarade"},
    {"value": PathProblem.WRONG_NUMBER.value, "label": "Numret går inte fram"},
    {"value": PathProblem.WRONG_PERSON.value, "label": "Jag kom till fel person"},
    {"value": PathProblem.OTHER.value, "label": "Något annat"},
]
_SAID = {
    PathProblem.NO_ANSWER: "ingen svarade",
    PathProblem.WRONG_NUMBER: "numret går inte fram",
    PathProblem.WRONG_PERSON: "kom till fel person",
    PathProblem.OTHER: "kom inte fram",
}


def performance_said(told: Performance | None) -> dict[str, Any]:
    """``{figure, sentence, waiting}`` of the last twelve months; ``figure`` is blank when there is nothing to count."""
    if told is None or (told.contacts == 0 and not told.still_trying):
        return {"figure": "", "sentence": "Ingen har sagt hur det gick att nå enheten det senaste året.", "waiting": ""}
    waiting = ""
    if told.still_trying:
        units = counted(told.still_trying, "en enhet", "enheter")
        waiting = f"{upper_first(units)} har sagt att vägen inte fungerade, och inte sedan dess att den gjorde det."
    if told.median_working_days is None:
        few = f"Färre än {SHOWN_FROM} har sagt att de kom fram det senaste året. Det är för få för att visa en tid."
        return {"figure": "", "sentence": few, "waiting": waiting}
    sentence = f"Hälften av {told.contacts} kontakter det senaste året tog så lång tid eller kortare."
    same = "Alla" if told.same_day == told.contacts else str(told.same_day)
    return {
        "figure": days_said(told.median_working_days),
        "sentence": f"{sentence} {same} kom fram samma dag.",
        "waiting": waiting,
    }


def days_said(days: float) -> str:
    """Samma dag, 1 arbetsdag, 1,5 arbetsdagar"""
    if days == 0:
        return "Samma dag"
    return "1 arbetsdag" if days == 1 else f"{days:g} arbetsdagar".replace(".", ",")


def failure_said(each: Failure, unit: str) -> dict[str, str]:
    """ "23 november 2026: Vårdcentralen Lärkan, ingen svarade" """
    return {"what": f"{day(each.on)}: {unit}, {_SAID[each.problem]}", "note": each.note or ""}
