"""Stepping in for a colleague (domain.md 2.2): the same role, the same unit, a reason, and every reading logged."""

from datetime import datetime

from events.case import Case
from events.grants import Gate
from orgs.directory import Directory
from orgs.officers import Officer


def may_step_in(case: Case, officer: Officer, moment: datetime, directory: Directory) -> bool:
    """Whether the officer may open the case after choosing a reason: knows of it, and has a named colleague's role."""
    gate = Gate(case, officer, moment)
    if not gate.knows or gate.inside or gate.awaits_verification or case.locked or not officer.has_case_role:
        return False
    named = case.caseworkers.get(officer.unit_id, frozenset())
    # Also when the colleague's assignment has ended: somebody must be able to take over.
    here = (a for a in directory.assignments.values() if a.unit_id == officer.unit_id)
    return any(a.user_id in named and a.role is officer.role for a in here)
