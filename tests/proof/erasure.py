"""A purge, looked for in the files: nothing is left of the keys, names and numbers of a purged case.

What is sought is what lay in the rows, byte by byte, in every file of the server but its log of changes. Found there
before, and found still of the cases that live on: the search would see it. A plain VACUUM is shown beside it.
"""

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID, uuid4

import psycopg

from events import commands as c
from events.act import Act
from events.verifying import verify
from orgs.officers import Officer
from orgs.roles import Role
from portal.operation.ending import purged_now
from portal.operation.opening import keep_clock
from portal.operation.rewriting import rewritten
from portal.settings import Settings, read_settings
from projections.runner import Projector
from tests.proof import Figures, size
from tests.proof.stores import MASTER, Place, contact, place

TITLE = "Gallring: nycklar, namn och nummer finns inte kvar i databasens filer"
CONTACTS = 20
Bits = dict[UUID, list[bytes]]


def run(long: bool) -> Figures:
    cases = size("CASES", short=6, usual=120, long=long)
    with place(durable=True) as here:
        made = [here.case("soc") for _ in range(cases)]
        for case_id in made:
            written(here, case_id)
        with psycopg.connect(here.admin, autocommit=True) as admin:
            admin.execute("ANALYZE")  # as the server does by itself: it keeps samples of what it sees
        bits = {case_id: kept_of(here, case_id) for case_id in made}
        assert found(here, bits, made) == counted(bits, made), "the search does not see what is there"
        first, second, living = made[: cases // 3], made[cases // 3 : 2 * cases // 3], made[2 * cases // 3 :]
        order(here, first)
        assert len(purged_now(settings_of(here))) == len(first)
        with psycopg.connect(here.keeper, autocommit=True) as keeper:
            keeper.execute("VACUUM vault.key, vault.identity")
        residue = found(here, bits, first)
        assert residue, "a plain VACUUM would do"
        order(here, second)
        assert len(purged_now(settings_of(here))) == len(second)
        assert rewritten(here.keeper)
        assert found(here, bits, first + second) == 0, "something of a purged case is left in the files"
        assert found(here, bits, living) == counted(bits, living), "a case that lives has lost something"
        assert verify(here.keeper).faults == []
    return {
        "gallrade ärenden": len(first + second),
        "nycklar, namn och nummer före": counted(bits, first + second),
        "kvar efter gallringen": 0,
        "kvar av de ärenden som lever": counted(bits, living),
        f"kvar om tabellerna bara hade städats, av {counted(bits, first)}": residue,
    }


def written(here: Place, case_id: UUID) -> None:
    world = here.world
    for _ in range(CONTACTS):
        act = Act(world.officer("reko.larkan"), world.moment, world.directory, uuid4())
        world.log.execute(contact(case_id, world.unit("soc")), act)


def kept_of(here: Place, case_id: UUID) -> list[bytes]:
    """Every wrapped key, sealed identity and blind index of the case, as the rows have them."""
    wanted = (
        "SELECT wrapped FROM vault.key WHERE case_id = %(case)s"
        " UNION ALL SELECT box FROM vault.identity WHERE case_id = %(case)s"
        " UNION ALL SELECT blind FROM vault.identity WHERE case_id = %(case)s AND blind IS NOT NULL"
    )
    with psycopg.connect(here.admin) as admin:
        return [bytes(row[0]) for row in admin.execute(wanted, {"case": case_id}).fetchall()]


def found(here: Place, bits: Bits, cases: Iterable[UUID]) -> int:
    """How many of them stand in any file, the log of changes aside, once all that is in memory has been written."""
    with psycopg.connect(here.pg.admin_dsn, autocommit=True) as admin:
        admin.execute("CHECKPOINT")
    contents = [file.read_bytes() for file in files(here.pg.data)]
    return sum(any(bit in content for content in contents) for case_id in cases for bit in bits[case_id])


def files(data: Path) -> list[Path]:
    return [file for file in data.rglob("*") if file.is_file() and "pg_wal" not in file.parts]


def counted(bits: Bits, cases: Iterable[UUID]) -> int:
    return sum(len(bits[case_id]) for case_id in cases)


def order(here: Place, cases: list[UUID]) -> None:
    """By an administrator's decision; the keeper finds it in its list."""
    world = here.world
    administrator = Officer(UUID(int=5), "Admin", UUID(int=6), Role.ORG_ADMIN, world.directory.by_slug["larkan"])
    for case_id in cases:
        command = c.PurgeCase(case_id=case_id, decision_ref="RV 2026/118")
        world.log.execute(command, Act(administrator, world.moment, world.directory, uuid4()))
    with psycopg.connect(here.projector, autocommit=True) as connection:
        Projector(connection).catch_up()


def settings_of(here: Place) -> Settings:
    keep_clock(here.owner, here.world.moment)
    master = here.pg.home / "secrets" / "master_key"
    master.write_text(MASTER.hex())
    return read_settings({"PORTAL_KEEPER_URL": here.keeper, "PORTAL_MASTER_KEY_FILE": str(master)})
