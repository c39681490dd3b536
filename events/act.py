"""Who decides, when and with what at hand: everything a decision may know beside the state and the command."""

from datetime import date, datetime
from uuid import UUID, uuid5

import msgspec

from events.agreement import Agreement
from events.calendar import day_of
from events.case import Case
from events.categories import Category
from events.facts import Actor, AnyFact, Entry
from events.kinds import Gender, InitiatingReason
from orgs.directory import Directory
from orgs.officers import Officer


class PersonFacts(msgspec.Struct, frozen=True):
    """What only the edge can know, opened from the vault with the officer's own key ring (domain.md 5.3.1)."""

    birth_year: int
    adult_on: date
    age: int = 0
    gender: Gender | None = None
    initiating_reason: InitiatingReason | None = None
    guardians_in_all: int = 0
    guardians: frozenset[str] = frozenset()
    """Those whose consent has been noted since the last one was recorded, by ``same_name``: nobody counts twice."""
    open_cases: int = 0
    """Open cases about the same person that the officer's own unit has opened."""


def same_name(name: str) -> str:
    """A name as it compares: how it was spaced and cased does not make another person of it."""
    return " ".join(name.split()).casefold()


class Act(msgspec.Struct, frozen=True):
    officer: Officer | None
    """``None``: the portal itself, brought about by time."""
    moment: datetime
    directory: Directory
    command_id: UUID
    substitute: bool = False
    person: PersonFacts | None = None
    open_cases: int = 0
    """Cases that the unit of a ``ChangeUnit`` has in its list."""
    agreements: tuple[Agreement, ...] = ()
    """Every routine as it stands, for a ``ReportDeviation``."""
    pointed_at: Case | None = None
    """The case that a ``ReportDeviation`` is about, without keys: for the gate to judge."""

    @property
    def day(self) -> date:
        return day_of(self.moment)

    @property
    def by(self) -> Officer:
        assert self.officer is not None, "only the clock acts without an officer"
        return self.officer

    def new_id(self, what: str) -> UUID:
        """Ids derive from the command's own id: a repeated command makes the same ids."""
        return uuid5(self.command_id, what)

    def entry(
        self,
        case: Case | None,
        fact: AnyFact,
        recipients: frozenset[UUID] = frozenset(),
        *,
        category: Category | None = None,
        owner_unit: UUID | None = None,
        dated: date | None = None,
    ) -> Entry:
        """An entry still without its place: version and event id are given when it is appended."""
        owner = owner_unit or self.by.unit_id
        officer = self.officer
        return Entry(
            stream_id=case.case_id if case else self.new_id("stream"),
            version=0,
            event_id=self.command_id,
            command_id=self.command_id,
            recorded_at=self.moment,
            dated=dated or self.day,
            actor=Actor(officer.user_id, officer.assignment_id, officer.role, officer.unit_id) if officer else None,
            category=category or fact.category,
            owner_unit=owner,
            consent_id=case.consent.fact.consent_id if case and case.consent else None,
            recipients=recipients - {owner},
            fact=fact,
        )


def placed(entries: list[Entry], version: int) -> list[Entry]:
    """Gives each entry its version after ``version`` and its own id."""
    return [
        msgspec.structs.replace(entry, version=version + n, event_id=uuid5(entry.command_id, f"event {n}"))
        for n, entry in enumerate(entries, start=1)
    ]
