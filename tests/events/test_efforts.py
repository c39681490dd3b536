"""Efforts side by side, one entry per change, each by the unit whose it is (domain 5.3.3)."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from events import commands as c
from events import facts as f
from events.categories import Category
from events.facts import Entry
from events.kinds import InterventionStatus as Status
from events.kinds import RetractionReason
from tests.events.told import refusal
from tests.world import TODAY, World

DAY = timedelta(days=1)


def effort(case_id: UUID, status: Status = Status.STARTED, **more: Any) -> c.RecordIntervention:
    terms: dict[str, Any] = {"kind": "Arbetsträning", "from_": TODAY}
    return c.RecordIntervention(case_id=case_id, status=status, **(terms | more))


def change(case_id: UUID, entry: Entry, status: Status, **more: Any) -> c.RecordIntervention:
    assert isinstance(entry.fact, f.InterventionRecorded)
    return c.RecordIntervention(case_id=case_id, intervention_id=entry.fact.intervention_id, status=status, **more)


@pytest.mark.parametrize(
    ("subject", "category", "readers"),
    [
        ("reko.larkan", Category.REHAB_PLAN, {"soc", "ame", "fk"}),
        ("handlaggare.soc", Category.MUNICIPAL_INTERVENTIONS, {"larkan", "ame", "fk", "af"}),
        ("handlaggare.ame", Category.MUNICIPAL_INTERVENTIONS, {"larkan", "soc", "fk", "af"}),
        ("handlaggare.af", Category.EMPLOYMENT_SERVICES, {"soc", "ame", "fk"}),
    ],
)
def test_whose_effort_it_is_decides_who_may_read_it(
    told: World, subject: str, category: Category, readers: set[str]
) -> None:
    case_id = told.active("soc", "ame", "fk", "af")
    (entry,) = told.do(subject, effort(case_id, hours_per_week=15)).entries
    assert (entry.category, entry.recipients) == (category, frozenset(told.unit(slug) for slug in readers))
    assert "Arbetsträning" not in repr(entry.fact) and "15" in repr(entry.fact)


def test_fk_has_no_efforts_of_its_own(told: World) -> None:
    case_id = told.active("fk")
    assert refusal(told, "handlaggare.fk", effort(case_id)) == ("intervention_not_yours", None)


def test_an_effort_goes_from_offer_to_end_one_entry_at_a_time(told: World) -> None:
    case_id = told.active("ame")
    (entry,) = told.do("handlaggare.ame", effort(case_id, Status.OFFERED)).entries
    for status in (Status.ACCEPTED, Status.STARTED):
        (entry,) = told.do("handlaggare.ame", change(case_id, entry, status)).entries
    (more,) = told.do("handlaggare.ame", change(case_id, entry, Status.STARTED, hours_per_week=20)).entries
    (last,) = told.do("handlaggare.ame", change(case_id, entry, Status.COMPLETED)).entries
    assert isinstance(more.fact, f.InterventionRecorded) and isinstance(last.fact, f.InterventionRecorded)
    assert (more.fact.hours_per_week, last.fact.hours_per_week, last.fact.to) == (20, 20, TODAY)
    assert last.fact.kind is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Status.STARTED, Status.OFFERED),
        (Status.OFFERED, Status.COMPLETED),
        (Status.DECLINED, Status.STARTED),
        (Status.DECLINED, Status.DECLINED),
        (None, Status.COMPLETED),
        (None, Status.INTERRUPTED),
    ],
)
def test_the_order_of_an_effort_is_kept(told: World, before: Status | None, after: Status) -> None:
    case_id = told.active("ame")
    command = effort(case_id, after)
    if before is not None:
        (entry,) = told.do("handlaggare.ame", effort(case_id, before)).entries
        command = change(case_id, entry, after)
    assert refusal(told, "handlaggare.ame", command) == ("intervention_order", "status")


def test_a_change_changes_something_of_the_units_own(told: World) -> None:
    case_id = told.active("soc", "ame")
    (entry,) = told.do("handlaggare.ame", effort(case_id)).entries
    same = change(case_id, entry, Status.STARTED)
    assert refusal(told, "handlaggare.ame", same) == ("nothing_changed", "status")
    for subject, command in [
        ("handlaggare.soc", change(case_id, entry, Status.COMPLETED)),
        ("handlaggare.ame", effort(case_id, intervention_id=uuid4())),
    ]:
        assert refusal(told, subject, command) == ("intervention_unknown", "intervention_id")


def test_efforts_run_side_by_side_and_one_that_was_wrong_is_taken_back(told: World) -> None:
    case_id = told.active("soc", "ame")
    (first,) = told.do("handlaggare.ame", effort(case_id, Status.OFFERED)).entries
    told.do("handlaggare.ame", effort(case_id, kind="Studiebesök"))
    (wrong,) = told.do("handlaggare.ame", change(case_id, first, Status.DECLINED)).entries
    reason = RetractionReason.WRONG_FACT
    told.do("handlaggare.ame", c.RetractEntry(case_id=case_id, event_id=wrong.event_id, reason=reason))
    told.do("handlaggare.ame", change(case_id, first, Status.ACCEPTED))


def test_what_cannot_be_is_refused_at_its_field(told: World) -> None:
    case_id = told.active("ame")
    wrong: list[tuple[dict[str, Any], tuple[str, str]]] = [
        ({"to": TODAY - DAY}, ("ends_before_start", "to")),
        ({"from_": TODAY + DAY}, ("date_in_future", "from")),
        ({"from_": None}, ("start_missing", "from")),
        ({"kind": " "}, ("text_missing", "kind")),
        ({"hours_per_week": 0}, ("hours_implausible", "hours_per_week")),
        ({"hours_per_week": 61}, ("hours_implausible", "hours_per_week")),
        ({"provider_unit": told.unit("soc-sala")}, ("provider_not_allowed", "provider_unit")),
        ({"funded_id": uuid4()}, ("funded_unknown", "funded_id")),
    ]
    for more, answer in wrong:
        assert refusal(told, "handlaggare.ame", effort(case_id, **more)) == answer
    told.do("handlaggare.ame", effort(case_id, Status.ACCEPTED, from_=TODAY + DAY))
