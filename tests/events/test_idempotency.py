"""A command sent twice, by somebody else, or at the same time as another (architecture 3)."""

import threading
from uuid import UUID, uuid4

import pytest

from events import commands as c
from events.kinds import InitiatingReason
from events.refusals import NotFoundOrDenied, Refused
from tests.world import AMINA, BENGT, INFORMED, World


def drafting(number: str = AMINA) -> c.DraftCase:
    reason = InitiatingReason.OTHER
    person = c.Person(number, "Amina Testsson")
    return c.DraftCase(
        person=person, municipality_code="1983", initiating_reason=reason, protected_identity_checked=True
    )


def view(case_id: UUID, text: str = "Arbeta igen") -> c.RecordPersonView:
    return c.RecordPersonView(case_id=case_id, goals=text, confirmed_by_person=True)


def count(world: World, case_id: UUID) -> int:
    return world.log.load(case_id).version


def test_the_same_command_twice_is_recorded_once(any_world: World) -> None:
    case_id, command_id = any_world.active("soc"), uuid4()
    first = any_world.do("reko.larkan", view(case_id), command_id=command_id)
    before = count(any_world, case_id)
    second = any_world.do("reko.larkan", view(case_id), command_id=command_id)
    assert [e.event_id for e in second.entries] == [e.event_id for e in first.entries]
    assert count(any_world, case_id) == before


def test_a_draft_sent_twice_opens_one_case(world: World) -> None:
    command_id = uuid4()
    first = world.do("reko.larkan", drafting(), command_id=command_id)
    second = world.do("reko.larkan", drafting(), command_id=command_id)
    assert [e.event_id for e in second.entries] == [e.event_id for e in first.entries]
    with pytest.raises(Refused, match="case_already_open"):
        world.do("reko.larkan", drafting())


def test_a_unit_registered_twice_with_one_id_is_one_unit(world: World) -> None:
    org_id, command_id = world.directory.units[world.unit("fk")].org_id, uuid4()
    command = c.RegisterUnit(org_id=org_id, slug="fk-ny", name="FK ny", unit_type="fk_office")  # type: ignore[arg-type]
    from events.act import Act

    receipts = [world.log.execute(command, Act(None, world.moment, world.directory, command_id)) for _ in range(2)]
    assert receipts[0].entries[0].event_id == receipts[1].entries[0].event_id


def test_a_withdrawal_sent_twice_is_answered_as_the_first_time(world: World) -> None:
    case_id, command_id = world.active("soc"), uuid4()
    first = world.do("reko.larkan", c.WithdrawConsent(case_id=case_id), command_id=command_id)
    again = world.do("reko.larkan", c.WithdrawConsent(case_id=case_id), command_id=command_id)
    assert [e.event_id for e in again.entries] == [e.event_id for e in first.entries]


def test_another_officers_command_id_is_refused(world: World) -> None:
    case_id, command_id = world.active("soc"), uuid4()
    world.do("reko.larkan", view(case_id), command_id=command_id)
    before = count(world, case_id)
    with pytest.raises(Refused, match="stale_form"):
        world.do("handlaggare.soc", view(case_id), command_id=command_id)
    with pytest.raises(Refused, match="stale_form"):
        world.do("handlaggare.soc", drafting(BENGT), command_id=command_id)
    assert count(world, case_id) == before


def test_an_id_used_in_another_case_is_refused_and_records_nothing(world: World) -> None:
    case_id, command_id = world.active("soc"), uuid4()
    other = world.draft("reko.larkan", BENGT)
    world.do("reko.larkan", view(case_id), command_id=command_id)
    with pytest.raises(Refused, match="stale_form"):
        world.do("reko.larkan", c.RefuseConsent(case_id=other), command_id=command_id)
    assert count(world, other) == 1


def test_a_stale_form_is_told_only_to_who_may_act_in_the_case(world: World) -> None:
    case_id = world.active("soc")
    stale = c.RecordPersonView(case_id=case_id, goals="Arbeta", confirmed_by_person=True, seen="long ago")
    with pytest.raises(Refused, match="stale_form"):
        world.do("handlaggare.soc", stale)
    for subject in ("handlaggare.ame", "handlaggare2.soc", "chef.fk"):
        with pytest.raises(NotFoundOrDenied):
            world.do(subject, stale)
    fresh = world.read("handlaggare.soc", case_id).gate.seen()
    world.do("handlaggare.soc", c.RecordPersonView(case_id=case_id, goals="A", confirmed_by_person=True, seen=fresh))


def test_what_others_may_not_read_makes_no_form_stale(world: World) -> None:
    case_id = world.active("soc")
    seen = world.read("handlaggare.soc", case_id).gate.seen()
    world.do("reko.larkan", c.DocumentViolenceQuestion(case_id=case_id, asked=True, asked_on=world.moment.date()))
    assert world.read("handlaggare.soc", case_id).gate.seen() == seen
    world.do("reko.larkan", view(case_id))
    assert world.read("handlaggare.soc", case_id).gate.seen() != seen


def at_once(*work: object) -> list[object]:
    """What each callable gave or raised, all let go at the same moment."""
    ready, outcomes = threading.Barrier(len(work)), [None] * len(work)

    def run(place: int) -> None:
        ready.wait()
        try:
            outcomes[place] = work[place]()  # type: ignore[operator]
        except Exception as raised:  # noqa: BLE001  # the outcome itself is what is looked at
            outcomes[place] = raised  # type: ignore[call-overload]

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(work))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return list(outcomes)


def test_appends_at_the_same_moment_are_decided_anew_and_all_recorded(any_world: World) -> None:
    world = any_world
    case_id = world.active("soc")
    before = count(world, case_id)
    acts = [world.act(subject) for subject in ("reko.larkan", "handlaggare.soc", "reko.larkan")]
    outcomes = at_once(*[lambda act=act: world.log.execute(view(case_id), act) for act in acts])
    assert [o for o in outcomes if isinstance(o, Exception)] == []
    assert count(world, case_id) == before + 3


def test_one_command_sent_twice_at_the_same_moment_is_recorded_once(any_world: World) -> None:
    world = any_world
    case_id = world.active("soc")
    before = count(world, case_id)
    act = world.act("reko.larkan")
    outcomes = at_once(*[lambda: world.log.execute(view(case_id), act)] * 4)
    assert [o for o in outcomes if isinstance(o, Exception)] == []
    assert count(world, case_id) == before + 1


def test_verifying_at_the_same_moment_happens_once(world: World) -> None:
    case_id = world.draft()
    world.consent(case_id, "larkan", "soc")
    command = c.VerifyConsent(case_id=case_id, how="seen_form")  # type: ignore[arg-type]
    acts = [world.act(subject) for subject in ("handlaggare.soc", "handlaggare2.soc")]
    outcomes = at_once(*[lambda act=act: world.log.execute(command, act) for act in acts])
    assert sorted(type(o).__name__ for o in outcomes) == ["Receipt", "Refused"]


def test_a_refused_command_may_be_sent_again_with_the_same_id(world: World) -> None:
    case_id, command_id = world.draft(), uuid4()
    with pytest.raises(Refused, match="consent_missing"):
        world.do("reko.larkan", view(case_id), command_id=command_id)
    world.consent(case_id, "larkan", "soc")
    assert INFORMED.complete
    world.do("reko.larkan", view(case_id), command_id=command_id)
