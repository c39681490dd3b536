"""When the person has died: the others stop reading at once, one's own stays, and the page says so plainly."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest

from events import commands as c
from events.kinds import Outcome
from projections.statistics.facts import UnitKind, What
from projections.statistics.facts_of_case import facts_of
from tests.cases.reading import text_of
from tests.conftest import Store
from tests.house.county import API, County, county
from tests.leave import sick_leave
from tests.world import TODAY


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


def noted_late(home: County) -> UUID:
    """Closed with another outcome; that the person has died is known three weeks later."""
    case_id = ended(home, Outcome.OTHER)
    home.world.moment += timedelta(days=21)
    page = home.hand("reko.larkan").get(f"/arenden/{case_id}")
    assert f'href="/arenden/{case_id}/dodsfall"' in unescape(page.text)
    sent = home.hand("reko.larkan").form(f"/arenden/{case_id}/dodsfall", {"outcome": "deceased"})
    assert sent.status_code == 303, sent.text
    home.catch_up()
    return case_id


def test_that_is_noted_of_a_case_that_is_closed_already_and_ends_the_reading_then(home: County) -> None:
    case_id = noted_late(home)
    assert topics(home, "handlaggare.soc", case_id) & {"sick-leave-recorded", "case-closed"} == set()
    assert "person-view-recorded" in topics(home, "handlaggare.soc", case_id)
    ours = home.hand("reko.larkan").get(f"/arenden/{case_id}")
    assert "Personen har avlidit. Inget mer lämnas ut härifrån." in text_of(ours) and "dodsfall" not in ours.text
    form = home.hand("reko.larkan").get(f"/arenden/{case_id}/dodsfall")
    assert (form.status_code, form.headers["location"]) == (303, f"/arenden/{case_id}")
    again = home.hand("reko.larkan").command("close-case", case_id=str(case_id), outcome="deceased")
    assert (again.status_code, again.json()["key"]) == (422, "not_now")


def test_to_the_others_it_is_a_closed_case_whose_consent_was_withdrawn(home: County) -> None:
    late = noted_late(home)
    taken_back = ended(home, Outcome.OTHER)
    home.do("reko.larkan", c.WithdrawConsent(case_id=taken_back))
    home.catch_up()
    said = text_of(home.hand("handlaggare.soc").get("/"))
    numbers = [home.world.log.load(case_id).number for case_id in (late, taken_back)]
    for number in numbers:
        assert f"Samtycket i ärende {number} har upphört. Ärendet är avslutat." in said
    pages = [text_of(home.hand("handlaggare.soc").get(f"/arenden/{case_id}")) for case_id in (late, taken_back)]
    assert all("vlid" not in page for page in pages) and re.search(r"Ärendet avslutades [^.]*23 november", pages[0])


def test_who_is_told_of_a_death_at_the_closing_is_told_neutrally_and_an_ordinary_closing_gives_no_notice(
    home: County,
) -> None:
    died, other = ended(home, Outcome.DECEASED), ended(home, Outcome.OTHER)
    home.catch_up()
    said, ours = (text_of(home.hand(who).get("/")) for who in ("handlaggare.soc", "reko.larkan"))
    numbers = [home.world.log.load(case_id).number for case_id in (died, other)]
    notices = [f"Samtycket i ärende {number} har upphört" in said for number in numbers]
    assert notices == [True, False] and f"ärende {numbers[0]} har upphört" not in ours


@pytest.mark.parametrize("subject", ["handlaggare.soc", "reko2.larkan"])
def test_only_who_leads_the_case_notes_it(home: County, subject: str) -> None:
    case_id = ended(home, Outcome.OTHER)
    assert "dodsfall" not in home.hand(subject).get(f"/arenden/{case_id}").text
    assert home.hand(subject).get(f"/arenden/{case_id}/dodsfall").status_code in {303, 404}
    sent = home.hand(subject).command("close-case", case_id=str(case_id), outcome="deceased")
    assert sent.status_code in {404, 422}
    assert "sick-leave-recorded" in topics(home, "handlaggare.soc", case_id)


def test_what_is_noted_late_counts_as_no_other_closing(home: County) -> None:
    directory = home.world.directory
    units = {
        unit_id: UnitKind(unit.unit_type, directory.organisations[unit.org_id].org_type, unit.party)
        for unit_id, unit in directory.units.items()
    }
    found = facts_of(home.world.log.load(noted_late(home)), units)
    assert found is not None
    closings = [(each.day, each.kind) for each in found.happenings if each.what is What.CLOSING]
    assert closings == [(TODAY, "other")]


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
