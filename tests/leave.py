"""A certificate that the coordinator has transcribed, for tests that need one and do not care which."""

from datetime import date
from typing import Any
from uuid import UUID

from events import commands as c
from events.facts import DegreeRow
from events.kinds import FirstOrContinued
from tests.world import TODAY


def sick_leave(
    case_id: UUID, first: date = TODAY, last: date = date(2026, 12, 31), degree: int = 100, **more: Any
) -> c.RecordSickLeave:
    fields: dict[str, Any] = {
        "issued_on": min(first, TODAY),
        "first_or_continued": FirstOrContinued.FIRST,
        "rows": (DegreeRow(first, last, degree),),
        "physician_name": "Lena Läkare",
        "transcribed": True,
    }
    return c.RecordSickLeave(case_id=case_id, **(fields | more))
