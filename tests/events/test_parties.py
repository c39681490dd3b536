"""Who takes part, contacts between units, and taking back what was wrong (domain 2.2, 3.4, 5.3.1)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from events import commands as c
from events import facts as f
from events.categories import Category
from events.facts import Removal
from events.kinds import Channel, ContactPurpose, HowVerified, Outcome, RetractionReason
from events.refusals import NotFoundOrDenied
from events.sealing import NotReleased
from orgs.roles import Role
from tests.conftest import Store
from tests.events.told import facts, refusal, unknown
from tests.world import TODAY, World


def naming(told: World, case_id: UUID, *subjects: str) -> c.ConfirmParty:
    return c.ConfirmParty(case_id=case_id, caseworkers=frozenset(told.officer(s).user_id for s in subjects))


def view(case_id: UUID, text: str = "Arbeta igen", **more: Any) -> c.RecordPersonView:
    return c.RecordPersonView(case_id=case_id, goals=text, confirmed_by_person=True, **more)


def verified(told: World) -> UUID:
    case_id = told.draft()
    told.consent(case_id, "larkan", "soc")
    told.do("handlaggare.soc", c.VerifyConsent(case_id=case_id, how=HowVerified.SEEN_FORM))
    return case_id


def test_naming_comes_after_verifying(told: World) -> None:
    case_id = told.draft()
    told.consent(case_id, "larkan", "soc")
    assert refusal(told, "handlaggare.soc", naming(told, case_id, "handlaggare.soc")) == ("not_verified", None)


def test_any_case_role_names_while_nobody_is_named_and_then_the_named_or_the_manager(told: World) -> None:
    case_id = verified(told)
    (fact,) = facts(told.do("handlaggare2.soc", naming(told, case_id, "handlaggare.soc")))
    assert isinstance(fact, f.PartyConfirmed)
    assert fact.roles == {Role.SOCIAL_WORKER}
    again = naming(told, case_id, "handlaggare2.soc")
    assert refusal(told, "handlaggare2.soc", again) == ("already_named", "caseworkers")
    told.do("handlaggare.soc", naming(told, case_id, "handlaggare.soc", "handlaggare2.soc"))
    told.do("chef.soc", again)
    assert told.log.load(case_id).caseworkers[told.unit("soc")] == {told.officer("handlaggare2.soc").user_id}


def test_only_case_officers_of_the_unit_can_be_named(told: World) -> None:
    case_id = verified(told)
    for subject in ("handlaggare.ame", "chef.soc"):
        answer = refusal(told, "handlaggare.soc", naming(told, case_id, subject))
        assert answer == ("not_at_unit", "caseworkers")
    assert refusal(told, "handlaggare.soc", naming(told, case_id)) == ("nobody_named", "caseworkers")
    told.do("reko.larkan", naming(told, case_id, "reko.larkan", "lakare.larkan"))


def test_the_manager_names_in_every_case_of_the_units_own_also_when_the_consent_is_over(told: World) -> None:
    case_id = verified(told)
    told.do("handlaggare.soc", naming(told, case_id, "handlaggare.soc"))
    told.do("reko.larkan", c.WithdrawConsent(case_id=case_id))
    told.do("chef.larkan", naming(told, case_id, "reko2.larkan"))
    assert unknown(told, "chef.ame", naming(told, case_id, "handlaggare.ame"))


def test_a_manager_names_without_reading(world: World) -> None:
    case_id = world.active("soc")
    assert unknown(world, "chef.soc", view(case_id))
    with pytest.raises(NotFoundOrDenied):
        world.read("chef.soc", case_id)


def test_a_substitute_has_a_named_colleagues_role_and_gives_a_reason(world: World) -> None:
    case_id = world.active("soc")
    for subject, reason in [("reko2.larkan", None), ("lakare.larkan", "absence"), ("chef.larkan", "absence")]:
        with pytest.raises(NotFoundOrDenied):
            world.read(subject, case_id, substitute=reason)
    assert world.read("reko2.larkan", case_id, substitute="absence").entries
    assert unknown(world, "reko2.larkan", view(case_id))
    world.do("reko2.larkan", view(case_id), substitute=True)


# Contacts -------------------------------------------------------------------------------------------------------------


def contact(case_id: UUID, with_unit: UUID | None, **more: Any) -> c.LogContact:
    terms: dict[str, Any] = {"channel": Channel.PHONE, "purpose": ContactPurpose.PLANNING}
    return c.LogContact(case_id=case_id, with_unit=with_unit, **(terms | more))


def test_a_contact_is_between_two_units_of_different_organisations_that_are_recipients(told: World) -> None:
    case_id = told.active("soc", "ame", "psyk")
    (entry,) = told.do("reko.larkan", contact(case_id, told.unit("soc"))).entries
    assert entry.category is Category.PLANNING
    assert entry.recipients == {told.unit(slug) for slug in ("soc", "ame", "psyk")}
    for other, key in [
        (told.unit("fk"), "category_not_allowed"),
        (told.unit("larkan"), "contact_between_two"),
        (None, "contact_between_two"),
        (uuid4(), "unit_unknown"),
        (told.unit("psyk"), "contact_same_organisation"),
    ]:
        assert refusal(told, "reko.larkan", contact(case_id, other)) == (key, "with_unit")


@pytest.mark.parametrize(
    ("dated", "key"),
    [
        (TODAY + timedelta(days=1), "date_in_future"),
        (date(1899, 1, 1), "date_implausible"),
        (TODAY - timedelta(days=31), "late_entry"),
        (TODAY - timedelta(days=1), "before_consent"),
    ],
)
def test_a_contact_has_a_day_that_can_be(told: World, dated: date, key: str) -> None:
    case_id = told.active("soc")
    assert refusal(told, "reko.larkan", contact(case_id, told.unit("soc"), dated=dated)) == (key, "dated")


def test_a_deidentified_talk_may_come_before_the_consent_and_late_if_confirmed(told: World) -> None:
    case_id, soc = told.active("soc"), told.unit("soc")
    told.do("reko.larkan", contact(case_id, soc, dated=TODAY - timedelta(days=3), deidentified=True))
    late = frozenset({c.Confirmation.LATE_ENTRY})
    told.do("reko.larkan", contact(case_id, soc, dated=TODAY - timedelta(days=60), deidentified=True, confirmed=late))


def test_the_persons_contact_at_a_unit_is_shown_to_all_parties(told: World) -> None:
    case_id = told.active("soc", "fk")
    terms: dict[str, Any] = {"name": "Sara Demo", "role": "Socialsekreterare", "phone": "0221-250 00"}
    (entry,) = told.do("handlaggare.soc", c.NameContactPerson(case_id=case_id, **terms)).entries
    assert entry.recipients == {told.unit("larkan"), told.unit("fk")}
    for field in terms:
        bad = c.NameContactPerson(case_id=case_id, **(terms | {field: "\u202e"}))
        assert refusal(told, "handlaggare.soc", bad) == ("freetext_blocked", field)


# Recipients -----------------------------------------------------------------------------------------------------------


def test_an_officer_may_narrow_who_gets_it_and_never_widen(told: World) -> None:
    case_id = told.active("soc", "fk")
    assert told.do("reko.larkan", view(case_id)).entries[0].recipients == {told.unit("soc"), told.unit("fk")}
    only_soc = view(case_id, recipients=frozenset({told.unit("soc")}))
    assert told.do("reko.larkan", only_soc).entries[0].recipients == {told.unit("soc")}
    assert told.do("reko.larkan", view(case_id, recipients=frozenset())).entries[0].recipients == frozenset()
    wider = view(case_id, recipients=frozenset({told.unit("soc"), told.unit("ame")}))
    assert refusal(told, "reko.larkan", wider) == ("category_not_allowed", "recipients")
    nowhere = view(case_id, recipients=frozenset({uuid4()}))
    assert refusal(told, "reko.larkan", nowhere) == ("unit_unknown", "recipients")


# Retraction -----------------------------------------------------------------------------------------------------------


def retract(event_id: UUID, case_id: UUID, reason: str = "wrong_fact", **more: Any) -> c.RetractEntry:
    return c.RetractEntry(case_id=case_id, event_id=event_id, reason=RetractionReason(reason), **more)


@pytest.mark.parametrize(
    ("reason", "kept"), [("wrong_fact", 1), ("other", 1), ("wrong_person", 0), ("too_much_information", 0)]
)
def test_a_retraction_hides_for_all_and_destroys_the_key_when_it_must(
    world: World, store: Store, reason: str, kept: int
) -> None:
    case_id = world.active("soc")
    shared = world.do("reko.larkan", view(case_id)).entries[0]
    before = world.read("handlaggare.soc", case_id)
    assert before.open(next(e.fact.goals for e in before.entries if isinstance(e.fact, f.PersonViewRecorded)))
    (taken_back,) = world.do("reko.larkan", retract(shared.event_id, case_id, reason)).entries
    assert (taken_back.category, taken_back.recipients) == (shared.category, shared.recipients)
    with psycopg.connect(store.admin) as admin:
        count = "SELECT count(*) FROM vault.key WHERE case_id = %s AND version = %s"
        assert admin.execute(count, (case_id, shared.version)).fetchone() == (kept,)
    soc, own = world.read("handlaggare.soc", case_id), world.read("reko.larkan", case_id)
    assert shared.version not in {e.version for e in soc.entries}
    assert taken_back.version in {e.version for e in soc.entries}
    (trace,) = [e.fact for e in own.entries if isinstance(e.fact, f.PersonViewRecorded)]
    with pytest.raises(NotReleased):
        own.open(trace.goals)


def test_only_own_entries_are_retracted_and_once(told: World) -> None:
    case_id = told.active("soc")
    mine = told.do("reko.larkan", view(case_id)).entries[0]
    assert refusal(told, "handlaggare.soc", retract(mine.event_id, case_id)) == ("entry_unknown", "event_id")
    assert refusal(told, "reko.larkan", retract(uuid4(), case_id)) == ("entry_unknown", "event_id")
    wrong = retract(mine.event_id, case_id, replaced_by=uuid4())
    assert refusal(told, "reko.larkan", wrong) == ("entry_unknown", "replaced_by")
    better = told.do("reko.larkan", view(case_id, "Studera")).entries[0]
    told.do("reko.larkan", retract(mine.event_id, case_id, replaced_by=better.event_id))
    assert refusal(told, "reko.larkan", retract(mine.event_id, case_id)) == ("not_retractable", "event_id")
    verification = told.log.load(case_id).facts(f.ConsentRecorded)[0]
    answer = refusal(told, "reko.larkan", retract(verification.event_id, case_id))
    assert answer == ("not_retractable", "event_id")


def test_own_entries_are_retracted_also_when_suspended_or_closed(told: World) -> None:
    case_id = told.active("soc")
    first, second = (told.do("reko.larkan", view(case_id, text)).entries[0] for text in ("Ett", "Två"))
    told.do("handlaggare.soc", c.WithdrawConsent(case_id=case_id))
    told.do("reko.larkan", retract(first.event_id, case_id))
    told.do("reko.larkan", c.CloseCase(case_id=case_id, outcome=Outcome.CONSENT_ENDED))
    told.do("reko.larkan", retract(second.event_id, case_id))


def test_a_retraction_is_told_to_nobody_from_whose_view_the_entry_was_gone(world: World) -> None:
    case_id = world.active("soc", "fk")
    first = world.do("reko.larkan", view(case_id)).entries[0]
    without = Removal(world.unit("fk"), frozenset({Category.PERSON_VIEW}))
    world.do("reko.larkan", c.NarrowConsent(case_id=case_id, removed=(without,)))
    world.consent(case_id, "larkan", "soc", "fk")
    for subject in ("handlaggare.soc", "handlaggare.fk"):
        world.do(subject, c.VerifyConsent(case_id=case_id, how=HowVerified.OWN_FORM))
    (taken_back,) = world.do("reko.larkan", retract(first.event_id, case_id)).entries
    assert taken_back.version in {e.version for e in world.read("handlaggare.soc", case_id).entries}
    assert taken_back.version not in {e.version for e in world.read("handlaggare.fk", case_id).entries}
    later = world.do("reko.larkan", view(case_id, "Studera")).entries[0]
    (taken_back,) = world.do("reko.larkan", retract(later.event_id, case_id)).entries
    assert taken_back.version in {e.version for e in world.read("handlaggare.fk", case_id).entries}
