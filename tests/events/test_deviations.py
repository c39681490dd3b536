"""A deviation: who reports, who answers, what decides its kind, and who is told that there is one at all."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from events.commands import deviations as d
from events.commands.agreements import TerminateAgreement
from events.deviation import Deviation, DeviationStatus, fold
from events.facts.deviations import (
    Cause,
    Clause,
    DeviationAcknowledged,
    DeviationAnswered,
    DeviationKind,
    DeviationType,
    EscalatedTo,
)
from tests.events.test_agreements import drafted, in_force
from tests.events.told import at, facts, refusal, unknown
from tests.world import TODAY, World


def report(world: World, about: str = "soc", **more: Any) -> d.ReportDeviation:
    fields: dict[str, Any] = {
        "type": DeviationType.LATE_REPLY,
        "about_unit": world.unit(about),
        "happened_on": TODAY,
        "description": "Svaret kom nio dagar efter utlovad dag.",
    }
    return d.ReportDeviation(**(fields | more))


def reported(world: World, about: str = "soc", by: str = "reko.larkan", **more: Any) -> UUID:
    return world.do(by, report(world, about, **more)).entries[0].stream_id


def answer(deviation_id: UUID, **more: Any) -> d.AnswerDeviation:
    fields: dict[str, Any] = {"measure": "Vi bevakar frågor varje dag.", "feedback_text": "Tack, det stämmer."}
    return d.AnswerDeviation(deviation_id=deviation_id, **(fields | more))


def standing(world: World, deviation_id: UUID) -> Deviation:
    return fold(deviation_id, world.log.clear[deviation_id])  # type: ignore[attr-defined]


def kind(world: World, deviation_id: UUID) -> DeviationKind:
    return standing(world, deviation_id).told.kind


def test_between_two_that_have_signed_it_is_a_deviation_with_its_clause(told: World) -> None:
    agreement_id = in_force(told)
    one = standing(told, reported(told, clause=Clause.CONTACT_PATHS)).told
    assert (one.kind, one.agreement_id, one.clause) == (DeviationKind.DEVIATION, agreement_id, Clause.CONTACT_PATHS)


def test_without_a_routine_it_is_a_remark_and_has_no_clause(told: World) -> None:
    one = standing(told, reported(told, clause=Clause.CONTACT_PATHS)).told
    assert (one.kind, one.agreement_id, one.clause) == (DeviationKind.REMARK, None, None)


def test_the_day_it_happened_decides(told: World) -> None:
    agreement_id = in_force(told, on=TODAY - timedelta(days=7))
    told.do("chef.soc", TerminateAgreement(agreement_id=agreement_id, on=TODAY + timedelta(days=1)))
    told.moment = at(TODAY + timedelta(days=3))
    assert kind(told, reported(told, happened_on=TODAY)) is DeviationKind.DEVIATION
    assert kind(told, reported(told, happened_on=TODAY + timedelta(days=1))) is DeviationKind.REMARK
    assert kind(told, reported(told, happened_on=TODAY - timedelta(days=8))) is DeviationKind.REMARK


def test_a_draft_that_not_all_have_signed_makes_a_remark_even_when_it_is_named(told: World) -> None:
    agreement_id = drafted(told)
    assert kind(told, reported(told, agreement_id=agreement_id)) is DeviationKind.REMARK
    unsound = report(told, agreement_id=UUID(int=7))
    assert refusal(told, "reko.larkan", unsound) == ("agreement_unknown", "agreement_id")


@pytest.mark.parametrize(("by", "about"), [("reko.larkan", "fk"), ("handlaggare.fk", "soc"), ("chef.af", "larkan")])
def test_those_who_never_sign_make_and_get_remarks(told: World, by: str, about: str) -> None:
    in_force(told)
    assert kind(told, reported(told, about, by)) is DeviationKind.REMARK


def test_a_unit_may_report_itself(told: World) -> None:
    in_force(told)
    assert kind(told, reported(told, "larkan", "chef.larkan")) is DeviationKind.DEVIATION
    assert kind(told, reported(told, "psyk", "reko.psyk")) is DeviationKind.REMARK


def test_nothing_about_a_person_is_taken_not_even_confirmed(told: World) -> None:
    from events.commands.command import Confirmation

    numbers, words = ("Hon är 19840314-9808.", "Ring 070-174 06 41."), ("Det handlade om missbruk.", "Diagnos F32.1.")
    names = ("Amina Testsson fick vänta.", "Vi väntade på Bengt i två veckor.")
    for text in (*numbers, *words, *names):
        unsound = report(told, description=text, confirmed=frozenset(Confirmation))
        assert refusal(told, "reko.larkan", unsound) == ("freetext_blocked", "description")
    assert refusal(told, "reko.larkan", report(told, description=" ")) == ("text_missing", "description")
    places = report(told, description="Försörjningsstöd Köping svarade inte. Ärendet hos Försäkringskassan vilade.")
    assert told.do("reko.larkan", places)


def test_what_has_not_happened_yet_is_refused_and_what_is_long_ago_is_confirmed(told: World) -> None:
    tomorrow, long_ago = TODAY + timedelta(days=1), TODAY - timedelta(days=31)
    assert refusal(told, "reko.larkan", report(told, happened_on=tomorrow)) == ("date_in_future", "happened_on")
    assert refusal(told, "reko.larkan", report(told, happened_on=long_ago)) == ("late_entry", "happened_on")


def test_only_a_party_of_the_own_county_can_be_reported(told: World) -> None:
    from events import commands as c
    from orgs.kinds import OrgType, UnitType

    assert refusal(told, "reko.larkan", report(told, about_unit=UUID(int=7))) == ("unit_unknown", "about_unit")
    told.system(
        c.RegisterOrganisation(
            name="taby (demo)", org_type=OrgType.MUNICIPALITY, org_number="5560-taby", county_code="01"
        )
    )
    orgs = {o.name.split()[0]: o.org_id for o in told.directory.organisations.values()}
    for slug, org, unit_type in (
        ("soc-taby", "taby", UnitType.SOCIAL_SERVICES_UNIT),
        ("region-adm", "region", UnitType.ADMINISTRATION),
    ):
        told.system(c.RegisterUnit(org_id=orgs[org], slug=slug, name=f"{slug} (demo)", unit_type=unit_type))
    assert refusal(told, "reko.larkan", report(told, "soc-taby")) == ("unit_outside_county", "about_unit")
    assert refusal(told, "reko.larkan", report(told, "region-adm")) == ("unit_takes_no_deviations", "about_unit")


def test_a_case_is_named_only_by_who_reads_it(told: World) -> None:
    case_id = told.active("soc")
    assert standing(told, reported(told, case_id=case_id)).told.case_id == case_id
    assert standing(told, reported(told, "larkan", "handlaggare.soc", case_id=case_id)).told.case_id == case_id
    for stranger in ("reko2.larkan", "chef.larkan", "handlaggare.fk", "handlaggare.soc-sala"):
        assert unknown(told, stranger, report(told, "soc", case_id=case_id))
        assert unknown(told, stranger, report(told, "soc", case_id=UUID(int=7)))


def test_the_manager_of_the_unit_answers_and_no_other(told: World) -> None:
    deviation_id = reported(told)
    for wrong in ("chef.larkan", "handlaggare.soc", "reko.larkan"):
        for command in (
            d.AcknowledgeDeviation(deviation_id=deviation_id),
            d.InvestigateDeviation(deviation_id=deviation_id, cause=Cause.STAFFING, finding="Två var borta."),
            answer(deviation_id),
        ):
            assert refusal(told, wrong, command) == ("about_unit_answers", None)
    assert unknown(told, "chef.soc-sala", answer(deviation_id))
    assert unknown(told, "chef.soc", answer(UUID(int=7)))
    told.do("chef.soc", d.AcknowledgeDeviation(deviation_id=deviation_id))
    again = refusal(told, "chef.soc", d.AcknowledgeDeviation(deviation_id=deviation_id))
    assert again == ("deviation_acknowledged", "deviation_id")
    told.do(
        "chef.soc", d.InvestigateDeviation(deviation_id=deviation_id, cause=Cause.STAFFING, finding="En var borta.")
    )
    told.do("chef.soc", answer(deviation_id))
    assert standing(told, deviation_id).status is DeviationStatus.ANSWERED
    assert refusal(told, "chef.soc", answer(deviation_id)) == ("deviation_answered", "deviation_id")


def test_who_answers_at_once_has_received_it(told: World) -> None:
    deviation_id = reported(told)
    made = facts(told.do("chef.soc", answer(deviation_id, measure_due=TODAY)))
    assert [type(fact) for fact in made] == [DeviationAcknowledged, DeviationAnswered]


def test_an_answer_is_about_no_person_and_its_measure_lies_ahead(told: World) -> None:
    deviation_id = reported(told)
    yesterday = TODAY - timedelta(days=1)
    assert refusal(told, "chef.soc", answer(deviation_id, measure_due=yesterday)) == ("measure_in_past", "measure_due")
    for text in ("Maken ringde inte.", "Vi har bett Carina om ursäkt."):
        unsound = answer(deviation_id, feedback_text=text)
        assert refusal(told, "chef.soc", unsound) == ("freetext_blocked", "feedback_text")


def test_the_reporters_unit_closes_what_has_been_answered(told: World) -> None:
    deviation_id = reported(told)
    closing = d.CloseDeviation(deviation_id=deviation_id)
    assert refusal(told, "reko.larkan", closing) == ("deviation_not_answered", "deviation_id")
    told.do("chef.soc", answer(deviation_id))
    assert refusal(told, "chef.soc", closing) == ("reporting_unit_only", None)
    told.do("lakare.larkan", closing)
    assert refusal(told, "reko.larkan", closing) == ("deviation_closed", "deviation_id")


def test_the_reporter_reopens_within_ninety_days(told: World) -> None:
    deviation_id = reported(told)
    again = d.ReopenDeviation(deviation_id=deviation_id, reason="Det hände igen.")
    assert refusal(told, "reko.larkan", again) == ("deviation_not_answered", "deviation_id")
    told.do("chef.soc", answer(deviation_id))
    told.do("reko.larkan", d.CloseDeviation(deviation_id=deviation_id))
    assert refusal(told, "reko2.larkan", again) == ("reporter_only", None)
    told.moment = at(TODAY + timedelta(days=91))
    assert refusal(told, "reko.larkan", again) == ("deviation_reopen_too_late", "deviation_id")
    told.moment = at(TODAY + timedelta(days=90))
    told.do("reko.larkan", again)
    one = standing(told, deviation_id)
    assert one.status is DeviationStatus.REOPENED and one.answer_by == TODAY + timedelta(days=120)


def test_the_reporters_unit_takes_it_back_until_it_is_answered(told: World) -> None:
    one, other = reported(told), reported(told)
    assert refusal(told, "chef.soc", d.WithdrawDeviation(deviation_id=one)) == ("reporting_unit_only", None)
    told.do("chef.larkan", d.WithdrawDeviation(deviation_id=one))
    assert refusal(told, "chef.soc", answer(one)) == ("deviation_withdrawn", "deviation_id")
    told.do("chef.soc", answer(other))
    back = refusal(told, "reko.larkan", d.WithdrawDeviation(deviation_id=other))
    assert back == ("deviation_answered", "deviation_id")


def test_it_is_lifted_upwards_by_either_manager(told: World) -> None:
    deviation_id = reported(told)
    up = d.EscalateDeviation(deviation_id=deviation_id)
    top = d.EscalateDeviation(deviation_id=deviation_id, to=EscalatedTo.STEERING_GROUP)
    assert refusal(told, "reko.larkan", up) == ("role_not_allowed", None)
    told.do("chef.larkan", up)
    assert refusal(told, "chef.soc", up) == ("deviation_escalated", "to")
    told.do("chef.soc", top)
    assert refusal(told, "chef.larkan", up) == ("deviation_escalated", "to")
    assert standing(told, deviation_id).status is DeviationStatus.ESCALATED
    told.do("chef.soc", answer(deviation_id))
    assert refusal(told, "chef.larkan", top) == ("deviation_answered", "deviation_id")


def test_its_clocks_run_from_the_report(told: World) -> None:
    one = standing(told, reported(told))
    assert one.acknowledge_by == date(2026, 11, 30)
    assert one.answer_by == date(2026, 12, 23) and one.escalates_on == date(2027, 1, 22)
