"""When the consent ends or narrows, the meeting falls with it in the same append, in words that tell nothing more."""

from typing import Any
from uuid import UUID

import pytest

from events import commands as c
from events.categories import Category, Purpose
from events.facts import Entry, Removal
from events.facts import sip as s
from events.kinds import HowObtained, Outcome
from events.sip.kinds import CancelReason, RevokeReason, SipKind
from tests.events.told import refusal
from tests.meeting import call, held, prepared, proposed, sip_of, summoned
from tests.world import World


def of(made: list[Entry], kind: type[Any]) -> list[Entry]:
    return [entry for entry in made if isinstance(entry.fact, kind)]


def narrowed(world: World, case_id: UUID, by: str, *slugs: str) -> list[Entry]:
    gone = tuple(Removal(world.unit(slug)) for slug in slugs)
    return world.do(by, c.NarrowConsent(case_id=case_id, removed=gone)).entries


def test_a_withdrawal_cancels_in_the_same_append_and_names_nobody(world: World) -> None:
    case_id = world.active("soc", "fk")
    sip_id = summoned(world, case_id, "soc", "fk")
    pending = proposed(world, case_id)
    made = world.do("handlaggare.fk", c.WithdrawConsent(case_id=case_id, how_told=HowObtained.PHONE)).entries
    fallen = of(made, s.SipCancelled)
    assert {entry.fact.sip_id for entry in fallen} == {sip_id, pending}  # type: ignore[union-attr]
    assert {(e.actor, e.category, e.owner_unit) for e in fallen} == {(None, Category.STRUCTURE, world.unit("larkan"))}
    assert all(e.fact.reason is CancelReason.CONSENT_ENDED for e in fallen)  # type: ignore[union-attr]
    for subject in ("reko.larkan", "handlaggare.soc", "handlaggare.fk"):
        seen = world.read(subject, case_id).entries
        assert len(of(seen, s.SipCancelled)) == 2
        mine = subject == "reko.larkan"
        assert bool(of(seen, s.SipSummoned)) is mine and bool(of(seen, s.SipProposed)) is mine


def test_a_narrowed_out_unit_has_its_invitation_revoked_and_the_meeting_stands(world: World) -> None:
    case_id = world.active("soc", "fk", "af")
    sip_id = summoned(world, case_id, "soc", "fk", "af")
    made = narrowed(world, case_id, "handlaggare.soc", "fk")
    (revoked,) = of(made, s.SipInvitationRevoked)
    assert (revoked.actor, revoked.fact.unit_id) == (None, world.unit("fk"))  # type: ignore[union-attr]
    assert revoked.fact.reason is RevokeReason.CONSENT_NARROWED  # type: ignore[union-attr]
    assert revoked.recipients == {world.unit("soc"), world.unit("af"), world.unit("fk")}
    sip = sip_of(world, case_id, sip_id)
    assert sip.units == {world.unit("larkan"), world.unit("soc"), world.unit("af")} and not sip.over
    assert of(world.read("handlaggare.fk", case_id).entries, s.SipInvitationRevoked)
    assert not of(world.read("handlaggare.fk", case_id).entries, s.SipSummoned)


def test_of_two_units_narrowed_out_neither_hears_of_the_other(world: World) -> None:
    case_id = world.active("soc", "fk", "af")
    summoned(world, case_id, "soc", "fk", "af")
    made = of(narrowed(world, case_id, "handlaggare.soc", "fk", "af"), s.SipInvitationRevoked)
    told = {entry.fact.unit_id: entry.recipients for entry in made}  # type: ignore[union-attr]
    fk, af = world.unit("fk"), world.unit("af")
    assert af not in told[fk] and fk not in told[af]


def test_who_was_left_out_before_hears_nothing_of_the_end(told: World) -> None:
    case_id = told.active("soc", "fk", "af")
    summoned(told, case_id, "soc", "fk", "af")
    narrowed(told, case_id, "handlaggare.soc", "fk")
    made = told.do("handlaggare.af", c.WithdrawConsent(case_id=case_id, how_told=HowObtained.PHONE)).entries
    (fallen,) = of(made, s.SipCancelled)
    assert fallen.recipients == {told.unit("soc"), told.unit("af")}


@pytest.mark.parametrize("gone", ["soc", "larkan"])
def test_without_a_principal_or_its_convener_the_meeting_is_cancelled(told: World, gone: str) -> None:
    case_id = told.active("soc", "fk")
    sip_id = summoned(told, case_id, "soc", "fk")
    made = narrowed(told, case_id, "handlaggare.fk", gone)
    assert of(made, s.SipCancelled) and not of(made, s.SipInvitationRevoked)
    assert sip_of(told, case_id, sip_id).cancelled


def test_with_another_unit_of_the_principal_the_meeting_stands(told: World) -> None:
    case_id = told.active("soc", "ame", "fk")
    sip_id = summoned(told, case_id, "soc", "ame", "fk")
    narrowed(told, case_id, "handlaggare.fk", "soc")
    assert not sip_of(told, case_id, sip_id).over


def test_a_joint_meeting_stands_while_two_units_are_left(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id = proposed(told, case_id, kind=SipKind.JOINT_MEETING)
    told.do("reko.larkan", call(told, case_id, sip_id, "soc", "fk"))
    narrowed(told, case_id, "handlaggare.fk", "soc")
    assert not sip_of(told, case_id, sip_id).over
    narrowed(told, case_id, "handlaggare.fk", "fk")
    assert sip_of(told, case_id, sip_id).cancelled


def test_a_category_less_leaves_the_meeting_and_hides_the_section(world: World) -> None:
    case_id = world.active("soc", "fk")
    sip_id = summoned(world, case_id, "soc", "fk")
    prepared(world, case_id, sip_id, "reko.larkan")

    def sections() -> set[Category]:
        return {e.category for e in of(world.read("handlaggare.soc", case_id).entries, s.SipPreparationSubmitted)}

    assert sections() == {Category.PLANNING, Category.SICK_LEAVE}
    less = (Removal(world.unit("soc"), frozenset({Category.SICK_LEAVE})),)
    made = world.do("handlaggare.fk", c.NarrowConsent(case_id=case_id, removed=less)).entries
    assert len(made) == 1 and sections() == {Category.PLANNING}


def test_a_successor_without_sip_or_without_a_unit_counts_as_narrowed(told: World) -> None:
    case_id = told.active("soc", "fk")
    first = summoned(told, case_id, "soc", "fk")
    told.consent(case_id, "larkan", "soc")
    sip = sip_of(told, case_id, first)
    assert sip.units == {told.unit("larkan"), told.unit("soc")} and not sip.over
    told.consent(case_id, "larkan", "soc", purposes=frozenset({Purpose.CONTACT, Purpose.REHAB_PLANNING}))
    assert sip_of(told, case_id, first).cancelled


def test_a_renewal_that_covers_the_same_leaves_the_meeting_alone(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id = summoned(told, case_id, "soc", "fk")
    told.consent(case_id, "larkan", "soc", "fk")
    assert not sip_of(told, case_id, sip_id).over


def test_what_is_held_is_held_whatever_happens_to_the_consent(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id = held(told, case_id, "soc", "fk")
    told.do("handlaggare.fk", c.WithdrawConsent(case_id=case_id, how_told=HowObtained.PHONE))
    assert not sip_of(told, case_id, sip_id).cancelled


def test_a_case_closes_over_an_open_meeting_only_when_that_is_said(told: World) -> None:
    case_id = told.active("soc")
    sip_id = summoned(told, case_id, "soc")
    shut = c.CloseCase(case_id=case_id, outcome=Outcome.STUDIES)
    assert refusal(told, "reko.larkan", shut) == ("open_meeting", "void_inquiries")
    told.do("reko.larkan", c.CloseCase(case_id=case_id, outcome=Outcome.STUDIES, void_inquiries=True))
    assert sip_of(told, case_id, sip_id).cancelled
