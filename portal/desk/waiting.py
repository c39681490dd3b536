"""What waits for this officer, and what they wait for: from the views, through the same grants as the cases."""

from datetime import date
from uuid import UUID

from events.kinds import Status
from events.vault import open_name
from portal.acting import AnyRequest, looking, officer_of
from portal.desk.tasks import Task, awaited_answer, awaited_verification, of_case, to_answer, to_verify
from portal.house import portal_of
from projections import inquiries, worklist
from projections.inquiries import InquiryRow
from projections.worklist import CaseRow


def waiting_for_me(request: AnyRequest) -> list[Task]:
    """Sorted by due date, the latest first of all; only from what this officer may read."""
    portal, officer = portal_of(request), officer_of(request)
    today, directory = portal.clock.today(), request.state.directory
    with looking(request) as connection:
        mine = worklist.mine(connection, officer.user_id, limit=500)
        unverified = worklist.waiting_for_verification(connection, today)
        asked = inquiries.mine(connection, officer.user_id, only_open=True)
    names = _names(request, [*mine, *unverified], asked)
    tasks = [to_verify(row, names[row.case_id], directory) for row in unverified]
    for row in mine:
        tasks += of_case(row, names[row.case_id], today, officer.unit_id)
    status = {row.case_id: row.status(today) for row in mine}
    tasks += [
        to_answer(row, names[row.case_id], directory, officer.role)
        for row in asked
        if row.to_unit == officer.unit_id and status.get(row.case_id) is Status.ACTIVE
    ]
    return sorted(tasks, key=lambda task: (task.due_on or date.max, task.what))


def waiting_for_others(request: AnyRequest) -> list[Task]:
    """What other units owe: answers to our questions, and making sure of a consent."""
    portal, officer = portal_of(request), officer_of(request)
    today, directory = portal.clock.today(), request.state.directory
    with looking(request) as connection:
        mine = worklist.mine(connection, officer.user_id, limit=500)
        asked = inquiries.mine(connection, officer.user_id, only_open=True)
    names = _names(request, mine, asked)
    active = {row.case_id for row in mine if row.status(today) is Status.ACTIVE}
    tasks = [
        awaited_answer(row, names[row.case_id], directory)
        for row in asked
        if row.from_unit == officer.unit_id and row.case_id in active
    ]
    tasks += [
        awaited_verification(row, names[row.case_id], directory)
        for row in mine
        if row.case_id in active and row.verified and row.unverified
    ]
    return sorted(tasks, key=lambda task: (task.due_on or date.max, task.what))


def _names(request: AnyRequest, rows: list[CaseRow], asked: list[InquiryRow]) -> dict[UUID, str]:
    """How each case is spoken of: the person's name where the unit may know it, else the number."""
    store_key = portal_of(request).store_key
    known: list[CaseRow | InquiryRow] = [*asked, *rows]
    return {
        row.case_id: open_name(store_key, row.case_id, row.name_box) if row.name_box else f"Ärende {row.number}"
        for row in known
    }


def waiting_for_unit(request: AnyRequest) -> list[Task]:
    """What a manager sees without reading any case: consents that the unit has not made sure of."""
    portal, directory = portal_of(request), request.state.directory
    with looking(request) as connection:
        unverified = worklist.waiting_for_verification(connection, portal.clock.today())
    names = _names(request, unverified, [])
    return [to_verify(row, names[row.case_id], directory) for row in unverified]
