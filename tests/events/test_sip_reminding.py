"""The convener reminds those who have an answer or a preparation left: each once a day, told to nobody else."""

from datetime import timedelta
from uuid import UUID

from events.calendar import day_of
from events.categories import Category
from events.commands import RetractEntry
from events.commands import sip as s
from events.facts.sip import PreparedAnswer, SipPreparationSubmitted, SipReminded
from events.kinds import RetractionReason
from events.sip.kinds import CancelReason, InvitationAnswer
from events.sip.questions import Question
from tests.events.test_due import due
from tests.events.told import refusal
from tests.meeting import MEETING, answered, call, prepared, sip_of, summoned
from tests.world import World


def remind(case_id: UUID, sip_id: UUID) -> s.RemindAboutSip:
    return s.RemindAboutSip(case_id=case_id, sip_id=sip_id)


def reminded(told: World, case_id: UUID, sip_id: UUID) -> frozenset[UUID]:
    units = set()
    for entry in told.do("reko.larkan", remind(case_id, sip_id)).entries:
        assert isinstance(entry.fact, SipReminded)
        assert entry.recipients == {entry.fact.unit_id}, "nobody else is told who has been slow"
        units.add(entry.fact.unit_id)
    return frozenset(units)


def test_whoever_lacks_an_answer_or_a_preparation_is_reminded(told: World) -> None:
    case_id = told.active("soc", "fk", "af")
    sip_id = summoned(told, case_id, "soc", "fk", "af")
    soc, fk, af = (told.unit(slug) for slug in ("soc", "fk", "af"))
    answered(told, case_id, sip_id, "handlaggare.soc")
    prepared(told, case_id, sip_id, "handlaggare.soc")
    answered(told, case_id, sip_id, "handlaggare.fk")
    prepared(told, case_id, sip_id, "handlaggare.af")
    assert reminded(told, case_id, sip_id) == {fk, af}
    assert refusal(told, "reko.larkan", remind(case_id, sip_id))[0] == "already_reminded"
    prepared(told, case_id, sip_id, "handlaggare.fk")
    told.moment += timedelta(days=1)
    assert reminded(told, case_id, sip_id) == {af}, "the day after, whoever is still left"
    answered(told, case_id, sip_id, "handlaggare.af")
    assert refusal(told, "reko.larkan", remind(case_id, sip_id))[0] == "nobody_to_remind"
    assert soc not in sip_of(told, case_id, sip_id).reminded


def test_whoever_has_said_no_is_left_in_peace(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id = summoned(told, case_id, "soc", "fk")
    no = s.AnswerSipInvitation(case_id=case_id, sip_id=sip_id, answer=InvitationAnswer.DECLINED)
    told.do("handlaggare.fk", no)
    assert reminded(told, case_id, sip_id) == {told.unit("soc")}


def test_a_changed_time_asks_for_a_new_answer_and_so_for_a_new_reminder(told: World) -> None:
    case_id = told.active("soc")
    sip_id = summoned(told, case_id, "soc")
    assert reminded(told, case_id, sip_id)
    told.do("reko.larkan", call(told, case_id, sip_id, "soc", at=MEETING + timedelta(days=1)))
    assert sip_of(told, case_id, sip_id).reminder_of(told.unit("soc")) is None
    assert reminded(told, case_id, sip_id)


def test_only_the_convener_reminds_and_only_before_the_meeting(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id = summoned(told, case_id, "soc", "fk")
    for subject in ("handlaggare.soc", "handlaggare.fk"):
        assert refusal(told, subject, remind(case_id, sip_id))[0] == "sip_convener_only"
    assert refusal(told, "reko.larkan", remind(case_id, UUID(int=7)))[0] == "sip_unknown"
    told.moment = MEETING
    assert refusal(told, "reko.larkan", remind(case_id, sip_id))[0] == "nobody_to_remind"
    told.do("reko.larkan", s.CancelSip(case_id=case_id, sip_id=sip_id, reason=CancelReason.ILLNESS))
    assert refusal(told, "reko.larkan", remind(case_id, sip_id))[0] == "sip_over"


def test_a_preparation_that_the_convener_may_not_read_is_not_betrayed(told: World) -> None:
    """To be reminded must not tell whether something was written where the convener has no access."""
    case_id = told.draft()
    narrow = told.recipient("larkan", without=frozenset({Category.SICK_LEAVE}))
    told.consent(case_id, recipients=(narrow, told.recipient("soc"), told.recipient("psyk")))
    for subject in ("handlaggare.soc", "lakare.psyk"):
        told.join(case_id, subject)
    sip_id = summoned(told, case_id, "soc", "psyk")
    answered(told, case_id, sip_id, "handlaggare.soc")
    answered(told, case_id, sip_id, "lakare.psyk")
    hidden = (PreparedAnswer(Question.DEGREE, "Halvtid från januari."),)
    prepared(told, case_id, sip_id, "lakare.psyk", answers=hidden)
    assert reminded(told, case_id, sip_id) == {told.unit("soc"), told.unit("psyk")}


def test_a_retracted_preparation_is_left_to_do_again(told: World) -> None:
    case_id = told.active("soc")
    sip_id = summoned(told, case_id, "soc")
    answered(told, case_id, sip_id, "handlaggare.soc")
    prepared(told, case_id, sip_id, "handlaggare.soc")
    assert refusal(told, "reko.larkan", remind(case_id, sip_id))[0] == "nobody_to_remind"
    for entry in told.log.load(case_id).facts(SipPreparationSubmitted):
        taken_back = RetractEntry(case_id=case_id, event_id=entry.event_id, reason=RetractionReason.WRONG_FACT)
        told.do("handlaggare.soc", taken_back)
    assert reminded(told, case_id, sip_id) == {told.unit("soc")}


def test_a_reminder_makes_the_tasks_new_and_says_who_asks(told: World) -> None:
    """New ones are mailed once more to those who want mail."""
    case_id = told.active("soc", "fk")
    sip_id = summoned(told, case_id, "soc", "fk")
    before = due(told, case_id, "soc")
    answered(told, case_id, sip_id, "handlaggare.fk")
    told.moment += timedelta(days=1)
    reminded(told, case_id, sip_id)
    after, today = due(told, case_id, "soc"), day_of(told.moment)
    for kind in ("answer_sip", "prepare_sip"):
        assert after[kind].ref != before[kind].ref and after[kind].due_on == before[kind].due_on
        assert after[kind].about["reminded_on"] == today and "reminded_on" not in before[kind].about
    assert due(told, case_id, "fk")["prepare_sip"].about["reminded_on"] == today
    assert "reminded_on" not in due(told, case_id, "larkan")["prepare_sip"].about, "its own is its own affair"


def test_the_convener_waits_for_those_who_are_not_ready(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id = summoned(told, case_id, "soc", "fk")
    awaited = due(told, case_id, "larkan")["awaited_preparation"]
    assert awaited.waits_for_others and set(awaited.about["units"]) == {told.unit("soc"), told.unit("fk")}
    assert "awaited_preparation" not in due(told, case_id, "soc")
    for slug in ("soc", "fk"):
        answered(told, case_id, sip_id, f"handlaggare.{slug}")
        prepared(told, case_id, sip_id, f"handlaggare.{slug}")
    assert "awaited_preparation" not in due(told, case_id, "larkan")
