"""How tests ask the desk: the list of cases as numbers, and what makes a case turn up in it."""

import re
from datetime import date
from typing import Any
from uuid import UUID

from events import commands as c
from events.commands.command import Confirmation
from events.kinds import Channel, ContactPurpose
from tests.house.county import County, Hand
from tests.leave import sick_leave


def text_of(answer: Any) -> str:
    assert answer.status_code in {200, 422}, answer.text[:300]
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2]).split())


def numbers(hand: Hand, query: str = "") -> list[str]:
    """Case numbers in the order of the list."""
    answer = hand.get(f"/arenden?{query}")
    assert answer.status_code == 200
    listed = answer.text.partition('<ol class="worklist">')[2].partition("</ol>")[0]
    return re.findall(r"<small>([A-Z0-9]{4}-[A-Z0-9]{4})", listed)


def number_of(home: County, case_id: UUID) -> str:
    return home.world.log.load(case_id).number


def leave(case_id: UUID, first: date, last: date, degree: int = 100, **more: Any) -> c.RecordSickLeave:
    return sick_leave(case_id, first, last, degree, confirmed=frozenset({Confirmation.LATE_ENTRY}), **more)


def contact(home: County, case_id: UUID, **more: Any) -> c.LogContact:
    return c.LogContact(
        case_id=case_id,
        with_unit=home.world.unit("soc"),
        channel=Channel.PHONE,
        purpose=ContactPurpose.EARLY_CONTACT,
        **more,
    )
