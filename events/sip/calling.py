"""A joint meeting is proposed, summoned, answered, changed, called off (domain.md 5.4, 8.2)."""

from datetime import datetime, time, timedelta
from uuid import UUID

from events.act import Act
from events.calendar import STOCKHOLM, day_of
from events.case import Case
from events.categories import Category
from events.commands.command import Command
from events.commands.sip import (
    AnswerSipInvitation,
    CancelSip,
    DeclineSip,
    ProposeSip,
    RevokeSipInvitation,
    SummonSip,
)
from events.facts import Entry
from events.facts import sip as s
from events.refusals import Refused
from events.sealing import Sealed
from events.sharing import chosen, covered, happened, not_allowed, plausible, sealed_text, text
from events.sip.kinds import CancelReason, DeclinedBy, Guest, RevokeReason
from events.sip.rules import (
    can_be_held,
    convening,
    invited,
    let_to_plan,
    meeting,
    open_meeting,
    own_meeting,
    principal_of,
    told,
)

LEAST_PURPOSE = 20
DAY_BEGINS, DAY_ENDS = time(7), time(20)
SHORTEST, LONGEST = 15, 240
MOST_QUESTIONS = 5


def propose_sip(case: Case, command: ProposeSip, act: Act) -> list[Entry]:
    """By any party, or on the person's wish; one sentence says what it is for."""
    let_to_plan(case, act)
    fact = s.SipProposed(
        sip_id=act.new_id("sip"), kind=command.kind, reason=command.reason, purpose=_purpose(command.purpose, command)
    )
    if command.dated is not None:
        happened(command.dated, act, command, "dated")
    return [act.entry(case, fact, chosen(case, act, fact.category, command.recipients), dated=command.dated)]


def decline_sip(case: Case, command: DeclineSip, act: Act) -> list[Entry]:
    """Before it is summoned. When the person says no nobody asks why."""
    let_to_plan(case, act)
    sip = meeting(case, act, command.sip_id)
    if sip.over:
        raise Refused("sip_over")
    if sip.called:
        raise Refused("sip_already_summoned")
    if command.by is DeclinedBy.PERSON and (command.reason or "").strip():
        raise Refused("sip_person_reason", "reason")
    if command.by is not DeclinedBy.PERSON and principal_of(act.by.unit) != command.by:
        raise Refused("sip_declined_by_other", "by")
    fact = s.SipDeclined(sip_id=sip.sip_id, by=command.by, reason=sealed_text(command.reason, command, "reason"))
    return [act.entry(case, fact, told(case, act, sip))]


def summon_sip(case: Case, command: SummonSip, act: Act) -> list[Entry]:
    """By whoever in region or municipality saw the need; again, it changes the meeting that is called."""
    let_to_plan(case, act)
    convening(act)
    sip = meeting(case, act, command.sip_id)
    if sip.over:
        raise Refused("sip_over")
    if sip.called:
        own_meeting(sip, act)
        if sip.units - command.units - {act.by.unit_id}:
            raise Refused("sip_revoke_instead", "units")
    kind = command.kind or sip.kind
    units = _units(case, command, act)
    if not can_be_held(kind, units | {act.by.unit_id}, act.directory):
        raise Refused("sip_needs_both", "units")
    if Guest.PERSON not in command.guests and not command.person_declined:
        raise Refused("sip_person_uninvited", "guests")
    at = _time(case, command, act)
    if len(command.questions) > MOST_QUESTIONS:
        raise Refused("too_many_rows", "questions")
    questions = tuple(text(each, command, "questions") for each in command.questions)
    fact = s.SipSummoned(
        sip_id=sip.sip_id,
        version=len(sip.summons) + 1,
        kind=kind,
        at=at,
        minutes=command.minutes,
        way=command.way,
        convener_unit=act.by.unit_id,
        units=units,
        guests=command.guests - ({Guest.PERSON} if command.person_declined else set()),
        person_declined=command.person_declined,
        place=Sealed(text(command.place, command, "place", phone=True)),
        purpose=_purpose(command.purpose, command),
        agenda=sealed_text(command.agenda, command, "agenda"),
        questions=Sealed(questions) if questions else None,
    )
    return [act.entry(case, fact, told(case, act, sip) | units)]


def answer_sip_invitation(case: Case, command: AnswerSipInvitation, act: Act) -> list[Entry]:
    let_to_plan(case, act)
    sip = open_meeting(case, act, command.sip_id)
    invited(sip, act)
    assert sip.at is not None
    named = sealed_text(command.who, command, "who")
    fact = s.SipInvitationAnswered(sip_id=sip.sip_id, answer=command.answer, at=sip.at, who=named)
    return [act.entry(case, fact, told(case, act, sip))]


def revoke_sip_invitation(case: Case, command: RevokeSipInvitation, act: Act) -> list[Entry]:
    """On the person's wish. The meeting must still be one: otherwise it is cancelled instead."""
    let_to_plan(case, act)
    sip = open_meeting(case, act, command.sip_id)
    own_meeting(sip, act)
    if (command.unit_id is None) == (command.guest is None):
        raise Refused("sip_revoke_one", "unit_id")
    if command.guest is not None and (command.guest not in sip.guests or command.guest is Guest.PERSON):
        raise Refused("sip_not_invited", "guest")
    if command.unit_id is not None:
        if command.unit_id not in sip.units - {act.by.unit_id}:
            raise Refused("sip_not_invited", "unit_id")
        if not can_be_held(sip.kind, sip.units - {command.unit_id}, act.directory):
            raise Refused("sip_needs_both", "unit_id")
    fact = s.SipInvitationRevoked(
        sip_id=sip.sip_id, reason=RevokeReason.PERSON_WISH, unit_id=command.unit_id, guest=command.guest
    )
    return [act.entry(case, fact, told(case, act, sip))]


def cancel_sip(case: Case, command: CancelSip, act: Act) -> list[Entry]:
    let_to_plan(case, act)
    sip = open_meeting(case, act, command.sip_id)
    own_meeting(sip, act)
    if command.reason is CancelReason.CONSENT_ENDED:
        raise Refused("sip_reason_of_the_portal", "reason")
    return [act.entry(case, s.SipCancelled(sip_id=sip.sip_id, reason=command.reason), told(case, act, sip))]


def _purpose(purpose: str, command: Command) -> Sealed[str]:
    """ "Ett tydligt syfte": a sentence, not a word."""
    tidy = text(purpose, command, "purpose")
    if len(tidy) < LEAST_PURPOSE:
        raise Refused("sip_purpose_short", "purpose", minst=LEAST_PURPOSE)
    return Sealed(tidy)


def _units(case: Case, command: SummonSip, act: Act) -> frozenset[UUID]:
    """The invited units beside one's own, all of them recipients of the active consent."""
    units = command.units - {act.by.unit_id}
    if outside := units - covered(case, act, Category.PLANNING):
        raise not_allowed(act, Category.PLANNING, min(outside), "units")
    return units


def _time(case: Case, command: SummonSip, act: Act) -> datetime:
    """In the future, while the consent lasts, and not at night."""
    if command.at.utcoffset() is None:
        raise Refused("date_implausible", "at")
    plausible(day_of(command.at), "at")
    if command.at <= act.moment:
        raise Refused("sip_past", "at")
    if not SHORTEST <= command.minutes <= LONGEST:
        raise Refused("sip_minutes", "minutes", kortast=SHORTEST, langst=LONGEST)
    begins, ends = (
        moment.astimezone(STOCKHOLM) for moment in (command.at, command.at + timedelta(0, 60 * command.minutes))
    )
    if begins.time() < DAY_BEGINS or ends.time() > DAY_ENDS or ends.date() != begins.date():
        raise Refused("sip_at_night", "at")
    assert case.consent is not None
    if begins.date() > case.consent.fact.valid_to:
        raise Refused("sip_after_consent", "at", datum=case.consent.fact.valid_to)
    return command.at
