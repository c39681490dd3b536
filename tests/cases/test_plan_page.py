"""The plan of a case: for whom it is there, what it says, and its versions."""

from html import unescape
from typing import Any
from uuid import UUID

import msgspec

from events import commands as c
from events.categories import Category
from events.facts import Step
from tests.cases.reading import text_of
from tests.house.county import County
from tests.house.sound.planning import plan
from tests.leave import sick_leave
from tests.world import TODAY

NONE = "Det finns ingen plan att läsa"


def planned(home: County, case_id: UUID, **more: Any) -> None:
    home.do("reko.larkan", msgspec.convert(plan(case_id, **more), c.EstablishRehabPlan))


def revised(home: County, case_id: UUID, **more: Any) -> None:
    home.do("reko.larkan", msgspec.convert(plan(case_id, **more), c.ReviseRehabPlan))


def page(home: County, subject: str, case_id: UUID) -> Any:
    return home.hand(subject).get(f"/arenden/{case_id}/plan")


def test_the_plan_is_read_by_those_who_may_and_is_nothing_to_the_others(home: County) -> None:
    case_id = home.case("soc", "af")
    assert NONE in text_of(page(home, "handlaggare.soc", case_id))
    planned(home, case_id, step_down_reason_none="Läkaren bedömer i januari.")
    for subject in ("reko.larkan", "handlaggare.soc"):
        said = text_of(page(home, subject, case_id))
        assert "Att arbeta heltid." in said and "Arbetsträning, Köping," in said and NONE not in said
    unread = text_of(page(home, "handlaggare.af", case_id))
    assert NONE in unread and "Att arbeta heltid." not in unread
    assert "/planversioner/ny" in unescape(page(home, "reko.larkan", case_id).text)
    assert "/planversioner/ny" not in unescape(page(home, "handlaggare.soc", case_id).text)


def test_versions_stand_side_by_side_with_what_was_changed(home: County) -> None:
    case_id = home.case("soc")
    planned(home, case_id, step_down_reason_none="Läkaren bedömer i januari.")
    assert "Versioner sida vid sida" not in text_of(page(home, "handlaggare.soc", case_id))
    why = {"step_down_reason_none": "Läkaren bedömer i januari.", "reason": "Det går bättre."}
    revised(home, case_id, overall_goal="Att arbeta halvtid.", **why)
    said = text_of(page(home, "handlaggare.soc", case_id))
    assert "Version 1" in said and "Version 2" in said and said.count("Ändrat") == 1
    assert "Mål Att arbeta halvtid. Ändrat Att arbeta heltid." in said


def test_the_step_down_is_drawn_for_those_who_may_know_of_the_sick_leave(home: County) -> None:
    case_id = home.world.draft()
    without = home.world.recipient("fk", frozenset({Category.SICK_LEAVE}))
    home.world.consent(case_id, recipients=(home.world.recipient("larkan"), home.world.recipient("soc"), without))
    for subject in ("handlaggare.soc", "handlaggare.fk"):
        home.world.join(case_id, subject)
    home.do("reko.larkan", sick_leave(case_id))
    steps = (Step(TODAY.replace(month=12, day=14), 50),)
    ref = home.do("reko.larkan", c.PlanStepDown(case_id=case_id, steps=steps)).entries[0].event_id
    planned(home, case_id, step_down_ref=ref)
    drawn, plain = page(home, "handlaggare.soc", case_id), page(home, "handlaggare.fk", case_id)
    assert '<svg class="chart' in drawn.text and "50 procent från 14 december 2026" in text_of(drawn)
    assert '<svg class="chart' not in plain.text and "50 procent" not in text_of(plain)
    assert "Nedtrappningen är inte delad med er." in text_of(plain)


def test_two_who_change_the_plan_at_once_do_not_overwrite_each_other(home: County) -> None:
    case_id = home.case("soc")
    planned(home, case_id, step_down_reason_none="Läkaren bedömer i januari.")
    first = home.hand("reko.larkan").get(f"/arenden/{case_id}/planversioner/ny").text
    seen = first.partition('name="seen" value="')[2].partition('"')[0]
    fields = {
        "established_on": "2026-11-23",
        "occupation_description": "Kök.",
        "overall_goal": "Halvtid.",
        "reason": "Det går bättre.",
        "step_down_reason_none": "Läkaren bedömer i januari.",
        "responsible_physician": "Lena Läkare",
        "activities.0.kind": "Arbetsträning",
        "activities.0.who": "Köping",
        "activities.0.from": "2026-11-23",
        "activities.0.to": "2027-01-29",
        "follow_up_on": "2026-12-10",
        "collaboration_needs": "municipality",
        "made_with_person": "true",
        "seen": seen,
    }
    send = home.hand("reko.larkan").form
    assert send(f"/arenden/{case_id}/planversioner", fields).status_code == 303
    late = send(f"/arenden/{case_id}/planversioner", fields | {"overall_goal": "Kvartstid."})
    assert late.status_code == 409 and "Kvartstid." in unescape(late.text)
    assert f'href="/arenden/{case_id}" target="_blank">Läs ändringen' in unescape(late.text)
    assert "Kvartstid." not in text_of(page(home, "handlaggare.soc", case_id))
