"""Min dag, Ärenden and the case say the same of what waits: after random histories of real commands by anybody, at
moments to come, and over the whole demo county."""

import re
from collections import Counter
from datetime import date, timedelta
from html import unescape
from typing import Any
from uuid import UUID

import psycopg
import pytest

from orgs.officers import Officer
from orgs.roles import CASE_ROLES
from portal.cases.next_up import next_up
from portal.clock import DEMO_DAY
from portal.desk.rows import rows
from portal.swedish import upper_first
from portal.tasks.cases import by_case
from portal.tasks.task import Asking
from projections.runner import Projector
from projections.view import seen_by
from tests.gate.test_histories import History
from tests.house.county import County, Hand
from tests.portal.demo_store import County as Loaded

SEEDS = range(700, 724)
LATER = (timedelta(0), timedelta(days=4), timedelta(days=20), timedelta(days=45))
CALM = "Inget brådskar"
ASKED = {"answer_inquiry": "svara"}
"""A question is quoted on the page of its case, so it is not told in the same words there."""


def next_on(hand: Hand, case_id: UUID) -> str:
    """The text of "Näst på tur" on the page of the case."""
    answer = hand.get(f"/arenden/{case_id}")
    assert answer.status_code == 200, answer.text[:200]
    shown = answer.text.partition('id="nast"')[2].partition("</section>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def tasks_of(hand: Hand, case_id: UUID) -> list[dict[str, Any]]:
    found = hand.get("/api/v1/tasks").json()["tasks"]
    return [task for task in found if task["case_id"] == str(case_id) and task["kind"] != "colleague_away"]


def in_list(hand: Hand, case_id: UUID) -> str:
    """The row of the case in the list."""
    listed = hand.get("/arenden?status=alla").text.partition('<ol class="worklist">')[2].partition("</ol>")[0]
    (row,) = [each for each in listed.split('<div class="worklist__who">') if str(case_id) in each]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", row)).split())


def at_every_moment(home: County, case_id: UUID, seed: int, met: Counter[str]) -> list[str]:
    """What the three pages disagree on, for everybody who is named."""
    wrong: list[str] = []
    then = home.world.moment
    for later in LATER:
        case = home.world.log.load(case_id)
        named = sorted(home.world.directory.users[u].subject for users in case.caseworkers.values() for u in users)
        for subject in named:
            home.world.moment = then + later
            hand, today = home.hand(subject), (then + later).date()
            if str(case_id) not in hand.get("/arenden?status=alla").text:
                continue
            told, row = tasks_of(hand, case_id), in_list(hand, case_id)
            late = [task for task in told if task["due_on"] and date.fromisoformat(task["due_on"]) < today]
            met.update(kind=len(told), late=len(late), calm=CALM in row)
            where = f"seed {seed}, {subject}, {later.days} days on"
            if late and CALM in row:
                wrong.append(f"{where}: {late[0]['kind']} is late, and the list says {CALM}")
            if told and "Väntar på Er enhet" not in row:
                wrong.append(f"{where}: {told[0]['kind']} waits for the unit, and the list says {row}")
            if "samtycken/kontroll" in hand.get(f"/arenden/{case_id}").headers.get("location", ""):
                continue  # the gate page is what there is to do
            page = next_on(hand, case_id).lower() if told else ""
            for task in told:
                said = ASKED.get(task["kind"], task["what"].partition(": ")[2])
                if said.lower() not in page:
                    wrong.append(f"{where}: {task['kind']} is not on the page of the case: {page}")
    home.world.moment = then
    return wrong


def test_after_any_history_the_three_pages_say_the_same_of_what_waits(home: County) -> None:
    met: Counter[str] = Counter()
    for seed in SEEDS:
        history = History(home.world, seed)
        for _ in range(history.draw.randint(8, 24)):
            history.step()
        home.catch_up()
        assert at_every_moment(home, history.case_id, seed, met) == [], history.told
    assert met["late"] > 20 and met["calm"] > 5, "a control: there was something to disagree on"


@pytest.fixture(scope="module")
def county(loaded: Loaded) -> Loaded:
    with psycopg.connect(loaded.admin, autocommit=True) as connection:
        Projector(connection).catch_up()
    return loaded


def officers(county: Loaded) -> list[Officer]:
    held = (a for a in county.directory.assignments.values() if a.role in CASE_ROLES and a.active_on(DEMO_DAY.date()))
    users, units = county.directory.users, county.directory.units
    return [Officer(a.user_id, users[a.user_id].name, a.assignment_id, a.role, units[a.unit_id]) for a in held]


def test_no_case_of_the_county_with_a_late_task_is_said_to_be_calm(county: Loaded) -> None:
    late = calm = 0
    for officer in officers(county):
        with seen_by(county.log.pool, officer.unit_id, DEMO_DAY) as connection:
            for row in rows(Asking(connection, officer, county.directory, DEMO_DAY), lambda case: case.number):
                overdue = [task for task in row.seen.tasks if task.due_on and task.due_on < DEMO_DAY.date()]
                late, calm = late + bool(overdue), calm + (not row.reasons)
                assert row.reasons or not overdue, (officer.name, row.seen.case.number, overdue)
                assert not row.seen.tasks or officer.unit_id in row.seen.waits_on
    assert late > 20 and calm > 20


def test_what_tops_min_dag_for_a_case_tops_its_page(county: Loaded) -> None:
    compared = 0
    for officer in officers(county):
        with seen_by(county.log.pool, officer.unit_id, DEMO_DAY) as connection:
            asking = Asking(connection, officer, county.directory, DEMO_DAY)
            cases = [row.seen.case.case_id for row in rows(asking, lambda case: case.number) if row.seen.tasks]
            first = {case_id: found[0] for case_id, found in by_case(asking, cases).items()}
        for case_id, task in first.items():
            reading = county.log.read(case_id, officer, DEMO_DAY)
            if reading.at_the_gate:
                continue
            top = next_up(reading, county.directory)[0]
            said = ASKED.get(task.kind)
            assert said in top["what"] if said else top["what"] == upper_first(task.reason), (top, task)
            compared += 1
    assert compared > 50
