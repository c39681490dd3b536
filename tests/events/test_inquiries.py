"""Questions between two units (domain 5.3.3)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from events import commands as c
from events import facts as f
from events.categories import Category
from events.kinds import InquiryType, RetractionReason
from orgs.kinds import UnitType
from tests.events.told import facts, refusal, unknown
from tests.world import TODAY, World


def asking(told: World, case_id: UUID, to: str, kind: InquiryType = InquiryType.PLANNING, **more: Any) -> c.SendInquiry:
    terms: dict[str, Any] = {"to_unit": told.unit(to), "type": kind, "text": "När kan hon börja?"}
    return c.SendInquiry(case_id=case_id, **(terms | more))


def sent(told: World, case_id: UUID, subject: str, to: str, kind: InquiryType = InquiryType.PLANNING) -> UUID:
    (fact,) = facts(told.do(subject, asking(told, case_id, to, kind)))
    assert isinstance(fact, f.InquirySent)
    return fact.inquiry_id


def answer(case_id: UUID, inquiry_id: UUID) -> c.AnswerInquiry:
    return c.AnswerInquiry(case_id=case_id, inquiry_id=inquiry_id, text="I januari.")


@pytest.mark.parametrize(
    ("kind", "category"),
    [
        (InquiryType.GENERAL, Category.PLANNING),
        (InquiryType.PLANNING, Category.PLANNING),
        (InquiryType.MEDICAL, Category.FUNCTIONAL_STATUS),
        (InquiryType.CERTIFICATE_COMPLETION, Category.FUNCTIONAL_STATUS),
        (InquiryType.ECONOMY_YES_NO, Category.LIVELIHOOD),
    ],
)
def test_a_question_goes_to_one_unit_in_its_own_category(told: World, kind: InquiryType, category: Category) -> None:
    case_id = told.active("soc", "fk")
    (entry,) = told.do("handlaggare.fk", asking(told, case_id, "larkan", kind)).entries
    assert (entry.category, entry.recipients) == (category, frozenset({told.unit("larkan")}))


@pytest.mark.parametrize("held_back", ["soc", "larkan"])
def test_both_units_must_hold_the_category(told: World, held_back: str) -> None:
    case_id = told.draft()
    without = frozenset({Category.LIVELIHOOD})
    units = [told.recipient(slug, without if slug == held_back else frozenset()) for slug in ("larkan", "soc")]
    told.consent(case_id, recipients=tuple(units))
    refused = refusal(told, "reko.larkan", asking(told, case_id, "soc", InquiryType.ECONOMY_YES_NO))
    assert refused == ("category_not_allowed", "to_unit" if held_back == "soc" else "type")


def test_a_question_goes_to_another_party_of_the_case(told: World) -> None:
    case_id = told.active("soc")
    for to, key in {"larkan": "inquiry_to_oneself", "fk": "category_not_allowed"}.items():
        assert refusal(told, "reko.larkan", asking(told, case_id, to)) == (key, "to_unit")
    nowhere = asking(told, case_id, "soc", to_unit=uuid4())
    assert refusal(told, "reko.larkan", nowhere) == ("unit_unknown", "to_unit")
    assert unknown(told, "handlaggare.fk", asking(told, case_id, "larkan"))


def test_an_answer_is_due_in_five_working_days_and_never_before_the_next(told: World) -> None:
    case_id = told.active("soc")
    (fact,) = facts(told.do("reko.larkan", asking(told, case_id, "soc")))
    assert isinstance(fact, f.InquirySent)
    assert fact.due_on == date(2026, 11, 30)
    told.do("reko.larkan", asking(told, case_id, "soc", due_on=TODAY + timedelta(days=1)))
    for due_on, key in [(TODAY, "due_too_soon"), (date(1899, 1, 1), "date_implausible")]:
        assert refusal(told, "reko.larkan", asking(told, case_id, "soc", due_on=due_on)) == (key, "due_on")


def test_an_answer_comes_once_from_the_unit_that_was_asked(told: World) -> None:
    case_id = told.active("soc", "fk")
    inquiry_id = sent(told, case_id, "reko.larkan", "soc")
    for subject in ("handlaggare.fk", "reko.larkan"):
        assert refusal(told, subject, answer(case_id, inquiry_id)) == ("inquiry_unknown", "inquiry_id")
    assert refusal(told, "handlaggare.soc", answer(case_id, uuid4())) == ("inquiry_unknown", "inquiry_id")
    (entry,) = told.do("handlaggare.soc", answer(case_id, inquiry_id)).entries
    assert (entry.category, entry.recipients) == (Category.PLANNING, frozenset({told.unit("larkan")}))
    assert refusal(told, "handlaggare.soc", answer(case_id, inquiry_id)) == ("inquiry_answered", "inquiry_id")


@pytest.mark.parametrize("kind", [InquiryType.MEDICAL, InquiryType.CERTIFICATE_COMPLETION])
def test_only_a_physician_answers_what_is_medical(told: World, kind: InquiryType) -> None:
    case_id = told.active("fk")
    inquiry_id = sent(told, case_id, "handlaggare.fk", "larkan", kind)
    assert refusal(told, "reko.larkan", answer(case_id, inquiry_id)) == ("physician_only", None)
    whom = frozenset(told.officer(subject).user_id for subject in ("reko.larkan", "lakare.larkan"))
    told.do("reko.larkan", c.ConfirmParty(case_id=case_id, caseworkers=whom))
    told.do("lakare.larkan", answer(case_id, inquiry_id))


def test_what_is_medical_is_asked_where_there_is_a_physician(told: World) -> None:
    case_id = told.active("soc", "fk")
    refused = refusal(told, "handlaggare.fk", asking(told, case_id, "soc", InquiryType.MEDICAL))
    assert refused == ("no_physician", "to_unit")
    assert told.directory.by_slug["soc"].unit_type is UnitType.SOCIAL_SERVICES_UNIT


def test_the_sender_takes_a_question_back_and_nobody_else(told: World) -> None:
    case_id = told.active("soc")
    inquiry_id = sent(told, case_id, "reko.larkan", "soc")
    back = c.VoidInquiry(case_id=case_id, inquiry_id=inquiry_id)
    assert refusal(told, "handlaggare.soc", back) == ("inquiry_unknown", "inquiry_id")
    (entry,) = told.do("reko.larkan", back).entries
    assert (entry.category, entry.recipients) == (Category.PLANNING, frozenset({told.unit("soc")}))
    assert refusal(told, "handlaggare.soc", answer(case_id, inquiry_id)) == ("inquiry_voided", "inquiry_id")


def test_a_retracted_question_is_no_longer_asked_and_a_retracted_answer_leaves_it_open(told: World) -> None:
    case_id = told.active("soc")
    asked = told.do("reko.larkan", asking(told, case_id, "soc")).entries[0]
    assert isinstance(asked.fact, f.InquirySent)
    answered = told.do("handlaggare.soc", answer(case_id, asked.fact.inquiry_id)).entries[0]
    wrong = RetractionReason.WRONG_FACT
    told.do("handlaggare.soc", c.RetractEntry(case_id=case_id, event_id=answered.event_id, reason=wrong))
    told.do("handlaggare.soc", answer(case_id, asked.fact.inquiry_id))
    told.do("reko.larkan", c.RetractEntry(case_id=case_id, event_id=asked.event_id, reason=wrong))
    assert told.log.load(case_id).inquiries == {}
