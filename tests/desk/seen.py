"""Cases as lists see them, made by hand: for tests of rules and filters, which ask no database."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from events.categories import CONSENTABLE
from portal.desk.reasons import Reader, Reason, reasons
from portal.desk.standing import Standing, standing
from portal.tasks.task import Task
from projections.case_signals import CERTIFICATE, CONTACT, FOLLOW_UP, HELD, PLAN, SignalRow
from projections.inquiries import InquiryRow
from projections.worklist import CaseRow

TODAY = date(2026, 11, 23)
OWN, SOC, FK = UUID(int=1), UUID(int=2), UUID(int=3)
NAMES = {OWN: "Lärkan", SOC: "Försörjningsstöd", FK: "Försäkringskassan"}
READER = Reader(OWN, NAMES.__getitem__)
CASE = UUID(int=100)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def ahead(days: int) -> date:
    return TODAY + timedelta(days=days)


def row(**more: Any) -> CaseRow:
    """Active, written, verified by all, changed today, ends in half a year: nothing to say about it."""
    changed = more.pop("changed_on", TODAY)
    plain: dict[str, Any] = {
        "case_id": CASE,
        "number": "K7MF-2Q9D",
        "name_box": None,
        "municipality_code": "1983",
        "opener": OWN,
        "lead_unit": OWN,
        "recorder": OWN,
        "form": "written",
        "given_on": ago(60),
        "valid_from": ago(60),
        "valid_to": ahead(120),
        "stands": True,
        "ended_on": None,
        "copy_given": True,
        "drafted_on": ago(60),
        "closed_on": None,
        "locked": False,
        "verified": True,
        "unverified": [],
        "units": [OWN, SOC],
        "changed_at": datetime.combine(changed, time(12), UTC),
        "held": ["exists", "listed", "name", "own", *CONSENTABLE],
    }
    return CaseRow(**(plain | more))


def signal(kind: str, on: date, version: int = 1, **more: Any) -> SignalRow:
    plain: dict[str, Any] = {"from_day": None, "to_day": None, "degree": None, "unit_id": None, "ref": None, "at": None}
    return SignalRow(case_id=CASE, version=version, kind=kind, on_day=on, **(plain | more))


def leave(day: int, left: int = 60, degree: int = 100) -> SignalRow:
    """A certificate by which today is that day of the spell, with so many days left after today."""
    first = ago(day - 1)
    return signal(CERTIFICATE, first, from_day=first, to_day=ahead(left), degree=degree)


def plan(on: date, follow_up: date | None = None) -> SignalRow:
    return signal(PLAN, on, version=2, to_day=follow_up)


def contact(on: date) -> SignalRow:
    return signal(CONTACT, on, version=3, unit_id=SOC)


def follow_up(on: date, unit: UUID = OWN) -> SignalRow:
    return signal(FOLLOW_UP, on, version=4, unit_id=unit, ref=UUID(int=40))


def held(on: date) -> SignalRow:
    return signal(HELD, on, version=5, ref=UUID(int=40))


def question(from_unit: UUID, to_unit: UUID, due: date, sent: date | None = None) -> InquiryRow:
    return InquiryRow(
        case_id=CASE,
        number="K7MF-2Q9D",
        name_box=None,
        inquiry_id=UUID(int=50),
        from_unit=from_unit,
        to_unit=to_unit,
        type="planning",
        sent_on=sent or due - timedelta(days=7),
        due_on=due,
        answered_on=None,
        voided_on=None,
    )


def task(kind: str, due_on: date | None, doing: str = "gör det") -> Task:
    return Task(kind, CASE, due_on, f"Testsson: {doing}", "Därför.", "Gör", f"/arenden/{CASE}")


def seen(
    *signals: SignalRow, questions: tuple[InquiryRow, ...] = (), tasks: tuple[Task, ...] = (), **more: Any
) -> Standing:
    return standing(row(**more), signals, questions, tasks, TODAY, OWN)


def said(looked: Standing) -> list[Reason]:
    return reasons(looked, READER)


def names(looked: Standing) -> list[str]:
    return [reason.name for reason in said(looked)]
