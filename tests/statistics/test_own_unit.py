"""The unit's own figures, nothing hidden: only under an assignment, only of the own unit, all of it logged."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import psycopg

from events import commands as c
from projections.statistics import own_unit
from tests.cases.reading import text_of
from tests.cases.test_following_up import NUMBER, granted
from tests.house.conftest import *  # noqa: F403 - the county and its fixtures
from tests.house.county import County
from tests.leave import sick_leave

PLACE = "/kvalitetsuppfoljning/siffror"
STARTED, LEAVE = "Nya ärenden", "Första intyg på heltid"
PERIOD = f"{PLACE}?period=2026H2"
"""Over, once the world's clock stands in 2027."""


def a_half_year(home: County) -> UUID:
    """One case with sick leave by the care unit, then the half-year is over."""
    case_id = home.case("soc")
    home.do("reko.larkan", sick_leave(case_id))
    home.do("reko.larkan", c.DocumentViolenceQuestion(case_id=case_id, asked=True, asked_on=date(2026, 11, 20)))
    home.projector.catch_up()
    return case_id


def next_year(home: County) -> None:
    home.world.moment += timedelta(days=60)


def shown(home: County, subject: str) -> dict[str, list[str]]:
    answer = home.hand(subject).get(PERIOD)
    assert answer.status_code == 200, answer.text
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', answer.text, re.S)
    return {name: [text_of_cell(cell) for cell in re.findall(r"<td.*?</td>", cells, re.S)] for name, cells in rows}


def text_of_cell(cell: str) -> str:
    return re.sub(r"<.*?>", "", cell).replace("\N{NO-BREAK SPACE}", " ").strip()


def test_who_holds_an_assignment_sees_small_numbers_and_the_registry_number(home: County) -> None:
    a_half_year(home)
    assignment_id = granted(home)
    next_year(home)
    rows = shown(home, "reko2.larkan")
    assert rows[STARTED][2] == "1"
    said = text_of(home.hand("reko2.larkan").get(PERIOD))
    assert NUMBER in said and "färre än 5" not in said
    found = home.sql("SELECT what, case_id, registry_number, quality_assignment_id FROM audit.access ORDER BY id DESC")
    assert found[0] == ("unit_figures", None, NUMBER, assignment_id)
    assert found[1] == found[0], "each showing is a row of its own"
    log = text_of(home.hand("logg.larkan").get("/logg"))
    assert "Såg enhetens omaskade siffror" in log and f"Diarienummer {NUMBER}" in log


def test_without_an_assignment_there_is_no_such_page(home: County) -> None:
    a_half_year(home)
    granted(home)
    next_year(home)
    for subject in ("reko.larkan", "chef.larkan", "chef.soc", "handlaggare.soc"):
        assert home.hand(subject).get(PERIOD).status_code == 404
    assert home.hand("reko2.larkan").get(PERIOD).status_code == 200
    rows: list[Any] = home.sql("SELECT DISTINCT user_id FROM audit.access WHERE what = 'unit_figures'")
    assert rows == [(home.world.officer("reko2.larkan").user_id,)]


def test_it_is_over_the_moment_the_assignment_ends(home: County) -> None:
    a_half_year(home)
    assignment_id = granted(home)
    next_year(home)
    assert home.hand("reko2.larkan").get(PERIOD).status_code == 200
    home.do("chef.larkan", c.EndQualityAssignment(quality_assignment_id=assignment_id))
    assert home.hand("reko2.larkan").get(PERIOD).status_code == 404


def test_another_unit_counts_its_own_and_never_what_it_was_not_told(home: County) -> None:
    a_half_year(home)
    for subject in ("chef.psyk", "chef.soc", "chef.larkan"):
        granted(home, subject, by=subject)
    next_year(home)
    assert shown(home, "chef.psyk")[STARTED] == ["0", "0", "0"], "no part of the case"
    mine, party = shown(home, "chef.larkan"), shown(home, "chef.soc")
    assert mine[STARTED][2] == party[STARTED][2] == "1", "both have written in it"
    assert mine[LEAVE][2] == "100,0 % 1 av 1" and LEAVE not in party


def test_the_database_shows_the_facts_of_the_own_unit_under_an_assignment_and_to_nobody_else(home: County) -> None:
    case_id = a_half_year(home)
    mine, other = home.world.unit("larkan"), home.world.unit("fk")
    count = "SELECT count(*) FROM own.stat_{}"
    seen = {}
    for unit, quality in ((mine, ""), (other, str(case_id)), (mine, str(case_id))):
        with psycopg.connect(home.store.web) as web:
            web.execute("SELECT set_config('portal.unit', %s, true)", (str(unit),))
            web.execute("SELECT set_config('portal.quality', %s, true)", (quality,))
            found = [web.execute(count.format(name).encode()).fetchone() for name in ("case", "place", "span")]
            seen[unit, bool(quality)] = [row[0] for row in found if row]
    assert seen[mine, False] == seen[other, True] == [0, 0, 0]
    assert all(seen[mine, True])


def test_the_question_about_violence_moves_nothing_here(home: County) -> None:
    case_id = a_half_year(home)
    rows = home.sql("SELECT count(*) FROM own.stat_happening WHERE what = 'violence'")
    assert rows == [(0,)]
    assert home.sql("SELECT count(*) FROM log.violence WHERE case_id = %s", case_id) == [(1,)]
    keys = {
        figure.key for unit in home.world.directory.units.values() for figure in own_unit.figures_of(unit.unit_type)
    }
    assert "I01" in keys and not keys & {"I07", "I07b"}


def test_what_is_kept_from_a_unit_moves_none_of_its_facts(home: County) -> None:
    case_id = a_half_year(home)
    home.do("handlaggare.soc", c.RecordPersonView(case_id=case_id, goals="Arbete", confirmed_by_person=True))
    soc = home.world.unit("soc")
    before = facts_known(home, soc)
    home.do("reko.larkan", sick_leave(case_id))
    assert facts_known(home, soc) == before
    home.do("reko.larkan", c.WithdrawConsent(case_id=case_id))
    assert facts_known(home, soc) != before, "how the case stands is for every party to see"


def test_who_objected_to_statistics_is_not_counted_here_either_whoever_wrote_it_down(home: County) -> None:
    case_id = a_half_year(home)
    for subject in ("chef.soc", "chef.larkan"):
        granted(home, subject, by=subject)
    home.do("handlaggare.soc", c.NoteStatisticsObjection(case_id=case_id))
    home.projector.catch_up()
    next_year(home)
    for subject in ("chef.larkan", "chef.soc"):
        assert shown(home, subject)[STARTED] == ["0", "0", "0"], subject
        assert "den som inte vill vara med i statistiken" in text_of(home.hand(subject).get(PERIOD))
    assert home.sql("SELECT count(*) FROM own.stat_case WHERE case_id = %s", case_id) == [(0,)]


def test_no_free_range_of_dates_and_no_running_period(home: County) -> None:
    a_half_year(home)
    granted(home)
    next_year(home)
    for query in ("from=2026-07-01&to=2026-08-01", "period=2026-07-01", "period=2027H1"):
        assert home.hand("reko2.larkan").get(f"{PLACE}?{query}").status_code == 422, query


def test_the_page_says_how_far_the_counting_has_come(home: County) -> None:
    case_id = a_half_year(home)
    granted(home)
    home.catch_up()
    next_year(home)
    assert "inte helt i kapp" not in text_of(home.hand("reko2.larkan").get(PERIOD))
    home.world.do("handlaggare.soc", c.NoteStatisticsObjection(case_id=case_id))
    said = text_of(home.hand("reko2.larkan").get(PERIOD))
    assert "Allt som skrevs före 22 januari 2027 är inräknat" in said
    assert "Publicerade perioder påverkas inte" not in said, "nothing here is published"


def facts_known(home: County, unit: UUID) -> list[Any]:
    home.projector.catch_up()
    return [
        home.sql(f"SELECT to_jsonb(t) FROM own.stat_{name} t WHERE reader = %s ORDER BY t::text", unit)
        for name in ("case", "place", "span", "happening")
    ]
