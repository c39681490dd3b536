"""The command line as its user meets it: sentences, exit codes, no traceback."""

import errno
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from events.vault import WrongMasterKey, load_store_key, make_store_key
from portal.cli.sentences import sentence_for
from tests.command_line import Portal, portal_in
from tests.conftest import Servers, Store, fresh_copy
from tests.events.conftest import MASTER, world_on
from tests.world import BENGT


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    return portal_in(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "environment", "sentence"),
    [
        (["finns-inte"], {}, "Det kommandot finns inte."),
        (["serve", "--finns-inte", "1"], {}, "Kommandot har ett värde som inte går att tolka."),
        (["serve"], {"PORTAL_MODE": "production"}, "PORTAL_DATABASE_URL saknas."),
        (["demo"], {"PORTAL_MODE": "production"}, "PORTAL_OWNER_URL saknas."),
        (["migrate"], {"PORTAL_NOW": "i morgon"}, "PORTAL_NOW ska vara en tid"),
        (["verify"], {"PORTAL_KEEPER_URL": "postgresql://x@127.0.0.1:1/x"}, "Databasen svarar inte."),
    ],
)
def test_an_error_is_one_sentence(
    portal: Portal, arguments: list[str], environment: dict[str, str], sentence: str
) -> None:
    done = portal(*arguments, **environment)
    assert done.returncode != 0
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_help_lists_the_commands(portal: Portal) -> None:
    done = portal("--help")
    assert done.returncode == 0
    for command in (
        "demo",
        "serve",
        "project",
        "migrate",
        "rebuild",
        "tick",
        "verify",
        "checkpoint",
        "witness",
        "backup",
        "restore",
        "keys",
    ):
        assert command in done.stdout


def test_migrate_then_verify(portal: Portal, blank_database: Store) -> None:
    before = portal("verify", PORTAL_KEEPER_URL=blank_database.keeper)
    assert before.returncode == 1
    assert "Kör portal migrate först" in before.stderr
    done = portal("migrate", PORTAL_OWNER_URL=blank_database.owner)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "Kört: 0001 log")
    assert portal("migrate", PORTAL_OWNER_URL=blank_database.owner).stdout == "Datalagret är aktuellt.\n"
    assert portal("verify", PORTAL_KEEPER_URL=blank_database.keeper).returncode == 0


def test_the_master_key_is_changed_and_what_was_sealed_opens_as_before(
    portal: Portal, store: Store, tmp_path: Path
) -> None:
    old, new = (tmp_path / name for name in ("old", "new"))
    old.write_text("11" * 32)
    new.write_text("22" * 32 + "\n")
    place = {"PORTAL_OWNER_URL": store.owner, "PORTAL_MASTER_KEY_FILE": str(old)}
    make_store_key(store.owner, bytes.fromhex("11" * 32))
    sealed = load_store_key(store.web, bytes.fromhex("11" * 32)).seal(b"hemligt", b"plats")
    done = portal("keys", "rotate", str(new), **place)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Huvudnyckeln är bytt.")
    assert load_store_key(store.web, bytes.fromhex("22" * 32)).open(sealed, b"plats") == b"hemligt"
    with pytest.raises(WrongMasterKey):
        load_store_key(store.web, bytes.fromhex("11" * 32))
    keeper = {"PORTAL_KEEPER_URL": store.keeper}
    waiting = portal("tick", PORTAL_MASTER_KEY_FILE=str(old), **keeper)
    assert (waiting.returncode, "Tidsjobbet blev inte klart" in waiting.stderr) == (1, True)
    assert portal("tick", PORTAL_MASTER_KEY_FILE=str(new), **keeper).returncode == 0
    again = portal("keys", "rotate", str(new), **place)
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)
    assert again.stderr.startswith("Huvudnyckeln hör inte till det här datalagret.")


def test_a_checkpoint_that_was_kept_is_checked_against_the_log(portal: Portal, store: Store, tmp_path: Path) -> None:
    key, kept = tmp_path / "key", tmp_path / "kept"
    key.write_text(MASTER.hex())
    place = {"PORTAL_KEEPER_URL": store.keeper, "PORTAL_MASTER_KEY_FILE": str(key)}
    make_store_key(store.owner, MASTER)
    empty = portal("checkpoint", **place)
    assert (empty.returncode, empty.stderr) == (1, "Loggen är tom: det finns inget att skriva under.\n")
    world_on(store).log.close()
    done = portal("checkpoint", **place)
    assert (done.returncode, done.stderr) == (0, "") and done.stdout.startswith("samverkansportalen/")
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        kept.write_text(done.stdout, encoding=encoding)
        right = portal("witness", str(kept), **place)
        assert right.returncode == 0 and "första händelser är de som skrevs under 20" in right.stdout
        assert portal("witness", "-", given=kept.read_bytes(), **place).stdout == right.stdout
    assert portal("verify", **place).stdout.endswith(" ärenden. Kontrollpunkter: 1.\n")
    with psycopg.connect(store.admin) as admin:
        admin.execute("DELETE FROM log.event WHERE position = 3")
    wrong = portal("witness", str(kept), **place)
    assert (wrong.returncode, wrong.stdout, wrong.stderr.count("\n")) == (1, "", 1)
    assert "färre än de " in wrong.stderr
    assert wrong.stderr in portal("verify", **place).stderr
    again = portal("checkpoint", **place)
    assert (again.returncode, again.stdout, again.stderr) == (1, "", wrong.stderr)


def test_a_store_that_was_put_back_is_taken_into_use_as_the_readme_says(
    portal: Portal, store: Store, servers: Servers, tmp_path: Path
) -> None:
    key, kept = tmp_path / "key", tmp_path / "kept"
    key.write_text(MASTER.hex())
    world = world_on(store)
    world.active("soc")
    world.log.close()
    database = psycopg.conninfo.conninfo_to_dict(store.owner)["dbname"]
    with fresh_copy(servers("embedded"), template=str(database)) as copy:
        later = world_on(store)
        later.drawn = world.drawn  # ids go on from there
        later.draft(number=BENGT)
        later.log.close()
        place = {"PORTAL_MASTER_KEY_FILE": str(key)}
        kept.write_text(portal("checkpoint", PORTAL_KEEPER_URL=store.keeper, **place).stdout)
        place |= {"PORTAL_OWNER_URL": copy.owner, "PORTAL_KEEPER_URL": copy.keeper}
        for command in ("migrate", "purge", "verify"):
            done = portal(command, **place)
            assert (done.returncode, done.stderr) == (0, ""), command
        missed = portal("witness", str(kept), **place)
        assert missed.returncode == 1 and "färre än de " in missed.stderr
    assert portal("witness", str(kept), **place | {"PORTAL_KEEPER_URL": store.keeper}).returncode == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "Det går inte att läsa filen "),
        (b"", "Det är ingen kontrollpunkt som det här datalagret har skrivit under."),
        (b"\xff\xfe\0", "Det är ingen kontrollpunkt som det här datalagret har skrivit under."),
        (b"x" * 1_000_000, "Det är ingen kontrollpunkt som det här datalagret har skrivit under."),
        (bytes(range(256)), "Det är ingen kontrollpunkt som det här datalagret har skrivit under."),
    ],
)
def test_a_file_that_is_no_checkpoint_is_refused(
    portal: Portal, store: Store, tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    key, kept = tmp_path / "key", tmp_path / "kept"
    key.write_text(MASTER.hex())
    make_store_key(store.owner, MASTER)
    if content is not None:
        kept.write_bytes(content)
    done = portal("witness", str(kept), PORTAL_KEEPER_URL=store.keeper, PORTAL_MASTER_KEY_FILE=str(key))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(sentence)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "ska vara 64 hexadecimala tecken."),
        ("", "ska vara 64 hexadecimala tecken."),
        ("22" * 31, "ska vara 64 hexadecimala tecken."),
        ("åä" * 32, "ska vara 64 hexadecimala tecken."),
        ("11" * 32, "är den som redan gäller."),
    ],
)
def test_a_new_master_key_that_is_none_changes_nothing(
    portal: Portal, store: Store, tmp_path: Path, content: str | None, sentence: str
) -> None:
    old, new = (tmp_path / name for name in ("old", "new"))
    old.write_text("11" * 32)
    if content is not None:
        new.write_text(content)
    make_store_key(store.owner, bytes.fromhex("11" * 32))
    done = portal("keys", "rotate", str(new), PORTAL_OWNER_URL=store.owner, PORTAL_MASTER_KEY_FILE=str(old))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.rstrip().endswith(sentence)
    load_store_key(store.web, bytes.fromhex("11" * 32))


def test_the_web_refuses_to_run_as_the_owner(portal: Portal, store: Store) -> None:
    done = portal("serve", PORTAL_DATABASE_URL=store.owner)
    assert done.returncode == 1
    assert "Använd rollen portal_web" in done.stderr


def test_rebuild_knows_its_projections(portal: Portal, store: Store) -> None:
    wrong = portal("rebuild", "finns-inte", PORTAL_PROJECTOR_URL=store.projector)
    assert wrong.returncode == 1
    assert "Det finns ingen projektion finns-inte." in wrong.stderr
    done = portal("rebuild", PORTAL_PROJECTOR_URL=store.projector)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(line.endswith(": 0 händelser") for line in done.stdout.splitlines())


def test_the_projector_and_the_time_job_can_be_asked_for_their_health(
    portal: Portal, store: Store, blank_database: Store
) -> None:
    assert portal("project", "--check", PORTAL_PROJECTOR_URL=store.projector).returncode == 0
    assert portal("project", "--check", PORTAL_PROJECTOR_URL=blank_database.projector).returncode == 1


def test_the_process_ends_quietly_while_the_statistics_are_being_solved() -> None:
    """Taken apart by Python, the solver in the thread aborts it: "terminate called without an active exception"."""
    code = """
import threading, numpy as np
from scipy.optimize import LinearConstraint, milp
from portal.cli import leave

def solve():
    chance = np.random.default_rng(1)
    while True:
        solving.set()
        milp(-chance.integers(1, 50, 60), integrality=np.ones(60),
             constraints=LinearConstraint(chance.integers(0, 50, (40, 60)), -np.inf, 500), options={"time_limit": 2})

solving = threading.Event()
threading.Thread(target=solve, daemon=True).start()
solving.wait()
print("klart")
leave(3)
"""
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (3, "klart\n", "")


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (psycopg.errors.DiskFull("could not extend file"), "Disken är full."),
        (OSError(errno.ENOSPC, "No space left on device"), "Disken är full."),
        (PermissionError(errno.EACCES, "Permission denied", "/srv/data"), "Portalen får inte skriva i /srv/data."),
        (psycopg.OperationalError("connection refused"), "Databasen svarar inte."),
    ],
)
def test_what_the_machine_refuses_is_said_for_who_can_mend_it(problem: Exception, sentence: str) -> None:
    assert sentence_for(problem).startswith(sentence)
