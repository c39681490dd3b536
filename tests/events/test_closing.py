"""Closing and taking up again (domain 5.2, 5.3.3)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from events import commands as c
from events import facts as f
from events.kinds import InquiryType, Outcome, Status
from tests.events.told import at, facts, refusal, unknown
from tests.world import TODAY, World


def close(case_id: UUID, **more: Any) -> c.CloseCase:
    return c.CloseCase(case_id=case_id, outcome=Outcome.STUDIES, **more)


def reopen(case_id: UUID, reason: str = "Ny sjukskrivning") -> c.ReopenCase:
    return c.ReopenCase(case_id=case_id, reason=reason)


def test_the_lead_unit_closes(told: World) -> None:
    case_id = told.active("soc")
    assert refusal(told, "handlaggare.soc", close(case_id)) == ("lead_unit_only", None)
    assert unknown(told, "handlaggare.fk", close(case_id))
    (entry,) = told.do("reko.larkan", close(case_id)).entries
    assert entry.fact == f.CaseClosed(outcome=Outcome.STUDIES, closed_on=TODAY)
    assert entry.recipients == {told.unit("soc")}
    assert told.log.load(case_id).status(TODAY) is Status.CLOSED
    assert refusal(told, "reko.larkan", close(case_id)) == ("not_now", None)


def test_a_draft_is_refused_or_given_a_consent_and_never_closed(told: World) -> None:
    assert refusal(told, "reko.larkan", close(told.draft())) == ("not_now", None)


def test_a_suspended_case_can_be_closed(told: World) -> None:
    case_id = told.active("soc")
    told.do("handlaggare.soc", c.WithdrawConsent(case_id=case_id))
    (entry,) = told.do("reko.larkan", close(case_id)).entries
    assert entry.recipients == frozenset()


def test_open_questions_stand_in_the_way_or_are_voided_in_the_same_append(told: World) -> None:
    case_id = told.active("soc")
    ask = c.SendInquiry(case_id=case_id, to_unit=told.unit("larkan"), type=InquiryType.PLANNING, text="När?")
    told.do("handlaggare.soc", ask)
    assert refusal(told, "reko.larkan", close(case_id)) == ("open_inquiry", "void_inquiries")
    voided, closed = told.do("reko.larkan", close(case_id, void_inquiries=True)).entries
    assert isinstance(voided.fact, f.InquiryVoided)
    assert voided.fact.reason == "case_closed"
    assert (voided.owner_unit, voided.recipients) == (told.unit("soc"), frozenset({told.unit("larkan")}))
    assert isinstance(closed.fact, f.CaseClosed)


def test_a_case_is_closed_on_a_day_that_has_been_and_had_a_consent(told: World) -> None:
    case_id = told.active("soc")
    for day, key in [
        (TODAY + timedelta(days=1), "date_in_future"),
        (date(1899, 1, 1), "date_implausible"),
        (TODAY - timedelta(days=1), "before_consent"),
    ]:
        assert refusal(told, "reko.larkan", close(case_id, closed_on=day)) == (key, "closed_on")


def test_in_a_closed_case_nothing_new_is_shared(told: World) -> None:
    case_id = told.active("soc")
    told.do("reko.larkan", close(case_id))
    view = c.RecordPersonView(case_id=case_id, goals="Arbeta", confirmed_by_person=True)
    assert refusal(told, "reko.larkan", view) == ("case_closed", None)
    told.do("handlaggare.soc", c.WithdrawConsent(case_id=case_id))
    assert refusal(told, "reko.larkan", reopen(case_id)) == ("consent_missing", None)


def test_a_party_takes_it_up_again_within_twelve_months_under_an_active_consent(told: World) -> None:
    case_id = told.active("soc", valid_to=date(2027, 11, 23))
    told.do("reko.larkan", close(case_id))
    assert unknown(told, "handlaggare.fk", reopen(case_id))
    assert refusal(told, "handlaggare.soc", reopen(case_id, " ")) == ("text_missing", "reason")
    assert refusal(told, "handlaggare.soc", reopen(case_id, "x\x00")) == ("freetext_blocked", "reason")
    told.moment = at(date(2027, 11, 23))
    (fact,) = facts(told.do("handlaggare.soc", reopen(case_id)))
    assert isinstance(fact, f.CaseReopened)
    assert told.log.load(case_id).status(date(2027, 11, 23)) is Status.ACTIVE
    assert refusal(told, "handlaggare.soc", reopen(case_id)) == ("not_now", None)


def test_after_twelve_months_or_without_a_consent_it_stays_closed(told: World) -> None:
    case_id = told.active("soc", valid_to=TODAY + timedelta(days=10))
    told.do("reko.larkan", close(case_id))
    told.moment = at(TODAY + timedelta(days=11))
    assert refusal(told, "handlaggare.soc", reopen(case_id)) == ("consent_missing", None)
    told.moment = at(date(2027, 11, 24))
    assert refusal(told, "handlaggare.soc", reopen(case_id)) == ("reopen_too_late", None)
