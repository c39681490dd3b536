"""Cases and pages as people read them, for tests."""

import re
from datetime import date
from html import unescape
from typing import Any
from uuid import UUID

from events import commands as c
from events.facts import DegreeRow
from tests.house.county import County

CANARY = "Kanariefågeln sjunger klockan fyra"


def text_of(answer: Any) -> str:
    """What a person reads: without tags and soft hyphens, one space between words."""
    bare = re.sub(r"<(script|style|symbol).*?</\1>|<[^>]+>", " ", answer.text, flags=re.S)
    return re.sub(r"\s+", " ", unescape(bare).replace("\u00ad", "")).strip()


def case_page(home: County, subject: str, case_id: UUID, rest: str = "") -> Any:
    return home.hand(subject).get(f"/arenden/{case_id}{rest}")


def shared_view(home: County, *recipients: str) -> UUID:
    """A case where the coordinator has written down the person's words for these units alone."""
    case_id = home.world.active("soc", "ame", "fk")
    units = frozenset(home.world.unit(slug) for slug in recipients)
    home.world.do(
        "reko.larkan",
        c.RecordPersonView(case_id=case_id, goals=CANARY, confirmed_by_person=True, recipients=units),
    )
    return case_id


def certificate(case_id: UUID, first: date, last: date, degree: int) -> c.RecordSickLeave:
    rows = (DegreeRow(first, last, degree),)
    fields: dict[str, Any] = {"first_or_continued": "first", "physician_name": "Olof Demodal", "transcribed": True}
    return c.RecordSickLeave(case_id=case_id, issued_on=date(2026, 11, 16), rows=rows, **fields)
