"""When the person has died: the others stop reading at once, one's own stays, and the page says so plainly."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from events import commands as c
from events.kinds import Outcome
from projections.statistics.facts import UnitKind, What
from projections.statistics.facts_of_case import facts_of
from tests.cases.reading import text_of
from tests.conftest import Store
from tests.house.county import API, County, county
from tests.house.sound import sick_leave


@pytest.fixture
def home(store: Store) -> Iterator[County]:
    with county(store) as made:
        yield made


def ended(home: County, outcome: Outcome) -> UUID:
    case_id = home.case("soc", waiting=("fk",))
    home.do("reko.larkan", sick_leave(case_id))
    home.do("handlaggare.soc", c.RecordPersonView(case_id=case_id, goals="Att arbeta.", confirmed_by_person=True))
    home.do("reko.larkan", c.CloseCase(case_id=case_id, outcome=outcome))
    return case_id


def topics(home: County, subject: str, case_id: UUID) -> set[str]:
    answer = home.hand(subject).get(f"{API}/cases/{case_id}")
    assert answer.status_code == 200, answer.text
    return {entry["topic"] for entry in answer.json()["entries"]}


def test_the_others_stop_reading_and_each_keeps_its_own(home: County) -> None:
    case_id = ended(home, Outcome.DECEASED)
    theirs = topics(home, "handlaggare.soc", case_id)
    assert "person-view-recorded" in theirs
    assert not theirs & {"sick-leave-recorded", "case-closed", "contact-details-changed"}
    ours = topics(home, "reko.larkan", case_id)
    assert {"sick-leave-recorded", "case-closed"} <= ours and "person-view-recorded" not in ours
    assert home.hand("handlaggare.fk").get(f"{API}/cases/{case_id}").status_code == 404
    assert home.hand("handlaggare.fk").get(f"/arenden/{case_id}/samtycken/kontroll").status_code == 404


def test_with_another_outcome_they_read_on(home: County) -> None:
    case_id = ended(home, Outcome.OTHER)
    assert {"sick-leave-recorded", "case-closed"} <= topics(home, "handlaggare.soc", case_id)
    assert home.hand("handlaggare.fk").get(f"/arenden/{case_id}/samtycken/kontroll").status_code == 200


def test_the_page_says_so_to_the_unit_that_closed_and_only_to_it(home: County) -> None:
    case_id = ended(home, Outcome.DECEASED)
    ours, theirs = (home.hand(who).get(f"/arenden/{case_id}") for who in ("reko.larkan", "handlaggare.soc"))
    assert "Personen har avlidit. Inget mer lämnas ut härifrån." in text_of(ours)
    assert "Öppna ärendet igen" not in text_of(ours) and "Skriv ut till personen" not in text_of(ours)
    assert "vlid" not in text_of(theirs) and "Ärendet avslutades" in text_of(theirs)
    refused = home.hand("reko.larkan").command("reopen-case", case_id=str(case_id), reason="Fel")
    assert (refused.status_code, refused.json()["key"]) == (422, "reopen_deceased")


def test_the_statistics_count_the_case_as_any_other_that_was_closed(home: County) -> None:
    directory = home.world.directory
    units = {
        unit_id: UnitKind(unit.unit_type, directory.organisations[unit.org_id].org_type, unit.party)
        for unit_id, unit in directory.units.items()
    }
    counted = []
    for outcome in (Outcome.DECEASED, Outcome.OTHER):
        case = home.world.log.load(ended(home, outcome))
        found = facts_of(case, units)
        assert found is not None
        counted.append([(each.what, each.day) for each in found.happenings])
    assert counted[0] == counted[1] and What.CLOSING in {what for what, _ in counted[0]}
