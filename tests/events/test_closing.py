"""Closing and taking up again (domain 5.2, 5.3.3)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from events import commands as c
from events import facts as f
from events.categories import Category
from events.grants import OWN, grants
from events.kinds import HowVerified, InquiryType, Outcome, Status
from tests.events.told import at, facts, refusal, unknown
from tests.meeting import summoned
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


def died(case_id: UUID, **more: Any) -> c.CloseCase:
    return c.CloseCase(case_id=case_id, outcome=Outcome.DECEASED, **more)


def test_when_the_person_has_died_nothing_is_disclosed_any_longer_and_nobody_can_open_it_again(told: World) -> None:
    case_id = told.active("soc", "fk")
    (entry,) = told.do("reko.larkan", died(case_id)).entries
    assert entry.recipients == frozenset(), "not even that the person has died"
    case = told.log.load(case_id)
    assert case.status(TODAY) is Status.CLOSED
    held = {(g.unit_id, g.category) for g in grants(case) if g.holds(told.moment)}
    assert not {category for _, category in held} & {str(category) for category in Category}
    assert {(told.unit(slug), OWN) for slug in ("larkan", "soc", "fk")} <= held
    assert refusal(told, "reko.larkan", reopen(case_id)) == ("reopen_deceased", None)
    assert refusal(told, "handlaggare.soc", reopen(case_id)) == ("consent_missing", None)


def test_another_outcome_leaves_what_was_shared_readable_while_the_consent_lasts(told: World) -> None:
    """The positive control: it is the death that ends the reading."""
    case_id = told.active("soc")
    told.do("reko.larkan", close(case_id))
    held = {(g.unit_id, g.category) for g in grants(told.log.load(case_id)) if g.holds(told.moment)}
    assert (told.unit("soc"), str(Category.PLANNING)) in held
    told.do("handlaggare.soc", reopen(case_id))


def test_a_unit_that_had_not_made_sure_of_the_consent_cannot_do_so_after_the_death(told: World) -> None:
    spoke = HowVerified.SPOKE_WITH_PERSON
    for outcome, answer in ((Outcome.DECEASED, False), (Outcome.OTHER, True)):
        case_id = told.draft()
        told.consent(case_id, "larkan", "soc")
        told.do("reko.larkan", c.CloseCase(case_id=case_id, outcome=outcome))
        if answer:
            told.do("handlaggare.soc", c.VerifyConsent(case_id=case_id, how=spoke))
        else:
            assert unknown(told, "handlaggare.soc", c.VerifyConsent(case_id=case_id, how=spoke))


def test_what_waits_falls_with_the_person_and_nobody_has_to_say_so(told: World) -> None:
    case_id = told.active("soc")
    ask = c.SendInquiry(case_id=case_id, to_unit=told.unit("larkan"), type=InquiryType.PLANNING, text="När?")
    told.do("handlaggare.soc", ask)
    summoned(told, case_id, "soc")
    fallen = told.do("reko.larkan", died(case_id)).entries
    assert [entry.topic for entry in fallen] == ["inquiry-voided", "sip-cancelled", "case-closed"]
    assert all(entry.actor is None for entry in fallen[:-1])


def test_a_case_that_rests_can_be_closed_because_the_person_has_died(told: World) -> None:
    case_id = told.active("soc")
    told.do("handlaggare.soc", c.WithdrawConsent(case_id=case_id))
    told.do("reko.larkan", died(case_id))
    assert told.log.load(case_id).status(TODAY) is Status.CLOSED
