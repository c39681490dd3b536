"""The convener reminds those who are invited and have not answered, or not prepared (domain.md 8.2)."""

from uuid import UUID

from events.act import Act
from events.case import Case
from events.commands.sip import RemindAboutSip
from events.facts import Entry
from events.facts import sip as s
from events.refusals import Refused
from events.sharing import gate
from events.sip.fold import Sip, sips_of
from events.sip.rules import coming, let_to_plan, open_meeting, own_meeting


def remind_about_sip(case: Case, command: RemindAboutSip, act: Act) -> list[Entry]:
    """Before the meeting begins, each unit at most once a day, and none hears of the others."""
    let_to_plan(case, act)
    sip = open_meeting(case, act, command.sip_id)
    own_meeting(sip, act)
    assert sip.at is not None
    lacking = _as_seen(case, act, sip.sip_id).lacking() & coming(case, act, sip)
    if not lacking or act.moment >= sip.at:
        raise Refused("nobody_to_remind")
    units = [unit for unit in lacking if not _reminded_today(sip, unit, act)]
    if not units:
        raise Refused("already_reminded")
    told = [s.SipReminded(sip_id=sip.sip_id, unit_id=unit) for unit in sorted(units, key=str)]
    return [act.entry(case, fact, frozenset({fact.unit_id})) for fact in told]


def _as_seen(case: Case, act: Act, sip_id: UUID) -> Sip:
    """The meeting as the convener may read it: what was prepared in a category that is not theirs stays unsaid."""
    door = gate(case, act)
    readable = (e for e in case.entries.values() if e.version not in case.retracted and door.may_read(e))
    return sips_of(readable)[sip_id]


def _reminded_today(sip: Sip, unit_id: UUID, act: Act) -> bool:
    reminder = sip.reminder_of(unit_id)
    return reminder is not None and reminder.dated == act.day
