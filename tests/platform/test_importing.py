"""A county read in from a file: all of it or nothing, as often as one likes, and never over an administrator's head."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from msgspec.structs import replace

from events.act import Act
from events.commands import AssignRole, EndRole
from events.log import Log
from events.organisations import user_id_of
from events.personnummer import Mode
from events.vault import load_store_key, make_store_key
from orgs.roles import Role
from portal.clock import DEMO_DAY, Clock
from portal.operation import importing
from portal.operation.county_file import AT_MOST, CountyFile, FileRefused, read_county
from portal.operation.importing import Plan, carry_out, planned
from portal.operation.opening import LOADING
from portal.operation.progress import unheard
from tests.command_line import portal_in
from tests.conftest import Store
from tests.events.conftest import MASTER

EXAMPLE = Path("docs/exempel/lan.toml").read_bytes()
CLOCK = Clock()
REGION = "https://inloggning.region.example"


@pytest.fixture
def log(store: Store) -> Iterator[Log]:
    make_store_key(store.owner, MASTER)
    log = Log(store.web, load_store_key(store.web, MASTER), Mode.PRODUCTION, pool_size=2)
    yield log
    log.close()


@pytest.fixture
def county() -> CountyFile:
    return read_county(EXAMPLE)


def read_in(log: Log, county: CountyFile, clock: Clock = CLOCK) -> Plan:
    plan = planned(county, log.directory(), clock, None)
    assert plan.faults == []
    carry_out(plan, log, clock, unheard)
    return plan


def faults(log: Log, county: CountyFile, clock: Clock = CLOCK) -> list[str]:
    return planned(county, log.directory(), clock, None).faults


def with_unit(county: CountyFile, org: int, **changed: Any) -> CountyFile:
    """The county with the first unit of one organisation changed."""
    body = county.organisations[org]
    units = (replace(body.units[0], **changed), *body.units[1:])
    bodies = list(county.organisations)
    bodies[org] = replace(body, units=units)
    return replace(county, organisations=tuple(bodies))


def with_role(county: CountyFile, org: int, **changed: Any) -> CountyFile:
    unit = county.organisations[org].units[0]
    return with_unit(county, org, roles=(replace(unit.roles[0], **changed), *unit.roles[1:]))


def test_the_example_gives_an_empty_store_its_first_officers(log: Log, county: CountyFile) -> None:
    assert len(read_in(log, county).commands) == 16
    directory, today = log.directory(), CLOCK.today()
    admin = directory.user_of(REGION, "anna.administrator")
    assert admin is not None
    (held,) = directory.assignments_of(admin.user_id, today)
    assert (held.role, directory.name_of(held.unit_id)) == (Role.ORG_ADMIN, "Administration Region Exempel")
    assert held.valid_from == today and held.valid_to > today + timedelta(days=700)
    soc, ame = directory.by_slug["soc-koping"], directory.by_slug["ame-koping"]
    assert soc.org_id == ame.org_id and soc.authority_id != ame.authority_id
    assert directory.by_slug["bjorken"].authority_id == directory.by_slug["bjorken"].org_id


def test_what_is_there_already_is_left_alone(log: Log, county: CountyFile) -> None:
    read_in(log, county)
    before = log.directory()
    again = read_in(log, with_unit(county, 1, name="Ett annat namn"))
    assert (again.commands, again.known) == ([], 16)
    assert log.directory(before) is not None and log.directory().position == before.position


def test_a_county_grows_by_more_organisations(log: Log, county: CountyFile) -> None:
    read_in(log, replace(county, organisations=county.organisations[:2]))
    more = read_in(log, county)
    assert (len(more.commands), more.known) == (8, 8)


def test_one_fault_anywhere_and_all_of_them_are_told(log: Log, county: CountyFile) -> None:
    wrong = with_unit(county, 0, unit_type="fk_office")
    wrong = with_role(wrong, 1, role=Role.REHAB_COORDINATOR)
    wrong = with_unit(wrong, 2, serves_municipalities=("0000",))
    assert faults(log, wrong) == [
        "Portalens drift, Portalens drift, unit_type: En sådan enhet hör inte till den här organisationen.",
        "Köpings kommun, Administration Köpings kommun, serves_municipalities:"
        " Skriv kommunens kod med fyra siffror, till exempel 1983.",
        "Region Exempel, Administration Region Exempel, Anna Ek, role: Den rollen finns inte på en sådan enhet.",
    ]
    assert not log.directory().organisations


def test_where_there_is_an_administrator_nobody_else_adds_anything(log: Log, county: CountyFile) -> None:
    read_in(log, county)
    for changed in (with_role(county, 1, subject="n.n"), with_unit(county, 1, slug="ny")):
        (fault,) = faults(log, changed)
        assert fault.startswith("Region Exempel, Administration Region Exempel")
        assert fault.endswith(importing.ADMINISTERED)
    (fault,) = faults(log, with_role(county, 0, subject="n.n"))
    assert fault.endswith(importing.OPERATED)
    assert faults(log, with_role(county, 3, subject="n.n")) == [], "an agency without one is still the operator's"


def test_an_organisation_that_lost_its_administrator_gets_one_again(log: Log, county: CountyFile) -> None:
    read_in(log, county)
    directory = log.directory()
    (held,) = directory.assignments_of(user_id_of(REGION, "anna.administrator"), CLOCK.today())
    log.execute(EndRole(assignment_id=held.assignment_id), Act(None, CLOCK.moment(), directory, uuid4()))
    assert len(read_in(log, with_role(county, 1, subject="n.n", name="Nova Ny")).commands) == 1


def test_an_administrator_to_come_is_one_already(log: Log, county: CountyFile) -> None:
    soon = CLOCK.today() + timedelta(days=30)
    read_in(log, with_role(county, 1, valid_from=soon))
    (fault,) = faults(log, with_role(county, 1, subject="n.n"))
    assert fault.endswith(importing.ADMINISTERED)


def test_what_somebody_has_ended_is_not_given_back(log: Log, county: CountyFile) -> None:
    """However often the file is read; that it ran out by itself is no reason not to give it again."""
    fk, clock = user_id_of("https://inloggning.fk.example", "fia.handlaggare"), Clock(timedelta(days=40))
    read_in(log, county)
    directory = log.directory()
    (held,) = directory.assignments_of(fk, CLOCK.today())
    log.execute(EndRole(assignment_id=held.assignment_id), Act(None, CLOCK.moment(), directory, uuid4()))
    for later in (CLOCK, clock):
        assert read_in(log, county, later).commands == []
    assert log.directory().assignments_of(fk, clock.today()) == []
    years = Clock(timedelta(days=900))
    (again, *_) = read_in(log, county, years).commands
    assert isinstance(again, AssignRole) and again.subject != "fia.handlaggare"


def test_the_separations_hold_in_a_file_too(log: Log, county: CountyFile) -> None:
    region = county.organisations[1]
    reviewer = replace(region.units[0].roles[0], role=Role.LOG_REVIEWER)
    care = replace(region.units[1], roles=(reviewer,))
    bodies = (*county.organisations[:1], replace(region, units=(region.units[0], care)))
    (fault,) = faults(log, CountyFile(bodies))
    assert fault.endswith("Anna Ek, role: De här rollerna kan inte innehas av samma person.")


def test_a_provider_that_the_portal_does_not_know_lets_nobody_in(log: Log, county: CountyFile) -> None:
    trusted = {REGION: frozenset({"2321000001"}), "https://inloggning.fk.example": frozenset({"2021000001"})}
    plan = planned(county, log.directory(), CLOCK, trusted)
    assert plan.faults == [
        f"Portalens drift, Portalens drift, Dina Driftsson: Inloggningstjänsten {REGION} svarar inte för"
        " organisationsnummer 232100-0000.",
        "Köpings kommun, Administration Köpings kommun, Karin Lind: Inloggningstjänsten"
        " https://inloggning.kommun.example finns inte i PORTAL_OIDC_ISSUERS.",
    ]


def test_two_at_once_read_it_in_once(log: Log, county: CountyFile) -> None:
    plan = planned(county, log.directory(), CLOCK, None)
    with ThreadPoolExecutor(2) as both:
        for done in [both.submit(carry_out, plan, log, CLOCK, unheard) for _ in range(2)]:
            done.result()
    directory = log.directory()
    assert (len(directory.organisations), len(directory.units), len(directory.assignments)) == (4, 7, 5)
    assert directory.position == 16


@pytest.mark.parametrize(
    "number", ["232100 0001", "232100-0001 ", "\N{NO-BREAK SPACE}2321000001", "٢٣٢١٠٠٠٠٠١", "1", ""]
)
def test_an_organisation_is_known_by_its_number_written_in_one_way(log: Log, county: CountyFile, number: str) -> None:
    body = replace(county.organisations[1], org_number=number)
    (fault,) = faults(log, CountyFile((body,)))
    assert fault == "Region Exempel: Skriv organisationsnumret med tio siffror, till exempel 232100-0172."


@pytest.mark.parametrize(
    "slug", ["Björken", "a b", "a\N{ZERO WIDTH SPACE}b", "-a", "", "A", "\N{CYRILLIC SMALL LETTER A}"]
)
def test_a_unit_is_known_by_a_slug_that_cannot_be_mistaken(log: Log, county: CountyFile, slug: str) -> None:
    (fault,) = faults(log, with_unit(county, 1, slug=slug))
    assert fault.endswith("Skriv slug med a–z, siffror och bindestreck, till exempel soc-koping.")


def test_what_somebody_else_registers_meanwhile_stops_it(log: Log, county: CountyFile) -> None:
    plan = planned(with_unit(county, 1, slug="upptagen"), log.directory(), CLOCK, None)
    read_in(log, with_unit(replace(county, organisations=county.organisations[:1]), 0, slug="upptagen"))
    with pytest.raises(FileRefused) as refused:
        carry_out(plan, log, CLOCK, unheard)
    assert str(refused.value) == f"Det finns redan en enhet med det kortnamnet. {importing.OVERTAKEN}"
    assert "bjorken" not in log.directory().by_slug


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "organisations: Fyll i det här fältet."),
        (b"organisations = 3", "organisations: Välj minst ett av alternativen."),
        (b"[[organisations]]\nname = 'A'", "organisation 1, org_type: Skriv region, "),
        (EXAMPLE.replace(b'"region" ', b'"landsting" '), "organisation 2, org_type: Skriv region, private_care_"),
        (EXAMPLE.replace(b'"caseworker" ', b'"chef" '), "organisation 4, enhet 1, uppdrag 1, role: Skriv rehab_coord"),
        (EXAMPLE.replace(b"slug =", b"slogg =", 1), "organisation 1, enhet 1, slogg: Fältet slogg finns inte."),
        (EXAMPLE.replace(b"2028-11-30", b"'sedan'"), "organisation 2, enhet 2, uppdrag 1, valid_to: Skriv datumet som"),
        (b"[[organisations]", "Filen är inte skriven som TOML: rad 1, tecken 16."),
        (b"a = [", "Filen är inte skriven som TOML: den tar slut för tidigt."),
        (b"a = " + b"[" * 8_000, "Filen är inte skriven som TOML."),
        (b"a = " + b"1" * 5_000, "Filen är inte skriven som TOML."),
        (b".".join([b"a"] * 100_000) + b" = 1", "En rad i filen är för lång: högst 8192 tecken."),
        ("namn = 'Köping'".encode("latin-1"), "Filen ska vara sparad som UTF-8."),
        (b"\0", "Filen är inte skriven som TOML: rad 1, tecken 1."),
        (b"#" * (AT_MOST + 1), "Filen är för stor: högst 4 MB."),
    ],
)
def test_a_file_with_the_wrong_shape_says_where(content: bytes, sentence: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_county(content)
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "name: Skriv något i fältet."),
        ({"name": "Eva 19121212-1212"}, "name: Texten innehåller"),
        ({"name": "a" * 1001}, "name: Texten innehåller"),
        ({"subject": "a\0b"}, "subject: Texten innehåller"),
        ({"issuer": "https://a#b"}, "issuer: Skriv inloggningstjänstens adress utan tecknet #."),
        ({"valid_to": DEMO_DAY.date() + timedelta(days=3000)}, "valid_to: Ett uppdrag kan gälla högst 24 månader."),
        ({"valid_from": DEMO_DAY.date().replace(year=1812)}, "valid_from: Kontrollera datumet."),
        ({"valid_from": DEMO_DAY.date().replace(year=9999)}, "valid_from: Kontrollera datumet."),
        ({"subject": "dina\N{ZERO WIDTH SPACE}"}, "har ett tecken som inte syns."),
        ({"name": "A" * 100, "subject": ""}, ", " + "A" * 80 + ", subject: "),
    ],
)
def test_every_field_of_a_role_is_looked_at(log: Log, county: CountyFile, changed: dict[str, Any], said: str) -> None:
    (fault,) = faults(log, with_role(county, 0, **changed))
    assert said in fault


def test_the_command_reads_checks_and_refuses(store: Store, tmp_path: Path) -> None:
    portal, master = portal_in(tmp_path), tmp_path / "master"
    make_store_key(store.owner, MASTER)
    master.write_text(MASTER.hex())
    place = {"PORTAL_DATABASE_URL": store.web, "PORTAL_MASTER_KEY_FILE": str(master)}
    said = "fyra organisationer, sju enheter och fem uppdrag. Fanns redan: 0.\n"
    check = portal("import", "-", "--check", given=EXAMPLE, **place)
    assert (check.returncode, check.stdout) == (0, f"Finns inte än: {said}")
    broken = portal("import", "-", given=EXAMPLE.replace(b'"1983"]', b'"9999"]'), **place)
    assert (broken.returncode, broken.stdout) == (1, "")
    assert broken.stderr.splitlines()[-1] == "Inget är inläst. Att rätta i filen: 4."
    (tmp_path / "lan.toml").write_bytes(b"\xef\xbb\xbf" + EXAMPLE)
    done = portal("import", "lan.toml", **place)
    assert (done.returncode, done.stdout) == (0, f"Inläst: {said}")
    assert done.stderr.splitlines()[-1] == "Läser in: 100 %"
    assert portal("import", "lan.toml", **place).stdout.endswith("Fanns redan: 16.\n")
    missing = portal("import", "finns-inte.toml", **place)
    assert (missing.returncode, missing.stderr) == (1, "Det går inte att läsa filen finns-inte.toml.\n")


def test_a_demo_that_is_not_all_there_would_lose_it(tmp_path: Path) -> None:
    portal, loading = portal_in(tmp_path), tmp_path / "home" / LOADING
    assert portal("migrate").returncode == 0
    loading.touch()
    refused = portal("import", "-", given=EXAMPLE)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1) and "inte färdigt inläst" in refused.stderr
    loading.unlink()
    assert portal("import", "-", given=EXAMPLE).returncode == 0


def test_production_asks_for_its_providers(store: Store, tmp_path: Path) -> None:
    portal, master, issuers = portal_in(tmp_path), tmp_path / "master", tmp_path / "issuers.json"
    make_store_key(store.owner, MASTER)
    master.write_text(MASTER.hex())
    issuers.write_text(
        '{"issuers": [{"issuer": "https://inloggning.region.example", "client_id": "portal", "client_secret": "egen",'
        ' "organisation_numbers": ["2321000000", "2321000001"]}]}'
    )
    place = {
        "PORTAL_MODE": "production",
        "PORTAL_DATABASE_URL": store.web,
        "PORTAL_MASTER_KEY_FILE": str(master),
        "PORTAL_OIDC_ISSUERS": str(issuers),
        "PORTAL_BASE_URL": "https://portalen.example",
    }
    refused = portal("import", "-", given=EXAMPLE, **place)
    assert refused.returncode == 1
    assert refused.stderr.count("finns inte i PORTAL_OIDC_ISSUERS.") == 2
    own = EXAMPLE[: EXAMPLE.index(b'[[organisations]]\nname = "K')]
    assert portal("import", "-", given=own, **place).returncode == 0
    issuers.write_text("[]")
    wrong = portal("import", "-", given=own, **place)
    assert (wrong.returncode, wrong.stderr.count("\n")) == (1, 1)
    assert wrong.stderr.startswith("Filen med inloggningstjänster är fel skriven")
