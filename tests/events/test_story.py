"""The journey that everything else is built around, told once against a real store of each kind."""

from datetime import date, timedelta

import pytest

from events import commands as c
from events import facts as f
from events.kinds import HowObtained, InquiryType, Livelihood, Status
from events.reading import Reading
from events.refusals import NotFoundOrDenied
from events.sealing import Sealed
from tests.leave import sick_leave
from tests.world import TODAY, World


def texts(world: World, subject: str, case_id: object) -> list[str]:
    reading = world.read(subject, case_id)  # type: ignore[arg-type]
    return [entry.topic for entry in reading.entries]


def test_consent_opens_exactly_what_the_person_wants_and_closes_in_the_same_moment(any_world: World) -> None:
    world = any_world
    case_id = world.draft()
    with pytest.raises(NotFoundOrDenied):
        world.read("handlaggare.soc", case_id)
    world.consent(case_id, "larkan", "soc", "fk")
    gate = world.read("handlaggare.soc", case_id)
    assert gate.at_the_gate
    assert gate.entries == []
    assert gate.name == "Amina Testsson"
    assert gate.contact is None
    world.join(case_id, "handlaggare.soc")
    world.join(case_id, "handlaggare.fk")
    world.do(
        "reko.larkan",
        sick_leave(case_id, last=TODAY + timedelta(days=30), physician_name="Olof Demodal"),
    )
    world.do(
        "handlaggare.soc", c.RecordLivelihood(case_id=case_id, source=Livelihood.INCOME_SUPPORT, from_=date(2026, 3, 1))
    )
    asked = world.do(
        "handlaggare.soc",
        c.SendInquiry(
            case_id=case_id, to_unit=world.unit("larkan"), type=InquiryType.PLANNING, text="När kan hon börja?"
        ),
    )
    inquiry = asked.entries[0].fact
    assert isinstance(inquiry, f.InquirySent)
    reading = world.read("reko.larkan", case_id)
    assert reading.contact is not None
    assert reading.open(inquiry_of(reading)) == "När kan hon börja?"
    assert "inquiry-sent" not in texts(world, "handlaggare.fk", case_id)
    assert "sick-leave-recorded" in texts(world, "handlaggare.fk", case_id)
    world.do("reko.larkan", c.AnswerInquiry(case_id=case_id, inquiry_id=inquiry.inquiry_id, text="I januari."))
    world.do("handlaggare.fk", c.WithdrawConsent(case_id=case_id, how_told=HowObtained.PHONE))
    after = world.read("reko.larkan", case_id)
    assert after.case.status(TODAY) is Status.SUSPENDED
    assert {e.owner_unit for e in after.entries if e.category not in {"structure"}} == {world.unit("larkan")}
    assert after.contact is None
    assert "sick-leave-recorded" not in texts(world, "handlaggare.soc", case_id)
    assert "livelihood-recorded" in texts(world, "handlaggare.soc", case_id)


def inquiry_of(reading: Reading) -> Sealed[str]:
    return next(e.fact.text for e in reading.entries if isinstance(e.fact, f.InquirySent))
