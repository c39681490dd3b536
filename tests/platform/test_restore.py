"""A store put back from a copy: as it was, but for what must stay gone, and closed until that is so."""

import subprocess
from pathlib import Path
from unittest.mock import patch

import msgspec
import psycopg
import pytest

from events.verifying import verify
from portal.backup import archive, copies, restoring
from portal.backup.authentic import beside
from portal.backup.checked import checked
from portal.backup.making import back_up
from portal.operation.closed import UNFINISHED, close, refuse_closed
from portal.operation.opening import last_moment, read_clock
from portal.operation.postgres import EmbeddedPostgres
from portal.operation.postgres_place import Account, binaries
from portal.operation.tick import LOCK
from tests.conftest import Store
from tests.events.conftest import MASTER
from tests.platform.copied import Copied, copied_in
from tests.proof.stores import contact
from tests.world import BENGT


@pytest.fixture
def copied(store: Store, tmp_path: Path) -> Copied:
    return copied_in(store, tmp_path)


def shape(dsn: str, *more: str) -> list[str]:
    """The whole schema as pg_dump tells it, without what it draws anew each time."""
    options = ["--schema-only", *more]
    done = subprocess.run(
        [binaries(Account()) / "pg_dump", *options],
        env=archive._variables(dsn),
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in done.stdout.splitlines() if not line.startswith(("\\restrict", "\\unrestrict"))]


def test_everything_comes_back_as_it_was_and_nothing_else(copied: Copied) -> None:
    with copied.world() as world:
        case_id = world.active("soc")
        world.read("reko.larkan", case_id)
    copied.change("INSERT INTO web.session (id_hash, user_id) VALUES ('x', gen_random_uuid())")
    before = shape(copied.store.owner)
    counted = "SELECT count(*), max(position), (SELECT last_value FROM log.position) FROM log.event"
    was, read = copied.rows(counted), copied.rows("SELECT * FROM audit.access")
    copied.backed_up()
    copied.change("CREATE TABLE view.later (x int); CREATE SCHEMA later AUTHORIZATION portal_owner")
    copied.change("ALTER TABLE view.later OWNER TO portal_owner")
    said = copied.done("restore", "--replace")
    assert "Datalagret är återställt och öppet." in said
    assert shape(copied.store.owner) == before
    assert copied.rows(counted) == was and copied.rows("SELECT * FROM audit.access") == read != []
    assert copied.rows("SELECT count(*) FROM web.session") == [(0,)]
    with psycopg.connect(copied.store.owner) as owner:
        latest = last_moment(owner)
    assert latest and read_clock(copied.store.keeper).moment() >= latest, "the clock goes on after the last entry"
    with copied.world() as world:  # the web's login reads, and appends where the log goes on
        world.do("reko.larkan", contact(case_id, world.unit("soc")))
        assert world.read("handlaggare.soc", case_id).entries
    assert verify(copied.store.keeper).faults == []


def test_a_store_with_events_is_replaced_only_when_that_is_said(copied: Copied) -> None:
    with copied.world() as world:
        world.active("soc")
        copy = copied.backed_up()
        later = world.draft(number=BENGT)
    copied.backed_up()
    assert "händelser, alla finns i kopian." in copied.refused("restore")
    assert "händelser, 1 av dem finns inte i kopian. Med --replace ersätts det" in copied.refused("restore", str(copy))
    assert copied.held(later) and copied.may_connect()
    said = copied.done("restore", str(copy), "--replace")
    replaced = copies.copies(copied.folder)[-1]
    assert f"Det som ersätts finns kvar i {replaced}: " in said and replaced != copy
    assert copied.held(later) == 0
    copied.done("restore", str(replaced), "--replace")
    assert copied.held(later), "what was replaced can be had back"


def test_an_empty_store_takes_the_newest_copy_without_asking(copied: Copied, blank_database: Store) -> None:
    with copied.world() as world:
        case_id = world.active("soc")
        copied.backed_up()
        world.draft(number=BENGT)
    copied.backed_up()
    place = {"PORTAL_OWNER_URL": blank_database.owner, "PORTAL_KEEPER_URL": blank_database.keeper}
    said = copied.done("restore", **place)
    assert copies.copies(copied.folder)[-1].name in said
    with psycopg.connect(blank_database.admin) as admin:
        assert admin.execute("SELECT count(*) > 0 FROM vault.key WHERE case_id = %s", (case_id,)).fetchone() == (True,)
        asked = "SELECT has_database_privilege(%s, current_database(), 'CONNECT')"
        assert admin.execute(asked, ("portal_web",)).fetchone() == (True,)


def test_what_was_purged_after_the_copy_is_purged_again(copied: Copied) -> None:
    with copied.world() as world:
        purged, ordered, lives = world.active("soc"), world.draft(number=BENGT), world.draft("handlaggare.soc")
        copy = copied.backed_up()
        copied.purge(world, purged)
        copied.order(world, ordered)
    said = copied.done("restore", str(copy), "--replace")  # known from the store that is replaced
    assert "Ärenden som är gallrade igen: 2." in said
    assert [copied.held(case_id) for case_id in (purged, ordered)] == [0, 0] and copied.held(lives)
    copied.change('TRUNCATE log.event, vault.key, vault.identity, vault."grant"')
    said = copied.done("restore", str(copy))  # known from the file beside the copies alone
    assert "Ärenden som är gallrade igen: 2." in said and copied.held(purged) == 0
    again = copied.rows("SELECT count(*) FROM log.event WHERE topic = 'case-purged'")
    assert again == [(2,)] and verify(copied.store.keeper).faults == []
    (copied.folder / copies.REGISTER).unlink()
    copied.change('TRUNCATE log.event, vault.key, vault.identity, vault."grant"')
    assert "Ärenden som är gallrade igen: 0." in copied.done("restore", str(copy))
    assert copied.held(purged), "the positive control: nothing else knew of it"


def test_the_file_beside_the_copy_that_is_given_counts_too(copied: Copied, tmp_path: Path) -> None:
    with copied.world() as world:
        case_id = world.active("soc")
        copy = copied.backed_up()
        copied.purge(world, case_id)
    copied.done("backup")
    elsewhere = tmp_path / "annan"
    elsewhere.mkdir()
    for each in (copy, beside(copy), copied.folder / copies.REGISTER):
        each.rename(elsewhere / each.name)
    copied.change('TRUNCATE log.event, vault.key, vault.identity, vault."grant"')
    assert "Ärenden som är gallrade igen: 1." in copied.done("restore", str(elsewhere / copy.name))


@pytest.fixture
def untouched(copied: Copied) -> Copied:
    """A store with something in it, and a good copy of it."""
    with copied.world() as world:
        world.active("soc")
    copied.backed_up()
    return copied


def left_alone(copied: Copied) -> bool:
    return copied.may_connect() and copied.rows("SELECT count(*) > 5 FROM log.event") == [(True,)]


def test_a_file_that_is_no_copy_is_one_sentence_and_nothing_is_touched(untouched: Copied, tmp_path: Path) -> None:
    (good,) = copies.copies(untouched.folder)
    content, bad = good.read_bytes(), tmp_path / "bad.dump"
    for broken in (b"", b"hej" * 999, content[: len(content) // 2], content[:-100], content[:4000], b"--\nSELECT 1;\n"):
        bad.write_bytes(broken)
        assert untouched.refused("restore", str(bad), "--replace") == (
            f"Filen {bad} är inte en säkerhetskopia av portalen, eller så är den inte hel.\n"
        )
    for place in (tmp_path / "saknas", tmp_path):
        assert untouched.refused("restore", str(place)) == f"Det finns ingen fil {place}.\n"
    assert left_alone(untouched)


def test_a_copy_that_was_altered_is_refused(untouched: Copied, tmp_path: Path) -> None:
    """Whole, readable, and with another table in it: rights, policies and triggers could be changed as well."""
    (good,) = copies.copies(untouched.folder)
    untouched.change("CREATE TABLE web.extra (x int); ALTER TABLE web.extra OWNER TO portal_owner")
    other = back_up(untouched.settings, untouched.folder, print).copy
    code = beside(good).read_text()
    beside(good).write_text(beside(other).read_text())
    for given in (good, other):
        beside(other).write_text(code)
        assert "är ändrad sedan portalen skrev den" in untouched.refused("restore", str(given), "--replace")
    beside(good).unlink()
    assert untouched.refused("restore", str(good), "--replace").startswith(f"Filen {good.name}.mac saknas")
    assert left_alone(untouched)


def test_a_case_that_somebody_added_to_the_file_is_not_purged(untouched: Copied) -> None:
    (copy,), register = copies.copies(untouched.folder), untouched.folder / copies.REGISTER
    (case_id,) = untouched.rows("SELECT stream_id FROM log.event WHERE topic = 'case-drafted'")[0]
    added = msgspec.json.decode(register.read_bytes()) | {"purged": [{"case_id": str(case_id), "ground": "retention"}]}
    register.write_bytes(msgspec.json.encode(added))
    for command in (("restore", str(copy), "--replace"), ("backup",)):
        assert untouched.refused(*command).startswith(f"Filen {register} är ändrad sedan portalen skrev den")
    assert left_alone(untouched) and untouched.held(case_id)


def test_what_cannot_be_copied_is_replaced_when_that_is_asked_for(untouched: Copied) -> None:
    (copy,) = copies.copies(untouched.folder)
    untouched.change("DROP POLICY back_up ON vault.key")
    assert "går inte att säkerhetskopiera" in untouched.refused("restore", "--replace")
    assert "används bara tillsammans med --replace" in untouched.refused("restore", "--without-copy")
    assert left_alone(untouched)
    assert "är återställt och öppet" in untouched.done("restore", "--replace", "--without-copy")
    assert left_alone(untouched) and copies.copies(untouched.folder) == [copy]


def test_what_others_keep_in_the_database_is_left_out_and_left_alone(untouched: Copied) -> None:
    untouched.change("CREATE TABLE public.theirs AS SELECT 1 AS x")
    untouched.done("backup")
    untouched.done("restore", "--replace")
    assert untouched.rows("SELECT x FROM public.theirs") == [(1,)]


def test_a_copy_of_another_database_is_refused(untouched: Copied, blank_database: Store, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.dump"
    for table in ("public.x (y int)", "log.migration (version text)"):
        with psycopg.connect(blank_database.admin) as admin:
            admin.execute("CREATE SCHEMA IF NOT EXISTS log")
            admin.execute(f"CREATE TABLE {table}".encode())
            admin.execute("INSERT INTO log.migration VALUES ('x')" if "log" in table else "SELECT")
        shape(blank_database.admin, "--format=custom", f"--file={foreign}", "--section=pre-data", "--section=data")
        said = untouched.refused("restore", str(foreign), "--replace")
        assert said.startswith(f"Filen {foreign} är inte en säkerhetskopia av portalen")
    assert left_alone(untouched)


def test_a_copy_of_a_newer_or_a_changed_store_is_refused(untouched: Copied) -> None:
    untouched.change("INSERT INTO log.migration (version, name, checksum) VALUES (9999, 'x', 'y')")
    made = back_up(untouched.settings, untouched.folder, print)
    untouched.change("DELETE FROM log.migration WHERE version = 9999")
    assert untouched.refused("restore", str(made.copy), "--replace").startswith("Säkerhetskopian är nyare (9999) än ")
    assert left_alone(untouched)


@pytest.mark.parametrize(("key", "said"), [("22" * 32, "hör inte till säkerhetskopian"), (None, "Lägg huvudnyckeln")])
def test_another_master_key_is_refused(untouched: Copied, tmp_path: Path, key: str | None, said: str) -> None:
    other = tmp_path / "other"
    if key:
        other.write_text(key)
    assert said in untouched.refused("restore", "--replace", PORTAL_MASTER_KEY_FILE=str(other))
    assert left_alone(untouched) and other.exists() == bool(key)


def test_nothing_is_done_while_the_portal_runs(untouched: Copied) -> None:
    with psycopg.connect(untouched.store.web):
        said = untouched.refused("restore", "--replace")
        assert said == "Portalen är igång (anslutningar till databasen: 1). Stoppa alla delar av den först.\n"
    with psycopg.connect(untouched.store.keeper) as tick:
        tick.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        assert untouched.refused("restore", "--replace").startswith("Tidsjobbet eller en annan återställning är igång.")
    assert left_alone(untouched) and len(copies.copies(untouched.folder)) == 1


def test_the_embedded_store_is_restored_when_nobody_else_looks_after_it(untouched: Copied) -> None:
    key = {"PORTAL_MASTER_KEY_FILE": untouched.urls["PORTAL_MASTER_KEY_FILE"]}
    with EmbeddedPostgres(untouched.home, durable=False):
        refused = untouched.run("restore", **key)
    assert refused.stderr == f"Portalen är igång med data i {untouched.home}. Stoppa den först.\n"
    done = untouched.run("restore", **key)
    assert (done.returncode, done.stderr) == (0, "") and "Datalagret är återställt och öppet." in done.stdout
    again = untouched.run("restore", **key)
    assert again.returncode == 1 and "händelser, alla finns i kopian." in again.stderr


def test_arguments_that_say_two_things_are_refused(untouched: Copied, tmp_path: Path) -> None:
    assert untouched.refused("restore", "--open", "--replace").startswith("Ange antingen en kopia")
    assert untouched.refused("restore", "--open") == "Det finns ingen återställning att avsluta: datalagret är öppet.\n"
    nowhere = untouched.refused("restore", PORTAL_HOME=str(tmp_path / "annat"))
    assert nowhere.startswith(f"Det finns ingen säkerhetskopia i {tmp_path}/annat/backups.")
    assert "PORTAL_KEEPER_URL saknas" in untouched.refused("restore", PORTAL_KEEPER_URL="")
    assert left_alone(untouched)


def test_what_cannot_be_copied_first_is_not_replaced(untouched: Copied, tmp_path: Path) -> None:
    (copy,) = copies.copies(untouched.folder)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "backups").touch()
    untouched.portal("restore", str(copy), "--replace", PORTAL_HOME=str(tmp_path / "other"))
    assert left_alone(untouched)


def test_a_restore_that_dies_before_the_loading_leaves_the_store_as_it_was(untouched: Copied) -> None:
    (copy,) = copies.copies(untouched.folder)
    good = checked(copy, MASTER)
    with patch.object(archive, "load", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        restoring.restore(untouched.settings, good, {}, print, replace=True)
    assert left_alone(untouched)
    half = copy.with_name("half")
    half.write_bytes(copy.read_bytes()[:-1000])
    with pytest.raises(archive.ArchiveTrouble, match=r"inte hel|läsa in"):
        restoring.restore(untouched.settings, good._replace(file=half), {}, print, replace=True)
    with patch.object(archive, "EMPTIED", "SELECT 1/0;"), pytest.raises(archive.ArchiveTrouble, match="läsa in: psql"):
        restoring.restore(untouched.settings, good, {}, print, replace=True)
    assert left_alone(untouched)


def test_a_store_left_closed_before_the_loading_is_restored_or_opened(untouched: Copied) -> None:
    """As kill -9 leaves it: nobody has opened it again."""
    with psycopg.connect(untouched.store.owner, autocommit=True) as owner:
        close(owner)
    assert "Med --replace ersätts det" in untouched.refused("restore") and not untouched.may_connect()
    assert "är återställt och öppet" in untouched.done("restore", "--open")
    assert left_alone(untouched)


def test_a_restore_that_dies_after_the_loading_serves_nobody_and_is_run_again(untouched: Copied) -> None:
    good = checked(copies.copies(untouched.folder)[0], MASTER)
    with patch.object(restoring, "purged_again", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        restoring.restore(untouched.settings, good, {}, print, replace=True)
    assert not untouched.may_connect()
    for command in ("serve", "project", "migrate", "backup", "tick", "verify", "purge", "checkpoint"):
        said = untouched.portal(command).stderr.splitlines()[-1]
        assert said == UNFINISHED, command
    assert "är återställt och öppet" in untouched.done("restore", str(good.file)), "without being told to replace"
    assert left_alone(untouched)
    refuse_closed(untouched.store.web)
    assert len(copies.copies(untouched.folder)) == 2


def test_faults_keep_it_closed_until_somebody_decides(copied: Copied) -> None:
    with copied.world() as world:
        case_id = world.active("soc")
    leaf = "SET leaf = set_byte(leaf, 5, 255 - get_byte(leaf, 5)) WHERE stream_id = %s AND version = 2"
    copied.change(f"UPDATE log.event {leaf}", case_id)
    copied.backed_up()
    done = copied.portal("restore", "--replace")
    fault, sentence = done.stderr.splitlines()
    assert done.returncode == 1 and fault == f"Händelse 2 i strömmen {case_id} är inte den som skrevs."
    assert sentence.startswith("Kontrollen fann 1 fel. Datalagret är inte öppnat.") and "--open" in sentence
    assert not copied.may_connect()
    opened = copied.portal("restore", "--open")
    assert opened.stderr.splitlines() == [fault, "Datalagret är öppnat, fast kontrollen fann 1 fel."]
    assert opened.returncode == 1 and copied.may_connect()
