"""Efforts on the case page: side by side on the time axis, in the table, and as a count."""

from datetime import date
from typing import Any

from events import commands as c
from events.facts import InterventionRecorded
from events.kinds import FkCoordination
from events.kinds import InterventionStatus as Status
from tests.cases.reading import case_page, certificate, text_of
from tests.house.county import County


def effort(home: County, subject: str, case_id: Any, kind: str, **more: Any) -> None:
    terms: dict[str, Any] = {"kind": kind, "from_": date(2026, 11, 16), "status": Status.STARTED}
    home.do(subject, c.RecordIntervention(case_id=case_id, **(terms | more)))


def test_parallel_efforts_stand_as_tracks_and_in_the_table(home: County) -> None:
    case_id = home.case("soc", "ame", "fk")
    home.do("reko.larkan", certificate(case_id, date(2026, 11, 16), date(2026, 12, 31), 100))
    effort(home, "handlaggare.ame", case_id, "Arbetsträning", hours_per_week=15)
    effort(home, "reko.larkan", case_id, "Fysioterapi")
    effort(home, "handlaggare.ame", case_id, "Studiebesök", status=Status.OFFERED)
    page = case_page(home, "handlaggare.soc", case_id)
    said = text_of(page)
    assert "Pågående insatser 2 samtidigt hos två parter" in said
    assert "Arbetsträning 15 timmar i veckan Kommun från 16 november 2026 Pågår" in said
    assert "Fysioterapi Region från 16 november 2026 Pågår" in said
    assert "Studiebesök Kommun" not in said and "Studiebesök: erbjuden" in said


def test_a_change_keeps_what_the_effort_is_called(home: County) -> None:
    case_id = home.case("soc", "ame")
    effort(home, "handlaggare.ame", case_id, "Arbetsträning", status=Status.OFFERED)
    fact = home.world.log.load(case_id).facts(InterventionRecorded)[0].fact
    assert isinstance(fact, InterventionRecorded)
    begun = {"status": "started", "intervention_id": str(fact.intervention_id), "hours_per_week": "15"}
    assert home.hand("handlaggare.ame").form(f"/arenden/{case_id}/insatser", begun).status_code == 303
    said = text_of(case_page(home, "handlaggare.soc", case_id))
    assert "Arbetsträning: pågår" in said and "Arbetsträning 15 timmar i veckan Kommun" in said


def test_an_effort_is_nothing_to_those_who_may_not_read_it(home: County) -> None:
    case_id = home.case("soc", "af")
    effort(home, "reko.larkan", case_id, "Fysioterapi")
    assert "Fysioterapi" in text_of(case_page(home, "handlaggare.soc", case_id))
    unread = text_of(case_page(home, "handlaggare.af", case_id))
    assert "Fysioterapi" not in unread and "Pågående insatser" not in unread


def test_what_an_authority_says_itself_prevails_on_the_time_axis(home: County) -> None:
    case_id = home.case("soc", "fk", "af")
    told: dict[str, Any] = {"case_id": case_id, "enrolled": True, "from_": date(2026, 11, 2)}
    home.do("handlaggare.soc", c.RecordEmploymentStatus(**told, programme="Praktik"))
    assert "Praktik Arbetsförmedlingen från 2 november 2026" in text_of(case_page(home, "handlaggare.soc", case_id))
    home.do("handlaggare.af", c.RecordEmploymentStatus(**told | {"from_": date(2026, 11, 9)}))
    granted = c.RecordFkCoordination(case_id=case_id, status=FkCoordination.GRANTED, on=date(2026, 11, 12))
    home.do("handlaggare.fk", granted)
    said = text_of(case_page(home, "handlaggare.soc", case_id))
    assert "Inskriven Arbetsförmedlingen från 9 november 2026 Pågår" in said and "Praktik Arbets" not in said
    assert "Samordning Försäkringskassan från 12 november 2026 Pågår" in said
