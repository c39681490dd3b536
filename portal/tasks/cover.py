"""What falls to the colleagues when everybody who is named in a case is away (domain.md 2.2): its number, no more.

Who is away: who no longer works at the unit, and who stands in the unit's contact path as absent today.
"""

from uuid import UUID

from events.act import same_name
from events.contact_path import ContactPath, contacts_of
from events.path_states import absence_on
from orgs.roles import CASE_ROLES
from portal.tasks.task import Asking, Task
from projections import contact_paths, due


def left_to_colleagues(asking: Asking) -> list[Task]:
    """One task a case, with its first date, for who may step in: a colleague in the same role."""
    unit_id = asking.officer.unit_id
    path = contact_paths.of_units(asking.connection, [unit_id]).get(unit_id)
    rows = due.left_by(asking.connection, away(asking, path), asking.today, asking.most)
    first = {row.case_id: row for row in reversed(rows)}
    return [
        Task(
            kind="colleague_away",
            case_id=row.case_id,
            due_on=row.due_on,
            what=f"Ärende {row.number}: handläggaren är borta",
            why="Något i ärendet behöver göras. Ingen annan på enheten är namngiven.",
            verb="Gå in som ersättare",
            href=f"/arenden/{row.case_id}/ersattare",
            ref=row.case_id,
        )
        for row in first.values()
    ]


def away(asking: Asking, path: ContactPath | None) -> set[UUID]:
    """Those in the officer's own role who have worked at the unit and are not there today; never the officer."""
    unit_id, today, role = asking.officer.unit_id, asking.today, asking.officer.role
    if role not in CASE_ROLES:
        return set()
    here = asking.directory.at(unit_id)
    everybody = {a.user_id for a in here if a.role is role}
    at_work = {a.user_id for a in here if a.active_on(today) and a.role in CASE_ROLES}
    absent = _absent_names(path, asking) if path else set()
    gone = everybody - at_work
    gone |= {user for user in everybody & at_work if same_name(asking.directory.users[user].name) in absent}
    return gone - {asking.officer.user_id}


def _absent_names(path: ContactPath, asking: Asking) -> set[str]:
    return {
        same_name(contact.display_name)
        for contact_id, contact in contacts_of(path).items()
        if absence_on(path, contact_id, asking.today)
    }
