"""The unit's own way in, for those who keep it: to be published, confirmed, covered (domain.md 6)."""

from dataclasses import replace
from datetime import timedelta

from events.path_states import FRESH_DAYS, PathState, states
from events.paths import KEEPERS
from portal.swedish import day
from portal.tasks.task import Asking, Task
from projections import contact_paths

HERE = "/kontaktvagar"


def of_own_path(asking: Asking) -> list[Task]:
    unit = asking.officer.unit
    if asking.officer.role not in KEEPERS or unit.party is None:
        return []
    path = contact_paths.of_units(asking.connection, [unit.unit_id]).get(unit.unit_id)
    if path is None or path.published is None or path.confirmed_on is None:
        why = "De andra hittar ingen väg in till er. Även en enhet utan rehabkoordinator ska ha en."
        return [_task(asking, "publish_contact_path", "Skriv in er kontaktväg", why, "Skriv in", "/er-kontaktvag")]
    found = states(path, asking.directory, asking.today)
    tasks = []
    if PathState.UNCOVERED in found:
        why = "Den ordinarie är borta och ingen ersättare är på plats. De andra ser chefens namn i stället."
        tasks.append(
            _task(asking, "cover_contact_path", "Ingen väg in till er just nu", why, "Ändra", "/er-kontaktvag")
        )
    if {PathState.AGEING, PathState.STALE} & set(found):
        confirmed = path.confirmed_on
        why = f"Uppgifterna bekräftades senast {day(confirmed)}."
        if path.flags:
            why = f"Någon kom inte fram {day(min(flag.on for flag in path.flags))}. " + why
        task = _task(asking, "confirm_contact_path", "Bekräfta er kontaktväg", why, "Bekräfta", f"/{unit.unit_id}")
        due_on = confirmed + timedelta(days=FRESH_DAYS)
        due_on = min([due_on, *(flag.on for flag in path.flags)])
        tasks.append(replace(task, due_on=due_on))
    return tasks


def _task(asking: Asking, kind: str, what: str, why: str, verb: str, place: str) -> Task:
    return Task(kind, None, None, what, why, verb, HERE + place, ref=asking.officer.unit_id)
