"""Handing a case over, and what is left to the unit that did (domain 5.3.1)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from events import commands as c
from events import facts as f
from events.grants import LISTED, Gate, grants
from events.kinds import HowVerified, Outcome, ResponsibilityKind, TransferReason
from tests.events.told import facts, refusal, unknown
from tests.world import World

MEDICAL, LEAD = ResponsibilityKind.MEDICAL, ResponsibilityKind.LEAD


def hand_over(told: World, case_id: UUID, to: str, kind: ResponsibilityKind = LEAD, **more: Any) -> Any:
    reason = more.pop("reason", TransferReason.MOVED)
    return c.TransferCaseResponsibility(case_id=case_id, kind=kind, to_unit=told.unit(to), reason=reason, **more)


def view(case_id: UUID, **more: Any) -> c.RecordPersonView:
    return c.RecordPersonView(case_id=case_id, goals="Arbeta igen", confirmed_by_person=True, **more)


def test_the_medical_responsibility_goes_to_another_care_unit_of_the_consent(told: World) -> None:
    case_id = told.active("soc", "psyk")
    command = hand_over(told, case_id, "psyk", MEDICAL, municipality_code="1980")
    (entry,) = told.do("reko.larkan", command).entries
    assert entry.fact == f.CaseResponsibilityTransferred(
        kind=MEDICAL,
        from_unit=told.unit("larkan"),
        to_unit=told.unit("psyk"),
        reason=TransferReason.MOVED,
        municipality_code="1980",
    )
    assert entry.recipients == {told.unit("soc"), told.unit("psyk")}
    case = told.log.load(case_id)
    assert case.municipality_code == "1980"
    assert case.lead_unit == told.unit("larkan")


def test_a_unit_outside_the_consent_cannot_take_over_until_the_person_lets_it_in(told: World) -> None:
    case_id = told.active("soc")
    command = hand_over(told, case_id, "psyk", MEDICAL)
    assert refusal(told, "reko.larkan", command) == ("transfer_outside_consent", "to_unit")
    told.consent(case_id, "larkan", "soc", "psyk")
    assert len(facts(told.do("reko.larkan", command))) == 1


@pytest.mark.parametrize(
    ("subject", "to", "kind", "more", "answer"),
    [
        ("handlaggare.soc", "larkan", MEDICAL, {}, ("role_not_allowed", None)),
        ("handlaggare.soc", "larkan", LEAD, {}, ("responsibility_not_yours", "kind")),
        ("reko.larkan", "soc", MEDICAL, {}, ("care_unit_only", "to_unit")),
        ("reko.larkan", "larkan", LEAD, {}, ("responsibility_to_oneself", "to_unit")),
        ("reko.larkan", "soc", LEAD, {"municipality_code": "9999"}, ("municipality_unknown", "municipality_code")),
        ("reko.larkan", "soc", LEAD, {"from_unit": UUID(int=3)}, ("responsibility_not_yours", "from_unit")),
    ],
)
def test_it_is_handed_over_by_who_has_it_to_who_can_have_it(
    told: World, subject: str, to: str, kind: ResponsibilityKind, more: dict[str, Any], answer: tuple[str, str | None]
) -> None:
    case_id = told.active("soc", "psyk")
    assert refusal(told, subject, hand_over(told, case_id, to, kind, **more)) == answer


def test_what_has_been_handed_over_cannot_be_handed_over_again(told: World) -> None:
    case_id = told.active("soc", "psyk")
    told.do("reko.larkan", hand_over(told, case_id, "psyk", MEDICAL))
    again = hand_over(told, case_id, "psyk", MEDICAL)
    assert refusal(told, "reko.larkan", again) == ("responsibility_not_yours", "kind")
    told.do("reko.larkan", hand_over(told, case_id, "soc"))
    assert refusal(told, "reko.larkan", hand_over(told, case_id, "soc")) == ("responsibility_not_yours", "kind")


def test_a_unit_that_nobody_knows_is_not_in_the_list(told: World) -> None:
    case_id = told.active("soc")
    command = c.TransferCaseResponsibility(case_id=case_id, kind=LEAD, to_unit=UUID(int=5), reason=TransferReason.OTHER)
    assert refusal(told, "reko.larkan", command) == ("unit_unknown", "to_unit")


def test_nothing_is_handed_over_without_a_consent_and_by_nobody_outside(told: World) -> None:
    case_id = told.active("soc")
    assert unknown(told, "handlaggare.fk", hand_over(told, case_id, "soc"))
    told.do("handlaggare.soc", c.WithdrawConsent(case_id=case_id))
    assert refusal(told, "reko.larkan", hand_over(told, case_id, "soc")) == ("consent_missing", None)


def test_the_new_lead_closes_the_case_and_the_old_one_does_not(told: World) -> None:
    case_id = told.active("soc")
    told.do("reko.larkan", hand_over(told, case_id, "soc"))
    closing = c.CloseCase(case_id=case_id, outcome=Outcome.STUDIES)
    assert refusal(told, "reko.larkan", closing) == ("lead_unit_only", None)
    told.do("handlaggare.soc", closing)


def test_the_new_unit_makes_sure_of_the_consent_before_it_reads(told: World) -> None:
    case_id = told.draft()
    told.consent(case_id, "larkan", "soc")
    told.do("reko.larkan", view(case_id))
    told.do("reko.larkan", hand_over(told, case_id, "soc"))
    assert Gate(told.log.load(case_id), told.officer("handlaggare.soc"), told.moment).awaits_verification
    told.do("handlaggare.soc", c.VerifyConsent(case_id=case_id, how=HowVerified.SEEN_FORM))


def test_for_thirty_days_the_old_unit_works_on_and_then_it_has_its_own_entries_alone(told: World) -> None:
    case_id = told.active("soc", "psyk", valid_to=date(2027, 8, 1))
    own = told.do("reko.larkan", view(case_id)).entries[0]
    theirs = told.do("handlaggare.soc", view(case_id)).entries[0]
    told.do("reko.larkan", hand_over(told, case_id, "psyk", MEDICAL))
    handed = told.moment

    def gate() -> Gate:
        return Gate(told.log.load(case_id), told.officer("reko.larkan"), told.moment)

    told.moment = handed + timedelta(days=30)
    assert gate().may_read(own) and gate().may_read(theirs) and gate().takes_part
    assert told.unit("larkan") in told.do("handlaggare.soc", view(case_id)).entries[0].recipients
    told.do("reko.larkan", view(case_id))
    told.moment = handed + timedelta(days=31)
    assert gate().may_read(own) and gate().knows_name
    assert not gate().may_read(theirs) and not gate().takes_part and not gate().sees_contact
    assert LISTED not in gate().held
    assert refusal(told, "reko.larkan", view(case_id)) == ("consent_missing", None)
    assert told.unit("larkan") not in told.do("handlaggare.soc", view(case_id)).entries[0].recipients
    assert refusal(told, "reko.larkan", c.WithdrawConsent(case_id=case_id)) == ("consent_missing", None)


def test_when_the_lead_has_left_the_one_that_took_over_leads(told: World) -> None:
    case_id = told.active("soc", "psyk", valid_to=date(2027, 8, 1))
    told.do("reko.larkan", hand_over(told, case_id, "psyk", MEDICAL))
    closing = c.CloseCase(case_id=case_id, outcome=Outcome.MOVED)
    assert refusal(told, "reko.psyk", closing) == ("lead_unit_only", None)
    told.moment += timedelta(days=31)
    told.do("reko.psyk", closing)


def test_a_renewal_that_names_the_old_unit_lets_it_in_again_from_there_on(told: World) -> None:
    case_id = told.active("soc", "psyk")
    told.do("reko.larkan", hand_over(told, case_id, "psyk", MEDICAL))
    told.moment += timedelta(days=31)
    missed = told.do("handlaggare.soc", view(case_id)).entries[0]
    told.consent(case_id, "larkan", "soc", "psyk", by="handlaggare.soc")
    told.do("reko.larkan", c.VerifyConsent(case_id=case_id, how=HowVerified.SEEN_FORM))
    new = told.do("handlaggare.soc", view(case_id)).entries[0]
    gate = Gate(told.log.load(case_id), told.officer("reko.larkan"), told.moment)
    assert gate.may_read(new) and not gate.may_read(missed)
    assert told.log.load(case_id).lead_unit == told.unit("psyk")


def test_the_last_day_is_the_thirtieth_whatever_is_handed_over_after(told: World) -> None:
    case_id = told.active("soc", "psyk")
    told.do("reko.larkan", hand_over(told, case_id, "psyk", MEDICAL))
    first = {g.valid_to for g in grants(told.log.load(case_id)) if g.unit_id == told.unit("larkan")}
    told.moment += timedelta(days=10)
    told.do("reko.larkan", hand_over(told, case_id, "soc"))
    assert {g.valid_to for g in grants(told.log.load(case_id)) if g.unit_id == told.unit("larkan")} == first
