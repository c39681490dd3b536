"""The deviations of the demo county: V6's waits for an answer, V10's is a remark, and the rest look like two years."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import psycopg
import pytest

from events.deviation import Deviation, DeviationStatus, fold
from events.facts.deviations import DEVIATION_TOPICS, DeviationKind, DeviationType
from events.log_recorder import entry_of
from portal.demo.deviations import TOLD, deviation_of
from portal.demo.ids import case_id, unit_id
from tests.conftest import fresh_copy
from tests.portal.demo_store import County, county

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def loaded(servers: Any) -> Iterator[County]:
    with fresh_copy(servers("embedded")) as store, county(store) as made:
        yield made


@pytest.fixture(scope="module")
def deviations(loaded: County) -> dict[Any, Deviation]:
    with psycopg.connect(loaded.admin) as connection:
        found = connection.execute(
            "SELECT stream_id, version, state, event_id, command_id FROM log.event WHERE topic = ANY (%s)"
            " ORDER BY position",
            (list(DEVIATION_TOPICS),),
        ).fetchall()
    entries = [entry_of(*row) for row in found]
    streams = {entry.stream_id for entry in entries}
    return {stream: fold(stream, (e for e in entries if e.stream_id == stream)) for stream in streams}


def test_the_late_reply_to_farid_is_received_and_not_answered(deviations: dict[Any, Deviation]) -> None:
    one = deviations[deviation_of("V6")]
    assert one.status is DeviationStatus.ACKNOWLEDGED and one.told.kind is DeviationKind.DEVIATION
    assert one.told.type is DeviationType.LATE_REPLY and one.told.about_unit == unit_id("ame-hallstahammar")
    assert one.told.case_id == case_id("V6") and one.answer_by is not None and one.answer_by > TODAY


def test_where_no_routine_is_signed_it_is_a_remark(deviations: dict[Any, Deviation]) -> None:
    one = deviations[deviation_of("V10")]
    assert one.told.kind is DeviationKind.REMARK and one.told.agreement_id is None
    remarks = [each for each in deviations.values() if each.told.kind is DeviationKind.REMARK]
    assert 4 <= len(remarks) <= 10


def test_the_two_years_hold_every_state_and_time_has_done_its_part(deviations: dict[Any, Deviation]) -> None:
    assert len(deviations) == len(TOLD) and 25 <= len(TOLD) <= 35
    standing = Counter(each.status for each in deviations.values())
    assert standing[DeviationStatus.CLOSED] >= 15
    for status in ("reported", "acknowledged", "answered", "escalated", "reopened"):
        assert standing[DeviationStatus(status)] >= 1, status
    by_time = [step for each in deviations.values() for step in each.history if step.by is None]
    assert len(by_time) >= 5
    assert all(each.closes_on is None or each.closes_on > TODAY for each in deviations.values())
