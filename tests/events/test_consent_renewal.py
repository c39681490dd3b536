"""A consent that succeeds another: what goes on, what begins anew, who holds the case together (domain 3.2, 3.7)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from events import commands as c
from events import facts as f
from events.calendar import add_months
from events.categories import Category, Purpose
from events.facts import Removal
from events.kinds import ConsentForm, GivenBy, HowObtained, InquiryType
from tests.events.consenting import consenting, recorded
from tests.events.told import at, born
from tests.world import ALL_PURPOSES, TODAY, World

SERVICES = "coordination_services_consented_on"
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
MAJA = born(date(2009, 10, 2))
GROWN_UP = date(2027, 10, 2)


def since(told: World, case_id: UUID, slug: str, category: Category = Category.SICK_LEAVE) -> int | None:
    consent = told.log.load(case_id).consent
    return consent.scope.get((told.unit(slug), category)) if consent else None


def test_an_unbroken_renewal_keeps_what_could_be_read_and_asks_for_verification_anew(told: World) -> None:
    case_id = told.active("soc")
    before = since(told, case_id, "soc")
    first = told.log.load(case_id).consent
    assert first
    fact = recorded(told, case_id, "larkan", "soc", "ame", supersedes=first.fact.consent_id)
    case = told.log.load(case_id)
    assert case.consent
    assert (fact.sequence, fact.supersedes) == (2, first.fact.consent_id)
    assert since(told, case_id, "soc") == before
    assert since(told, case_id, "ame") == case.consent.version
    assert case.consent.verified == {told.unit("larkan")}


def test_after_a_gap_reading_starts_anew(told: World) -> None:
    case_id = told.active("soc")
    told.do("reko.larkan", c.WithdrawConsent(case_id=case_id))
    recorded(told, case_id)
    case = told.log.load(case_id)
    assert case.consent
    assert since(told, case_id, "soc") == case.consent.version


def test_the_day_after_the_last_is_a_gap_and_the_last_day_is_not(told: World) -> None:
    for later, kept in [(0, True), (1, False)]:
        told.moment = at(TODAY)
        case_id = told.draft()
        recorded(told, case_id, valid_to=TODAY + timedelta(days=9))
        before = since(told, case_id, "soc")
        told.moment = at(TODAY + timedelta(days=9 + later))
        recorded(told, case_id, given_on=told.moment.date())
        assert (since(told, case_id, "soc") == before) is kept


def test_a_category_that_was_away_starts_anew_though_the_unit_stayed(told: World) -> None:
    case_id = told.active("soc")
    gone = Removal(told.unit("soc"), frozenset({Category.SICK_LEAVE}))
    told.do("reko.larkan", c.NarrowConsent(case_id=case_id, removed=(gone,)))
    recorded(told, case_id)
    case = told.log.load(case_id)
    assert case.consent
    assert since(told, case_id, "soc") == case.consent.version
    assert since(told, case_id, "soc", Category.PLANNING) != case.consent.version


def oral(told: World) -> UUID:
    return told.active("soc", form=ConsentForm.ORAL, how_obtained=HowObtained.PHONE, valid_to=add_months(TODAY, 6))


def test_the_written_form_of_the_same_consent_keeps_the_verifications(told: World) -> None:
    case_id = oral(told)
    assert recorded(told, case_id, valid_to=add_months(TODAY, 6)).keeps_verifications
    consent = told.log.load(case_id).consent
    assert consent
    assert consent.verified == {told.unit("larkan"), told.unit("soc")}


@pytest.mark.parametrize("other", ["valid_to", "purposes", "recipients", "earlier", "given_by", "form"])
def test_a_written_form_that_says_anything_else_must_be_verified_again(told: World, other: str) -> None:
    case_id = oral(told)
    soc = told.recipient("soc")
    changed: dict[str, dict[str, Any]] = {
        "valid_to": {"valid_to": add_months(TODAY, 7)},
        "purposes": {"purposes": ALL_PURPOSES - {Purpose.SIP}},
        "recipients": {"recipients": (told.recipient("soc", frozenset({Category.SICK_LEAVE})),)},
        "earlier": {"recipients": (told.recipient("larkan"), c.ConsentRecipient(soc.unit_id, soc.categories, True))},
        "given_by": {"given_by": GivenBy.LEGAL_REPRESENTATIVE, "representative_basis": "Godmanskap"},
        "form": {"form": ConsentForm.ORAL},
    }
    assert not recorded(told, case_id, **({"valid_to": add_months(TODAY, 6)} | changed[other])).keeps_verifications


def test_a_successor_without_the_lead_unit_gives_the_lead_to_who_recorded_it(told: World) -> None:
    case_id = told.active("soc", "fk")
    assert told.log.load(case_id).lead_unit == told.unit("larkan")
    told.do("handlaggare.soc", consenting(told, case_id, "soc", "fk"))
    assert told.log.load(case_id).lead_unit == told.unit("soc")


def asked(told: World, case_id: UUID) -> None:
    to = told.unit("soc")
    told.do("reko.larkan", c.SendInquiry(case_id=case_id, to_unit=to, type=InquiryType.PLANNING, text="När?"))


def test_what_a_successor_lacks_counts_as_narrowed_also_after_a_lapse(told: World) -> None:
    for days in (1, 40):
        told.moment = at(TODAY)
        case_id = told.active("soc", "fk", valid_to=TODAY + timedelta(days=30))
        asked(told, case_id)
        told.moment = at(TODAY + timedelta(days=days))
        entries = told.do("reko.larkan", consenting(told, case_id, "larkan", "fk", given_on=told.moment.date())).entries
        (voided,) = [e.fact for e in entries if isinstance(e.fact, f.InquiryVoided)]
        assert voided.reason == "narrowed"
        assert not any(inquiry.open for inquiry in told.log.load(case_id).inquiries.values())
