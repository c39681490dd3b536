"""What becomes of a called meeting when the consent ends or narrows: in the same append, in neutral words.

Like a voided question it belongs to the unit whose act it undoes, is readable by those it addresses also after the
consent, and names nobody: an actor would tell whom the person told (domain.md 3.6).
"""

from collections.abc import Iterable
from uuid import UUID

from msgspec import structs

from events.act import Act
from events.case import Case
from events.categories import Category
from events.facts import Entry
from events.facts import sip as s
from events.sip.fold import Sip
from events.sip.kinds import CancelReason, RevokeReason
from events.sip.rules import can_be_held


def cancelled_meetings(case: Case, act: Act, reason: CancelReason = CancelReason.CONSENT_ENDED) -> list[Entry]:
    """Every meeting that is proposed or called and not yet over."""
    return [_cancelled(case, act, sip, reason) for sip in _open(case)]


def meetings_by_scope(case: Case, act: Act, left: Iterable[tuple[UUID, Category]], allowed: bool = True) -> list[Entry]:
    """``left``: what the consent covers from now on; ``allowed``: whether it still has SIP among its purposes."""
    units = frozenset(unit for unit, category in left if category is Category.PLANNING)
    return [entry for sip in _open(case) for entry in _by_scope(case, act, sip, units, allowed)]


def _open(case: Case) -> list[Sip]:
    return [sip for sip in case.sips.values() if (sip.called or sip.proposed) and not sip.over]


def _by_scope(case: Case, act: Act, sip: Sip, left: frozenset[UUID], allowed: bool) -> list[Entry]:
    if not allowed or len(left) < 2:
        return [_cancelled(case, act, sip)]
    gone = sip.units - left
    if not sip.called or not gone:
        return []
    if sip.convener in gone or not can_be_held(sip.kind, sip.units & left, act.directory):
        return [_cancelled(case, act, sip)]
    return [_revoked(case, act, sip, unit, left) for unit in sorted(gone, key=str)]


def _cancelled(case: Case, act: Act, sip: Sip, reason: CancelReason = CancelReason.CONSENT_ENDED) -> Entry:
    """Told to all that have heard of the meeting, but for those that had left before."""
    fact = s.SipCancelled(sip_id=sip.sip_id, reason=reason)
    return _consequence(case, act, sip, fact, sip.audience & case.parties_at(act.moment))


def _revoked(case: Case, act: Act, sip: Sip, unit: UUID, left: frozenset[UUID]) -> Entry:
    """Told to the unit itself and to those who still come, never to another that has been left out."""
    fact = s.SipInvitationRevoked(sip_id=sip.sip_id, reason=RevokeReason.CONSENT_NARROWED, unit_id=unit)
    return _consequence(case, act, sip, fact, (sip.units & left) | {unit})


def _consequence(case: Case, act: Act, sip: Sip, fact: s.SipFact, readers: frozenset[UUID]) -> Entry:
    made_by = sip.summons[-1] if sip.summons else sip.proposed
    assert made_by is not None
    entry = act.entry(case, fact, readers, category=Category.STRUCTURE, owner_unit=made_by.owner_unit)
    return structs.replace(entry, actor=None)
