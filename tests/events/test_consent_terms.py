"""Recording a consent, term by term (domain 3.1-3.3, 3.7, 3.8)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from events import commands as c
from events import facts as f
from events.categories import CONSENTABLE, Category, Purpose
from events.kinds import ConsentForm, GivenBy, HowObtained, Status
from tests.events.consenting import consenting, recorded, refused_with
from tests.events.told import at, born, facts
from tests.world import ALL_PURPOSES, TODAY, World

SERVICES = "coordination_services_consented_on"
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
MAJA = born(date(2009, 10, 2))
GROWN_UP = date(2027, 10, 2)


def test_the_first_consent_opens_the_case_and_unseals_birth_year_and_reason(told: World) -> None:
    case_id = told.draft()
    consent, activated = facts(told.do("reko.larkan", consenting(told, case_id)))
    assert isinstance(consent, f.ConsentRecorded)
    assert isinstance(activated, f.CaseActivated)
    assert activated.birth_year == 1984
    assert (consent.sequence, consent.supersedes, consent.valid_from) == (1, None, TODAY)
    assert told.log.load(case_id).status(TODAY) is Status.ACTIVE


def test_six_months_unless_something_else_is_said_and_twelve_at_most(told: World) -> None:
    assert recorded(told, told.draft()).valid_to == date(2027, 5, 23)
    recorded(told, told.draft(), valid_to=date(2027, 11, 23))
    assert refused_with(told, told.draft(), valid_to=date(2027, 11, 24)) == ("consent_too_long", "valid_to")


@pytest.mark.parametrize("untold", c.InformationGiven.__struct_fields__)
def test_every_piece_of_information_must_have_been_given(told: World, untold: str) -> None:
    informed = c.InformationGiven(**{n: n != untold for n in c.InformationGiven.__struct_fields__})
    assert refused_with(told, told.draft(), information_given=informed) == ("information_missing", "information_given")


@pytest.mark.parametrize(
    ("terms", "answer"),
    [
        ({"given_on": TOMORROW}, ("date_in_future", "given_on")),
        ({"given_on": date(1899, 12, 31)}, ("date_implausible", "given_on")),
        ({"valid_from": YESTERDAY}, ("consent_starts_wrong", "valid_from")),
        ({"valid_from": TOMORROW}, ("consent_starts_wrong", "valid_from")),
        ({"given_on": TODAY - timedelta(days=9), "valid_to": YESTERDAY}, ("consent_already_over", "valid_to")),
        ({"valid_to": date(1899, 1, 1)}, ("date_implausible", "valid_to")),
        ({"document_location": " "}, ("document_location_missing", "document_location")),
        ({SERVICES: TOMORROW}, ("date_in_future", SERVICES)),
        ({SERVICES: date(1800, 1, 1)}, ("date_implausible", SERVICES)),
        ({"copy_given": c.CopyGiven(TOMORROW, HowObtained.LETTER)}, ("before_consent", "copy_given.on")),
        ({"language": "ti\x00grinja"}, ("freetext_blocked", "language")),
        ({"given_by": GivenBy.LEGAL_REPRESENTATIVE}, ("representative_basis_missing", "representative_basis")),
        ({"given_by": GivenBy.GUARDIAN}, ("not_a_minor", "given_by")),
        ({"supersedes": uuid4()}, ("stale_form", "supersedes")),
    ],
)
def test_terms_that_cannot_be_are_refused_at_their_field(told: World, terms: Any, answer: tuple[str, str]) -> None:
    assert refused_with(told, told.draft(), **terms) == answer


def test_a_representative_may_consent_within_what_the_court_has_said(told: World) -> None:
    basis = "Godmanskap, sörja för person, tingsrätt, 2026-03-01"
    fact = recorded(told, told.draft(), given_by=GivenBy.LEGAL_REPRESENTATIVE, representative_basis=basis)
    assert fact.representative_basis is not None
    assert fact.representative_basis.open({}) == basis


def test_the_recording_unit_is_always_a_recipient_and_has_verified(told: World) -> None:
    case_id = told.draft()
    fact = recorded(told, case_id, recipients=(told.recipient("soc"),))
    assert [r.unit_id for r in fact.scope] == [told.unit("larkan"), told.unit("soc")]
    consent = told.log.load(case_id).consent
    assert consent
    assert consent.verified == {told.unit("larkan")}


def test_somebody_from_another_authority_must_be_a_recipient(told: World) -> None:
    assert refused_with(told, told.draft(), "larkan", "psyk") == ("no_other_authority", "recipients")
    case_id = told.draft("handlaggare.soc")
    told.do("handlaggare.soc", consenting(told, case_id, "soc", "ame"))  # two nämnder of one municipality


def test_a_recipient_is_a_unit_that_can_be_party_and_is_named_once(told: World) -> None:
    case_id, soc = told.draft(), told.recipient("soc")
    assert refused_with(told, case_id, "larkan", "soc", "soc") == ("recipient_twice", "recipients")
    stranger = c.ConsentRecipient(uuid4(), soc.categories)
    assert refused_with(told, case_id, recipients=(stranger,)) == ("unit_unknown", "recipients")
    org_id = told.directory.units[told.unit("fk")].org_id
    office = c.RegisterUnit(org_id=org_id, slug="kontor", name="Kontor", unit_type="administration")  # type: ignore[arg-type]
    told.system(office)
    nobody = c.ConsentRecipient(told.unit("kontor"), soc.categories)
    assert refused_with(told, case_id, recipients=(nobody, soc)) == ("unit_not_a_party", "recipients")
    told.system(c.ChangeUnit(unit_id=told.unit("af"), active=False))
    assert refused_with(told, case_id, "larkan", "af") == ("unit_unknown", "recipients")


@pytest.mark.parametrize("missing", [Category.IDENTITY_CONTACT, Category.PLANNING])
def test_without_identity_and_planning_nobody_is_a_recipient(told: World, missing: Category) -> None:
    bare = told.recipient("soc", frozenset({missing}))
    assert refused_with(told, told.draft(), recipients=(bare,)) == ("recipient_minimum", "recipients")


@pytest.mark.parametrize(
    ("slug", "category"),
    [
        ("ame", Category.DIAGNOSIS),
        ("af", Category.DIAGNOSIS),
        *[(slug, kind) for slug in ("soc", "psyk") for kind in (Category.STRUCTURE, Category.VIOLENCE_QUESTION)],
    ],
)
def test_some_categories_cannot_be_ticked(told: World, slug: str, category: Category) -> None:
    usual = told.recipient(slug)
    wider = c.ConsentRecipient(usual.unit_id, usual.categories | {category})
    answer = refused_with(told, told.draft(), recipients=(wider, told.recipient("soc-sala")))
    assert answer == ("category_not_allowed", "recipients")


def test_everything_else_can_be_ticked_for_everybody(told: World) -> None:
    for slug in ("psyk", "soc", "ame", "fk", "af"):
        ticked = frozenset(CONSENTABLE) - ({Category.DIAGNOSIS} if slug in {"ame", "af"} else set())
        recorded(
            told, told.draft(), recipients=(c.ConsentRecipient(told.unit(slug), ticked), told.recipient("soc-sala"))
        )


def test_purposes_limit_what_can_be_ticked(told: World) -> None:
    only_contact = frozenset({Purpose.CONTACT, Purpose.INFORM_FK})
    assert refused_with(told, told.draft(), purposes=only_contact) == ("purpose_rehab_missing", "purposes")
    without_fk = ALL_PURPOSES - {Purpose.INFORM_FK}
    assert refused_with(told, told.draft(), "larkan", "fk", purposes=without_fk) == ("purpose_fk_missing", "purposes")
    fact = recorded(told, told.draft(), purposes=frozenset({Purpose.REHAB_PLANNING}))
    assert Purpose.CONTACT in fact.purposes


def test_diagnosis_and_earlier_entries_need_it_in_writing(told: World) -> None:
    soc = told.recipient("soc")
    with_diagnosis = c.ConsentRecipient(soc.unit_id, soc.categories | {Category.DIAGNOSIS})
    earlier = c.ConsentRecipient(soc.unit_id, soc.categories, includes_earlier=True)
    for recipient in (with_diagnosis, earlier):
        answer = refused_with(told, told.draft(), recipients=(recipient,), form=ConsentForm.ORAL)
        assert answer == ("written_required", "form")
        recorded(told, told.draft(), recipients=(recipient,))
    recorded(told, told.draft(), form=ConsentForm.ORAL, how_obtained=HowObtained.PHONE, document_location=None)


def guardian(name: str = "Anna Provek", given_on: date = TODAY) -> c.GuardianConsentGiven:
    return c.GuardianConsentGiven(name, given_on, ConsentForm.WRITTEN)


def young(told: World, **terms: Any) -> dict[str, Any]:
    both = {"given_by": GivenBy.GUARDIAN, "guardians_in_all": 2, "minor_agrees": True}
    return both | {"valid_to": date(2027, 5, 1)} | terms


def noted(told: World, case_id: UUID, name: str, in_all: int = 2) -> None:
    terms: dict[str, Any] = {"given_on": TODAY, "form": ConsentForm.ORAL, "guardians_in_all": in_all}
    told.do("reko.larkan", c.NoteGuardianConsent(case_id=case_id, guardian=name, **terms))


def test_a_minor_needs_every_guardian_and_must_agree(told: World) -> None:
    case_id = told.draft("reko.larkan", MAJA)
    missing = ("minor_guardian", "guardian_consents")
    assert refused_with(told, case_id) == missing
    assert refused_with(told, case_id, **young(told)) == missing
    noted(told, case_id, "Anna Provek")
    assert refused_with(told, case_id, **young(told)) == missing
    both = (guardian("Anna Provek"), guardian("Bo Provek"))
    refused = refused_with(told, case_id, **young(told, minor_agrees=None, guardian_consents=both))
    assert refused == ("minor_must_agree", "minor_agrees")
    fact = recorded(told, case_id, **young(told, guardian_consents=(guardian("Bo Provek"),)))
    assert fact.minor_until == GROWN_UP


def test_the_same_guardian_told_twice_is_still_one(told: World) -> None:
    case_id = told.draft("reko.larkan", MAJA)
    noted(told, case_id, "Anna Provek")
    noted(told, case_id, " anna  provek")
    again = young(told, guardian_consents=(guardian("ANNA PROVEK"),))
    assert refused_with(told, case_id, **again) == ("minor_guardian", "guardian_consents")


def test_one_guardian_is_not_all_of_them_while_nobody_has_said_how_many_there_are(told: World) -> None:
    case_id = told.draft("reko.larkan", MAJA)
    for given in ((), (guardian(),), (guardian("Anna Provek"), guardian("Bo Provek"))):
        terms = young(told, guardian_consents=given, guardians_in_all=None)
        assert refused_with(told, case_id, **terms) == ("guardians_unknown", "guardians_in_all")
    assert told.log.load(case_id).status(TODAY) is Status.DRAFT
    fact = recorded(told, case_id, **young(told, guardian_consents=(guardian(),), guardians_in_all=1))
    assert fact.guardians_in_all is not None and fact.guardians_in_all.open({}) == 1


@pytest.mark.parametrize("in_all", [2, 3, 4])
def test_one_guardian_too_few_does_not_open_the_case_and_the_last_does(told: World, in_all: int) -> None:
    case_id = told.draft("reko.larkan", MAJA)
    each = tuple(guardian(f"{name} Provek") for name in ("Anna", "Bo", "Cia", "Dan"))[:in_all]
    few = young(told, guardian_consents=each[1:], guardians_in_all=in_all)
    assert refused_with(told, case_id, **few) == ("minor_guardian", "guardian_consents")
    recorded(told, case_id, **young(told, guardian_consents=each, guardians_in_all=in_all))
    assert told.log.load(case_id).status(TODAY) is Status.ACTIVE


def test_what_was_noted_of_how_many_is_not_made_fewer_when_the_consent_is_recorded(told: World) -> None:
    case_id = told.draft("reko.larkan", MAJA)
    noted(told, case_id, "Anna Provek", in_all=2)
    for in_all in (1, None):
        terms = young(told, guardians_in_all=in_all)
        assert refused_with(told, case_id, **terms) == ("minor_guardian", "guardian_consents")
    terms = young(told, guardian_consents=(guardian("Bo Provek"),), guardians_in_all=None)
    fact = recorded(told, case_id, **terms)
    assert fact.guardians_in_all is not None and fact.guardians_in_all.open({}) == 2


@pytest.mark.parametrize("in_all", [-1, 0, 5])
def test_how_many_guardians_is_a_number_that_can_be(told: World, in_all: int) -> None:
    case_id = told.draft("reko.larkan", MAJA)
    terms = young(told, guardian_consents=(guardian(),), guardians_in_all=in_all)
    assert refused_with(told, case_id, **terms) == ("number_implausible", "guardians_in_all")


@pytest.mark.parametrize("day", [TOMORROW, date(1850, 1, 1)])
def test_a_guardians_consent_has_been_given(told: World, day: date) -> None:
    case_id = told.draft("reko.larkan", MAJA)
    answer = refused_with(told, case_id, **young(told, guardian_consents=(guardian(given_on=day),)))
    assert answer[1] == "guardian_consents"


def test_a_guardians_consent_ends_the_day_before_the_eighteenth_birthday(told: World) -> None:
    case_id = told.draft("reko.larkan", MAJA)
    terms = young(told, guardian_consents=(guardian("Anna Provek"), guardian("Bo Provek")))
    told.moment = at(date(2027, 9, 1))
    terms |= {"given_on": date(2027, 9, 1)}
    assert refused_with(told, case_id, **(terms | {"valid_to": GROWN_UP})) == ("guardian_until_adult", "valid_to")
    recorded(told, case_id, **(terms | {"valid_to": GROWN_UP - timedelta(days=1)}))
    case = told.log.load(case_id)
    assert case.status(GROWN_UP - timedelta(days=1)) is Status.ACTIVE
    assert case.status(GROWN_UP) is Status.SUSPENDED


def test_a_mature_minor_decides_alone_when_the_recorder_vouches_for_it(told: World) -> None:
    case_id = told.draft("reko.larkan", MAJA)
    other = told.officer("lakare.larkan").user_id
    assert refused_with(told, case_id, maturity_assessed_by=other) == ("maturity_by_recorder", "maturity_assessed_by")
    fact = recorded(told, case_id, maturity_assessed_by=told.officer("reko.larkan").user_id)
    assert fact.maturity_assessed_by == told.officer("reko.larkan").user_id


def test_at_eighteen_a_person_consents_alone(told: World) -> None:
    case_id = told.draft("reko.larkan", born(date(2008, 11, 23)))
    assert recorded(told, case_id).minor_until is None
