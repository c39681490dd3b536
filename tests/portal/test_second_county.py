"""Stockholm beside Västmanland: its own municipalities, groups, routines, ways in and cases."""

from datetime import date, datetime
from typing import Any

import psycopg
import pytest

from events import commands as c
from events.act import Act
from events.agreements import leads
from events.calendar import STOCKHOLM as ZONE
from events.categories import Purpose, default_ticks
from events.code_lists import COUNTIES, MUNICIPALITIES
from events.commands import agreements as a
from events.facts.paths import CareScope
from events.kinds import ConsentForm, HowObtained, HowVerified, InitiatingReason
from events.personnummer import demo_number
from events.refusals import NotFoundOrDenied, Refused
from orgs.directory import Unit
from orgs.kinds import Party, UnitType
from orgs.officers import Officer
from portal.agreements.coverage import rows
from portal.agreements.words import lead
from portal.demo.ids import case_id, command_id, unit_id
from portal.demo.opening import INFORMED
from portal.demo.schedule import Schedule
from portal.operation.progress import unheard
from portal.paths.directory import Asked, found, grouped, listed
from projections.agreements import every
from projections.runner import Projector
from projections.statistics.catalogue import CATALOGUE
from projections.view import seen_by
from tests.portal import stockholm
from tests.portal.demo_store import County

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
NACKA = "0182"


@pytest.fixture(scope="module")
def both(loaded: County) -> County:
    """The first county with all its cases, and the second one loaded into the same store."""
    Schedule(loaded.log, loaded.log, stockholm.steps()).run(NOW, unheard)
    loaded.directory = loaded.log.directory()
    return loaded


def officer(both: County, subject: str) -> Officer:
    (slug,) = (held.slug for held in stockholm.HELD if held.subject == subject)
    return both.officer(subject, slug)


def did(both: County, subject: str, kind: type[c.Command], name: str, **fields: Any) -> Any:
    act = Act(officer(both, subject), NOW, both.directory, command_id(name))
    return both.log.execute(kind(command_id=command_id(name), **fields), act)


def test_it_has_its_municipalities_and_associations(both: County) -> None:
    offices = [unit for unit in both.directory.units.values() if unit.unit_type is UnitType.ASSOCIATION_OFFICE]
    theirs = [unit for unit in offices if unit.slug.startswith("01-")]
    assert len(theirs) == 8
    covered = {code for unit in theirs for code in unit.serves_municipalities}
    assert len(covered) == 22 and len(COUNTIES["01"].municipalities) == 26
    assert not covered & {MUNICIPALITIES[code].code for code in ("0184", "0125", "0186", "0140")}


def test_a_case_goes_through_the_same_gate_there(both: County) -> None:
    person = c.Person(demo_number(date(1985, 5, 5), 984).written, "Nova Testnacka")
    drafted = {"person": person, "municipality_code": NACKA, "protected_identity_checked": True}
    reason = InitiatingReason.SICK_LEAVE_WITHOUT_SGI
    did(both, "reko.nacka", c.DraftCase, "nacka draft", initiating_reason=reason, **drafted)
    case = case_id("nacka")
    soc = c.ConsentRecipient(unit_id("01-soc-nacka"), default_ticks(Party.SOCIAL_SERVICES, Purpose))
    did(
        both, "reko.nacka", c.RecordConsent, "nacka consent", case_id=case, given_on=NOW.date(), form=ConsentForm.ORAL,
        how_obtained=HowObtained.IN_PERSON, information_given=INFORMED, purposes=frozenset(Purpose), recipients=(soc,),
    )  # fmt: skip
    did(both, "soc.nacka", c.VerifyConsent, "nacka verified", case_id=case, how=HowVerified.SEEN_FORM)
    soc_nacka = frozenset({officer(both, "soc.nacka").user_id})
    did(both, "soc.nacka", c.ConfirmParty, "nacka named", case_id=case, caseworkers=soc_nacka)
    assert both.log.read(case, officer(both, "soc.nacka"), NOW).name == "Nova Testnacka"
    for stranger in (officer(both, "fk.stockholm"), both.officer("handlaggare.soc-koping")):
        with pytest.raises(NotFoundOrDenied):
            both.log.read(case, stranger, NOW)


def test_each_county_sees_the_routines_of_its_own_municipalities(both: County) -> None:
    parties = (unit_id("01-vc-nacka"), unit_id("01-soc-nacka"))
    terms = {"municipality_code": NACKA, "care_scope": CareScope.PRIMARY_CARE, "parties": parties}
    made = did(
        both, "process.stockholm", a.DraftAgreement, "nacka routine", **terms,
        early_contact_rule="Kontakt inom 30 dagar.", deviation_procedure="Chefen svarar inom 30 dagar.",
    )  # fmt: skip
    routine = made.entries[0].stream_id
    for subject in ("chef.vc-nacka", "chef.soc-nacka"):
        did(both, subject, a.SignAgreement, f"nacka signed {subject}", agreement_id=routine, signed_on=NOW.date())
    with psycopg.connect(both.admin) as connection:
        Projector(connection).catch_up()
    with seen_by(both.log.pool, unit_id("01-fk"), NOW) as reading:
        written = every(reading)
    theirs, ours = rows(written, "01", NOW.date()), rows(written, "19", NOW.date())
    assert (len(theirs), len(ours)) == (26, 10)
    nacka = next(row for row in theirs if row.municipality.code == NACKA)
    assert nacka.agreement is not None and nacka.agreement.agreement_id == routine
    assert lead(ours) == "9 av 10 kommuner har en undertecknad rutin i kraft. Västerås saknas."


def test_a_routine_is_led_from_its_own_county(both: County) -> None:
    with seen_by(both.log.pool, unit_id("01-fk"), NOW) as reading:
        fagersta = next(each for each in every(reading) if each.municipality_code == "1982")
    theirs, ours = officer(both, "process.stockholm"), both.officer("process.forsakringsmedicin")
    assert leads(ours, both.directory, fagersta) and not leads(theirs, both.directory, fagersta)
    about = {"agreement_id": fagersta.agreement_id}
    drafted = {"care_scope": CareScope.PRIMARY_CARE, "municipality_code": "1982"}
    own = {"parties": (unit_id("01-vc-nacka"), unit_id("01-soc-nacka"))}
    mixed = {"parties": (unit_id("larkan"), unit_id("01-soc-nacka")), "municipality_code": NACKA}
    for kind, fields, key in (
        (a.RemindAboutAgreement, about, "role_not_allowed"),
        (a.ReviseAgreement, {**about, "changes": "Vi ändrar."}, "not_a_signatory"),
        (a.DraftAgreement, {**drafted, **own}, "municipality_elsewhere"),
        (a.DraftAgreement, {**drafted, **mixed}, "unit_does_not_sign"),
    ):
        with pytest.raises(Refused) as refused:
            did(both, "process.stockholm", kind, f"elsewhere {key}", **fields)
        assert refused.value.key == key
    act = Act(ours, NOW, both.directory, command_id("reminded"))
    assert both.log.execute(a.RemindAboutAgreement(agreement_id=fagersta.agreement_id), act).entries


def test_ways_in_are_grouped_by_the_associations(both: County) -> None:
    own = both.directory.by_slug["01-soc-nacka"]
    groups = grouped(found(listed(both.directory), Asked()), own)
    assert groups[0][0] == "Nacka, din kommun"
    headings = [heading for heading, _ in groups]
    assert "VärNa: Nacka och Värmdö" in headings and "Norra: Fagersta, Norberg och Skinnskatteberg" in headings
    assert slugs(found(listed(both.directory), Asked("värmdö"))) >= {"01-vc-varmdo", "01-soc-varmdo"}


def slugs(units: list[Unit]) -> set[str]:
    return {unit.slug for unit in units}


def test_statistics_know_the_groups_of_both(both: County) -> None:
    groups = CATALOGUE.groups
    assert groups[NACKA] == groups["0120"] == "VärNa" and groups["1904"] == "Norra"
    assert len({groups[one.code] for one in COUNTIES["01"].municipalities}) == 9, "eight, and those outside together"
    names = [{one.group for one in county.municipalities} for county in COUNTIES.values()]
    assert not set.intersection(*names), "a group's name is enough to tell it by"
