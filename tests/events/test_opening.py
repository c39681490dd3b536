"""Drafting a case: for whom it can be done, and what is said of the person beside the consent (domain 5.3.1)."""

from datetime import date, timedelta
from typing import Any

import pytest

from events import commands as c
from events import facts as f
from events.act import Act
from events.kinds import ConsentForm, Gender, InitiatingReason, Status
from events.refusals import Refused
from tests.conftest import Store
from tests.events.told import born, facts, refusal, unknown
from tests.world import AMINA, TODAY, World


def drafting(number: str = AMINA, name: str = "Amina Testsson", **other: Any) -> c.DraftCase:
    terms: dict[str, Any] = {
        "person": c.Person(number, name),
        "municipality_code": "1983",
        "initiating_reason": InitiatingReason.HANDOVER,
        "protected_identity_checked": True,
    }
    return c.DraftCase(**(terms | other))


@pytest.mark.parametrize(
    "subject",
    ["reko.larkan", "lakare.larkan", "handlaggare.soc", "handlaggare.ame", "handlaggare.fk", "handlaggare.af"],
)
def test_every_case_role_may_open_a_case(told: World, subject: str) -> None:
    receipt = told.do(subject, drafting())
    (fact,) = facts(receipt)
    assert isinstance(fact, f.CaseDrafted)
    assert (fact.gender, fact.municipality_code) == (Gender.WOMAN, "1983")
    case = told.log.load(receipt.entries[0].stream_id)
    assert case.status(TODAY) is Status.DRAFT
    officer = told.officer(subject)
    assert (case.opener, case.lead_unit, case.caseworkers) == (
        officer.unit_id,
        officer.unit_id,
        {officer.unit_id: frozenset({officer.user_id})},
    )


def test_a_manager_opens_no_case(told: World) -> None:
    assert refusal(told, "chef.soc", drafting()) == ("role_not_allowed", None)


def test_case_numbers_are_drawn_and_never_run(told: World) -> None:
    numbers = {told.log.load(told.draft()).number for _ in range(5)}
    assert len(numbers) == 5
    assert len({number[:4] for number in numbers}) == 5


def test_a_draft_says_neither_name_nor_number_nor_birth_year_in_clear(told: World) -> None:
    (fact,) = facts(told.do("reko.larkan", drafting()))
    assert "1984" not in repr(fact)
    assert "Amina" not in repr(fact)


@pytest.mark.parametrize(("birthday", "answer"), [(date(2010, 11, 23), None), (date(2010, 11, 24), "minor_under_16")])
def test_sixteen_is_the_youngest(told: World, birthday: date, answer: str | None) -> None:
    command = drafting(born(birthday))
    if answer:
        assert refusal(told, "reko.larkan", command) == (answer, "person.personnummer")
    else:
        told.do("reko.larkan", command)


def test_from_sixty_seven_on_one_is_asked_to_confirm(told: World) -> None:
    told.do("reko.larkan", drafting(born(date(1959, 11, 24))))
    old = born(date(1959, 11, 23))
    assert refusal(told, "reko.larkan", drafting(old)) == ("age_over_66", "person.personnummer")
    told.do("reko.larkan", drafting(old, confirmed=frozenset({c.Confirmation.AGE_OVER_66})))


def test_protected_identity_must_have_been_checked(told: World) -> None:
    command = drafting(protected_identity_checked=False)
    assert refusal(told, "reko.larkan", command) == ("protected_identity", "protected_identity_checked")


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        (drafting(municipality_code="9999"), ("municipality_unknown", "municipality_code")),
        (drafting(name="  "), ("text_missing", "person.name")),
        (drafting(name="A" * 1001), ("freetext_blocked", "person.name")),
        (drafting(name="Amina\x00"), ("freetext_blocked", "person.name")),
        (drafting(name="Amina \u202etxet"), ("freetext_blocked", "person.name")),
        (drafting(person=c.Person(AMINA, "Amina", phone="070\x00")), ("freetext_blocked", "person.phone")),
    ],
)
def test_bad_input_is_refused_at_its_field(told: World, command: c.DraftCase, answer: tuple[str, str]) -> None:
    assert refusal(told, "reko.larkan", command) == answer


def test_an_emoji_in_a_name_is_nothing_to_refuse(told: World) -> None:
    told.do("reko.larkan", drafting(name="Amina 🌻 Testsson"))


def test_one_open_case_per_person_and_opening_unit_and_nothing_of_other_units(world: World) -> None:
    first = world.draft()
    with pytest.raises(Refused) as refused:
        world.draft()
    assert refused.value.key == "case_already_open"
    world.draft("handlaggare.soc")
    world.do("reko.larkan", c.RefuseConsent(case_id=first))
    world.draft()


def test_a_real_number_is_refused_in_the_demo(world: World) -> None:
    with pytest.raises(Refused) as refused:
        world.do("reko.larkan", drafting("19840314-9803"))
    assert refused.value.field == "person.personnummer"


def test_in_a_draft_no_facts_can_be_recorded(told: World) -> None:
    case_id = told.draft()
    view = c.RecordPersonView(case_id=case_id, goals="Arbeta", confirmed_by_person=True)
    assert refusal(told, "reko.larkan", view) == ("consent_missing", None)
    assert unknown(told, "handlaggare.soc", view)
    assert unknown(told, "reko2.larkan", view)


def test_guardians_are_noted_before_the_consent_and_not_after(told: World) -> None:
    case_id = told.draft("reko.larkan", born(date(2009, 10, 2)))
    terms: dict[str, Any] = {"case_id": case_id, "guardian": "Anna Testsson", "form": ConsentForm.ORAL}
    told.do("reko.larkan", c.NoteGuardianConsent(**terms, given_on=TODAY, guardians_in_all=2))
    for given_on, answer in [(TODAY + timedelta(days=1), "date_in_future"), (date(1899, 1, 1), "date_implausible")]:
        command = c.NoteGuardianConsent(**terms, given_on=given_on, guardians_in_all=2)
        assert refusal(told, "reko.larkan", command) == (answer, "given_on")
    active = told.active("soc")
    command = c.NoteGuardianConsent(**(terms | {"case_id": active}), given_on=TODAY, guardians_in_all=2)
    assert refusal(told, "reko.larkan", command) == ("not_now", None)


def test_contact_details_change_in_the_vault_and_only_their_names_in_the_log(world: World) -> None:
    case_id = world.active("soc")
    receipt = world.do("handlaggare.soc", c.ChangeContactDetails(case_id=case_id, phone="070-174 06 99"))
    assert facts(receipt) == [f.ContactDetailsChanged(changed=frozenset({"phone"}))]
    contact = world.read("reko.larkan", case_id).contact
    assert contact is not None
    assert contact.phone == "070-174 06 99"
    assert contact.personnummer.startswith("19840314")


def test_protected_identity_locks_for_everybody_and_erases_contact_details(world: World, store: Store) -> None:
    import psycopg

    case_id = world.active("soc")
    world.do("handlaggare.soc", c.NoteProtectedIdentity(case_id=case_id))
    assert world.log.load(case_id).status(TODAY) is Status.LOCKED
    with psycopg.connect(store.admin) as admin:
        parts = admin.execute("SELECT part FROM vault.identity WHERE case_id = %s", (case_id,)).fetchall()
    assert parts == [("name",)]
    for subject in ("reko.larkan", "handlaggare.soc"):
        assert unknown(world, subject, c.RefuseConsent(case_id=case_id))
        reading = world.read(subject, case_id)
        assert (reading.entries, reading.name, reading.contact, dict(reading.ring)) == ([], None, None, {})


def test_two_drafts_at_once_open_one_case(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    looking = world.log.edge._own_open_cases
    opened: list[Act] = []

    def overtaken(digits: str, act: Act) -> int:
        """A colleague opens the same person's case between the look and the writing."""
        found = looking(digits, act)
        if not opened:
            opened.append(act)
            world.do("reko2.larkan", drafting())
        return found

    monkeypatch.setattr(world.log.edge, "_own_open_cases", overtaken)
    with pytest.raises(Refused, match="case_already_open"):
        world.do("reko.larkan", drafting())
    opened.clear()
    with pytest.raises(Refused, match="case_already_open"):
        world.do("reko.larkan", drafting())
    world.do("handlaggare.soc", drafting())  # of another unit's case nothing is known
