"""Asks the database, the gate and the expectation the same questions and tells where they differ."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import psycopg

from events.act import Act
from events.calendar import day_of, end_of_validity, start_of
from events.case import Case
from events.categories import Category
from events.facts import CaseResponsibilityTransferred, Entry, PersonViewRecorded
from events.fold import fold
from events.grants import Gate
from events.reading import SETTINGS, settings
from events.refusals import NotFoundOrDenied
from events.sealing import Sealed
from events.sharing import covered
from orgs.directory import QualityAssignment
from orgs.officers import Officer
from orgs.roles import Role
from tests.gate.expectation import Expectation, Reader
from tests.world import World

GHOST = UUID(int=7)
NOBODY = UUID(int=8)
NONE: frozenset[UUID] = frozenset()
_DOORS = """
SELECT category FROM vault.grant WHERE case_id = %s AND unit_id = vault.unit() AND category = 'exists'
    AND valid_from <= vault.moment() AND vault.moment() < valid_to
UNION ALL SELECT part FROM vault.identity WHERE case_id = %s
"""


class Comparison:
    """Counts what it compares; ``wrong`` holds a sentence for each difference."""

    def __init__(self, world: World, web: psycopg.Connection[Any]) -> None:
        self.world, self.web = world, web
        self.in_hand = False
        """Whether to ask as an append does, which holds the case in its hand."""
        self.compared = 0
        self.wrong: list[str] = []
        self.readable: set[tuple[Category, UUID, bool]] = set()
        self.roles = {a.user_id: a.role for a in world.directory.assignments.values()}
        self.officers = list(officers(world))
        self.units = {unit.unit_id: slug for slug, unit in world.directory.by_slug.items()} | {NOBODY: "nobody"}

    def keys(self, case_id: UUID, unit: UUID, moment: datetime) -> tuple[set[int], set[str]]:
        with self.web.transaction():
            self.web.execute(SETTINGS, settings(unit, moment))
            if self.in_hand:
                self.web.execute("SELECT set_config('portal.in_hand', %s, true)", (str(case_id),))
            versions = self.web.execute("SELECT version FROM vault.key WHERE case_id = %s", (case_id,)).fetchall()
            doors = self.web.execute(_DOORS, (case_id, case_id)).fetchall()
        return {version for (version,) in versions}, {door for (door,) in doors}

    def case(self, case_id: UUID, moment: datetime, what: str, *, only_units: bool = False) -> None:
        entries: list[Any] = list(self.world.log.events.get(case_id))
        expected = Expectation(entries, moment, self.roles)
        for unit in self.units:
            self._unit(entries, expected, unit, f"{what} at {moment:%m-%d %H:%M} for {self.units[unit]}")
        if not only_units:
            case = fold(case_id, entries)
            for officer in self.officers:
                self._officer(case, expected, officer, f"{what} at {moment:%m-%d %H:%M} for {officer.name}")

    def _unit(self, entries: list[Entry], expected: Expectation, unit: UUID, what: str) -> None:
        keys, doors = self.keys(entries[0].stream_id, unit, expected.moment)
        case = fold(entries[0].stream_id, entries)
        case.caseworkers[unit] = frozenset({GHOST})
        if unit == NOBODY:
            seat = msgspec.structs.replace(self.officers[0].unit, unit_id=NOBODY)
        else:
            seat = self.world.directory.units[unit]
        gate = Gate(case, Officer(GHOST, "any", GHOST, Role.REHAB_COORDINATOR, seat), expected.moment)
        for entry in entries:
            wanted = expected.key_released(unit, entry)
            own_in_hand = self.in_hand and unit == entry.owner_unit and entry.version in keys
            wanted_key = expected.unit_may_read(unit, entry) if own_in_hand else wanted
            by_gate = gate.may_read(entry) and entry.version not in case.retracted
            self._equal(
                f"{what}: key {entry.version} {entry.topic} {entry.category}", entry.version in keys, wanted_key
            )
            self._equal(f"{what}: gate {entry.version} {entry.topic} {entry.category}", by_gate, wanted)
            if wanted:
                self.readable.add((entry.category, unit, unit == entry.owner_unit))
        self._equal(f"{what}: exists, database", "exists" in doors, expected.exists(unit))
        self._equal(f"{what}: exists, gate", gate.knows, expected.exists(unit))
        self._equal(f"{what}: name, database", "name" in doors, expected.name(unit))
        self._equal(f"{what}: name, gate", gate.knows_name, expected.name(unit))
        self._equal(f"{what}: contact, database", "contact" in doors, expected.contact(unit))
        self._equal(f"{what}: contact, gate", gate.sees_contact, expected.contact(unit))

    def _officer(self, case: Case, expected: Expectation, officer: Officer, what: str) -> None:
        for substitute, quality in ((False, False), (True, False), (False, True), (True, True)):
            reader = Reader(officer.user_id, officer.unit_id, officer.role, substitute, quality)
            follows_up = msgspec.structs.replace(officer, quality=following_up(officer) if quality else None)
            gate = Gate(case, follows_up, expected.moment, substitute, quality)
            for entry in expected.entries:
                how = " stepping in" * substitute + " following up" * quality
                question = f"{what}{how}: {entry.version} {entry.topic} {entry.category}"
                self._equal(question, gate.may_read(entry), expected.may_read(reader, entry))

    def page(self, case_id: UUID, officer: Officer, moment: datetime, what: str) -> bool:
        """What ``Log.read`` shows: the same entries, or no such case. Returns whether there was a page."""
        entries: list[Any] = list(self.world.log.events.get(case_id))
        expected = Expectation(entries, moment, self.roles)
        reader = Reader(officer.user_id, officer.unit_id, officer.role)
        consent = expected.open_consent
        left = expected.has_left(officer.unit_id)
        waits = consent is not None and not left and officer.unit_id in set(consent.scope) - consent.verified
        may = {entry.version for entry in entries if expected.may_read(reader, entry) and not waits}
        try:
            reading = self.world.log.read(case_id, officer, moment)
        except NotFoundOrDenied:
            self._equal(f"{what}: a page for {officer.name}", False, bool(may))
            return False
        shown = {entry.version for entry in reading.entries}
        for entry in entries:
            self._equal(f"{what}: {officer.name} {entry.version}", entry.version in shown, entry.version in may)
        foreign = {version for _, version in reading.ring} - {
            entry.version for entry in entries if expected.key_released(officer.unit_id, entry)
        }
        self._equal(f"{what}: a foreign key for {officer.name}", bool(foreign), False)
        if reading.name is not None:
            self._equal(f"{what}: the name for {officer.name}", True, expected.name(officer.unit_id))
        if reading.contact is not None:
            may_reach = expected.contact(officer.unit_id) and expected.is_named(reader)
            self._equal(f"{what}: contact details for {officer.name}", True, may_reach)
        return True

    def _equal(self, question: str, answer: bool, wanted: bool) -> None:
        self.compared += 1
        if answer != wanted:
            self.wrong.append(f"{question}: {answer}, expected {wanted}")


def following_up(officer: Officer) -> QualityAssignment:
    """An assignment that holds at every moment that is asked about."""
    ever = date(2020, 1, 1), date(2099, 1, 1)
    fields = (GHOST, officer.user_id, officer.unit_id, "Uppföljning", "Egna uppgifter", "RV 2026/1", *ever, GHOST)
    return QualityAssignment(*fields)


def officers(world: World) -> Iterator[Officer]:
    for a in world.directory.assignments.values():
        user = world.directory.users[a.user_id]
        yield Officer(a.user_id, user.subject, a.assignment_id, a.role, world.directory.units[a.unit_id])


def share_everything(
    world: World, case_id: UUID, *subjects: str, only: Iterable[Category] = Category, unticked: frozenset[UUID] = NONE
) -> None:
    """Each officer discloses one entry of every category, to all that the consent then covers but those unticked.

    Past the decisions, and wilder than them: the gate must hold also for a violence record where none belongs.
    """
    for subject in subjects:

        def entries(case: Case, act: Act) -> list[Entry]:
            view = PersonViewRecorded(goals=Sealed("Arbeta igen"))
            return [act.entry(case, view, to_whom(case, act, kind) - unticked, category=kind) for kind in only]

        world.moment += timedelta(seconds=1)
        world.log.bring_about(case_id, entries, world.act(subject))


def to_whom(case: Case, act: Act, category: Category) -> frozenset[UUID]:
    if category is Category.STRUCTURE:
        return case.consent.units if case.consent and case.consent.active_on(act.day) else frozenset()
    return covered(case, act, Category.PLANNING if category is Category.VIOLENCE_QUESTION else category)


def moments_of(world: World, case_id: UUID) -> list[datetime]:
    """Now, and both sides of the ends of the latest consent's period and of the days on which units leave."""
    case = world.log.load(case_id)
    consent = case.consent
    if consent is None:
        return [world.moment]
    ends = [start_of(consent.fact.valid_from), end_of_validity(consent.fact.valid_to)]
    handed_over = [e.recorded_at for e in case.entries.values() if isinstance(e.fact, CaseResponsibilityTransferred)]
    ends += [end_of_validity(day_of(at) + timedelta(days=30)) for at in handed_over]
    return [world.moment, *(end + timedelta(microseconds=step) for end in ends for step in (-1, 0))]
