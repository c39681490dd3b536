"""Tasks of cases: what is due for this officer, in words; names only where the unit may know them."""

from collections.abc import Callable, Mapping
from uuid import UUID

from events.sip.rules import principal_of
from orgs.directory import Unit
from portal.tasks.case_words import OF_PRINCIPALS, WORDS, Said, Telling
from portal.tasks.task import Asking, Task
from projections import due
from projections.due import DueRow

Names = Callable[[list[UUID]], Mapping[UUID, str]]
"""How the person of each case is called; a case that is missing is spoken of by its number."""


def no_names(_: list[UUID]) -> Mapping[UUID, str]:
    return {}


def of_officer(asking: Asking, names: Names, *, for_others: bool = False) -> list[Task]:
    """What waits for an officer with a case role, or what they wait for."""
    rows = due.mine(asking.connection, asking.officer.user_id, asking.today, for_others=for_others, limit=asking.most)
    return _tasks(asking, rows, names)


def by_case(asking: Asking, case_ids: list[UUID]) -> dict[UUID, list[Task]]:
    """What waits for the officer in each of these cases, the first by date first; nobody is named."""
    found: dict[UUID, list[Task]] = {case_id: [] for case_id in case_ids}
    for task in _tasks(
        asking, due.of_cases(asking.connection, asking.officer.user_id, case_ids, asking.today), no_names
    ):
        if task.case_id:
            found[task.case_id].append(task)
    return found


def of_manager(asking: Asking, names: Names) -> list[Task]:
    """What a manager sees without reading any case: consents to make sure of, and cases that nobody handles."""
    return _tasks(asking, due.of_whole_unit(asking.connection, asking.today, asking.most), names)


def perhaps_double(asking: Asking, names: Names, case_id: UUID | None = None) -> list[Task]:
    """Two open cases of the unit about one person; it asks the person, and leaves one of them (domain.md 5.3.4).

    ``case_id``: only whether this one is among them.
    """
    found = due.twice(asking.connection, asking.officer.user_id, case_id)
    called = names([case_id for case_id, _ in found]) if found else {}
    why = "Enheten är med i två öppna ärenden om personen. Fråga personen vilket som ska vara kvar."
    return [
        Task(
            kind="possible_duplicate",
            case_id=case_id,
            due_on=None,
            what=f"{called.get(case_id, f'Ärende {number}')}: möjlig dubblett",
            why=why,
            verb="Se ärendet",
            href=f"/arenden/{case_id}",
            ref=case_id,
        )
        for case_id, number in found
    ]


def _tasks(asking: Asking, rows: list[DueRow], names: Names) -> list[Task]:
    rows = [row for row in rows if concerns(row, asking.officer.unit)]
    called = names([row.case_id for row in rows])
    return [_task(asking, row, called.get(row.case_id, f"Ärende {row.number}")) for row in rows]


def concerns(row: DueRow, unit: Unit) -> bool:
    """Whether a unit of that kind does such a thing at all; what is due is derived without the directory."""
    return row.kind not in OF_PRINCIPALS or principal_of(unit) is not None


def _task(asking: Asking, row: DueRow, name: str) -> Task:
    said: Said = WORDS[row.kind](Telling(row, asking.directory, asking.officer.role))
    here = f"/arenden/{row.case_id}"
    by_time = row.caused_on is None or row.from_on > row.caused_on
    return Task(
        kind=row.kind,
        case_id=row.case_id,
        due_on=row.due_on,
        what=f"{name}: {said.what}",
        why=said.why,
        verb=said.verb,
        href=f"/bemanning/{row.case_id}" if _names_staff(asking, row) else here + said.place,
        ref=row.ref,
        own_doing=row.caused_by == asking.officer.user_id and not by_time,
    )


def _names_staff(asking: Asking, row: DueRow) -> bool:
    return row.kind == "name_caseworkers" and asking.officer.is_manager
