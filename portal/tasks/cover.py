"""What falls to others when everybody who is named in a case is away (domain.md 2.2): its number, no more.

Who is away: who no longer works at the unit, and who stands in the unit's contact path as absent today. A colleague in
the same role may step in; where there is none, and where nobody comes back, the manager names somebody.
"""

from uuid import UUID

from events.act import same_name
from events.contact_path import ContactPath, contacts_of
from events.path_states import absence_on
from orgs.roles import CASE_ROLES, Role
from portal.tasks.task import Asking, Task
from projections import contact_paths, due, staffing


def left_to_colleagues(asking: Asking) -> list[Task]:
    """One task a case, with its first date, for who may step in: a colleague in the same role."""
    at_unit = _AtUnit(asking)
    role, own = asking.officer.role, asking.officer.user_id
    of_role = {user for user in at_unit.away if role in at_unit.roles[user]} - {own} if role in CASE_ROLES else set()
    rows = due.left_by(asking.connection, of_role, at_unit.away - {own}, asking.today, asking.most)
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


def left_to_manager(asking: Asking) -> list[Task]:
    """Cases whose named officers have all left the unit, or are away with nobody in their role to step in."""
    if not asking.officer.is_manager:
        return []
    at_unit = _AtUnit(asking)
    tasks = []
    for row in staffing.of_unit(asking.connection):
        named = set(row.caseworkers)
        left = not named & at_unit.at_work
        if not named or not named <= at_unit.away or (at_unit.stand_in_for(named) and not left):
            continue
        gone, absent = "Den som handlade ärendet har slutat.", "Den som handlägger ärendet är borta, ingen kan gå in."
        what, href = f"Ärende {row.number}: bestäm vem som handlägger", f"/bemanning/{row.case_id}"
        tasks.append(
            Task("nobody_at_work", row.case_id, None, what, gone if left else absent, "Välj", href, ref=row.case_id)
        )
    return tasks[: asking.most]


class _AtUnit:
    """Who works and has worked in cases at the officer's unit, in which roles, and who is not there today."""

    def __init__(self, asking: Asking) -> None:
        held = [a for a in asking.directory.at(asking.officer.unit_id) if a.role in CASE_ROLES]
        self.roles: dict[UUID, set[Role]] = {a.user_id: set() for a in held}
        for assignment in held:
            self.roles[assignment.user_id].add(assignment.role)
        self.at_work = {a.user_id for a in held if a.active_on(asking.today)}
        self._now = {(a.user_id, a.role) for a in held if a.active_on(asking.today)}
        path = contact_paths.of_units(asking.connection, [asking.officer.unit_id]).get(asking.officer.unit_id)
        absent = _absent_names(path, asking) if path else set()
        self.away = set(self.roles) - self.at_work
        self.away |= {user for user in self.at_work if same_name(asking.directory.users[user].name) in absent}

    def stand_in_for(self, named: set[UUID]) -> bool:
        """Whether somebody who is there today has the role of one of them."""
        wanted = {role for user in named for role in self.roles.get(user, set())}
        return any(role in wanted and user not in self.away for user, role in self._now)


def _absent_names(path: ContactPath, asking: Asking) -> set[str]:
    return {
        same_name(contact.display_name)
        for contact_id, contact in contacts_of(path).items()
        if absence_on(path, contact_id, asking.today)
    }
