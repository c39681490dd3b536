"""The log: load, decide, append; and read a case through the gate (architecture.md 3-5)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

import msgspec
import psycopg
from eventsourcing.application import Application
from eventsourcing.persistence import ApplicationRecorder, IntegrityError, Mapper
from psycopg_pool import PoolTimeout

from events import commands as c
from events.act import Act, placed
from events.appending import Append, granted_anew
from events.case import Case
from events.clear_streams import Fold, stream_of
from events.decisions import DECISIONS
from events.edge import Edge
from events.facts import CLEAR_TOPICS, ORGANISATION_TOPICS, CaseDrafted, Entry
from events.fold import continued, evolve
from events.grants import Gate
from events.held import Held
from events.informing import case_asked, informed
from events.log_recorder import CommandRepeated, Pool, Recorder, SealingMapper, entry_of, open_pool
from events.organisations import directory_of
from events.personnummer import Mode
from events.reading import Reading, read_case, write_denied
from events.refusals import NotFoundOrDenied, Refused
from events.sealing import StoreKey
from orgs.directory import Directory
from orgs.officers import Officer

ATTEMPTS = 5
_FROM = """
SELECT stream_id, version, state, event_id, command_id, leaf FROM log.event
WHERE stream_id = %(case)s AND version >= least(%(from)s,
    (SELECT max(version) FROM log.event WHERE stream_id = %(case)s)) ORDER BY version
"""
"""From the latest entry that is known on; of a log that has been restored to fewer, its latest, which is another."""
T = TypeVar("T")


class Receipt(msgspec.Struct, frozen=True):
    """What a command brought about, now or when it was first sent."""

    command_id: UUID
    entries: list[Entry]
    case: Case | None = None


class Log(Application[UUID]):
    """One per process, over the web's or the keeper's login role."""

    def __init__(self, dsn: str, store_key: StoreKey, mode: Mode, pool_size: int = 8) -> None:
        self.pool = open_pool(dsn, pool_size)
        self.store_key, self.mode = store_key, mode
        self.edge = Edge(self.pool, store_key, mode)
        self.held = Held()
        super().__init__()

    def construct_mapper(self) -> Mapper[UUID]:
        return SealingMapper(self.store_key)

    def construct_recorder(self) -> ApplicationRecorder:
        return Recorder(self.pool)

    def close(self) -> None:
        super().close()
        self.pool.close()

    # Writing -----------------------------------------------------------------------------------------------------

    def execute(self, command: c.Command, act: Act) -> Receipt:
        """Decides and appends. A true conflict is decided anew; a repeated command changes nothing.

        Raises ``Refused``, ``NotFoundOrDenied``, or ``psycopg.OperationalError`` with the outcome unknown: sending the
        same ``command_id`` again then finds out.
        """
        try:
            return self._again(lambda: self._execute(command, act))
        except NotFoundOrDenied:
            if act.officer and (asked := case_asked(command)):
                write_denied(self.pool, act.officer, asked, act.moment)
            raise

    def _execute(self, command: c.Command, act: Act) -> Receipt:
        if receipt := self._from_held(command, act):
            return receipt
        for _ in range(ATTEMPTS):
            case = self._case(command)
            if case and (repeated := _of_command(case, act.command_id)):
                return _same_officer(repeated, act, case)
            try:
                return self._decide(case, command, act)
            except Refused:
                if case is None and self._recorded(act.command_id):
                    return self._repeated(command, act)  # what stands in the way is what it brought about itself
                raise
            except IntegrityError:
                continue
            except CommandRepeated:
                return self._repeated(command, act)
        raise Refused("stale_form")

    def _from_held(self, command: c.Command, act: Act) -> Receipt | None:
        """Decided from the case as this process knows it, without asking first whether that is the latest.

        Only an append proves that it was. Whatever else comes of it is nothing: the log is asked, and it decided anew.
        """
        if not isinstance(command, c.CaseCommand) or not (case := self.held.known(command.case_id)).version:
            return None
        try:
            return self._decide(case, command, act)
        except (Refused, NotFoundOrDenied, IntegrityError, CommandRepeated):
            return None

    def _decide(self, case: Case | None, command: c.Command, act: Act) -> Receipt:
        if case and command.seen and _stale(case, command.seen, act):
            raise Refused("stale_form")
        state = case or self._clear(command, act)
        ready = informed(self.edge.opened(case, command, act), command, self.pool, self.load)
        entries = DECISIONS[type(command)](state, command, ready)
        return self._append(case, entries, ready, self.edge.identity(command, ready, entries[0].stream_id), state)

    def bring_about(self, case_id: UUID, decide: Callable[[Case, Act], list[Entry]], act: Act) -> list[Entry]:
        """What time brings about in a case: appended if there is anything, safely repeatable."""
        for _ in range(ATTEMPTS):
            case = self.load(case_id)
            entries = decide(case, act)
            if not entries:
                return []
            try:
                return self._append(case, entries, act).entries
            except (IntegrityError, CommandRepeated):  # somebody was faster: see what is left to do
                continue
        raise Refused("stale_form")

    def bring_about_in_clear(
        self, stream_id: UUID, fold: Fold, decide: Callable[[Any, Act], list[Entry]], act: Act
    ) -> list[Entry]:
        """The same in a stream in clear."""
        for _ in range(ATTEMPTS):
            state = self.standing(stream_id, fold)
            entries = decide(state, act)
            if not entries:
                return []
            try:
                return self._append(None, entries, act, state=state).entries
            except (IntegrityError, CommandRepeated):
                continue
        raise Refused("stale_form")

    def _append(
        self, case: Case | None, entries: list[Entry], act: Act, identity: tuple[Any, ...] = (), state: Any = None
    ) -> Receipt:
        """``state``: what was decided from in a stream in clear, for its version; a stream that is begun has none."""
        stream_id = entries[0].stream_id
        clear = entries[0].topic in CLEAR_TOPICS
        begun = case is None and stream_id == act.new_id("stream")
        version = 0 if begun else case.version if case else state.version if state else self._version(stream_id)
        entries = placed(entries, version)
        stored: list[Any] = [self.mapper.to_stored_event(entry) for entry in entries]
        granted, after = None, None
        if not clear:
            read_back: list[Any] = [self.mapper.to_domain_event(each) for each in stored]  # sealed, as it will be held
            after = continued(case or Case(stream_id), read_back)
            granted = granted_anew(case, after)
        unit_id = act.officer.unit_id if act.officer else None
        append = Append(unit_id, act.moment, act.command_id, case.leaf if case else None, identity, granted)
        self.recorder.insert_events(stored, statement=append.statement)
        if after:
            after.leaf = stored[-1].leaf
            self.held.keep(after)
        return Receipt(act.command_id, entries, after)

    def load(self, case_id: UUID) -> Case:
        """The case as the log has it, without keys: for deciding, never for showing."""
        known = self.held.known(case_id)
        case = self.held.brought_up(known, self._rows(case_id, known.version))
        return case or self.held.brought_up(Case(case_id), self._rows(case_id, 0)) or Case(case_id)

    def numbered(self, number: str) -> UUID | None:
        """The case with the number, for an administrator who has a decision about it; the decision says if they may."""
        with self.pool.connection() as connection:
            rows = connection.execute(
                "SELECT stream_id, version, state, event_id, command_id FROM log.event WHERE topic = 'case-drafted'"
            ).fetchall()
        drafted = (entry_of(*row) for row in rows)
        return next((e.stream_id for e in drafted if isinstance(e.fact, CaseDrafted) and e.fact.number == number), None)

    def _rows(self, case_id: UUID, first: int) -> list[Any]:
        with self.pool.connection() as connection:
            return connection.execute(_FROM, {"case": case_id, "from": first}, prepare=True).fetchall()

    def _case(self, command: c.Command) -> Case | None:
        if not isinstance(command, c.CaseCommand):
            return None
        case = self.load(command.case_id)
        if not case.version:
            raise NotFoundOrDenied
        return case

    def _clear(self, command: c.Command, act: Act) -> Any:
        """What the command acts on in a stream in clear, folded anew each time: they are short."""
        if (found := stream_of(command, act)) is None:
            return None
        stream_id, fold = found
        return self.standing(stream_id, fold)

    def standing(self, stream_id: UUID, fold: Fold) -> Any:
        """A stream in clear as it stands now; who may read it is the caller's to ask."""
        return fold(stream_id, (entry_of(*row[:5]) for row in self._rows(stream_id, 0)))

    def _version(self, stream_id: UUID) -> int:
        latest = self.recorder.select_events(stream_id)
        return latest[-1].originator_version if latest else 0

    def _recorded(self, command_id: UUID) -> list[Entry]:
        with self.pool.connection() as connection:
            rows = connection.execute(
                "SELECT stream_id, version, state, event_id, command_id FROM log.event WHERE command_id = %s"
                " ORDER BY version",
                (command_id,),
            ).fetchall()
        return [entry_of(*row) for row in rows]

    def _repeated(self, command: c.Command, act: Act) -> Receipt:
        """What the command brought about when it was first recorded."""
        entries = self._recorded(act.command_id)
        if isinstance(command, c.CaseCommand) and entries[0].stream_id != command.case_id:
            raise Refused("stale_form")
        return _same_officer(entries, act, None)

    def _again(self, work: Callable[[], T]) -> T:
        """Once more when a connection broke, as all do when the database restarts; an id makes a repeat harmless."""
        try:
            return work()
        except PoolTimeout:
            raise
        except psycopg.OperationalError:
            self.pool.check()
            return work()

    # Reading -----------------------------------------------------------------------------------------------------

    def read(
        self,
        case_id: UUID,
        officer: Officer,
        moment: datetime,
        *,
        substitute: str | None = None,
        what: str = "case",
        quality: bool = False,
    ) -> Reading:
        """The case as this officer may see it now; raises ``NotFoundOrDenied``. Every reading leaves an access row."""
        how: dict[str, Any] = {"substitute": substitute, "what": what, "quality": quality}
        return self._again(lambda: read_case(self.pool, self.store_key, self.held, case_id, officer, moment, **how))

    def mark(self, case_id: UUID, officer: Officer, moment: datetime, *, substitute: bool = False) -> str:
        """Changes when what this officer may read does. Opens nothing, so it leaves no access row; a denial does."""
        gate = Gate(self._again(lambda: self.load(case_id)), officer, moment, substitute)
        if not (gate.knows and gate.inside) or gate.awaits_verification:
            write_denied(self.pool, officer, case_id, moment)
            raise NotFoundOrDenied
        return gate.mark()

    def directory(self, before: Directory | None = None) -> Directory:
        """Units and assignments up to the latest organisation event; only what came after ``before`` is read."""
        return read_directory(self.pool, before)


def read_directory(pool: Pool, before: Directory | None = None) -> Directory:
    """Who works where, for those who need nothing else of the log and hold no key."""
    after = before.position if before else 0
    with pool.connection() as connection:
        rows = connection.execute(
            "SELECT stream_id, version, state, event_id, command_id, position FROM log.event"
            " WHERE position > %s AND topic = ANY (%s) ORDER BY position",
            (after, list(ORGANISATION_TOPICS)),
        ).fetchall()
    return directory_of((entry_of(*row[:5]) for row in rows), before, rows[-1][5] if rows else after)


def _stale(case: Case, seen: str, act: Act) -> bool:
    """Only who may act in the case learns that it has changed; to others there is no such case to be stale."""
    door = Gate(case, act.by, act.moment, act.substitute)
    return door.knows and (door.inside or door.awaits_verification) and door.seen() != seen


def _of_command(case: Case, command_id: UUID) -> list[Entry]:
    return [entry for entry in case.entries.values() if entry.command_id == command_id]


def _same_officer(entries: list[Entry], act: Act, case: Case | None) -> Receipt:
    """A command id is answered only to who sent it first; to anybody else it is a conflict like any other."""
    first = next((entry.actor for entry in entries if entry.actor), None)  # consequences have none
    if (first.user_id if first else None) != (act.officer.user_id if act.officer else None):
        raise Refused("stale_form")
    return Receipt(act.command_id, entries, case)


def new_command_id(command: c.Command) -> UUID:
    return command.command_id or uuid4()


__all__ = ["Log", "Receipt", "evolve", "new_command_id"]
