"""What the web processes remember: sessions, kept input, the choice of assignment behind a token.

Every method is one round trip on a small pool of its own, with the database's clock as the system time. A connection
that broke while it lay idle is found and replaced once, so that a restarted database is met without a restart of ours.
"""

from datetime import datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID

import msgspec
import psycopg
from psycopg.types.json import Jsonb
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from events.facts import ORGANISATION_TOPICS

Row = tuple[Any, ...]
_BY_CASE = msgspec.json.Decoder(dict[UUID, str])
"""Substitutions, as the store has them."""

IDLE = "interval '20 minutes'"
LONGEST = "interval '12 hours'"
KEPT = "interval '60 minutes'"
DRAFT_KEPT = "interval '30 days'"
POOL_TIMEOUT = 2.0  # seconds until "the database cannot be reached"
RECONNECT_FOR = 4.0  # seconds; after that the next request tries anew, so that recovery is noticed at once

# The position of the latest organisation event: when it has moved, a cached directory is stale. The topics stand in the
# statement as literals, so that the partial index over exactly these topics answers.
HEAD = "(SELECT coalesce(max(position), 0) FROM log.event WHERE topic = ANY (ARRAY[{}]))".format(
    ", ".join(f"'{topic}'" for topic in ORGANISATION_TOPICS)
)

_LIVE = f"(seen_at > now() - {IDLE} AND created_at > now() - {LONGEST})"
_GONE = f"(seen_at < now() - {IDLE} - {KEPT} OR created_at < now() - {LONGEST} - {KEPT})"

READ = f"""
WITH seen AS (
    UPDATE web.session SET seen_at = now()
    WHERE id_hash = %(id)s AND %(attended)s AND seen_at < now() - interval '1 minute' AND {_LIVE}
)
SELECT user_id, assignment_id, substitutions::text, {_LIVE}, {{head}} FROM web.session WHERE id_hash = %(id)s
"""
BEGIN = f"""
WITH forgotten AS (DELETE FROM web.session WHERE id_hash = %(forget)s OR {_GONE}),
     stale AS (DELETE FROM web.kept_input WHERE kept_at < now() - {KEPT}),
     logged AS (
         INSERT INTO audit.assignment_switch (at, user_id, to_assignment, via)
         SELECT %(moment)s, %(user)s, %(assignment)s::uuid, 'login' WHERE %(assignment)s::uuid IS NOT NULL
     )
INSERT INTO web.session (id_hash, user_id, assignment_id) VALUES (%(id)s, %(user)s, %(assignment)s)
"""
SWITCH = """
WITH old AS (DELETE FROM web.session WHERE id_hash = %(old)s RETURNING user_id, assignment_id, created_at),
     logged AS (
         INSERT INTO audit.assignment_switch (at, user_id, from_assignment, to_assignment, via)
         SELECT %(moment)s, user_id, assignment_id, %(assignment)s, 'switch' FROM old
     )
INSERT INTO web.session (id_hash, user_id, assignment_id, created_at)
SELECT %(id)s, user_id, %(assignment)s, created_at FROM old
"""
CHOOSE_FOR_TOKEN = """
WITH logged AS (
    INSERT INTO audit.assignment_switch (at, user_id, from_assignment, to_assignment, via)
    VALUES (%(moment)s, %(user)s, %(old)s, %(assignment)s, 'token')
)
INSERT INTO web.token_assignment (user_id, issuer, assignment_id) VALUES (%(user)s, %(issuer)s, %(assignment)s)
ON CONFLICT (user_id, issuer)
DO UPDATE SET assignment_id = excluded.assignment_id, token_hash = '', substitutions = '{}'
"""
OF_TOKEN = """
SELECT assignment_id, CASE WHEN token_hash = %(token)s THEN substitutions::text ELSE '{}' END
FROM web.token_assignment WHERE user_id = %(user)s AND issuer = %(issuer)s
"""
SUBSTITUTE_BY_TOKEN = """
INSERT INTO web.token_assignment AS t (user_id, issuer, assignment_id, token_hash, substitutions)
VALUES (%(user)s, %(issuer)s, %(assignment)s, %(id)s, %(one)s)
ON CONFLICT (user_id, issuer) DO UPDATE SET token_hash = excluded.token_hash, substitutions =
    CASE WHEN t.token_hash = excluded.token_hash THEN t.substitutions ELSE '{}' END || excluded.substitutions
"""
KEEP = """
INSERT INTO web.kept_input (kept_id, user_id, assignment_id, form_page, sealed)
VALUES (%(kept_id)s, %(user)s, %(assignment)s, %(form_page)s, %(sealed)s)
ON CONFLICT (user_id, assignment_id, form_page)
DO UPDATE SET kept_id = excluded.kept_id, sealed = excluded.sealed, kept_at = now(), offered = false
"""
OFFER = f"""
UPDATE web.kept_input SET offered = true WHERE kept_id = (
    SELECT kept_id FROM web.kept_input
    WHERE user_id = %(user)s AND assignment_id IS NOT DISTINCT FROM %(assignment)s
      AND NOT offered AND kept_at > now() - {KEPT}
    ORDER BY kept_at DESC LIMIT 1
) RETURNING kept_id, form_page
"""
RESTORE = f"""
SELECT sealed FROM web.kept_input
WHERE kept_id = %(kept_id)s AND user_id = %(user)s AND assignment_id IS NOT DISTINCT FROM %(assignment)s
  AND kept_at > now() - {KEPT}
"""
SAVE_DRAFT = """
INSERT INTO web.draft (user_id, assignment_id, form_page, sealed)
VALUES (%(user)s, %(assignment)s, %(form_page)s, %(sealed)s)
ON CONFLICT (user_id, assignment_id, form_page) DO UPDATE SET sealed = excluded.sealed, kept_at = now()
"""
_OWN_DRAFT = "user_id = %(user)s AND assignment_id = %(assignment)s AND form_page = %(form_page)s"
DRAFT = f"SELECT sealed, kept_at FROM web.draft WHERE {_OWN_DRAFT} AND kept_at > now() - {DRAFT_KEPT}"
DROP_DRAFT = f"DELETE FROM web.draft WHERE {_OWN_DRAFT}"

READINESS = """
SELECT (SELECT coalesce(max(version), 0) FROM log.migration),
       coalesce((SELECT max(position) FROM log.event), 0) - coalesce((SELECT min(position) FROM view.position), 0)
"""


class SessionRow(NamedTuple):
    user_id: UUID
    assignment_id: UUID | None
    substitutions: dict[UUID, str]
    live: bool
    head: int


class Readiness(NamedTuple):
    migration: int
    """The latest migration that the store has had."""
    projector_lag: int
    """Log positions that the slowest view has yet to take in."""


class SessionKey(Protocol):
    """The part of a session that finds its row."""

    @property
    def user_id(self) -> UUID: ...
    @property
    def assignment_id(self) -> UUID | None: ...
    @property
    def id_hash(self) -> bytes: ...
    @property
    def issuer(self) -> str: ...
    @property
    def via(self) -> str: ...


class WebStore:
    def __init__(self, dsn: str, head: str = HEAD, size: int = 4) -> None:
        self._dsn, self._size = dsn, size
        self._head = f"SELECT {head}"
        self._read = READ.format(head=head)
        self._pool: AsyncConnectionPool

    async def open(self) -> None:
        """Does not wait for the database: the portal starts, and says 503, while there is none."""
        self._pool = AsyncConnectionPool(
            self._dsn,
            min_size=1,
            max_size=self._size,
            timeout=POOL_TIMEOUT,
            reconnect_timeout=RECONNECT_FOR,
            open=False,
            kwargs={"autocommit": True, "connect_timeout": 2},
        )
        await self._pool.open()

    async def close(self) -> None:
        await self._pool.close()

    async def session(self, id_hash: bytes, *, attended: bool = True) -> SessionRow | None:
        """The row, live or expired, and the directory's head. Notes at most once a minute that it was seen, unless
        nobody need have been there to ask."""
        row = await self._one(self._read, {"id": id_hash, "attended": attended})
        if row is None:
            return None
        return SessionRow(row[0], row[1], _BY_CASE.decode(row[2]), row[3], row[4])

    async def head(self) -> int:
        row = await self._one(self._head, {})
        return int(row[0]) if row else 0

    async def readiness(self) -> Readiness:
        row = await self._one(READINESS, {})
        return Readiness(*row) if row else Readiness(0, 0)

    async def begin_session(
        self, id_hash: bytes, user_id: UUID, assignment_id: UUID | None, forget: bytes, moment: datetime
    ) -> None:
        """A new session; the one the browser had, and all that are long gone, are deleted."""
        await self._do(
            BEGIN,
            {"id": id_hash, "user": user_id, "assignment": assignment_id, "forget": forget, "moment": moment},
        )

    async def switch_session(self, session: SessionKey, id_hash: bytes, assignment_id: UUID, moment: datetime) -> None:
        """The same login under a new id, in another assignment, without substitutions."""
        await self._do(SWITCH, {"old": session.id_hash, "id": id_hash, "assignment": assignment_id, "moment": moment})

    async def end_session(self, id_hash: bytes) -> None:
        await self._do("DELETE FROM web.session WHERE id_hash = %(id)s", {"id": id_hash})

    async def substitute(self, session: SessionKey, case_id: UUID, reason: str) -> None:
        """Until logout or a switch; for a bearer, as long as the same token is used."""
        values = {"id": session.id_hash, "one": Jsonb({str(case_id): reason})}
        if session.via == "cookie":
            await self._do(
                "UPDATE web.session SET substitutions = substitutions || %(one)s WHERE id_hash = %(id)s", values
            )
        else:
            bearer = {"user": session.user_id, "issuer": session.issuer, "assignment": session.assignment_id}
            await self._do(SUBSTITUTE_BY_TOKEN, values | bearer)

    async def of_token(self, user_id: UUID, issuer: str, token_hash: bytes) -> tuple[UUID | None, dict[UUID, str]]:
        """The assignment this bearer has chosen, and the cases opened as a substitute with this token."""
        row = await self._one(OF_TOKEN, {"user": user_id, "issuer": issuer, "token": token_hash})
        return (row[0], _BY_CASE.decode(row[1])) if row else (None, {})

    async def choose_for_token(self, session: SessionKey, assignment_id: UUID, moment: datetime) -> None:
        await self._do(
            CHOOSE_FOR_TOKEN,
            {
                "user": session.user_id,
                "issuer": session.issuer,
                "old": session.assignment_id,
                "assignment": assignment_id,
                "moment": moment,
            },
        )

    async def keep(
        self, kept_id: UUID, user_id: UUID, assignment_id: UUID | None, form_page: str, sealed: bytes
    ) -> None:
        await self._do(
            KEEP,
            {
                "kept_id": kept_id,
                "user": user_id,
                "assignment": assignment_id,
                "form_page": form_page,
                "sealed": sealed,
            },
        )

    async def offer(self, user_id: UUID, assignment_id: UUID | None) -> tuple[UUID, str] | None:
        """The newest input kept for this user in this assignment, once: its id and the page of its form."""
        row = await self._one(OFFER, {"user": user_id, "assignment": assignment_id})
        return (row[0], row[1]) if row else None

    async def restore(self, kept_id: UUID, user_id: UUID, assignment_id: UUID | None) -> bytes | None:
        row = await self._one(RESTORE, {"kept_id": kept_id, "user": user_id, "assignment": assignment_id})
        return bytes(row[0]) if row else None

    async def save_draft(self, user_id: UUID, assignment_id: UUID, form_page: str, sealed: bytes) -> None:
        """Instead of the one before."""
        await self._do(SAVE_DRAFT, _draft_of(user_id, assignment_id, form_page) | {"sealed": sealed})

    async def draft(self, user_id: UUID, assignment_id: UUID, form_page: str) -> tuple[bytes, datetime] | None:
        """The form's own draft and when it was last saved."""
        row = await self._one(DRAFT, _draft_of(user_id, assignment_id, form_page))
        return (bytes(row[0]), row[1]) if row else None

    async def drop_draft(self, user_id: UUID, assignment_id: UUID, form_page: str) -> None:
        await self._do(DROP_DRAFT, _draft_of(user_id, assignment_id, form_page))

    async def _one(self, statement: str, values: dict[str, Any]) -> Row | None:
        """The first row. Asked once more on a fresh connection when the first turned out to be broken."""
        try:
            return await self._ask(statement, values)
        except PoolTimeout:
            raise
        except psycopg.OperationalError:
            await self._pool.check()
            return await self._ask(statement, values)

    async def _ask(self, statement: str, values: dict[str, Any]) -> Row | None:
        return await (await self._do(statement, values)).fetchone()

    async def _do(self, statement: str, values: dict[str, Any]) -> psycopg.AsyncCursor[Row]:
        """Each statement commits itself, so that the connection is taken and given back without more ado."""
        connection = await self._pool.getconn()
        try:
            return await connection.execute(statement.encode(), values)
        finally:
            await self._pool.putconn(connection)


def _draft_of(user_id: UUID, assignment_id: UUID, form_page: str) -> dict[str, Any]:
    return {"user": user_id, "assignment": assignment_id, "form_page": form_page}
