"""Proposing and calling a joint meeting: who may, whom, when and for what."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from events.calendar import STOCKHOLM
from events.categories import Purpose
from events.commands import RetractEntry
from events.commands import sip as s
from events.facts import sip as sip_facts
from events.kinds import RetractionReason
from events.sip.kinds import CancelReason, DeclinedBy, Guest, InvitationAnswer, SipKind
from tests.events.told import facts, refusal, unknown
from tests.meeting import MEETING, PURPOSE, answered, call, proposed, sip_of, summoned
from tests.world import World


def test_any_party_proposes_with_a_clear_purpose(told: World) -> None:
    case_id = told.active("soc", "fk")
    made = told.do("handlaggare.fk", s.ProposeSip(case_id=case_id, purpose=PURPOSE))
    (fact,) = facts(made)
    assert isinstance(fact, sip_facts.SipProposed)
    assert made.entries[0].recipients == {told.unit("larkan"), told.unit("soc")}
    assert refusal(told, "handlaggare.fk", s.ProposeSip(case_id=case_id, purpose="SIP-möte")) == (
        "sip_purpose_short",
        "purpose",
    )


def test_without_the_persons_yes_to_sip_none_is_proposed(told: World) -> None:
    case_id = told.active("soc", purposes=frozenset({Purpose.CONTACT, Purpose.REHAB_PLANNING}))
    assert refusal(told, "reko.larkan", s.ProposeSip(case_id=case_id, purpose=PURPOSE))[0] == "sip_purpose_not_allowed"


def test_only_region_or_municipality_convenes(told: World) -> None:
    case_id = told.active("soc", "fk", "af")
    sip_id = proposed(told, case_id)
    for subject in ("handlaggare.fk", "handlaggare.af"):
        assert refusal(told, subject, call(told, case_id, sip_id, "larkan", "soc")) == ("sip_convener", None)
    told.do("handlaggare.soc", call(told, case_id, sip_id, "larkan", "fk"))
    assert sip_of(told, case_id, sip_id).convener == told.unit("soc")


def faulty(told: World, **more: Any) -> tuple[str, str | None]:
    case_id = told.active("soc", "fk")
    sip_id = proposed(told, case_id)
    return refusal(told, "reko.larkan", call(told, case_id, sip_id, *more.pop("units", ("soc",)), **more))


@pytest.mark.parametrize(
    ("more", "key", "field"),
    [
        ({"units": ("fk",)}, "sip_needs_both", "units"),
        ({"units": ("soc", "ame")}, "category_not_allowed", "units"),
        ({"purpose": "Samverkan."}, "sip_purpose_short", "purpose"),
        ({"at": MEETING - timedelta(days=20)}, "sip_past", "at"),
        ({"at": MEETING.replace(hour=22)}, "sip_at_night", "at"),
        ({"at": MEETING.replace(hour=5)}, "sip_at_night", "at"),
        ({"at": MEETING.replace(hour=19, minute=30)}, "sip_at_night", "at"),
        ({"at": MEETING.replace(tzinfo=None)}, "date_implausible", "at"),
        ({"at": MEETING + timedelta(days=300)}, "sip_after_consent", "at"),
        ({"minutes": 600}, "sip_minutes", "minutes"),
        ({"place": " "}, "text_missing", "place"),
        ({"guests": frozenset()}, "sip_person_uninvited", "guests"),
        ({"agenda": "Prata om misshandel."}, "freetext_warning", "agenda"),
    ],
)
def test_a_faulty_summons_is_refused_at_its_field(told: World, more: Any, key: str, field: str) -> None:
    assert faulty(told, **more) == (key, field)


def test_a_joint_meeting_is_the_way_out_without_the_municipality(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id = proposed(told, case_id, kind=SipKind.JOINT_MEETING)
    told.do("reko.larkan", call(told, case_id, sip_id, "fk"))
    assert sip_of(told, case_id, sip_id).kind is SipKind.JOINT_MEETING


def test_the_person_may_stay_away_from_a_meeting_that_is_held_anyway(told: World) -> None:
    case_id = told.active("soc")
    sip_id = summoned(told, case_id, "soc", guests=frozenset(), person_declined=True)
    called = sip_of(told, case_id, sip_id).called
    assert called is not None and Guest.PERSON not in called.guests


def test_a_new_version_changes_the_meeting_and_old_answers_count_no_more(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id = summoned(told, case_id, "soc", "fk")
    answered(told, case_id, sip_id, "handlaggare.soc")
    assert sip_of(told, case_id, sip_id).answer_of(told.unit("soc")) is not None
    told.do("reko.larkan", call(told, case_id, sip_id, "soc", "fk", place="Rum 9"))
    assert sip_of(told, case_id, sip_id).answer_of(told.unit("soc")) is not None
    told.do("reko.larkan", call(told, case_id, sip_id, "soc", "fk", at=MEETING + timedelta(days=1)))
    sip = sip_of(told, case_id, sip_id)
    assert [e.fact.version for e in sip.summons] == [1, 2, 3]  # type: ignore[union-attr]
    assert sip.answer_of(told.unit("soc")) is None


def test_only_the_convener_changes_and_nobody_falls_out_unsaid(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id = summoned(told, case_id, "soc", "fk")
    assert refusal(told, "handlaggare.soc", call(told, case_id, sip_id, "larkan"))[0] == "sip_convener_only"
    assert refusal(told, "reko.larkan", call(told, case_id, sip_id, "soc")) == ("sip_revoke_instead", "units")
    told.do("reko.larkan", s.RevokeSipInvitation(case_id=case_id, sip_id=sip_id, unit_id=told.unit("fk")))
    told.do("reko.larkan", call(told, case_id, sip_id, "soc"))
    assert sip_of(told, case_id, sip_id).units == {told.unit("larkan"), told.unit("soc")}


def test_the_last_unit_of_a_principal_is_not_revoked_but_the_meeting_cancelled(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id = summoned(told, case_id, "soc", "fk", guests=frozenset({Guest.PERSON, Guest.RELATIVE}))
    away = s.RevokeSipInvitation(case_id=case_id, sip_id=sip_id, unit_id=told.unit("soc"))
    assert refusal(told, "reko.larkan", away) == ("sip_needs_both", "unit_id")
    told.do("reko.larkan", s.RevokeSipInvitation(case_id=case_id, sip_id=sip_id, guest=Guest.RELATIVE))
    assert sip_of(told, case_id, sip_id).guests == {Guest.PERSON}
    for fault in ({"guest": Guest.RELATIVE}, {"guest": Guest.PERSON}, {"unit_id": told.unit("af")}):
        command = s.RevokeSipInvitation(case_id=case_id, sip_id=sip_id, **fault)
        assert refusal(told, "reko.larkan", command)[0] == "sip_not_invited"
    both: dict[str, Any] = {"guest": Guest.RELATIVE, "unit_id": told.unit("fk")}
    for none_or_both in ({}, both):
        command = s.RevokeSipInvitation(case_id=case_id, sip_id=sip_id, **none_or_both)
        assert refusal(told, "reko.larkan", command)[0] == "sip_revoke_one"


def test_who_was_not_invited_neither_answers_nor_prepares(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id = summoned(told, case_id, "soc")
    answer = s.AnswerSipInvitation(case_id=case_id, sip_id=sip_id, answer=InvitationAnswer.ACCEPTED)
    assert refusal(told, "handlaggare.fk", answer)[0] == "sip_not_invited"
    told.do("handlaggare.soc", answer)


def test_a_meeting_that_a_unit_was_never_told_of_does_not_exist_for_it(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id = proposed(told, case_id, recipients=frozenset({told.unit("soc")}))
    told.do("reko.larkan", call(told, case_id, sip_id, "soc"))
    answer = s.AnswerSipInvitation(case_id=case_id, sip_id=sip_id, answer=InvitationAnswer.ACCEPTED)
    nowhere = s.AnswerSipInvitation(case_id=case_id, sip_id=UUID(int=4), answer=InvitationAnswer.ACCEPTED)
    assert (
        refusal(told, "handlaggare.fk", answer) == refusal(told, "handlaggare.fk", nowhere) == ("sip_unknown", "sip_id")
    )
    assert unknown(told, "handlaggare.af", answer)


def test_a_no_before_the_summons_and_never_why_the_person_says_it(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id = proposed(told, case_id)
    why = s.DeclineSip(case_id=case_id, sip_id=sip_id, by=DeclinedBy.PERSON, reason="Hon orkar inte.")
    assert refusal(told, "handlaggare.soc", why) == ("sip_person_reason", "reason")
    other = s.DeclineSip(case_id=case_id, sip_id=sip_id, by=DeclinedBy.REGION)
    assert refusal(told, "handlaggare.soc", other) == ("sip_declined_by_other", "by")
    told.do("handlaggare.fk", s.DeclineSip(case_id=case_id, sip_id=sip_id, by=DeclinedBy.PERSON))
    assert refusal(told, "reko.larkan", call(told, case_id, sip_id, "soc"))[0] == "sip_over"
    again = summoned(told, case_id, "soc")
    late = s.DeclineSip(case_id=case_id, sip_id=again, by=DeclinedBy.PERSON)
    assert refusal(told, "handlaggare.soc", late)[0] == "sip_already_summoned"


def test_the_convener_calls_it_off_and_only_once(told: World) -> None:
    case_id = told.active("soc")
    sip_id = summoned(told, case_id, "soc")
    off = s.CancelSip(case_id=case_id, sip_id=sip_id, reason=CancelReason.ILLNESS)
    assert refusal(told, "handlaggare.soc", off)[0] == "sip_convener_only"
    portal = s.CancelSip(case_id=case_id, sip_id=sip_id, reason=CancelReason.CONSENT_ENDED)
    assert refusal(told, "reko.larkan", portal) == ("sip_reason_of_the_portal", "reason")
    told.do("reko.larkan", off)
    assert refusal(told, "reko.larkan", off)[0] == "sip_over"


def test_summer_and_winter_have_the_same_evening(told: World) -> None:
    case_id = told.active("soc", valid_to=told.moment.date() + timedelta(days=300))
    sip_id = proposed(told, case_id)
    evening = MEETING.replace(year=2027, month=7, hour=18, tzinfo=STOCKHOLM)
    told.do("reko.larkan", call(told, case_id, sip_id, "soc", at=evening))
    assert refusal(told, "reko.larkan", call(told, case_id, sip_id, "soc", at=evening.replace(hour=21)))[1] == "at"


def test_a_retracted_proposal_is_gone_and_a_summons_is_not_retracted(told: World) -> None:
    case_id = told.active("soc")
    sip_id = summoned(told, case_id, "soc")
    events = {type(e.fact): e.event_id for e in told.log.load(case_id).entries.values()}

    def undo(kind: type) -> RetractEntry:
        return RetractEntry(case_id=case_id, event_id=events[kind], reason=RetractionReason.WRONG_FACT)

    assert refusal(told, "reko.larkan", undo(sip_facts.SipSummoned))[0] == "not_retractable"
    told.do("reko.larkan", undo(sip_facts.SipProposed))
    assert sip_of(told, case_id, sip_id).proposed is None
