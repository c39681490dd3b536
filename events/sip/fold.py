"""A joint meeting as it stands, folded from entries: all of them to decide from, a reader's own to show.

Folded from what one reader may read it is that reader's meeting: what is not there for them is not in it. So every
field may be missing. Assignments only, no rules; each change makes a new ``Sip``, so a held one can be shared.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from events.facts import sip as s
from events.sip.kinds import CopyTo, Guest, InvitationAnswer, SipKind

if TYPE_CHECKING:
    from events.facts import Entry

Preparer = tuple[UUID, bool]
"""A unit, and whether it is the person's form that it has noted."""


@dataclass(frozen=True, slots=True)
class Sip:
    sip_id: UUID
    proposed: "Entry | None" = None
    declined: "Entry | None" = None
    summons: "tuple[Entry, ...]" = ()
    """Every version of the summons; the last one holds."""
    answers: "Mapping[UUID, Entry]" = field(default_factory=dict)
    reminded: "Mapping[UUID, Entry]" = field(default_factory=dict)
    """The latest reminder of each unit."""
    prepared: "Mapping[Preparer, tuple[Entry, ...]]" = field(default_factory=dict)
    """The sections of the latest submission of each."""
    wishes: "Entry | None" = None
    revoked: "tuple[Entry, ...]" = ()
    cancelled: "Entry | None" = None
    held: "Entry | None" = None
    plan: "Entry | None" = None
    confirmed: "Mapping[UUID, Entry]" = field(default_factory=dict)
    followed_up: "tuple[Entry, ...]" = ()
    copies: "tuple[Entry, ...]" = ()

    @property
    def called(self) -> s.SipSummoned | None:
        """The summons that holds."""
        fact = self.summons[-1].fact if self.summons else None
        assert fact is None or isinstance(fact, s.SipSummoned)
        return fact

    @property
    def kind(self) -> SipKind:
        if self.called:
            return self.called.kind
        fact = self.proposed.fact if self.proposed else None
        return fact.kind if isinstance(fact, s.SipProposed) else SipKind.SIP

    @property
    def at(self) -> datetime | None:
        return self.called.at if self.called else None

    @property
    def convener(self) -> UUID | None:
        return self.called.convener_unit if self.called else None

    @property
    def units(self) -> frozenset[UUID]:
        """Who is to come, the convener's unit among them; without those whose invitation was revoked since."""
        if self.called is None:
            return frozenset()
        return (self.called.units - self._revoked_since("unit_id")) | {self.called.convener_unit}

    @property
    def guests(self) -> frozenset[Guest]:
        return self.called.guests - self._revoked_since("guest") if self.called else frozenset()

    def _revoked_since(self, what: str) -> frozenset[Any]:
        return self._revoked_after(self.summons[-1].version if self.summons else 0, what)

    def _revoked_after(self, version: int, what: str) -> frozenset[Any]:
        return frozenset(getattr(e.fact, what) for e in self.revoked if e.version > version)

    @property
    def over(self) -> bool:
        """Declined, cancelled or held: nothing more is to come of the meeting itself."""
        return bool(self.declined or self.cancelled or self.held)

    @property
    def audience(self) -> frozenset[UUID]:
        """All units that have been told of it: who hears of the meeting hears what became of it. Not a unit whose
        invitation was taken back: the person does not want it there, so it hears no more than that."""
        told = (e for e in (self.proposed, *self.summons) if e)
        heard = frozenset(unit for e in told for unit in (e.owner_unit, *e.recipients))
        return heard - (self._revoked_after(0, "unit_id") - self.units)

    @property
    def planned(self) -> s.SipPlanEstablished | None:
        fact = self.plan.fact if self.plan else None
        assert fact is None or isinstance(fact, s.SipPlanEstablished)
        return fact

    @property
    def reviewed(self) -> s.SipPlanFollowedUp | None:
        """The latest follow-up of the plan."""
        fact = self.followed_up[-1].fact if self.followed_up else None
        assert fact is None or isinstance(fact, s.SipPlanFollowedUp)
        return fact

    def answer_of(self, unit_id: UUID) -> s.SipInvitationAnswered | None:
        """What the unit has answered to the time that holds."""
        entry = self.answers.get(unit_id)
        fact = entry.fact if entry else None
        assert fact is None or isinstance(fact, s.SipInvitationAnswered)
        return fact if fact and fact.at == self.at else None

    def lacking(self) -> frozenset[UUID]:
        """Who is invited, has not said no, and has an answer or a preparation left to give before the meeting."""
        if self.called is None or self.over:
            return frozenset()
        return frozenset(unit for unit in self.units - {self.called.convener_unit} if self._lacks(unit))

    def _lacks(self, unit_id: UUID) -> bool:
        given = self.answer_of(unit_id)
        refused = given is not None and given.answer is InvitationAnswer.DECLINED
        return not refused and (given is None or (unit_id, False) not in self.prepared)

    def reminder_of(self, unit_id: UUID) -> "Entry | None":
        """Since the summons that holds."""
        entry = self.reminded.get(unit_id)
        return entry if entry and entry.version > self.summons[-1].version else None

    def copied(self, to: CopyTo, unit_id: UUID | None = None) -> bool:
        return any(
            isinstance(e.fact, s.SipPlanCopyGiven) and e.fact.to is to and unit_id in (None, e.owner_unit)
            for e in self.copies
        )


def sips_of(entries: "Iterable[Entry]") -> dict[UUID, Sip]:
    """The meetings of one case, in the order they were first heard of."""
    sips: dict[UUID, Sip] = {}
    for entry in entries:
        evolve_sip(sips, entry)
    return sips


def evolve_sip(sips: dict[UUID, Sip], entry: "Entry") -> None:
    sip_id = getattr(entry.fact, "sip_id", None)
    if sip_id is not None:
        sips[sip_id] = replace(sips.get(sip_id, Sip(sip_id)), **_changes(sips.get(sip_id, Sip(sip_id)), entry))


def _changes(sip: Sip, entry: "Entry") -> dict[str, Any]:
    match entry.fact:
        case s.SipSummoned():
            return {"summons": (*sip.summons, entry)}
        case s.SipInvitationAnswered():
            return {"answers": {**sip.answers, entry.owner_unit: entry}}
        case s.SipReminded(unit_id=unit_id):
            return {"reminded": {**sip.reminded, unit_id: entry}}
        case s.SipPreparationSubmitted(for_person=for_person):
            preparer = entry.owner_unit, for_person
            before = sip.prepared.get(preparer, ())
            same = before if before and before[0].command_id == entry.command_id else ()
            return {"prepared": {**sip.prepared, preparer: (*same, entry)}}
        case s.SipInvitationRevoked():
            return {"revoked": (*sip.revoked, entry)}
        case s.SipMeasureConfirmed(measure_id=measure_id):
            return {"confirmed": {**sip.confirmed, measure_id: entry}}
        case s.SipPlanFollowedUp():
            return {"followed_up": (*sip.followed_up, entry)}
        case s.SipPlanCopyGiven():
            return {"copies": (*sip.copies, entry)}
    return {field: entry for kind, field in _ONE_OF_A_KIND.items() if isinstance(entry.fact, kind)}


_ONE_OF_A_KIND: dict[type, str] = {
    s.SipProposed: "proposed",
    s.SipDeclined: "declined",
    s.SipWishesNoted: "wishes",
    s.SipCancelled: "cancelled",
    s.SipHeld: "held",
    s.SipPlanEstablished: "plan",
}
