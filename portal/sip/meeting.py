"""One joint meeting as this reader may see it: folded from what they may read, and from nothing else."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from events.calendar import add_working_days, day_of
from events.facts import Entry
from events.facts import sip as s
from events.kinds import Status
from events.reading import Reading
from events.refusals import NotFoundOrDenied
from events.sip.fold import Sip, sips_of
from events.sip.kinds import OUTSIDERS, Guest
from events.sip.rules import principal_of
from orgs.directory import Directory
from portal.swedish import collation_key

PREPARED_BEFORE, ANSWERED_WITHIN = 2, 3
"""Working days: forms are in before the meeting, invitations are answered after the summons (domain.md 8.2)."""


class State(NamedTuple):
    word: str
    tone: str
    icon: str


def standing(reading: Reading) -> list[Entry]:
    """What this reader may read and nobody has taken back."""
    return [entry for entry in reading.entries if entry.version not in reading.case.retracted]


def meetings(reading: Reading, directory: Directory, entries: Iterable[Entry] | None = None) -> list["Meeting"]:
    """The case's meetings, the latest first; none that this reader only knows the end of."""
    sips = sips_of(standing(reading) if entries is None else entries)
    known = [sip for sip in sips.values() if sip.proposed or sip.summons]
    return [Meeting(reading, directory, sip) for sip in reversed(known)]


def meeting_of(reading: Reading, directory: Directory, sip_id: UUID) -> "Meeting":
    """Raises ``NotFoundOrDenied`` when there is no such meeting for this reader."""
    found = next((each for each in meetings(reading, directory) if each.sip.sip_id == sip_id), None)
    if found is None:
        raise NotFoundOrDenied
    return found


class Meeting:
    def __init__(self, reading: Reading, directory: Directory, sip: Sip) -> None:
        self.reading, self.directory, self.sip = reading, directory, sip
        self.own, self.today = reading.gate.officer.unit_id, day_of(reading.moment)
        self.here = f"/arenden/{reading.case.case_id}/sip/{sip.sip_id}"

    @property
    def live(self) -> dict[str, str]:
        """For ``components/live.html``."""
        return {"href": f"/arenden/{self.reading.case.case_id}/andringar", "mark": self.reading.gate.mark()}

    @property
    def active(self) -> bool:
        """Whether anything of it is shown: without a consent in force only the neutral notice is."""
        return self.reading.gate.shown_status is Status.ACTIVE

    @property
    def open(self) -> bool:
        return self.active and self.sip.called is not None and not self.sip.over

    @property
    def invited(self) -> bool:
        return self.own in self.sip.units

    @property
    def convening(self) -> bool:
        return self.sip.convener == self.own

    @property
    def may_convene(self) -> bool:
        return principal_of(self.reading.gate.officer.unit) is not None

    @property
    def begun(self) -> bool:
        return self.sip.at is not None and self.sip.at <= self.reading.moment

    @property
    def outsiders(self) -> bool:
        return bool(self.sip.guests & OUTSIDERS)

    @property
    def to_remind(self) -> frozenset[UUID]:
        """Who has an answer or a preparation left, and was not reminded today; for the unit that calls alone."""
        if not self.open or not self.convening or self.begun:
            return frozenset()
        reminders = {unit: self.sip.reminder_of(unit) for unit in self.sip.lacking()}
        return frozenset(unit for unit, entry in reminders.items() if entry is None or entry.dated != self.today)

    @property
    def purpose(self) -> str:
        fact = self.sip.called or (self.sip.proposed.fact if self.sip.proposed else None)
        assert isinstance(fact, s.SipSummoned | s.SipProposed)
        return self.reading.open(fact.purpose) or ""

    @property
    def title(self) -> str:
        return "SIP-möte" if self.sip.kind == "sip" else "Gemensamt planeringsmöte"

    @property
    def state(self) -> State:
        sip = self.sip
        if sip.cancelled:
            return State("Inställt", "rest", "cross")
        if sip.declined:
            return State("Blir inte av", "rest", "minus")
        if sip.plan:
            closed = sip.reviewed is not None and sip.reviewed.next_on is None
            return State("Planen är klar", "ok", "check") if closed else State("Plan finns", "ok", "check")
        if sip.held:
            return State("Hållet, plan saknas", "wait", "clock")
        if sip.called:
            return State("Skriv in mötet", "wait", "clock") if self.begun else State("Kallat", "info", "cal")
        return State("Föreslaget", "wait", "clock")

    @property
    def units(self) -> list[UUID]:
        """Who is to come, the own unit first."""
        return sorted(self.sip.units, key=lambda unit: (unit != self.own, collation_key(self.directory.name_of(unit))))

    @property
    def answer_by(self) -> date | None:
        return add_working_days(self.sip.summons[-1].dated, ANSWERED_WITHIN) if self.sip.summons else None

    @property
    def prepare_by(self) -> date | None:
        return add_working_days(day_of(self.sip.at), -PREPARED_BEFORE) if self.sip.at else None

    @cached_property
    def person_words(self) -> list[s.PreparedAnswer]:
        """The person's latest form, whoever noted it."""
        noted = [entries[-1] for (_, for_person), entries in self.sip.prepared.items() if for_person]
        latest = max(noted, key=lambda entry: entry.version, default=None)
        return self.opened([latest]) if latest else []

    def prepared_by(self, unit_id: UUID) -> list[s.PreparedAnswer]:
        """What this reader may read of the unit's form."""
        return self.opened(self.sip.prepared.get((unit_id, False), ()))

    def opened(self, entries: Iterable[Entry]) -> list[s.PreparedAnswer]:
        facts = [entry.fact for entry in entries]
        return [
            answer
            for fact in facts
            if isinstance(fact, s.SipPreparationSubmitted)
            for answer in self.reading.open(fact.answers) or ()
        ]

    @property
    def wishes(self) -> s.SipWishesNoted | None:
        fact = self.sip.wishes.fact if self.sip.wishes else None
        return fact if isinstance(fact, s.SipWishesNoted) else None

    def name(self, unit_id: UUID) -> str:
        return self.directory.name_of(unit_id) + (" (ni)" if unit_id == self.own else "")

    def guests_said(self) -> list[str]:
        names = {Guest.PERSON: self.reading.name or "Personen", Guest.RELATIVE: "Närstående"}
        return [names.get(guest, "God man, förvaltare eller ombud") for guest in sorted(self.sip.guests)]

    def crumbs(self, *, inside: bool = False) -> list[dict[str, Any]]:
        case = f"/arenden/{self.reading.case.case_id}"
        trail = [
            {"label": "Ärenden", "href": "/arenden"},
            {"label": self.reading.name or f"Ärende {self.reading.case.number}", "href": case},
        ]
        return [*trail, {"label": self.title, "href": self.here}] if inside else trail
