"""The login roles and the database of the portal, made alike on the embedded server and on any other.

Roles are made by whoever administers the server, never by a migration: the owner of the schemas may not create roles.
None is a superuser and none goes past row-level security.
"""

from collections.abc import Mapping
from typing import LiteralString

import psycopg
from psycopg import sql

DATABASE = "portal"
OWNER, WEB, PROJECTOR, KEEPER = ROLES = ("portal_owner", "portal_web", "portal_projector", "portal_keeper")
BOUNDS: LiteralString = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"


def create_roles(admin_dsn: str, passwords: Mapping[str, str], database: str = DATABASE) -> None:
    """Make the four roles with these passwords, and the database. Harmless to repeat; sets the passwords again."""
    with psycopg.connect(admin_dsn, autocommit=True) as connection:
        for role in ROLES:
            known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
            verb = sql.SQL("ALTER ROLE" if known else "CREATE ROLE")
            rights = sql.SQL(BOUNDS + " PASSWORD ")
            connection.execute(sql.SQL(" ").join([verb, sql.Identifier(role), rights, sql.Literal(passwords[role])]))
        name = sql.Identifier(database)
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(
                    name, sql.Identifier(OWNER)
                )
            )
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
        for role in ROLES:
            connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, sql.Identifier(role)))


def complete(admin_dsn: str, database: str = DATABASE) -> bool:
    """Are all roles and the database there?"""
    with psycopg.connect(admin_dsn, autocommit=True) as connection:
        found = connection.execute(
            "SELECT (SELECT count(*) FROM pg_roles WHERE rolname = ANY(%s)) = %s"
            " AND EXISTS (SELECT FROM pg_database WHERE datname = %s)",
            [list(ROLES), len(ROLES), database],
        ).fetchone()
    return bool(found and found[0])
