"""A case that is locked for protected identity is its number to every unit in it, and nothing of who else is in it: the
other units tell where the person may be found (domain.md 3.8, 3.9)."""

import re

import pytest

from events import commands as c
from tests.house.cast import routes_of
from tests.house.county import County
from tests.house.fillers import within_case

THERE = {"larkan": "reko.larkan", "soc": "handlaggare.soc", "fk": "handlaggare.fk", "psyk": "reko.psyk"}


@pytest.mark.parametrize("own", THERE)
def test_of_a_locked_case_no_page_names_another_unit_nor_tells_of_the_consent(home: County, own: str) -> None:
    case_id = home.case("soc", "fk", "psyk", waiting=("af",))
    fillers = within_case(home, case_id) | {"case_id": [str(case_id)]}
    for subject in THERE.values():
        assert home.hand(subject).get(f"/arenden/{case_id}").status_code == 200
    others = [f"{slug} (demo)" for slug in (*THERE, "af") if slug != own]
    before = _told(home, own, fillers)
    assert [name for name in others if name in before] == others, "the positive control"
    assert "2027-05-23" in before and "23 maj 2027" in before
    home.do("handlaggare.fk", c.NoteProtectedIdentity(case_id=case_id))
    after = _told(home, own, fillers)
    assert "Ärendet är spärrat" in after and home.world.log.load(case_id).number in after
    assert [name for name in others if name in after] == []
    assert "2027-05-23" not in after and "23 maj 2027" not in after


def test_a_locked_case_is_not_offered_to_a_deviation(home: County) -> None:
    case_id = home.case("soc", "fk")
    home.catch_up()
    assert str(case_id) in home.hand("reko.larkan").get("/avvikelser/ny").text, "the positive control"
    home.do("handlaggare.fk", c.NoteProtectedIdentity(case_id=case_id))
    home.catch_up()
    assert str(case_id) not in home.hand("reko.larkan").get("/avvikelser/ny").text


def _told(home: County, own: str, fillers: dict[str, list[str]]) -> str:
    """Every page and answer of the API about the case, in one text."""
    hand, told = home.hand(THERE[own]), []
    for verb, path in sorted(routes_of(home.app)):
        names = re.findall(r"\{(\w+):", path)
        if verb == "GET" and "case_id" in names and fillers.keys() >= set(names):
            answer = hand.get(re.sub(r"\{(\w+):\w+\}", lambda match: fillers[match.group(1)][0], path))
            assert answer.status_code < 500, path
            told.append(answer.text if answer.status_code == 200 else "")
    return "\n".join(told)
