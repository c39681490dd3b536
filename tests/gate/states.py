"""Every state a consent can be in, each as one case with entries of every category from every party.

Lärkan opens; Försörjningsstöd and FK are parties, psychiatry is a recipient that never makes sure of the consent, the
labour market unit is the other unit of the same municipality, AF and Sala have nothing to do with it.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec

from events import commands as c
from events.act import Act
from events.calendar import add_months
from events.case import Case
from events.categories import Category
from events.consents import expire_consent
from events.facts import CasePurgeOrdered, Entry, Removal
from events.kinds import ConsentForm, HowObtained, InquiryType, Outcome, RetractionReason
from tests.events.told import born
from tests.gate.comparison import share_everything
from tests.meeting import prepared, summoned
from tests.world import World

SOME = (Category.SICK_LEAVE, Category.PERSON_VIEW)
PARTIES = ("reko.larkan", "handlaggare.soc", "handlaggare.fk")
State = Callable[[World], UUID]
STATES: dict[str, State] = {}


def state(make: State) -> State:
    STATES[make.__name__] = make
    return make


def opened(world: World, subject: str = "reko.larkan") -> UUID:
    """A draft about a person of its own: a unit has one open case about each."""
    return world.draft(
        subject, born(date(1962, 1, 1) + timedelta(days=world.drawn % 15000), 980 + world.drawn // 15000)
    )


def begun(world: World, **terms: Any) -> UUID:
    case_id = opened(world)
    world.consent(case_id, "larkan", "soc", "fk", "psyk", **terms)
    for subject in PARTIES[1:]:
        world.join(case_id, subject)
    share_everything(world, case_id, *PARTIES)
    share_everything(world, case_id, "reko.larkan", only=SOME, unticked=frozenset({world.unit("soc")}))
    for asker, to in (("reko.larkan", "soc"), ("handlaggare.fk", "soc"), ("handlaggare.soc", "psyk")):
        kind = InquiryType.PLANNING
        world.do(asker, c.SendInquiry(case_id=case_id, to_unit=world.unit(to), type=kind, text="När kan hon börja?"))
    sip_id = summoned(world, case_id, "soc", "fk")
    for subject in PARTIES:
        prepared(world, case_id, sip_id, subject)
    return case_id


def narrowed_by(world: World, case_id: UUID, **removed: frozenset[Category]) -> None:
    gone = tuple(Removal(world.unit(slug), categories) for slug, categories in removed.items())
    world.do("handlaggare.soc", c.NarrowConsent(case_id=case_id, removed=gone))


def withdrawn_by(world: World, case_id: UUID, subject: str = "handlaggare.fk") -> None:
    world.do(subject, c.WithdrawConsent(case_id=case_id, how_told=HowObtained.PHONE))


def let_it_expire(world: World, case_id: UUID) -> None:
    consent = world.log.load(case_id).consent
    assert consent
    while consent.active_on(world.moment.date()):
        world.moment += timedelta(days=31)


def joined_again(world: World, case_id: UUID, *subjects: str) -> None:
    for subject in subjects:
        world.join(case_id, subject)
    share_everything(world, case_id, "reko.larkan", *subjects)


@state
def draft(world: World) -> UUID:
    case_id = opened(world)
    share_everything(world, case_id, "reko.larkan")
    return case_id


@state
def active(world: World) -> UUID:
    return begun(world)


@state
def partial(world: World) -> UUID:
    case_id = opened(world)
    without = frozenset({Category.FUNCTIONAL_STATUS, Category.REHAB_PLAN})
    world.consent(case_id, recipients=(world.recipient("larkan"), world.recipient("soc", without)))
    joined_again(world, case_id, "handlaggare.soc")
    return case_id


@state
def everything_ticked(world: World) -> UUID:
    case_id = opened(world)
    all_of_it = frozenset(Category) - {Category.STRUCTURE, Category.VIOLENCE_QUESTION}
    units = [c.ConsentRecipient(world.unit(slug), all_of_it) for slug in ("larkan", "soc", "fk", "psyk")]
    world.consent(case_id, recipients=tuple(units))
    joined_again(world, case_id, "handlaggare.soc", "handlaggare.fk")
    return case_id


@state
def narrowed_by_a_category(world: World) -> UUID:
    case_id = begun(world)
    narrowed_by(world, case_id, soc=frozenset({Category.SICK_LEAVE, Category.SOCIAL_INSURANCE}))
    share_everything(world, case_id, *PARTIES)
    return case_id


@state
def narrowed_by_a_party(world: World) -> UUID:
    case_id = begun(world)
    narrowed_by(world, case_id, fk=frozenset())
    return case_id


@state
def narrowed_by_what_nobody_can_be_without(world: World) -> UUID:
    case_id = begun(world)
    narrowed_by(world, case_id, fk=frozenset({Category.PLANNING}))
    return case_id


@state
def narrowed_by_the_opener(world: World) -> UUID:
    case_id = begun(world)
    narrowed_by(world, case_id, larkan=frozenset())
    return case_id


@state
def narrowed_to_one_unit(world: World) -> UUID:
    case_id = begun(world)
    narrowed_by(world, case_id, fk=frozenset(), larkan=frozenset(), psyk=frozenset())
    return case_id


@state
def withdrawn(world: World) -> UUID:
    case_id = begun(world)
    withdrawn_by(world, case_id)
    return case_id


@state
def withdrawn_at_the_gate(world: World) -> UUID:
    case_id = begun(world)
    withdrawn_by(world, case_id, "chef.psyk")
    return case_id


@state
def refused_at_renewal(world: World) -> UUID:
    case_id = begun(world)
    withdrawn_by(world, case_id)
    world.do("handlaggare.soc", c.RefuseConsent(case_id=case_id))
    return case_id


@state
def expired_with_no_job_run(world: World) -> UUID:
    case_id = begun(world)
    let_it_expire(world, case_id)
    return case_id


@state
def expired_and_noted(world: World) -> UUID:
    case_id = begun(world)
    let_it_expire(world, case_id)
    world.log.bring_about(case_id, expire_consent, Act(None, world.moment, world.directory, uuid4()))
    return case_id


@state
def superseded_and_not_verified_again(world: World) -> UUID:
    case_id = begun(world)
    world.consent(case_id, "larkan", "soc", "fk", "psyk")
    return case_id


@state
def superseded_unbroken(world: World) -> UUID:
    case_id = begun(world)
    world.consent(case_id, "larkan", "soc", "fk", "psyk")
    joined_again(world, case_id, "handlaggare.soc", "handlaggare.fk")
    return case_id


@state
def superseded_by_a_wider_one(world: World) -> UUID:
    case_id = begun(world)
    world.consent(case_id, "larkan", "soc", "fk", "ame")
    joined_again(world, case_id, "handlaggare.soc", "handlaggare.fk", "handlaggare.ame")
    return case_id


@state
def superseded_by_another_unit_without_the_opener(world: World) -> UUID:
    case_id = begun(world)
    world.consent(case_id, "soc", "fk", by="handlaggare.soc")
    world.join(case_id, "handlaggare.fk")
    share_everything(world, case_id, "handlaggare.soc", "handlaggare.fk")
    return case_id


@state
def written_after_oral_keeps_the_verifications(world: World) -> UUID:
    case_id = begun(world, form=ConsentForm.ORAL, how_obtained=HowObtained.PHONE)
    world.consent(case_id, "larkan", "soc", "fk", "psyk")
    share_everything(world, case_id, *PARTIES)
    return case_id


def after_a_gap(world: World, *earlier: str) -> UUID:
    case_id = begun(world)
    withdrawn_by(world, case_id)
    parties = [world.recipient(slug, includes_earlier=slug in earlier) for slug in ("larkan", "soc", "fk", "psyk")]
    world.consent(case_id, recipients=tuple(parties))
    joined_again(world, case_id, "handlaggare.soc", "handlaggare.fk")
    return case_id


@state
def superseded_after_a_gap(world: World) -> UUID:
    return after_a_gap(world)


@state
def after_a_gap_permitted_but_not_released(world: World) -> UUID:
    return after_a_gap(world, "soc", "psyk")


@state
def after_a_gap_permitted_and_released(world: World) -> UUID:
    case_id = after_a_gap(world, "soc", "psyk")
    released(world, case_id, "reko.larkan", "soc")
    released(world, case_id, "reko.larkan", "psyk")
    share_everything(world, case_id, *PARTIES)
    share_everything(world, case_id, "reko.larkan", only=SOME, unticked=frozenset({world.unit("soc")}))
    return case_id


def handed_over(world: World, case_id: UUID, subject: str, to: str, kind: str = "lead") -> None:
    unit = world.unit(to)
    fields = {"case_id": case_id, "kind": kind, "to_unit": unit, "reason": "moved", "municipality_code": "1980"}
    world.do(subject, msgspec.convert(fields, c.TransferCaseResponsibility))


@state
def handed_over_to_another_care_unit(world: World) -> UUID:
    case_id = begun(world)
    handed_over(world, case_id, "reko.larkan", "psyk", "medical")
    joined_again(world, case_id, "reko.psyk")
    return case_id


def thirty_one_days_later(world: World) -> UUID:
    case_id = handed_over_to_another_care_unit(world)
    world.moment += timedelta(days=31)
    share_everything(world, case_id, *PARTIES, "reko.psyk")
    return case_id


@state
def handed_over_and_left(world: World) -> UUID:
    return thirty_one_days_later(world)


@state
def handed_over_and_left_and_withdrawn(world: World) -> UUID:
    case_id = thirty_one_days_later(world)
    withdrawn_by(world, case_id)
    return case_id


@state
def handed_back_in_time(world: World) -> UUID:
    case_id = handed_over_to_another_care_unit(world)
    handed_over(world, case_id, "reko.psyk", "larkan", "medical")
    world.moment += timedelta(days=31)
    share_everything(world, case_id, *PARTIES)
    return case_id


@state
def handed_back_after_it_had_left(world: World) -> UUID:
    case_id = thirty_one_days_later(world)
    handed_over(world, case_id, "reko.psyk", "larkan", "medical")
    share_everything(world, case_id, *PARTIES)
    joined_again(world, case_id, "reko.larkan")
    return case_id


@state
def handed_over_and_left_and_let_in_by_a_new_consent(world: World) -> UUID:
    case_id = thirty_one_days_later(world)
    world.consent(case_id, "larkan", "soc", "fk", "psyk", by="handlaggare.soc")
    joined_again(world, case_id, "reko.larkan", "handlaggare.fk", "reko.psyk")
    return case_id


@state
def lead_handed_over_and_released_before(world: World) -> UUID:
    case_id = after_a_gap(world, "soc")
    released(world, case_id, "reko.larkan", "soc")
    handed_over(world, case_id, "reko.larkan", "soc")
    handed_over(world, case_id, "handlaggare.soc", "fk")
    world.moment += timedelta(days=31)
    handed_over(world, case_id, "handlaggare.fk", "soc")
    joined_again(world, case_id, "handlaggare.soc")
    return case_id


def released(world: World, case_id: UUID, owner: str, to: str) -> None:
    world.do(owner, c.ReleaseEarlierEntries(case_id=case_id, to_unit=world.unit(to), categories=frozenset(SOME)))


@state
def released_and_then_renewed_unbroken(world: World) -> UUID:
    case_id = after_a_gap(world, "soc")
    released(world, case_id, "reko.larkan", "soc")
    world.consent(case_id, "larkan", "soc", "fk")
    joined_again(world, case_id, "handlaggare.soc", "handlaggare.fk")
    return case_id


@state
def released_and_then_broken(world: World) -> UUID:
    case_id = after_a_gap(world, "soc")
    released(world, case_id, "reko.larkan", "soc")
    withdrawn_by(world, case_id)
    world.consent(case_id, "larkan", "soc", "fk")
    joined_again(world, case_id, "handlaggare.soc", "handlaggare.fk")
    return case_id


@state
def released_then_narrowed_and_widened_again(world: World) -> UUID:
    case_id = after_a_gap(world, "soc")
    released(world, case_id, "reko.larkan", "soc")
    narrowed_by(world, case_id, soc=frozenset({Category.SICK_LEAVE}))
    world.consent(case_id, "larkan", "soc", "fk")
    joined_again(world, case_id, "handlaggare.soc", "handlaggare.fk")
    return case_id


@state
def refused(world: World) -> UUID:
    case_id = opened(world)
    world.do("reko.larkan", c.RefuseConsent(case_id=case_id))
    return case_id


@state
def locked(world: World) -> UUID:
    case_id = begun(world)
    world.do("handlaggare.soc", c.NoteProtectedIdentity(case_id=case_id))
    return case_id


@state
def purge_ordered(world: World) -> UUID:
    """By an administrator of another unit, whose act it is."""
    case_id = begun(world)

    def order(case: Case, act: Act) -> list[Entry]:
        return [act.entry(case, CasePurgeOrdered(decision_ref="RV 2026/118"))]

    world.moment += timedelta(seconds=1)
    world.log.bring_about(case_id, order, world.act("chef.psyk"))
    return case_id


def shut(world: World, case_id: UUID) -> None:
    world.do("reko.larkan", c.CloseCase(case_id=case_id, outcome=Outcome.STUDIES, void_inquiries=True))


@state
def closed(world: World) -> UUID:
    case_id = begun(world)
    shut(world, case_id)
    return case_id


@state
def closed_when_suspended(world: World) -> UUID:
    case_id = begun(world)
    withdrawn_by(world, case_id)
    shut(world, case_id)
    return case_id


@state
def closed_when_deceased(world: World) -> UUID:
    case_id = begun(world)
    world.do("reko.larkan", c.CloseCase(case_id=case_id, outcome=Outcome.DECEASED))
    return case_id


@state
def reopened(world: World) -> UUID:
    case_id = begun(world)
    shut(world, case_id)
    world.do("handlaggare.soc", c.ReopenCase(case_id=case_id, reason="Ny sjukskrivning"))
    share_everything(world, case_id, *PARTIES)
    return case_id


def retracted(world: World, reason: RetractionReason) -> UUID:
    case_id = begun(world)
    for subject in PARTIES:
        own: list[Entry] = world.read(subject, case_id).entries
        unit = world.unit(subject.split(".")[1])
        for entry in [e for e in own if e.owner_unit == unit and e.topic == "person-view-recorded"]:
            world.do(subject, c.RetractEntry(case_id=case_id, event_id=entry.event_id, reason=reason))
    return case_id


@state
def retracted_as_wrong(world: World) -> UUID:
    return retracted(world, RetractionReason.WRONG_FACT)


@state
def retracted_as_somebody_elses(world: World) -> UUID:
    return retracted(world, RetractionReason.WRONG_PERSON)


@state
def with_a_longer_period_given_earlier(world: World) -> UUID:
    """A consent whose period began before it was recorded."""
    given = world.moment.date() - timedelta(days=20)
    return begun(world, given_on=given, valid_to=add_months(given, 12))
