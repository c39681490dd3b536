"""Questions and their answers, follow-ups."""

from datetime import date
from uuid import UUID

from events import commands as c
from events import facts as f
from events.kinds import InquiryType
from tests.house.county import County
from tests.house.sound.example import Sound, example, of_case
from tests.world import TODAY


@example(c.SendInquiry)
def inquiry(county: County) -> Sound:
    fields = {"to_unit": county.world.unit("soc"), "type": "general", "text": "När börjar det?", "due_on": "2026-12-01"}
    return Sound("reko.larkan", of_case(county.case("soc"), **fields), ("inquiry_id",))


def asked(county: County) -> tuple[UUID, UUID]:
    case_id, unit = county.case("soc"), county.world.unit("soc")
    command = c.SendInquiry(case_id=case_id, to_unit=unit, type=InquiryType.GENERAL, text="När börjar det?")
    fact = county.do("reko.larkan", command).entries[0].fact
    assert isinstance(fact, f.InquirySent)
    return case_id, fact.inquiry_id


@example(c.AnswerInquiry)
def reply(county: County) -> Sound:
    case_id, inquiry_id = asked(county)
    return Sound("handlaggare.soc", of_case(case_id, inquiry_id=inquiry_id, text="Nästa vecka."))


@example(c.VoidInquiry)
def void(county: County) -> Sound:
    case_id, inquiry_id = asked(county)
    return Sound("reko.larkan", of_case(case_id, inquiry_id=inquiry_id))


@example(c.ScheduleFollowUp)
def follow_up(county: County) -> Sound:
    fields = {"on": date(2026, 12, 10), "kind": "plan", "called_by_unit": county.world.unit("soc")}
    return Sound("reko.larkan", of_case(county.case("soc"), **fields))


@example(c.HoldFollowUp)
def held(county: County) -> Sound:
    case_id = county.case("soc")
    county.do("reko.larkan", c.ScheduleFollowUp(case_id=case_id, on=TODAY))
    fields = {"on": TODAY, "goals_met": "partly", "present_units": [county.world.unit("soc")], "person_present": True}
    return Sound("reko.larkan", of_case(case_id, **fields))
