"""What became of the joint plans of a case (I19). Joint planning meetings outside the law on SIP count nowhere."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from events.case import Case
from events.facts import sip as s
from events.sip.kinds import SipKind
from projections.statistics.facts import Happening, What


def sips(case: Case) -> Iterable[Happening]:
    proposed: dict[UUID, date] = {}
    summoned: set[UUID] = set()
    own = case.case_id
    for entry in case.facts(s.SipProposed, s.SipSummoned, s.SipHeld):
        match entry.fact:
            case s.SipProposed(kind=SipKind.SIP, sip_id=sip_id):
                proposed[sip_id] = entry.dated
                yield Happening(own, What.SIP_PROPOSED, entry.dated)
            case s.SipSummoned(kind=SipKind.SIP, sip_id=sip_id) if sip_id not in summoned:
                summoned.add(sip_id)
                yield Happening(own, What.SIP_SUMMONED, entry.dated)
            case s.SipHeld(kind=SipKind.SIP, sip_id=sip_id, held_on=on) as held:
                days = (on - proposed[sip_id]).days if sip_id in proposed else None
                yield Happening(
                    own, What.SIP_HELD, on, days=days, good=held.person_present, number=int(not held.absent_units)
                )
    yield from _followed_up(case, set(proposed))


def _followed_up(case: Case, counted: set[UUID]) -> Iterable[Happening]:
    """Each day that was set for following up a plan; ``done`` when it was."""
    due: dict[UUID, date] = {}
    for entry in case.facts(s.SipPlanEstablished, s.SipPlanFollowedUp):
        match entry.fact:
            case s.SipPlanEstablished(sip_id=sip_id, follow_up_on=on) if sip_id in counted:
                due[sip_id] = on
            case s.SipPlanFollowedUp(sip_id=sip_id, on=on, next_on=then) if sip_id in due:
                yield Happening(case.case_id, What.SIP_FOLLOW_UP, due.pop(sip_id), done=on)
                if then is not None:
                    due[sip_id] = then
    for on in due.values():
        yield Happening(case.case_id, What.SIP_FOLLOW_UP, on)
