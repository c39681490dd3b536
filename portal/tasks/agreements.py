"""What the signed routines ask of managers and of the process leader (domain.md 5.5, 5.7)."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid5

from events.agreement import Agreement
from events.agreements import leads
from events.code_lists import MUNICIPALITIES
from orgs.kinds import OrgType
from orgs.roles import MANAGERS, PROCESS_LEADERS, Role
from portal.agreements.words import municipal_chief, reminded_on, reminded_said, to_remind
from portal.swedish import day
from portal.tasks.task import Asking, Task
from projections import agreements

CALL_FROM = timedelta(days=30)
INFORM_WITHIN = timedelta(days=30)
"""Each party informs its own staff within a month of the routine coming into force [our choice: no source says]."""


def of_routines(asking: Asking) -> list[Task]:
    role = asking.officer.role
    if role not in MANAGERS and role not in PROCESS_LEADERS:
        return []
    tasks: list[Task] = []
    for agreement in agreements.every(asking.connection):
        if agreement.terminated_on is not None or not agreement.versions:
            continue
        if leads(asking.officer, asking.directory, agreement):
            tasks += _to_chase(asking, agreement)
        elif asking.officer.unit_id in agreement.latest.terms.parties:
            tasks += _of_party(asking, agreement)
    return tasks


def _of_party(asking: Asking, agreement: Agreement) -> list[Task]:
    unit, today = asking.officer.unit, asking.today
    tasks = []
    if unit.unit_id not in agreement.latest.signed_by_units:
        why = "Rutinen gäller när alla parter har skrivit under."
        signing = _task(agreement, "sign_agreement", None, "skriv under rutinen", why, "Läs", "")
        tasks.append(_reminded(signing, agreement, asking))
    holds = agreement.in_force(today)
    since = holds.in_force_from if holds else None
    if since is None:
        return tasks
    informed = agreement.informed.get(unit.unit_id)
    if informed is None or informed < since:
        why = f"Rutinen gäller sedan {day(since)}. Varje part informerar sin egen personal."
        doing = "berätta om rutinen för er personal"
        telling = _task(agreement, "inform_staff", since + INFORM_WITHIN, doing, why, "Skriv in", "/information")
        tasks.append(_reminded(telling, agreement, asking))
    if unit.org_type is OrgType.MUNICIPALITY and asking.officer.role is Role.UNIT_MANAGER:
        tasks += _follow_up(agreement, asking)
    return tasks


def _reminded(task: Task, agreement: Agreement, asking: Asking) -> Task:
    """A reminder makes the task a new one, so that those who want mail are told of it once more."""
    about = agreement, asking.officer.unit_id, asking.directory, asking.today
    on = reminded_on(*about)
    if on is None:
        return task
    said = f"{task.why}{reminded_said(*about)}"
    return replace(task, why=said, ref=uuid5(agreement.agreement_id, on.isoformat()))


def _follow_up(agreement: Agreement, asking: Asking) -> list[Task]:
    """The municipality calls, and says how it went."""
    due_on, today = agreement.follow_up_due, asking.today
    if agreement.called is not None and agreement.called <= today:
        why = f"Ni kallade till {day(agreement.called)}."
        return [_task(agreement, "hold_routine_follow_up", agreement.called, "skriv in uppföljningen", why, "Skriv in")]
    if agreement.called is None and due_on is not None and today >= due_on - CALL_FROM:
        why = "Kommunen kallar till uppföljning av rutinen."
        doing = "kalla till uppföljning av rutinen"
        calling = _task(agreement, "call_routine_follow_up", due_on, doing, why, "Kalla", "/kallelse")
        return [_reminded(calling, agreement, asking)]
    return []


def _to_chase(asking: Asking, agreement: Agreement) -> list[Task]:
    due_on = agreement.late_since(asking.today)
    if due_on is None:
        return []
    chief = municipal_chief(agreement, asking.directory, asking.today)
    why = "Kommunen kallar." + (f" Ansvarig: {chief}." if chief else "")
    doing, verb, place = "uppföljningen av rutinen är inte kallad", "Se rutinen", ""
    if to_remind(agreement, asking.officer, asking.directory, asking.today):
        verb, place = "Påminn", "/paminnelse"
    return [_task(agreement, "routine_follow_up_overdue", due_on, doing, why, verb, place)]


def _task(
    agreement: Agreement, kind: str, due_on: date | None, doing: str, why: str, verb: str, place: str = "/uppfoljning"
) -> Task:
    name = MUNICIPALITIES[agreement.municipality_code].name
    href = f"/rutiner/{agreement.agreement_id}{place}"
    return Task(kind, None, due_on, f"{name}: {doing}", why, verb, href, ref=agreement.agreement_id)
