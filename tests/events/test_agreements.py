"""The signed routine: who signs, when it holds, who calls the follow-up."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from events.agreement import Agreement, AgreementStatus, fold
from events.calendar import day_of
from events.commands import agreements as a
from events.commands.command import Confirmation
from events.facts.paths import CareScope
from tests.events.told import at, refusal
from tests.world import TODAY, World


def drafted(world: World, *slugs: str, by: str = "chef.soc") -> UUID:
    return world.do(by, draft(world, *(slugs or ("larkan", "soc")))).entries[0].stream_id


def draft(world: World, *slugs: str, **more: Any) -> a.DraftAgreement:
    parties = tuple(world.unit(slug) for slug in slugs)
    fields: dict[str, Any] = {"municipality_code": "1983", "care_scope": CareScope.PRIMARY_CARE, "parties": parties}
    return a.DraftAgreement(**(fields | more))


def standing(world: World, agreement_id: UUID) -> Agreement:
    return fold(agreement_id, world.log.clear[agreement_id])  # type: ignore[attr-defined]


def sign(world: World, agreement_id: UUID, *chiefs: str, on: date | None = None) -> None:
    for chief in chiefs:
        late = frozenset(Confirmation)
        world.do(chief, a.SignAgreement(agreement_id=agreement_id, signed_on=on, confirmed=late))


def in_force(world: World, on: date = TODAY) -> UUID:
    agreement_id = drafted(world)
    sign(world, agreement_id, "chef.larkan", "chef.soc", on=on)
    return agreement_id


def test_a_routine_needs_a_care_unit_and_income_support_and_none_that_never_signs(told: World) -> None:
    assert refusal(told, "chef.soc", draft(told, "soc")) == ("parties_missing", "parties")
    assert refusal(told, "chef.soc", draft(told, "larkan", "ame")) == ("parties_missing", "parties")
    assert refusal(told, "chef.soc", draft(told, "larkan", "soc", "fk")) == ("unit_does_not_sign", "parties")
    assert refusal(told, "chef.soc", draft(told, "larkan", "soc", "soc")) == ("recipient_twice", "parties")
    assert refusal(told, "reko.larkan", draft(told, "larkan", "soc")) == ("role_not_allowed", None)


def test_it_holds_from_the_last_signature(told: World) -> None:
    agreement_id = drafted(told)
    sign(told, agreement_id, "chef.larkan", on=date(2026, 11, 2))
    assert standing(told, agreement_id).status(TODAY) is AgreementStatus.DRAFT
    sign(told, agreement_id, "chef.soc", on=date(2026, 11, 9))
    agreement = standing(told, agreement_id)
    assert agreement.in_force_from == date(2026, 11, 9)
    assert agreement.status(date(2026, 11, 8)) is AgreementStatus.DRAFT
    assert agreement.status(date(2026, 11, 9)) is AgreementStatus.IN_FORCE


def test_only_the_manager_of_a_party_signs_and_once_a_version(told: World) -> None:
    agreement_id = drafted(told)
    signing = a.SignAgreement(agreement_id=agreement_id)
    assert refusal(told, "handlaggare.soc", signing) == ("role_not_allowed", None)
    assert refusal(told, "chef.soc-sala", signing) == ("not_a_signatory", "agreement_id")
    told.do("chef.soc", signing)
    assert refusal(told, "chef.soc", signing) == ("already_signed", "agreement_id")
    assert refusal(told, "chef.soc", a.SignAgreement(agreement_id=UUID(int=1))) == ("agreement_unknown", "agreement_id")


def test_the_old_version_holds_until_the_new_is_signed_by_all(told: World) -> None:
    agreement_id = in_force(told)
    told.moment = at(date(2027, 1, 11))
    told.do("chef.larkan", a.ReviseAgreement(agreement_id=agreement_id, changes="Kontakt före dag 14."))
    day = date(2027, 1, 11)

    def holding() -> int:
        version = standing(told, agreement_id).in_force(day)
        assert version is not None
        return version.number

    assert holding() == 1
    sign(told, agreement_id, "chef.larkan")
    assert holding() == 1
    sign(told, agreement_id, "chef.soc")
    assert holding() == 2
    before = standing(told, agreement_id).in_force(date(2027, 1, 10))
    assert before is not None and before.number == 1


def test_the_municipality_calls_the_follow_up_and_nobody_else(told: World) -> None:
    agreement_id = in_force(told)
    call = a.CallAgreementFollowUp(agreement_id=agreement_id, at=date(2027, 5, 20))
    for other in ("chef.larkan", "handlaggare.soc", "reko.larkan"):
        assert refusal(told, other, call) == ("municipality_calls", None)
    assert refusal(told, "chef.soc-sala", call) == ("not_a_signatory", "agreement_id")
    told.do("chef.soc", call)
    assert standing(told, agreement_id).called == date(2027, 5, 20)
    assert refusal(told, "chef.soc", call) == ("already_called", "at")


def test_nothing_is_followed_up_before_it_holds(told: World) -> None:
    call = a.CallAgreementFollowUp(agreement_id=drafted(told), at=date(2027, 5, 20))
    assert refusal(told, "chef.soc", call) == ("agreement_not_in_force", "agreement_id")


def test_the_first_follow_up_is_after_six_months_then_yearly(told: World) -> None:
    agreement_id = in_force(told)
    assert standing(told, agreement_id).follow_up_due == date(2027, 5, 23)
    told.moment = at(date(2027, 5, 20))
    both = frozenset({told.unit("larkan"), told.unit("soc")})
    told.do("chef.soc", a.HoldAgreementFollowUp(agreement_id=agreement_id, on=date(2027, 5, 20), present=both))
    assert standing(told, agreement_id).follow_up_due == date(2028, 5, 23)


def test_a_follow_up_is_not_held_before_the_routine_or_with_strangers(told: World) -> None:
    agreement_id = in_force(told, on=TODAY - timedelta(days=3))
    both = frozenset({told.unit("larkan"), told.unit("soc")})
    early = a.HoldAgreementFollowUp(agreement_id=agreement_id, on=TODAY - timedelta(days=5), present=both)
    assert refusal(told, "chef.soc", early) == ("date_implausible", "on")
    strangers = a.HoldAgreementFollowUp(agreement_id=agreement_id, on=TODAY, present=both | {told.unit("fk")})
    assert refusal(told, "chef.soc", strangers) == ("unit_unknown", "present")


def test_a_terminated_routine_covers_nothing_from_that_day(told: World) -> None:
    agreement_id = in_force(told)
    end = a.TerminateAgreement(agreement_id=agreement_id, on=date(2026, 12, 31))
    assert refusal(told, "chef.soc-sala", end) == ("not_a_signatory", "agreement_id")
    told.do("chef.larkan", end)
    agreement = standing(told, agreement_id)
    assert agreement.status(date(2026, 12, 30)) is AgreementStatus.IN_FORCE
    assert agreement.status(date(2026, 12, 31)) is AgreementStatus.TERMINATED
    assert refusal(told, "chef.soc", end) == ("agreement_terminated", "agreement_id")


def test_who_has_not_signed_cannot_terminate(told: World) -> None:
    agreement_id = drafted(told)
    sign(told, agreement_id, "chef.larkan")
    assert refusal(told, "chef.soc", a.TerminateAgreement(agreement_id=agreement_id)) == (
        "not_a_signatory",
        "agreement_id",
    )


def test_who_is_left_out_of_a_new_version_is_bound_by_the_old_while_it_holds(told: World) -> None:
    agreement_id = drafted(told, "larkan", "psyk", "soc")
    sign(told, agreement_id, "chef.larkan", "chef.psyk", "chef.soc")
    parties = (told.unit("larkan"), told.unit("soc"))
    told.do("chef.larkan", a.ReviseAgreement(agreement_id=agreement_id, changes="Två parter.", parties=parties))
    told.do("chef.psyk", a.InformAboutAgreement(agreement_id=agreement_id, on=TODAY))
    ending = a.TerminateAgreement(agreement_id=agreement_id, on=TODAY + timedelta(days=30))
    assert told.do("chef.psyk", ending)


def test_once_the_new_version_holds_who_was_left_out_has_no_say(told: World) -> None:
    agreement_id = drafted(told, "larkan", "psyk", "soc")
    sign(told, agreement_id, "chef.larkan", "chef.psyk", "chef.soc")
    parties = (told.unit("larkan"), told.unit("soc"))
    told.do("chef.larkan", a.ReviseAgreement(agreement_id=agreement_id, changes="Två parter.", parties=parties))
    sign(told, agreement_id, "chef.larkan", "chef.soc")
    ending = a.TerminateAgreement(agreement_id=agreement_id)
    assert refusal(told, "chef.psyk", ending) == ("not_a_signatory", "agreement_id")


def test_each_party_says_that_its_own_organisation_is_informed(told: World) -> None:
    agreement_id = in_force(told)
    told.do("chef.soc", a.InformAboutAgreement(agreement_id=agreement_id, on=TODAY))
    assert standing(told, agreement_id).informed == {told.unit("soc"): TODAY}
    assert refusal(told, "chef.fk", a.InformAboutAgreement(agreement_id=agreement_id)) == (
        "not_a_signatory",
        "agreement_id",
    )


def test_those_with_something_left_are_reminded_once_a_day(told: World) -> None:
    agreement_id = drafted(told, "larkan", "soc")
    reminding = a.RemindAboutAgreement(agreement_id=agreement_id)
    assert refusal(told, "reko.larkan", reminding) == ("role_not_allowed", None)
    assert refusal(told, "chef.soc-sala", reminding) == ("not_a_signatory", "agreement_id")
    sign(told, agreement_id, "chef.soc")
    told.do("chef.soc", reminding)
    assert standing(told, agreement_id).reminded == {told.unit("larkan"): TODAY}
    assert refusal(told, "chef.soc", reminding) == ("already_reminded", None)
    assert refusal(told, "chef.larkan", reminding) == ("nobody_to_remind", None)
    told.moment += timedelta(days=1)
    told.do("chef.soc", reminding)
    assert standing(told, agreement_id).reminded == {told.unit("larkan"): TODAY + timedelta(days=1)}


def test_a_party_that_has_not_informed_its_staff_can_be_reminded_until_it_has(told: World) -> None:
    agreement_id = in_force(told)
    assert standing(told, agreement_id).lacking(told.directory, TODAY).keys() == {told.unit("larkan"), told.unit("soc")}
    told.do("chef.larkan", a.InformAboutAgreement(agreement_id=agreement_id))
    reminding = a.RemindAboutAgreement(agreement_id=agreement_id)
    assert refusal(told, "chef.soc", reminding) == ("nobody_to_remind", None)
    told.do("chef.larkan", reminding)
    told.do("chef.soc", a.InformAboutAgreement(agreement_id=agreement_id))
    assert refusal(told, "chef.larkan", reminding) == ("nobody_to_remind", None)


def test_the_municipality_is_reminded_of_a_follow_up_that_is_late_until_it_calls(told: World) -> None:
    agreement_id = in_force(told)
    for chief in ("chef.larkan", "chef.soc"):
        told.do(chief, a.InformAboutAgreement(agreement_id=agreement_id))
    due = standing(told, agreement_id).follow_up_due
    assert due
    reminding = a.RemindAboutAgreement(agreement_id=agreement_id)
    told.moment = at(due)
    assert refusal(told, "chef.larkan", reminding) == ("nobody_to_remind", None)
    told.moment += timedelta(days=1)
    assert refusal(told, "chef.soc", reminding) == ("nobody_to_remind", None), "it calls itself"
    told.do("chef.larkan", reminding)
    assert standing(told, agreement_id).reminded == {told.unit("soc"): day_of(told.moment)}
    told.do("chef.soc", a.CallAgreementFollowUp(agreement_id=agreement_id, at=day_of(told.moment)))
    assert standing(told, agreement_id).lacking(told.directory, day_of(told.moment)) == {}
    told.moment += timedelta(days=1)
    assert refusal(told, "chef.larkan", reminding) == ("nobody_to_remind", None)
