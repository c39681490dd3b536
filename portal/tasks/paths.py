"""Ways in: one's own for those who keep it, and for the process leader those of the county that fail (domain.md 6)."""

from dataclasses import replace
from datetime import timedelta

from events.contact_path import ContactPath
from events.deviation_readers import county_of
from events.path_states import FRESH_DAYS, STALE_AFTER_DAYS, PathState, absence_on, states
from events.paths import KEEPERS
from orgs.directory import Unit
from orgs.roles import MANAGERS, PROCESS_LEADERS
from portal.paths.words import NO_COORDINATOR
from portal.swedish import day, role_label
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
        away = absence_on(path, path.published.primary_id, asking.today)
        why = "Den ordinarie är borta och ingen ersättare är på plats." if away else NO_COORDINATOR
        why += " De andra ser chefens namn i stället."
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


def of_county_paths(asking: Asking) -> list[Task]:
    """To the process leader: ways in of the county that nobody answers for, or has vouched for in half a year."""
    if asking.officer.role not in PROCESS_LEADERS:
        return []
    directory, county = asking.directory, county_of(asking.officer, asking.directory)
    units = [
        unit
        for unit in directory.units.values()
        if unit.active and unit.party is not None and directory.organisations[unit.org_id].county_code == county
    ]
    paths = contact_paths.of_units(asking.connection, [unit.unit_id for unit in units])
    return [task for unit in units if unit.unit_id in paths for task in _to_chase(asking, unit, paths[unit.unit_id])]


def _to_chase(asking: Asking, unit: Unit, path: ContactPath) -> list[Task]:
    found = states(path, asking.directory, asking.today)
    chiefs = asking.directory.staff(unit.unit_id, asking.today, MANAGERS)
    chief = f" Ansvarig: {role_label(chiefs[0][1])} {chiefs[0][0].name}." if chiefs else ""
    place = f"{HERE}/{unit.unit_id}"
    if PathState.UNCOVERED in found:
        what, why = f"{unit.name}: ingen väg in just nu", "Ingen svarar där i dag." + chief
        return [Task("uncovered_contact_path", None, asking.today, what, why, "Se vägen", place, ref=unit.unit_id)]
    if PathState.STALE not in found:
        return []
    assert path.confirmed_on is not None
    due_on = min([path.confirmed_on + timedelta(days=STALE_AFTER_DAYS), *(flag.on for flag in path.flags)])
    what, why = f"{unit.name}: kontaktvägen är inaktuell", f"Den bekräftades senast {day(path.confirmed_on)}.{chief}"
    return [Task("stale_contact_path", None, due_on, what, why, "Se vägen", place, ref=unit.unit_id)]


def _task(asking: Asking, kind: str, what: str, why: str, verb: str, place: str) -> Task:
    return Task(kind, None, None, what, why, verb, HERE + place, ref=asking.officer.unit_id)
