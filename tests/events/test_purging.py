"""The end of a case: when it is closed and purged, why, and who can order it (domain 5.2, 5.3.3)."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import msgspec
import pytest

from events import commands as c
from events import facts as f
from events.act import Act
from events.calendar import add_months
from events.case import Case
from events.facts.sip import SipCancelled
from events.fold import continued
from events.grants import grants, releases
from events.kinds import InquiryType, Outcome, PurgeGround, RefusalStage, Status
from events.purging import close_resting, ground_of, order_purge, purge
from events.refusals import NotFoundOrDenied, Refused
from orgs.officers import Officer
from orgs.roles import Role
from tests.events.told import at
from tests.meeting import proposed, summoned
from tests.world import TODAY, World

REF = "RV 2026/118"


def clock(told: World) -> Act:
    return Act(None, told.moment, told.directory, uuid4())


def told_by_time(told: World, case_id: UUID, day: date) -> Case:
    told.moment = at(day)
    return told.log.load(case_id)


def administrator(told: World, unit: str = "psyk", role: Role = Role.ORG_ADMIN) -> Act:
    seat = told.directory.by_slug[unit]
    return Act(Officer(UUID(int=5), "Admin", UUID(int=6), role, seat), told.moment, told.directory, uuid4())


def ordered(told: World, case_id: UUID) -> Case:
    told.do("reko.larkan", c.NameContactPerson(case_id=case_id, name="A", role="B", phone="070-174 06 11"))
    case = told.log.load(case_id)
    (entry,) = order_purge(case, c.PurgeCase(case_id=case_id, decision_ref=REF), administrator(told))
    return continued(case, [msgspec.structs.replace(entry, version=case.version + 1)])


def test_a_draft_is_purged_when_it_is_older_than_thirty_days(told: World) -> None:
    case_id = told.draft()
    on_the_last_day = told_by_time(told, case_id, TODAY + timedelta(days=30))
    assert purge(on_the_last_day, clock(told)) == []
    (entry,) = purge(told_by_time(told, case_id, TODAY + timedelta(days=31)), clock(told))
    assert entry.fact == f.CasePurged(ground=PurgeGround.DRAFT_EXPIRED)
    assert (entry.owner_unit, entry.actor, entry.recipients) == (told.unit("larkan"), None, frozenset())


def test_a_draft_that_was_refused_has_nothing_left_to_purge(told: World) -> None:
    case_id = told.draft()
    told.do("reko.larkan", c.RefuseConsent(case_id=case_id, stage=RefusalStage.AT_OPENING))
    assert purge(told_by_time(told, case_id, TODAY + timedelta(days=400)), clock(told)) == []


def test_a_closed_case_is_kept_for_twelve_months_and_as_long_as_it_can_be_reopened(told: World) -> None:
    case_id = told.active("soc")
    told.do("reko.larkan", c.CloseCase(case_id=case_id, outcome=Outcome.STUDIES))
    a_year_on = add_months(TODAY, 12)
    assert ground_of(told_by_time(told, case_id, a_year_on), a_year_on) is None
    assert ground_of(told.log.load(case_id), a_year_on + timedelta(days=1)) is PurgeGround.RETENTION
    assert ground_of(told.log.load(case_id), a_year_on + timedelta(days=9)) is PurgeGround.RETENTION


def test_what_is_noted_of_a_closed_case_keeps_it_no_longer(told: World) -> None:
    case_id = told.active("soc")
    told.do("reko.larkan", c.CloseCase(case_id=case_id, outcome=Outcome.OTHER))
    told.moment = at(TODAY + timedelta(days=200))
    told.do("reko.larkan", c.CloseCase(case_id=case_id, outcome=Outcome.DECEASED))
    last = add_months(TODAY, 12)
    assert ground_of(told_by_time(told, case_id, last), last) is None
    assert (
        ground_of(told_by_time(told, case_id, last + timedelta(days=1)), last + timedelta(days=1))
        is PurgeGround.RETENTION
    )


def test_one_that_was_opened_again_is_kept_from_its_latest_closing(told: World) -> None:
    case_id = told.active("soc")
    for later in (0, 60):
        told.moment = at(TODAY + timedelta(days=later))
        if later:
            told.do("reko.larkan", c.ReopenCase(case_id=case_id, reason="Ny sjukskrivning."))
        told.do("reko.larkan", c.CloseCase(case_id=case_id, outcome=Outcome.OTHER))
    after_first = add_months(TODAY, 12) + timedelta(days=1)
    assert ground_of(told_by_time(told, case_id, after_first), after_first) is None


def test_a_locked_case_is_purged_after_thirty_days(told: World) -> None:
    case_id = told.active("soc")
    told.do("reko.larkan", c.NoteProtectedIdentity(case_id=case_id))
    assert ground_of(told.log.load(case_id), TODAY + timedelta(days=30)) is None
    assert ground_of(told.log.load(case_id), TODAY + timedelta(days=31)) is PurgeGround.PROTECTED


@pytest.mark.parametrize("days", [0, 100, 3000])
def test_an_active_case_is_never_purged_by_time_alone(told: World, days: int) -> None:
    assert ground_of(told.log.load(told.active("soc")), TODAY + timedelta(days=days)) is None


def test_an_order_closes_the_gate_at_once_and_the_next_purge_carries_its_number(told: World) -> None:
    case_id = told.active("soc")
    case = ordered(told, case_id)
    assert grants(told.log.load(case_id)) and not grants(case) and not releases(case)
    assert case.status(TODAY) is Status.PURGED
    (entry,) = purge(case, clock(told))
    assert entry.fact == f.CasePurged(ground=PurgeGround.WRONG_REGISTRATION, decision_ref=REF)


def test_to_all_but_an_administrator_of_the_openers_organisation_there_is_no_case_to_purge(told: World) -> None:
    case = told.log.load(told.active("soc"))
    command = c.PurgeCase(case_id=case.case_id, decision_ref=REF)
    strangers = [administrator(told, "soc"), administrator(told, role=Role.SYSTEM_ADMIN), told.act("reko.larkan")]
    for act in [*strangers, told.act("chef.larkan")]:
        with pytest.raises(NotFoundOrDenied):
            order_purge(case, command, act)
    assert len(order_purge(case, command, administrator(told))) == 1
    with pytest.raises(NotFoundOrDenied):
        order_purge(ordered(told, case.case_id), command, administrator(told))


@pytest.mark.parametrize("wrong", ["19840314-9808", "RV 2026/118 " * 9, "två\nrader"])
def test_the_decision_is_a_registry_number_and_nothing_else(told: World, wrong: str) -> None:
    case = told.log.load(told.active("soc"))
    with pytest.raises(Refused) as refused:
        order_purge(case, c.PurgeCase(case_id=case.case_id, decision_ref=wrong), administrator(told))
    assert (refused.value.key, refused.value.field) == ("reference_implausible", "decision_ref")
    with pytest.raises(Refused, match="text_missing"):
        order_purge(case, c.PurgeCase(case_id=case.case_id, decision_ref=" "), administrator(told))


def test_a_case_that_has_rested_for_a_year_is_closed_by_the_portal(told: World) -> None:
    case_id = told.active("soc")
    told.do("handlaggare.soc", c.WithdrawConsent(case_id=case_id))
    a_year_on = add_months(TODAY, 12)
    assert close_resting(told_by_time(told, case_id, a_year_on), clock(told)) == []
    (entry,) = close_resting(told_by_time(told, case_id, a_year_on + timedelta(days=1)), clock(told))
    assert entry.fact == f.CaseClosed(outcome=Outcome.CONSENT_ENDED, closed_on=a_year_on + timedelta(days=1))
    assert entry.actor is None


def test_a_consent_that_ran_out_rests_from_its_last_day_also_when_no_job_has_noted_it(told: World) -> None:
    case_id = told.active("soc", valid_to=date(2026, 12, 31))
    told.do(
        "reko.larkan", c.SendInquiry(case_id=case_id, to_unit=told.unit("soc"), type=InquiryType.PLANNING, text="När?")
    )
    assert close_resting(told_by_time(told, case_id, date(2027, 12, 31)), clock(told)) == []
    entries = close_resting(told_by_time(told, case_id, date(2028, 1, 1)), clock(told))
    assert [entry.topic for entry in entries] == ["inquiry-voided", "case-closed"]


def test_a_meeting_that_was_called_is_cancelled_with_the_case_that_rested(told: World) -> None:
    case_id = told.active("soc", valid_to=date(2026, 12, 31))
    called, still_proposed = summoned(told, case_id, "soc"), proposed(told, case_id)
    entries = close_resting(told_by_time(told, case_id, date(2028, 1, 1)), clock(told))
    assert [entry.topic for entry in entries] == ["sip-cancelled", "sip-cancelled", "case-closed"]
    cancelled = {entry.fact.sip_id for entry in entries if isinstance(entry.fact, SipCancelled)}
    assert cancelled == {called, still_proposed}


def test_a_renewed_case_does_not_rest(told: World) -> None:
    case_id = told.active("soc")
    told.do("handlaggare.soc", c.WithdrawConsent(case_id=case_id))
    told.moment = at(TODAY + timedelta(days=200))
    told.consent(case_id, "larkan", "soc")
    assert close_resting(told_by_time(told, case_id, add_months(TODAY, 12) + timedelta(days=1)), clock(told)) == []
