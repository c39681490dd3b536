"""A copy of the store: all of it but who was logged in, for us alone to read, and never half of one."""

import fcntl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from events.kinds import PurgeGround
from events.purged import Purge
from events.vault import load_store_key
from portal.backup import archive, copies
from portal.cli.sentences import sentence_for
from portal.operation.certificate import certificate
from portal.operation.ending import Purged
from portal.operation.postgres_place import Account, binaries
from tests.conftest import Store
from tests.events.conftest import MASTER
from tests.platform.copied import Copied, copied_in, mode_of
from tests.world import BENGT

UNSEEN = """
SELECT c.oid::regclass::text FROM pg_class c WHERE c.relrowsecurity AND NOT EXISTS (
    SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'back_up' AND p.polcmd = 'r'
    AND p.polroles = ARRAY[(SELECT oid FROM pg_roles WHERE rolname = 'portal_owner')]
    AND pg_get_expr(p.polqual, p.polrelid) = 'true')
"""


@pytest.fixture
def copied(store: Store, tmp_path: Path) -> Copied:
    return copied_in(store, tmp_path)


def test_no_table_hides_its_rows_from_a_backup(copied: Copied) -> None:
    assert copied.rows(UNSEEN) == []
    copied.change("DROP POLICY back_up ON vault.key")
    assert copied.rows(UNSEEN) == [("vault.key",)]
    assert copied.refused("backup") == "Datalagret går inte att säkerhetskopiera helt. Kör portal migrate först.\n"
    assert copies.copies(copied.folder) == []


def test_the_owner_sees_every_row_and_still_changes_none(copied: Copied) -> None:
    with copied.world() as world:
        world.active("soc")
    with psycopg.connect(copied.store.owner, autocommit=True) as owner:
        for table in ("vault.key", "vault.identity", 'vault."grant"', "audit.access"):
            seen = owner.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()
            assert [seen] == copied.rows(f"SELECT count(*) FROM {table}"), table
            assert owner.execute(f"DELETE FROM {table}".encode()).rowcount == 0
    assert copied.rows("SELECT count(*) > 0 FROM vault.key") == [(True,)]


def test_it_is_whole_and_says_so_and_nobody_else_reads_it(copied: Copied) -> None:
    with copied.world() as world:
        world.active("soc")
    copied.change("INSERT INTO web.session (id_hash, user_id) VALUES ('x', gen_random_uuid())")
    said = copied.done("backup")
    (copy,) = copies.copies(copied.folder)
    (events,) = copied.rows("SELECT count(*) FROM log.event")
    assert said.startswith(f"Säkerhetskopia: {copy}, 0,") and said.endswith(f" MB, {events[0]} händelser.\n")
    assert (mode_of(copy), mode_of(copied.folder)) == ("0o600", "0o700")
    assert sorted(each.name for each in copied.folder.iterdir()) == [
        ".lock",
        "gallrade.json",
        copy.name,
        f"{copy.name}.mac",
    ]
    for table in ("key", "identity", "grant"):
        counted = copied.rows(f'SELECT count(*) FROM vault."{table}"')
        assert [(len(list(archive.rows(copy, "vault", table))),)] == counted, table
    assert list(archive.rows(copy, "web", "session")) == []
    assert len(list(archive.rows(copy, "web", "setting"))) == 1, "the positive control"


def test_what_must_not_come_back_is_left_out_by_name(copied: Copied) -> None:
    there = {f"{schema}.{table}" for schema, table in copied.rows("SELECT schemaname, tablename FROM pg_tables")}
    assert there.issuperset(archive.LEFT_OUT)


def test_old_ones_go_but_never_the_newest_nor_what_is_not_ours(copied: Copied) -> None:
    now = datetime.now(UTC)
    old, young = (copied.folder / (now - timedelta(days=days)).strftime(copies.STAMP) for days in (31, 29))
    others = [copied.folder / name for name in ("portal-1.dump", "portal-20260230T000000Z.dump", "annat.dump")]
    left = copied.folder / f".{old.name}{copies.HALF}"
    for path in (old, young, *others, left):
        path.touch()
    said = copied.done("backup")
    assert said.endswith(f"Borttagen, äldre än 30 dagar: {old.name}\n")
    assert not old.exists() and not left.exists() and all(path.exists() for path in (young, *others))
    assert copies.remove_older(copied.folder, now + timedelta(days=9)) == [young]
    assert len(copies.copies(copied.folder)) == 1


def test_two_in_one_second_get_names_of_their_own(tmp_path: Path) -> None:
    now = datetime(2026, 11, 23, 23, 59, 59, tzinfo=UTC)
    first = copies.free_name(tmp_path, now)
    first.touch()
    assert [first.name, copies.free_name(tmp_path, now).name] == [
        "portal-20261123T235959Z.dump",
        "portal-20261124T000000Z.dump",
    ]


def test_what_is_purged_is_written_down_beside_it_and_added_to(copied: Copied) -> None:
    stranger = Purge(UUID(int=7), PurgeGround.RETENTION, "RV 2025/1")
    register = copied.folder / copies.REGISTER
    key = load_store_key(copied.store.owner, MASTER)
    copies.remember(copied.folder, [stranger], key)
    with copied.world() as world:
        case_id, ordered = world.active("soc"), world.draft(number=BENGT)
        copied.purge(world, case_id)
        copied.order(world, ordered)
    copied.done("backup")
    found = copies.remembered(copied.folder, key)
    assert set(found) == {stranger.case_id, case_id, ordered} and found[stranger.case_id] == stranger
    assert (found[case_id].decision_ref, mode_of(register)) == ("RV 2026/118", "0o600")


def test_the_certificate_says_when_the_portals_own_copies_are_gone(copied: Copied) -> None:
    with copied.world() as world:
        case_id = world.active("soc")
        copied.order(world, case_id)
    copied.done("backup", "--keep-days", "14")
    said = copied.done("purge")
    assert "beslut RV 2026/118" in said
    assert "De som portal backup har gjort är borta senast 2026-12-08, om den körs varje dygn" in said
    unknown = certificate([Purged("X", "draft_expired", None, datetime(2026, 11, 23, tzinfo=UTC), 2)], rewritten=True)
    assert "De är kvar tills de har gallrats enligt er rutin." in unknown and "senast 2" not in unknown


@pytest.mark.parametrize("days", ["0", "-1", "3651", "99999999999999999999"])
def test_absurd_days_are_refused(copied: Copied, days: str) -> None:
    assert copied.refused("backup", f"--keep-days={days}") == (
        f"--keep-days ska vara mellan 1 och 3650 dagar, inte {days}.\n"
    )
    assert list(copied.folder.iterdir()) == []


def test_days_that_are_no_number_are_refused(copied: Copied) -> None:
    assert copied.refused("backup", "--keep-days", "månad").startswith(
        "Kommandot har ett värde som inte går att tolka."
    )


def test_a_folder_that_cannot_be_used_is_said(copied: Copied, tmp_path: Path) -> None:
    for place in (tmp_path / "finns-inte", tmp_path / "key"):
        assert copied.refused("backup", str(place)) == f"Mappen {place} finns inte.\n"
    with (copied.folder / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert copied.refused("backup") == f"En säkerhetskopia görs redan i {copied.folder}.\n"
    (copied.folder / copies.REGISTER).write_text("[{")
    assert "som säger vad som ska förbli gallrat" in copied.refused("backup")
    assert copies.copies(copied.folder) == []
    closed = OSError(30, "Read-only file system", "/srv/kopior/.lock")
    assert sentence_for(closed).startswith("Portalen får inte skriva i /srv/kopior/.lock.")


def program(folder: Path, text: str) -> str:
    """A folder with a pg_dump of our own making."""
    (folder / "bin").mkdir()
    (folder / "bin" / "pg_dump").write_text(f"#!/bin/sh\n{text}\n")
    (folder / "bin" / "pg_dump").chmod(0o700)
    return str(folder / "bin")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("could not write to output file: No space left on device", "disken är full"),
        ('connection to server at "10.0.0.1" failed', "databasen svarar inte"),
        ("aborting because of server version mismatch", "databasservern är nyare än programmen"),
        ("COPY 850101-0000 Amina", "pg_dump slutade med 3"),
    ],
)
def test_a_dump_that_fails_leaves_no_file_and_tells_no_data(
    copied: Copied, tmp_path: Path, said: str, why: str
) -> None:
    place = program(tmp_path, f"echo '{said}' >&2; exit 3")
    told = copied.refused("backup", PORTAL_POSTGRES_BIN=place)
    assert told.startswith(f"Säkerhetskopian blev inte gjord: {why}") and "Amina" not in told
    assert copies.copies(copied.folder) == [] and not list(copied.folder.glob(f".*{copies.HALF}"))


def test_a_dump_that_is_not_whole_never_gets_the_name_of_one(copied: Copied, tmp_path: Path) -> None:
    place = program(tmp_path, 'for word; do case $word in --file=*) echo PGDMP > "${word#--file=}";; esac; done')
    (tmp_path / "bin" / "pg_restore").symlink_to(binaries(Account()) / "pg_restore")
    assert "är inte en säkerhetskopia av portalen" in copied.refused("backup", PORTAL_POSTGRES_BIN=place)
    assert copies.copies(copied.folder) == [] and not list(copied.folder.glob(f".*{copies.HALF}"))


def test_the_password_stands_on_no_command_line(copied: Copied, tmp_path: Path) -> None:
    place = program(tmp_path, f'echo "$@" > {tmp_path}/said; echo "$PGUSER $PGPASSWORD" > {tmp_path}/known; exit 1')
    copied.refused("backup", PORTAL_POSTGRES_BIN=place)
    password = psycopg.conninfo.conninfo_to_dict(copied.store.owner)["password"]
    assert (tmp_path / "known").read_text() == f"portal_owner {password}\n"
    assert str(password) not in (tmp_path / "said").read_text()


def test_programs_that_are_not_there_are_said(copied: Copied, tmp_path: Path) -> None:
    assert copied.refused("backup", PORTAL_POSTGRES_BIN=str(tmp_path)).startswith(
        f"Programmet {tmp_path}/pg_dump saknas"
    )


def test_a_store_without_tables_is_not_copied(copied: Copied, blank_database: Store) -> None:
    assert "Kör portal migrate först" in copied.refused("backup", PORTAL_OWNER_URL=blank_database.owner)
