"""The officer's own cases as rows of the list: from the views, under the grants that hold now."""

from collections import defaultdict
from functools import partial
from uuid import UUID

from events.vault import open_name
from portal.acting import AnyRequest, looking, officer_of
from portal.desk.choosing import Row
from portal.desk.reasons import Reader, reasons
from portal.desk.standing import standing
from portal.house import portal_of
from projections import case_signals, inquiries, worklist
from projections.case_signals import SignalRow
from projections.inquiries import InquiryRow
from projections.worklist import CaseRow

MOST = 5_000


def rows_of(request: AnyRequest, number: str | None = None) -> list[Row]:
    """Every case where the officer is named, or the one with the number; in no order."""
    portal, officer = portal_of(request), officer_of(request)
    today, directory = portal.clock.today(), request.state.directory
    with looking(request) as connection:
        cases = worklist.mine(connection, officer.user_id, number=number, limit=MOST)
        lively = [case.case_id for case in cases if case.closed_on is None]
        signals, asked = case_signals.of(connection, lively), inquiries.waiting(connection, lively)
    of_case: dict[UUID, list[SignalRow]] = defaultdict(list)
    for signal in signals:
        of_case[signal.case_id].append(signal)
    in_case: dict[UUID, list[InquiryRow]] = defaultdict(list)
    for question in asked:
        in_case[question.case_id].append(question)
    reader = Reader(officer.unit_id, directory.name_of)
    rows = []
    for case in cases:
        seen = standing(case, of_case[case.case_id], in_case[case.case_id], today, officer.unit_id)
        rows.append(Row(seen, reasons(seen, reader), partial(name_of, request, case)))
    return rows


def name_of(request: AnyRequest, case: CaseRow) -> str:
    """The person's name where the unit may know it, else the number of the case."""
    if case.name_box is None:
        return f"Ärende {case.number}"
    return open_name(portal_of(request).store_key, case.case_id, case.name_box)
