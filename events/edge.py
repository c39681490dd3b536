"""What a decision needs from the vault: ages from the number, sealed values of the draft, the identity to write."""

from datetime import date
from uuid import UUID

import msgspec

from events import commands as c
from events import facts as f
from events.act import Act, PersonFacts, same_name
from events.appending import IdentityPart
from events.case import Case
from events.grants import Gate
from events.kinds import Gender, Status
from events.log_recorder import Overtaken, Pool, entry_of
from events.personnummer import Mode, Personnummer, PersonnummerRefused, parse
from events.reading import SETTINGS, key_ring, settings
from events.refusals import Refused
from events.sealing import Keys, StoreKey
from events.transaction import pipelined
from events.vault import Contact, Name, contact_part, name_part, open_contact, open_name


class Edge:
    """Opens for the decision what only the officer's own key ring opens, so that decisions do no I/O."""

    def __init__(self, pool: Pool, store_key: StoreKey, mode: Mode) -> None:
        self.pool, self.store_key, self.mode = pool, store_key, mode

    def opened(self, case: Case | None, command: c.Command, act: Act) -> Act:
        """The act with ``person`` filled in where the command needs it."""
        match command:
            case c.DraftCase():
                return msgspec.structs.replace(act, person=self._drafted_person(command, act))
            case c.ChangeUnit(active=False):
                return msgspec.structs.replace(act, open_cases=self._listed(command.unit_id, act))
            case c.RecordConsent() if case is not None and Gate(case, act.by, act.moment, act.substitute).inside:
                # Only then: to others a case that is there must take no longer than one that is not.
                return msgspec.structs.replace(act, person=self._opened_person(case, act))
        return act

    def _listed(self, unit_id: UUID, act: Act) -> int:
        """How many open cases a unit has in its list: a count, for who wants to close the unit."""
        with self.pool.connection() as connection, pipelined(connection):
            connection.execute(SETTINGS, settings(unit_id, act.moment))
            rows = connection.execute(
                "SELECT e.stream_id, e.version, e.state, e.event_id, e.command_id FROM vault.grant g"
                " JOIN log.event e ON e.stream_id = g.case_id WHERE g.unit_id = %s AND g.category = 'listed'"
                " AND g.valid_from <= %s AND %s < g.valid_to"
                " AND e.topic IN ('case-drafted', 'case-closed', 'case-reopened') ORDER BY e.stream_id, e.version",
                (unit_id, act.moment, act.moment),
            ).fetchall()
        latest = {(entry := entry_of(*row)).stream_id: entry.fact for row in rows}
        return sum(not isinstance(fact, f.CaseClosed) for fact in latest.values())

    def number(self, typed: str, today: date) -> Personnummer:
        try:
            return parse(typed, mode=self.mode, today=today)
        except PersonnummerRefused as refused:
            raise Refused(refused.key, "person.personnummer") from None

    def _drafted_person(self, command: c.DraftCase, act: Act) -> PersonFacts:
        number = self.number(command.person.personnummer, act.day)
        return PersonFacts(
            birth_year=number.birth_year,
            adult_on=number.eighteenth_birthday,
            age=number.age_on(act.day),
            gender=Gender(number.gender),
            open_cases=self._own_open_cases(number.digits, act),
        )

    def _own_open_cases(self, digits: str, act: Act) -> int:
        """Open cases about the person that the officer's own unit has opened; never anybody else's."""
        with self.pool.connection() as connection, pipelined(connection):
            connection.execute(SETTINGS, settings(act.by.unit_id, act.moment))
            rows = connection.execute(
                "SELECT e.stream_id, e.version, e.state, e.event_id, e.command_id FROM vault.identity i"
                " JOIN log.event e ON e.stream_id = i.case_id WHERE i.blind = %s"
                " AND e.topic IN ('case-drafted', 'case-closed', 'case-reopened') ORDER BY e.stream_id, e.version",
                (self.store_key.blind(digits),),
            ).fetchall()
        latest: dict[UUID, f.AnyFact] = {}
        own: set[UUID] = set()
        for row in rows:
            entry = entry_of(*row)
            latest[entry.stream_id] = entry.fact
            if isinstance(entry.fact, f.CaseDrafted) and entry.owner_unit == act.by.unit_id:
                own.add(entry.stream_id)
        return sum(not isinstance(latest[case_id], f.CaseClosed) for case_id in own)

    def _opened_person(self, case: Case, act: Act) -> PersonFacts | None:
        """Draft: birth year, day of full age and reason. Later: what is in clear, and the guardians noted."""
        with self.pool.connection() as connection, pipelined(connection):
            connection.execute(SETTINGS, settings(act.by.unit_id, act.moment))
            ring = key_ring(connection, self.store_key, case.case_id)
        in_all, guardians = _guardians(case, ring)
        if case.status(act.day) is Status.DRAFT and case.drafted:
            if (case.case_id, 1) not in ring:
                raise Overtaken
            return PersonFacts(
                birth_year=case.drafted.birth_year.open(ring),
                adult_on=case.drafted.adult_on.open(ring),
                initiating_reason=case.drafted.initiating_reason.open(ring),
                guardians_in_all=in_all,
                guardians=guardians,
            )
        minor_until = case.consents[-1].minor_until if case.consents else None
        if minor_until is None:
            return None
        return PersonFacts(minor_until.year - 18, minor_until, guardians_in_all=in_all, guardians=guardians)

    def identity(self, command: c.Command, act: Act, case_id: UUID) -> tuple[IdentityPart, ...]:
        """What the append writes into the vault for this command."""
        match command:
            case c.DraftCase(person=person):
                digits = self.number(person.personnummer, act.day).digits
                contact = Contact(digits, person.phone, person.interpreter_language, person.reach_safely)
                return (
                    name_part(self.store_key, case_id, Name(person.name.strip()), digits),
                    contact_part(self.store_key, case_id, contact),
                )
            case c.ChangeContactDetails():
                return self._changed(command, act, case_id)
        return ()

    def _changed(self, command: c.ChangeContactDetails, act: Act, case_id: UUID) -> tuple[IdentityPart, ...]:
        with self.pool.connection() as connection, pipelined(connection):
            connection.execute(SETTINGS, settings(act.by.unit_id, act.moment))
            boxes = dict(
                connection.execute("SELECT part, box FROM vault.identity WHERE case_id = %s", (case_id,)).fetchall()
            )
        changes = {
            field: value
            for field in ("phone", "interpreter_language", "reach_safely")
            if (value := getattr(command, field)) is not None
        }
        if not boxes.keys() >= {"name", "contact"}:
            raise Overtaken
        contact = msgspec.structs.replace(open_contact(self.store_key, case_id, boxes["contact"]), **changes)
        name = command.name or open_name(self.store_key, case_id, boxes["name"])
        return name_part(self.store_key, case_id, Name(name)), contact_part(self.store_key, case_id, contact)


def _guardians(case: Case, ring: Keys) -> tuple[int, frozenset[str]]:
    """Of what this unit can open: how many guardians there are, the largest if notes differ; and who consent now."""
    notes = [(v, e.fact) for v, e in case.entries.items() if isinstance(e.fact, f.GuardianConsentNoted)]
    opened = [fact for v, fact in notes if (case.case_id, v) in ring]
    consenting = frozenset(same_name(fact.guardian.open(ring)) for fact in opened if fact in case.guardian_notes)
    return max((fact.guardians_in_all.open(ring) for fact in opened), default=0), consenting
