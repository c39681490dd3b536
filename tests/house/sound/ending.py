"""Objections, handing over, closing, purging, reopening."""

from events import commands as c
from events.kinds import Outcome
from tests.house.county import County
from tests.house.sound.example import Sound, example, of_case
from tests.world import TODAY


@example(c.NoteStatisticsObjection)
def objection(county: County) -> Sound:
    return Sound("reko.larkan", of_case(county.case("soc")))


@example(c.TransferCaseResponsibility)
def hand_over(county: County) -> Sound:
    fields = {"kind": "lead", "to_unit": county.world.unit("soc"), "reason": "moved", "municipality_code": "1980"}
    return Sound("reko.larkan", of_case(county.case("soc"), from_unit=county.world.unit("larkan"), **fields))


@example(c.CloseCase)
def close(county: County) -> Sound:
    return Sound("reko.larkan", of_case(county.case("soc"), outcome="regained_sgi", closed_on=TODAY))


@example(c.PurgeCase)
def purge(county: County) -> Sound:
    return Sound("admin.region-adm", of_case(county.case("soc"), decision_ref="RV 2026/118"))


@example(c.ReopenCase)
def reopen(county: County) -> Sound:
    case_id = county.case("soc")
    county.do("reko.larkan", c.CloseCase(case_id=case_id, outcome=Outcome.OTHER))
    return Sound("reko.larkan", of_case(case_id, reason="Ny sjukskrivning."))
