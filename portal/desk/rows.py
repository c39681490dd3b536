"""The officer's own cases as rows of the list: from the views, under the grants that hold now."""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from uuid import UUID

from events.vault import open_name
from portal.acting import AnyRequest, looking, officer_of
from portal.desk.choosing import Row
from portal.desk.reasons import Reader, reasons
from portal.desk.standing import standing
from portal.house import portal_of
from portal.tasks.cases import by_case
from portal.tasks.task import Asking
from projections import case_signals, inquiries, worklist
from projections.case_signals import SignalRow
from projections.inquiries import InquiryRow
from projections.worklist import CaseRow

MOST = 5_000


def rows_of(request: AnyRequest, number: str | None = None) -> list[Row]:
    """Every case where the officer is named, or the one with the number; in no order."""
    officer, moment = officer_of(request), portal_of(request).clock.moment()
    with looking(request) as connection:
        asking = Asking(connection, officer, request.state.directory, moment)
        return rows(asking, partial(name_of, request), number)


def rows(asking: Asking, called: Callable[[CaseRow], str], number: str | None = None) -> list[Row]:
    """The same for whoever asks; ``called``: how the person of a case is called."""
    connection, officer = asking.connection, asking.officer
    cases = worklist.mine(connection, officer.user_id, number=number, limit=MOST)
    lively = [case.case_id for case in cases if case.closed_on is None]
    signals, asked = case_signals.of(connection, lively), inquiries.waiting(connection, lively)
    tasks = by_case(asking, [case.case_id for case in cases])
    of_case: dict[UUID, list[SignalRow]] = defaultdict(list)
    for signal in signals:
        of_case[signal.case_id].append(signal)
    in_case: dict[UUID, list[InquiryRow]] = defaultdict(list)
    for question in asked:
        in_case[question.case_id].append(question)
    reader = Reader(officer.unit_id, asking.directory.name_of)
    found = []
    for case in cases:
        told = of_case[case.case_id], in_case[case.case_id], tasks[case.case_id]
        seen = standing(case, *told, asking.today, officer.unit_id)
        found.append(Row(seen, reasons(seen, reader), partial(called, case)))
    return found


def name_of(request: AnyRequest, case: CaseRow) -> str:
    """The person's name where the unit may know it, else the number of the case."""
    if case.name_box is None:
        return f"Ärende {case.number}"
    return open_name(portal_of(request).store_key, case.case_id, case.name_box)
