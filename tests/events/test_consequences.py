"""What falls with an ending never tells whom the person told."""

import pytest

from events import commands as c
from events import facts as f
from events.facts import Removal
from events.kinds import HowObtained, InquiryType, Outcome
from tests.world import World


@pytest.mark.parametrize("ending", ["withdrawn", "narrowed", "closed"])
def test_a_voided_inquiry_names_nobody_who_acted(world: World, ending: str) -> None:
    case_id = world.active("soc", "ame")
    world.do(
        "reko.larkan",
        c.SendInquiry(case_id=case_id, to_unit=world.unit("soc"), type=InquiryType.PLANNING, text="När börjar hon?"),
    )
    commands: dict[str, tuple[str, c.Command]] = {
        "withdrawn": ("handlaggare.ame", c.WithdrawConsent(case_id=case_id, how_told=HowObtained.PHONE)),
        "narrowed": ("handlaggare.ame", c.NarrowConsent(case_id=case_id, removed=(Removal(world.unit("soc")),))),
        "closed": ("reko.larkan", c.CloseCase(case_id=case_id, outcome=Outcome.STUDIES, void_inquiries=True)),
    }
    subject, command = commands[ending]
    made = world.do(subject, command, command_id=world._id())
    again = world.do(subject, command, command_id=made.command_id)
    assert [e.event_id for e in again.entries] == [e.event_id for e in made.entries]
    voided = [e for e in world.read("reko.larkan", case_id).entries if isinstance(e.fact, f.InquiryVoided)]
    assert len(voided) == 1
    assert voided[0].actor is None
