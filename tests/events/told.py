"""The small world without a database: the same commands and decisions, with the log as a plain list in memory."""

from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

import msgspec
import pytest

from events import agreement
from events import commands as c
from events.act import Act, PersonFacts, placed
from events.case import Case
from events.clear_streams import stream_of
from events.commands.deviations import ReportDeviation
from events.decisions import DECISIONS
from events.edge import _guardians
from events.facts import ORGANISATION_TOPICS, AnyFact, Entry
from events.facts.agreements import AGREEMENT_TOPICS
from events.fold import fold
from events.kinds import Gender, Status
from events.log import Receipt
from events.organisations import directory_of
from events.personnummer import Mode, parse
from events.refusals import NotFoundOrDenied, Refused
from orgs.directory import Directory
from tests.world import NOW, World


class MemoryLog:
    def __init__(self) -> None:
        self.cases: dict[UUID, list[Entry]] = {}
        self.organisations: list[Entry] = []
        self.clear: dict[UUID, list[Entry]] = {}

    def execute(self, command: c.Command, act: Act) -> Receipt:
        case = self.load(command.case_id) if isinstance(command, c.CaseCommand) else None
        if case and not case.version:
            raise NotFoundOrDenied
        state = case or self.in_clear(command, act)
        entries = DECISIONS[type(command)](state, command, self.informed(command, with_person(case, command, act)))
        entries = placed(entries, 0 if entries[0].stream_id == act.new_id("stream") else state.version if state else 0)
        if isinstance(command, c.CaseCommand | c.DraftCase):
            self.cases.setdefault(entries[0].stream_id, []).extend(entries)
        elif entries[0].topic not in ORGANISATION_TOPICS:
            self.clear.setdefault(entries[0].stream_id, []).extend(entries)
        else:
            self.organisations.extend(entries)
        return Receipt(act.command_id, entries)

    def in_clear(self, command: c.Command, act: Act) -> Any:
        if (found := stream_of(command, act)) is None:
            return None
        stream_id, fold_clear = found
        return fold_clear(stream_id, self.clear.get(stream_id, []))

    def informed(self, command: c.Command, act: Act) -> Act:
        if not isinstance(command, ReportDeviation):
            return act
        held = tuple(
            agreement.fold(stream_id, entries)
            for stream_id, entries in self.clear.items()
            if entries[0].topic in AGREEMENT_TOPICS
        )
        pointed_at = self.load(command.case_id) if command.case_id else None
        return msgspec.structs.replace(act, agreements=held, pointed_at=pointed_at)

    def load(self, case_id: UUID) -> Case:
        return fold(case_id, self.cases.get(case_id, []))

    def directory(self, before: Directory | None = None) -> Directory:
        return directory_of(self.organisations)


def with_person(case: Case | None, command: c.Command, act: Act) -> Act:
    """What the edge would have opened."""
    person: PersonFacts | None = None
    if isinstance(command, c.DraftCase):
        number = parse(command.person.personnummer, mode=Mode.DEMO, today=act.day)
        age, gender = number.age_on(act.day), Gender(number.gender)
        person = PersonFacts(number.birth_year, number.eighteenth_birthday, age=age, gender=gender)
    elif isinstance(command, c.RecordConsent) and case and case.drafted:
        in_all, guardians = _guardians(case, {(case.case_id, version): b"" for version in case.entries})
        drafted = case.drafted
        person = PersonFacts(
            drafted.birth_year.open({}),
            drafted.adult_on.open({}),
            initiating_reason=drafted.initiating_reason.open({}),
            guardians_in_all=in_all,
            guardians=guardians,
        )
        if case.status(act.day) is not Status.DRAFT and case.consents[-1].minor_until is None:
            person = None
    return msgspec.structs.replace(act, person=person)


def told_world() -> World:
    return World(cast(Any, MemoryLog()))


def facts(receipt: Receipt) -> list[AnyFact]:
    return [entry.fact for entry in receipt.entries]


def refusal(world: World, subject: str, command: c.Command) -> tuple[str, str | None]:
    """The key and the field that the command is refused with; nothing was recorded."""
    with pytest.raises(Refused) as refused:
        world.do(subject, command)
    return refused.value.key, refused.value.field


def unknown(world: World, subject: str, command: c.Command) -> bool:
    """Whether it is answered as for a case that does not exist."""
    with pytest.raises(NotFoundOrDenied):
        world.do(subject, command)
    return True


def born(day: date, serial: int = 980) -> str:
    """A demo number: its check digit was never issued."""
    digits = f"{day:%Y%m%d}{serial}"
    products = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits[2:]))
    right = -sum(product // 10 + product % 10 for product in products) % 10
    return f"{digits[:8]}-{digits[8:]}{(right + 5) % 10}"


def at(day: date) -> datetime:
    return NOW.replace(year=day.year, month=day.month, day=day.day)
