"""The phase map tells what this reader may read, and where the case stands; without a case, who does what."""

from typing import Any

import pytest

from events.calendar import day_of
from portal.cases.page import case_page
from portal.cases.present import Present
from portal.phases.happened import State, marks_of
from portal.phases.phases import LANES, PHASES, TOLD, everywhere
from tests.portal.demo_store import County

REGION, TOWN, FK, AF = range(4)


def shown(loaded: County, subject: str, story: str) -> Any:
    return case_page(loaded.read(subject, story), loaded.directory, {})["phases"]


def cell(drawn: Any, phase: str, lane: int) -> str:
    """Everything that stands in one cell, states and texts."""
    (row,) = (row for row in drawn["phases"] if row["name"] == phase)
    return " · ".join(f"{part['said']} {part['text']}".strip() for part in row["cells"][lane])


def here(drawn: Any) -> list[str]:
    return [row["name"] for row in drawn["phases"] if row["state"] == "now"]


def test_everybody_is_told_who_does_what_in_each_phase() -> None:
    rows = everywhere()
    assert [row["name"] for row in rows] == [
        "Upptäckt", "Samtycke", "Kartläggning", "Plan", "Insatser", "Återgång"
    ]  # fmt: skip
    assert len(LANES) == 4 and all(len(TOLD[phase].does) == 4 for phase in PHASES)


def test_v1_is_in_the_efforts_with_three_parties_at_once(loaded: County) -> None:
    drawn = shown(loaded, "reko.larkan", "V1")
    assert here(drawn) == ["Insatser"]
    assert drawn["said"] == "Ni är i fasen insatser, med tre parter samtidigt."
    assert cell(drawn, "Upptäckt", TOWN) == "Klart Tidig kontakt"
    assert cell(drawn, "Insatser", TOWN) == "Pågår Försörjningsstöd och arbetsträning 15 timmar i veckan"
    assert cell(drawn, "Insatser", FK) == "Pågår Samordning"
    assert "Planerat Nedtrappning till 25 procent 4 januari" in cell(drawn, "Återgång", REGION)
    assert all(cell(drawn, phase.value, AF) == "Inte med" for phase in PHASES)


def test_a_draft_waits_for_its_consent_and_nothing_of_that_is_done(loaded: County) -> None:
    drawn = shown(loaded, "reko.sidensvansen", "V8")
    assert here(drawn) == ["Samtycke"]
    assert cell(drawn, "Samtycke", REGION) == "Pågår Inväntar samtycket"
    assert cell(drawn, "Plan", REGION) == "Inget att läsa" and cell(drawn, "Plan", FK) == "Inte med"


def test_a_party_sees_only_what_it_may_read(loaded: County) -> None:
    """The labour-market unit may not read livelihood and SGI; what it may not read is as if it were not there."""
    drawn = shown(loaded, "handlaggare.ame-koping", "V1")
    assert cell(drawn, "Kartläggning", FK) == "Inget att läsa"
    assert cell(drawn, "Insatser", TOWN) == "Pågår Arbetsträning 15 timmar i veckan"
    assert "Saknar SGI" in cell(shown(loaded, "reko.larkan", "V1"), "Kartläggning", FK), "the control"


def test_a_plan_that_is_not_shared_is_nothing_to_others(loaded: County) -> None:
    assert "Upprättade planen" in cell(shown(loaded, "reko.svalan", "V3"), "Plan", REGION)
    outside = shown(loaded, "handlaggare.soc-arboga", "V3")
    assert "planen" not in cell(outside, "Plan", REGION)
    assert "Läkarintyg på 75 procent" in cell(outside, "Upptäckt", REGION), "the control"


def test_the_violence_question_is_in_no_phase(loaded: County) -> None:
    reading = loaded.read("reko.orren", "V9")
    marks = marks_of(Present(reading, loaded.directory), loaded.directory, day_of(reading.moment))
    assert "violence-question-documented" in {entry.topic for entry in reading.entries}
    assert not any("våld" in mark.text for mark in marks) and any(mark.state is State.DONE for mark in marks)


@pytest.mark.parametrize("story", ["V4", "V5"])
def test_without_a_consent_there_is_no_map(loaded: County, story: str) -> None:
    opener = {"V4": "reko.jarpen", "V5": "reko.tarnan"}[story]
    assert shown(loaded, opener, story) is None


def test_a_draft_stands_at_the_consent(loaded: County) -> None:
    assert here(shown(loaded, "reko.sidensvansen", "V8")) == ["Samtycke"]


def test_a_closed_case_tells_how_it_went(loaded: County) -> None:
    drawn = shown(loaded, "reko.tranan", "V12")
    assert here(drawn) == [] and drawn["said"].startswith("Ärendet är avslutat.")
    assert "avslutade: arbete med stöd" in cell(drawn, "Återgång", REGION)
    assert "Lön" in cell(drawn, "Återgång", TOWN)
    soc = shown(loaded, "handlaggare.soc-sala", "V12")
    assert "anställning med lönestöd" in cell(soc, "Insatser", AF).lower()
