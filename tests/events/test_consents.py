"""Refused, verified, narrowed, withdrawn, expired, released (domain 3.4-3.7)."""

from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from events import commands as c
from events import facts as f
from events.act import Act, PersonFacts
from events.case import Case
from events.categories import Category
from events.consents import expire_consent
from events.facts import Removal
from events.kinds import HowObtained, HowVerified, InquiryType, RefusalStage, Status
from events.refusals import NotFoundOrDenied
from tests.conftest import Store
from tests.events.told import at, facts, refusal, unknown
from tests.world import TODAY, World


def status(told: World, case_id: UUID) -> Status:
    return told.log.load(case_id).status(told.moment.date())


def asked(told: World, case_id: UUID, subject: str, to: str, kind: InquiryType = InquiryType.PLANNING) -> None:
    told.do(subject, c.SendInquiry(case_id=case_id, to_unit=told.unit(to), type=kind, text="När kan hon börja?"))


def verify(case_id: UUID) -> c.VerifyConsent:
    return c.VerifyConsent(case_id=case_id, how=HowVerified.SEEN_FORM)


def narrow(told: World, case_id: UUID, slug: str, *categories: Category) -> c.NarrowConsent:
    return c.NarrowConsent(case_id=case_id, removed=(Removal(told.unit(slug), frozenset(categories)),))


# Refused --------------------------------------------------------------------------------------------------------------


def test_a_refusal_at_opening_erases_identity_and_keys_and_nobody_finds_the_case(world: World, store: Store) -> None:
    case_id, other = world.draft(), world.draft("handlaggare.soc")
    (fact,) = facts(world.do("reko.larkan", c.RefuseConsent(case_id=case_id)))
    assert fact == f.ConsentRefused(stage=RefusalStage.AT_OPENING)
    assert status(world, case_id) is Status.REFUSED
    with psycopg.connect(store.admin) as admin:
        for table in ("identity", "key", "grant", "release"):
            rows = f"SELECT count(*) FROM vault.{table} WHERE case_id = %s"
            assert admin.execute(rows, (case_id,)).fetchone() == (0,)
        assert admin.execute("SELECT count(*) FROM vault.identity WHERE case_id = %s", (other,)).fetchone() == (2,)
    with pytest.raises(NotFoundOrDenied):
        world.read("reko.larkan", case_id)
    assert world.log.load(case_id).number


def test_a_refusal_at_renewal_leaves_the_case_suspended(told: World) -> None:
    case_id = told.active("soc")
    assert refusal(told, "reko.larkan", c.RefuseConsent(case_id=case_id)) == ("not_now", None)
    told.do("reko.larkan", c.WithdrawConsent(case_id=case_id))
    wrong = c.RefuseConsent(case_id=case_id, stage=RefusalStage.AT_OPENING)
    assert refusal(told, "reko.larkan", wrong) == ("not_now", "stage")
    (fact,) = facts(told.do("reko.larkan", c.RefuseConsent(case_id=case_id)))
    assert fact == f.ConsentRefused(stage=RefusalStage.AT_RENEWAL)
    assert status(told, case_id) is Status.SUSPENDED


# Verified -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("subject", ["handlaggare.soc", "handlaggare2.soc", "chef.soc"])
def test_any_case_role_and_the_manager_of_a_recipient_may_verify(told: World, subject: str) -> None:
    case_id = told.draft()
    told.consent(case_id, "larkan", "soc")
    (fact,) = facts(told.do(subject, verify(case_id)))
    consent = told.log.load(case_id).consent
    assert consent
    assert fact == f.ConsentVerified(consent_id=consent.fact.consent_id, how=HowVerified.SEEN_FORM)
    assert consent.verified == {told.unit("larkan"), told.unit("soc")}


def test_a_unit_verifies_once_and_only_the_consent_that_the_form_showed(told: World) -> None:
    case_id = told.draft()
    told.consent(case_id, "larkan", "soc")
    stale = c.VerifyConsent(case_id=case_id, how=HowVerified.OWN_FORM, consent_id=uuid4())
    assert refusal(told, "handlaggare.soc", stale) == ("stale_form", None)
    told.do("handlaggare.soc", verify(case_id))
    assert refusal(told, "handlaggare.soc", verify(case_id)) == ("already_verified", None)


def test_who_is_no_recipient_verifies_nothing(told: World) -> None:
    case_id = told.draft()
    told.consent(case_id, "larkan", "soc")
    for subject in ("handlaggare.ame", "handlaggare.soc-sala", "chef.fk", "reko.psyk"):
        assert unknown(told, subject, verify(case_id))


def test_before_verifying_nothing_can_be_shared(told: World) -> None:
    case_id = told.active("soc")
    told.consent(case_id, "larkan", "soc")
    view = c.RecordPersonView(case_id=case_id, goals="Arbeta", confirmed_by_person=True)
    assert refusal(told, "handlaggare.soc", view) == ("not_verified", None)
    told.do("handlaggare.soc", verify(case_id))
    told.do("handlaggare.soc", view)


# Narrowed -------------------------------------------------------------------------------------------------------------


def test_narrowing_takes_away_and_leaves_the_case_active(told: World) -> None:
    case_id = told.active("soc", "fk")
    told.do("handlaggare.fk", narrow(told, case_id, "soc", Category.SICK_LEAVE))
    consent = told.log.load(case_id).consent
    assert consent
    assert Category.SICK_LEAVE not in consent.categories_of(told.unit("soc"))
    assert status(told, case_id) is Status.ACTIVE


def test_narrowing_cannot_add(told: World) -> None:
    case_id = told.active("soc")
    assert refusal(told, "reko.larkan", narrow(told, case_id, "fk")) == ("narrow_only", "removed")
    diagnosis = narrow(told, case_id, "soc", Category.DIAGNOSIS)
    assert refusal(told, "reko.larkan", diagnosis) == ("narrow_only", "removed")
    nothing = c.NarrowConsent(case_id=case_id, removed=())
    assert refusal(told, "reko.larkan", nothing) == ("nothing_changed", "removed")


@pytest.mark.parametrize("category", [Category.IDENTITY_CONTACT, Category.PLANNING])
def test_a_unit_without_identity_or_planning_is_out(told: World, category: Category) -> None:
    case_id = told.active("soc", "fk")
    told.do("reko.larkan", narrow(told, case_id, "fk", category))
    consent = told.log.load(case_id).consent
    assert consent
    assert told.unit("fk") not in consent.units


def test_narrowing_to_fewer_than_two_units_suspends(told: World) -> None:
    case_id = told.active("soc", "fk")
    told.do("reko.larkan", narrow(told, case_id, "fk"))
    assert status(told, case_id) is Status.ACTIVE
    told.do("reko.larkan", narrow(told, case_id, "soc"))
    assert status(told, case_id) is Status.SUSPENDED


def test_narrowing_voids_the_questions_that_it_touches_and_no_others(told: World) -> None:
    case_id = told.active("soc", "fk")
    asked(told, case_id, "reko.larkan", "soc")
    asked(told, case_id, "reko.larkan", "fk")
    asked(told, case_id, "handlaggare.fk", "soc", InquiryType.ECONOMY_YES_NO)
    voided = told.do("reko.larkan", narrow(told, case_id, "soc", Category.LIVELIHOOD)).entries[1:]
    assert [(e.category, e.owner_unit, e.recipients) for e in voided] == [
        (Category.STRUCTURE, told.unit("fk"), frozenset({told.unit("soc")}))
    ]
    told.do("reko.larkan", narrow(told, case_id, "soc"))
    still_open = [i.fact.to_unit for i in told.log.load(case_id).inquiries.values() if i.open]
    assert still_open == [told.unit("fk")]


def test_narrowing_the_lead_away_passes_it_to_who_was_confirmed_longest(told: World) -> None:
    case_id = told.draft()
    told.consent(case_id, "larkan", "soc", "fk", "psyk")
    told.join(case_id, "handlaggare.fk")
    told.join(case_id, "handlaggare.soc")
    told.do("reko.larkan", narrow(told, case_id, "larkan"))
    assert told.log.load(case_id).lead_unit == told.unit("fk")


def test_the_removed_unit_is_not_told_in_what_the_others_read(told: World) -> None:
    case_id = told.active("soc", "fk")
    (entry,) = told.do("reko.larkan", narrow(told, case_id, "fk")).entries
    assert entry.recipients == {told.unit("soc")}


def test_a_removed_unit_learns_nothing_of_what_became_of_the_consent(told: World) -> None:
    case_id = told.active("soc", "fk", valid_to=TODAY + timedelta(days=5))
    told.do("reko.larkan", narrow(told, case_id, "fk"))
    copy = c.NoteConsentCopy(case_id=case_id, on=TODAY, how=HowObtained.LETTER)
    tries: list[c.Command] = [narrow(told, case_id, "soc"), c.WithdrawConsent(case_id=case_id), copy, verify(case_id)]
    while_it_lasts = [refusal(told, "handlaggare.fk", command) for command in tries]
    told.moment = at(TODAY + timedelta(days=6))
    assert [refusal(told, "handlaggare.fk", command) for command in tries] == while_it_lasts
    assert set(while_it_lasts) == {("consent_missing", None)}


# Withdrawn and expired ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("subject", ["reko.larkan", "handlaggare.soc", "handlaggare.psyk", "chef.psyk"])
def test_the_person_may_tell_any_recipient_verified_or_not(told: World, subject: str) -> None:
    case_id = told.draft()
    told.consent(case_id, "larkan", "soc", "psyk")
    told.join(case_id, "handlaggare.soc")
    asked(told, case_id, "reko.larkan", "soc")
    teller = "reko.psyk" if subject == "handlaggare.psyk" else subject
    withdrawn, voided = facts(told.do(teller, c.WithdrawConsent(case_id=case_id, how_told=HowObtained.PHONE)))
    assert isinstance(withdrawn, f.ConsentWithdrawn)
    assert withdrawn.told_to_unit == told.officer(teller).unit_id
    assert isinstance(voided, f.InquiryVoided)
    assert voided.reason == "consent_ended"
    assert status(told, case_id) is Status.SUSPENDED
    view = c.RecordPersonView(case_id=case_id, goals="Arbeta", confirmed_by_person=True)
    assert refusal(told, "handlaggare.soc", view) == ("consent_missing", None)


def test_a_withdrawal_has_no_reason_and_no_date_to_choose() -> None:
    own = set(c.WithdrawConsent.__struct_fields__) - set(c.CaseCommand.__struct_fields__)
    assert own == {"how_told", "consent_id", "told_to_unit"}


def test_who_is_no_recipient_withdraws_nothing(told: World) -> None:
    case_id = told.active("soc")
    for subject in ("handlaggare.ame", "handlaggare.soc-sala", "chef.fk"):
        assert unknown(told, subject, c.WithdrawConsent(case_id=case_id))
    others = c.WithdrawConsent(case_id=case_id, told_to_unit=told.unit("soc"))
    assert refusal(told, "reko.larkan", others) == ("unit_unknown", "told_to_unit")


def test_an_expired_consent_is_refused_and_rests_the_questions(told: World) -> None:
    case_id = told.active("soc", valid_to=TODAY + timedelta(days=5))
    asked(told, case_id, "reko.larkan", "soc")
    told.moment = at(TODAY + timedelta(days=5)).replace(hour=23, minute=59)
    assert status(told, case_id) is Status.ACTIVE
    told.moment = at(TODAY + timedelta(days=6)).replace(hour=0, minute=0)
    assert status(told, case_id) is Status.SUSPENDED
    (inquiry,) = told.log.load(case_id).inquiries.values()
    answer = c.AnswerInquiry(case_id=case_id, inquiry_id=inquiry.fact.inquiry_id, text="I mars.")
    assert refusal(told, "handlaggare.soc", answer)[0] in {"consent_expired", "inquiry_unknown"}
    assert refusal(told, "reko.larkan", c.WithdrawConsent(case_id=case_id)) == ("consent_expired", None)
    assert inquiry.open


def test_expiry_is_noted_once_and_only_when_it_is_over(told: World) -> None:
    case_id = told.active("soc", valid_to=TODAY + timedelta(days=5))
    assert expire_consent(told.log.load(case_id), told.act("reko.larkan")) == []
    told.moment = at(TODAY + timedelta(days=6))
    (entry,) = expire_consent(told.log.load(case_id), told.act("reko.larkan"))
    assert isinstance(entry.fact, f.ConsentExpired)


def test_a_copy_is_noted_within_the_consent(told: World) -> None:
    case_id = told.active("soc")
    copy = c.NoteConsentCopy(case_id=case_id, on=TODAY, how=HowObtained.IN_PERSON)
    told.do("handlaggare.soc", copy)
    assert told.log.load(case_id).consent.copy_given  # type: ignore[union-attr]
    early = c.NoteConsentCopy(case_id=case_id, on=TODAY - timedelta(days=1), how=HowObtained.LETTER)
    assert refusal(told, "handlaggare.soc", early) == ("before_consent", "on")
    late = c.NoteConsentCopy(case_id=case_id, on=TODAY + timedelta(days=1), how=HowObtained.LETTER)
    assert refusal(told, "handlaggare.soc", late) == ("date_in_future", "on")


# Earlier entries ------------------------------------------------------------------------------------------------------


def release(told: World, case_id: UUID, *categories: Category, to: str = "fk") -> c.ReleaseEarlierEntries:
    return c.ReleaseEarlierEntries(case_id=case_id, to_unit=told.unit(to), categories=frozenset(categories))


def with_fk_later(told: World, earlier: bool) -> UUID:
    case_id = told.active("soc")
    told.do("reko.larkan", c.RecordPersonView(case_id=case_id, goals="Arbeta", confirmed_by_person=True))
    fk = told.recipient("fk", includes_earlier=earlier)
    told.consent(case_id, recipients=(told.recipient("larkan"), told.recipient("soc"), fk))
    return case_id


def test_what_the_person_permits_each_owner_releases_of_its_own(told: World) -> None:
    case_id = with_fk_later(told, earlier=True)
    (entry,) = told.do("reko.larkan", release(told, case_id, Category.PERSON_VIEW)).entries
    assert isinstance(entry.fact, f.EarlierEntriesReleased)
    key = (told.unit("fk"), told.unit("larkan"), Category.PERSON_VIEW)
    assert told.log.load(case_id).releases == {key: entry.version}


def test_nothing_is_released_that_the_person_has_not_permitted_or_one_does_not_own(told: World) -> None:
    case_id = with_fk_later(told, earlier=False)
    view = Category.PERSON_VIEW
    assert refusal(told, "reko.larkan", release(told, case_id, view)) == ("release_not_permitted", "to_unit")
    case_id = with_fk_later(told, earlier=True)
    for categories, answer in [
        ((), "release_not_permitted"),
        ((Category.DIAGNOSIS,), "release_not_permitted"),
        ((Category.LIVELIHOOD,), "nothing_to_release"),
        ((Category.VIOLENCE_QUESTION,), "release_not_permitted"),
    ]:
        assert refusal(told, "reko.larkan", release(told, case_id, *categories)) == (answer, "categories")
    told.do("handlaggare.soc", verify(case_id))
    assert refusal(told, "handlaggare.soc", release(told, case_id, view)) == ("nothing_to_release", "categories")
    assert refusal(told, "reko.larkan", release(told, case_id, view, to="soc")) == ("release_not_permitted", "to_unit")


def test_a_case_that_is_there_costs_an_outsider_no_more_than_none(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id, looking = world.active("soc"), world.log.edge._opened_person
    looked: list[object] = []

    def counted(case: Case, act: Act) -> PersonFacts | None:
        looked.append(case)
        return looking(case, act)

    monkeypatch.setattr(world.log.edge, "_opened_person", counted)
    with pytest.raises(NotFoundOrDenied):
        world.consent(case_id, "fk", "larkan", by="handlaggare.fk")
    assert not looked
    world.consent(case_id, "larkan", "soc")
    assert len(looked) == 1
