"""The login roles and the database of the portal, made alike on the embedded server and on any other.

Roles are made by whoever administers the server, never by a migration: the owner of the schemas may not create roles.
None is a superuser and none goes past row-level security.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import TupleRow

DATABASE = "portal"
OWNER, WEB, PROJECTOR, KEEPER = ROLES = ("portal_owner", "portal_web", "portal_projector", "portal_keeper")
ADDRESSES = ("PORTAL_OWNER_URL", "PORTAL_DATABASE_URL", "PORTAL_PROJECTOR_URL", "PORTAL_KEEPER_URL")
BOUNDS: LiteralString = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"


def create_roles(admin_dsn: str, passwords: Mapping[str, str], database: str = DATABASE) -> None:
    """Make the four roles with these passwords, and the database. Harmless to repeat; sets the passwords again."""
    with psycopg.connect(admin_dsn, autocommit=True) as connection:
        for role in ROLES:
            known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
            verb = sql.SQL("ALTER ROLE" if known else "CREATE ROLE")
            rights = sql.SQL(BOUNDS + " PASSWORD ")
            connection.execute(sql.SQL(" ").join([verb, sql.Identifier(role), rights, sql.Literal(passwords[role])]))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            _create_database(connection, database)


def complete(admin_dsn: str, database: str = DATABASE) -> bool:
    """Are all roles and the database there?"""
    with psycopg.connect(admin_dsn, autocommit=True) as connection:
        found = connection.execute(
            "SELECT (SELECT count(*) FROM pg_roles WHERE rolname = ANY(%s)) = %s"
            " AND EXISTS (SELECT FROM pg_database WHERE datname = %s)",
            [list(ROLES), len(ROLES), database],
        ).fetchone()
    return bool(found and found[0])


def empty_database(admin_dsn: str, database: str = DATABASE) -> None:
    """Throw the database away, with all that is in it, and make it anew. The roles stay."""
    with psycopg.connect(admin_dsn, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))
        _create_database(connection, database)


def _create_database(connection: psycopg.Connection[TupleRow], database: str) -> None:
    name = sql.Identifier(database)
    make = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'")
    connection.execute(make.format(name, sql.Identifier(OWNER)))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    for role in ROLES:
        connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, sql.Identifier(role)))


class TooMighty(Exception):
    """One Swedish sentence: this login may do more than its part of the portal should."""


def refuse_too_mighty(dsn: str) -> None:
    """Raise TooMighty for a superuser, for one who goes past row-level security, and for an owner of our tables."""
    with psycopg.connect(dsn) as connection:
        found = connection.execute(
            "SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT FROM pg_namespace WHERE pg_has_role(nspowner, 'MEMBER')"
            " AND nspname IN ('log', 'vault', 'view', 'audit', 'web')) FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    if found is None or found[0]:
        raise TooMighty("Databasinloggningen äger tabellerna eller går förbi deras skydd. Använd rollen portal_web.")


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """`python -m portal.operation.roles HOST`: make the roles with the passwords that their address files hold."""

    def content(name: str) -> str:
        return Path(environment[f"{name}_FILE"]).read_text(encoding="utf-8").strip()

    try:
        admin = make_conninfo(
            host=arguments[0], user="postgres", dbname="postgres", password=content("PORTAL_ADMIN_PASSWORD")
        )
        addresses = [conninfo_to_dict(content(name)) for name in ADDRESSES]
        create_roles(admin, {str(address["user"]): str(address["password"]) for address in addresses})
    except (KeyError, IndexError, OSError, psycopg.Error) as problem:
        said = f"Rollerna kunde inte skapas: {type(problem).__name__}. Kontrollera filerna med lösenord och adresser."
        print(said, file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
