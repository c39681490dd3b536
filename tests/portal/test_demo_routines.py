"""Nine of ten municipalities have a signed routine, Västerås two of three signatures; without Sala eight are left."""

from datetime import date, timedelta

import psycopg

from events.act import Act
from events.agreement import Agreement, fold
from events.commands.agreements import TerminateAgreement
from events.facts.agreements import AGREEMENT_TOPICS
from events.log_recorder import entry_of
from portal.agreements.coverage import Row, rows
from portal.agreements.words import lead, to_do
from portal.demo.ids import command_id
from tests.portal.demo_store import County

TODAY = date(2026, 11, 23)


def routines(loaded: County) -> list[Agreement]:
    with psycopg.connect(loaded.admin) as connection:
        found = connection.execute(
            "SELECT stream_id, version, state, event_id, command_id FROM log.event WHERE topic = ANY (%s)"
            " ORDER BY position",
            (list(AGREEMENT_TOPICS),),
        ).fetchall()
    entries = [entry_of(*row) for row in found]
    return [fold(stream, (e for e in entries if e.stream_id == stream)) for stream in {e.stream_id for e in entries}]


def covered(loaded: County, day: date = TODAY) -> list[Row]:
    return rows(routines(loaded), "19", day)


def test_nine_of_ten_are_in_force(loaded: County) -> None:
    assert lead(covered(loaded)) == "9 av 10 kommuner har en undertecknad rutin i kraft. Västerås saknas."


def test_it_was_so_on_the_first_of_may_and_not_before_they_were_signed(loaded: County) -> None:
    assert sum(row.covered for row in covered(loaded, date(2026, 5, 1))) == 9
    assert sum(row.covered for row in covered(loaded, date(2024, 4, 10))) == 2
    assert sum(row.covered for row in covered(loaded, date(2024, 1, 1))) == 0


def test_what_must_be_chased_is_fagersta_and_vasteras(loaded: County) -> None:
    leader, worker = loaded.officer("process.forsakringsmedicin"), loaded.officer("handlaggare.soc-koping")
    fagersta, vasteras = to_do(covered(loaded), leader, loaded.directory, TODAY)
    for each in (fagersta, vasteras):
        assert (each["verb"], each["verb_href"]) == ("Påminn", each["href"] + "/paminnelse")
    assert not any("verb" in each for each in to_do(covered(loaded), worker, loaded.directory, TODAY))
    assert fagersta["what"] == "Fagersta: årlig uppföljning av rutinen är inte kallad"
    assert "6 november 2026" in fagersta["why"] and "enhetschef Per Demoqvist" in fagersta["why"]
    assert vasteras["what"] == "Västerås: en underskrift saknas"
    assert "Försörjningsstöd Västerås (demo) har inte gjort det." in vasteras["why"]


def test_the_next_follow_ups_are_where_they_should_be(loaded: County) -> None:
    due = {row.municipality.slug: row.agreement.follow_up_due for row in covered(loaded) if row.agreement}
    assert due["arboga"] == date(2027, 10, 22) and due["sala"] == date(2027, 9, 18)
    assert due["fagersta"] == date(2026, 11, 6) and due["surahammar"] == date(2026, 12, 3)
    assert due["vasteras"] is None


def test_terminating_sala_gives_eight_from_that_day(loaded: County) -> None:
    sala = next(row.agreement for row in covered(loaded) if row.municipality.slug == "sala")
    assert sala is not None
    ending = TerminateAgreement(agreement_id=sala.agreement_id, on=date(2026, 12, 1))
    act = Act(loaded.officer("chef.tranan"), loaded.moment, loaded.directory, command_id("sala ends"))
    loaded.log.execute(ending, act)
    assert sum(row.covered for row in covered(loaded, date(2026, 12, 1) - timedelta(days=1))) == 9
    assert sum(row.covered for row in covered(loaded, date(2026, 12, 1))) == 8
    assert lead(covered(loaded, date(2026, 12, 1))).endswith("Sala och Västerås saknas.")
