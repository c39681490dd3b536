"""Sound examples of the commands about deviations."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from events.commands import deviations as d
from tests.house.county import County
from tests.house.sound.agreements import in_force_today
from tests.house.sound.example import Body, Sound, as_sent, example
from tests.world import TODAY


def deviation_report(county: County, **more: Any) -> Body:
    fields = {
        "type": "late_reply",
        "about_unit": county.world.unit("soc"),
        "happened_on": TODAY,
        "description": "Svaret kom nio dagar efter utlovad dag.",
        "consequence_for_person": "delay",
    }
    return as_sent(fields | more)


def reported(county: County, **more: Any) -> UUID:
    command = msgspec.convert(deviation_report(county, **more), d.ReportDeviation)
    return county.do("reko.larkan", command).entries[0].stream_id


def answered(county: County) -> UUID:
    deviation_id = reported(county)
    said = d.AnswerDeviation(
        deviation_id=deviation_id, measure="Vi bevakar frågor.", feedback_text="Tack, det stämmer."
    )
    county.do("chef.soc", said)
    return deviation_id


@example(d.ReportDeviation)
def report_deviation(county: County) -> Sound:
    more = {"agreement_id": in_force_today(county), "clause": "contact_paths", "case_id": county.case("soc")}
    return Sound("reko.larkan", deviation_report(county, **more), ("deviation_id",))


@example(d.AcknowledgeDeviation)
def acknowledge(county: County) -> Sound:
    return Sound("chef.soc", as_sent({"deviation_id": reported(county)}))


@example(d.InvestigateDeviation)
def investigate(county: County) -> Sound:
    fields = {"cause": "staffing", "finding": "Två var borta samma vecka."}
    return Sound("chef.soc", as_sent({"deviation_id": reported(county), **fields}))


@example(d.AnswerDeviation)
def answer_deviation(county: County) -> Sound:
    fields = {"measure": "Vi bevakar frågor varje dag.", "feedback_text": "Tack, det stämmer."}
    return Sound("chef.soc", as_sent({"deviation_id": reported(county), "measure_due": date(2026, 12, 31), **fields}))


@example(d.EscalateDeviation)
def escalate(county: County) -> Sound:
    return Sound("chef.larkan", as_sent({"deviation_id": reported(county), "to": "steering_group"}))


@example(d.CloseDeviation)
def close_deviation(county: County) -> Sound:
    return Sound("reko.larkan", as_sent({"deviation_id": answered(county)}))


@example(d.ReopenDeviation)
def reopen_deviation(county: County) -> Sound:
    return Sound("reko.larkan", as_sent({"deviation_id": answered(county), "reason": "Det hände igen."}))


@example(d.WithdrawDeviation)
def withdraw_deviation(county: County) -> Sound:
    return Sound("reko.larkan", as_sent({"deviation_id": reported(county)}))
