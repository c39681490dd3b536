"""What is new in the officer's cases since they last looked: neutral notices first, then what others have written."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from events.calendar import day_of
from events.categories import Category
from events.deidentified import DeidentifiedInquiry
from portal.acting import AnyRequest, looking, officer_of
from portal.cases.timeline.entry_words import KIND_OF_TOPIC
from portal.desk import visits
from portal.desk.choosing import Row
from portal.house import portal_of
from portal.swedish import day_and_month, upper_first, when_said
from projections import case_entries, deidentified, notices
from projections.case_entries import Changed
from projections.notices import Notice

FIRST_TIME, NOTICES_FOR = timedelta(days=7), timedelta(days=14)
SHOWN, ASKED = 8, 60
NOTICED = {
    "removed": "Er enhet deltar inte längre i ärende {}.",
    "ended": "Samtycket i ärende {} har upphört. Ärendet vilar.",
    "closed": "Samtycket i ärende {} har upphört. Ärendet är avslutat.",
}
"""Neutral sentences of domain.md 10: never why, never who was told."""


def news(request: AnyRequest, rows: Sequence[Row]) -> dict[str, Any]:
    """``{since, items, more}`` for ``feed``. Notes the visit. ``rows``: the officer's cases."""
    officer, moment = officer_of(request), portal_of(request).clock.moment()
    with looking(request) as connection:
        before = visits.looked(connection, officer, moment)
        told = notices.latest(connection, officer.user_id, min(before or moment, moment - NOTICES_FOR))
        answered = deidentified.answered_to(connection, officer.user_id, day_of(before or moment - NOTICES_FOR))
        changed = case_entries.since(connection, officer.user_id, before or moment - FIRST_TIME, ASKED)
    open_to = {row.seen.case.case_id: row for row in rows if not row.seen.case.at_the_gate(row.seen.today)}
    seen = [each for each in changed if each.case_id in open_to and each.topic in KIND_OF_TOPIC]
    said = [_change(each, open_to, request, moment) for each in _once(seen)]
    return {
        "since": f"Sedan du var här {when_said(before, moment)}" if before else "De senaste sju dagarna",
        "items": [*(_notice(each, moment) for each in told), *(_answer(each) for each in answered), *said[:SHOWN]],
        "more": len(said) > SHOWN,
    }


def _once(changed: Sequence[Changed]) -> list[Changed]:
    """The latest of each kind in each case: five sections of one preparation are one piece of news."""
    latest: dict[tuple[UUID, str, UUID], Changed] = {}
    for each in changed:
        latest.setdefault((each.case_id, KIND_OF_TOPIC[each.topic], each.owner_unit), each)
    return list(latest.values())


def _change(each: Changed, rows: Mapping[UUID, Row], request: AnyRequest, moment: datetime) -> dict[str, str]:
    own = each.owner_unit == officer_of(request).unit_id or each.category == Category.STRUCTURE
    # Who recorded what happened to the consent is not told here: it would say whom the person spoke with.
    by = "" if own else f" från {request.state.directory.name_of(each.owner_unit)}"
    return {
        "href": f"/arenden/{each.case_id}",
        "label": rows[each.case_id].name(),
        "text": f": {_small(KIND_OF_TOPIC[each.topic])}{by}",
        "note": upper_first(when_said(each.recorded_at, moment)),
    }


def _small(text: str) -> str:
    """The first letter small, but for SIP and SGI."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _answer(each: DeidentifiedInquiry) -> dict[str, str]:
    on = upper_first(day_and_month(each.answered_on)) if each.answered_on else ""
    return {
        "href": f"/fragor/avidentifierade/{each.inquiry_id}",
        "label": "Svar på din avidentifierade fråga",
        "note": on,
    }


def _notice(each: Notice, moment: datetime) -> dict[str, str]:
    return {"text": NOTICED[each.kind].format(each.number), "note": upper_first(when_said(each.at, moment))}
