"""The phase map of one case: what has happened, runs now and is planned, of the entries that this reader may read.

Nothing is asked of the case itself that the page does not show beside it already: who the parties are.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from events.calendar import day_of
from events.kinds import Status
from events.reading import Reading
from orgs.directory import Directory
from portal.cases.present import Present
from portal.phases.happened import Mark, State, marks_of
from portal.phases.phases import LANE_OF, LANES, PHASES, Phase
from portal.swedish import counted, day_and_month, joined, upper_first

SAID = {State.DONE: "Klart", State.NOW: "Pågår", State.NEXT: "Planerat"}
NOTHING, NOT_A_PARTY = "Inget att läsa", "Inte med"
ASKING = "inväntar samtycket"
"""In a draft nobody has joined yet: the unit that opened it is asking the person."""


def phase_map(reading: Reading, directory: Directory, present: Present, parties: Sequence[UUID]) -> dict[str, Any]:
    """``{lanes, phases, said}`` for the component; ``said``: in one sentence where the case stands."""
    today = day_of(reading.moment)
    marks = marks_of(present, directory, today)
    if reading.gate.shown_status is Status.DRAFT:
        marks = [mark._replace(state=State.NOW, text=ASKING) if mark.phase is Phase.CONSENT else mark for mark in marks]
    here = _here(marks)
    with_it = {*parties, reading.gate.officer.unit_id}
    taking_part = {LANE_OF[party] for unit in with_it if (party := directory.units[unit].party)}
    return {
        "lanes": list(LANES),
        "phases": [_row(phase, here, marks, taking_part, reading) for phase in PHASES],
        "said": _said(here, marks, bool(reading.case.closed)),
    }


def _here(marks: Sequence[Mark]) -> Phase:
    """Insatser while any effort runs; else the furthest phase where something has happened, not what is planned."""
    if any(mark.phase is Phase.EFFORTS and mark.state is State.NOW and not mark.living for mark in marks):
        return Phase.EFFORTS
    reached = [PHASES.index(mark.phase) for mark in marks if mark.state is not State.NEXT]
    return PHASES[max([PHASES.index(Phase.CONSENT), *reached])]


def _row(phase: Phase, here: Phase, marks: list[Mark], lanes: set[int], reading: Reading) -> dict[str, Any]:
    mine = sorted((mark for mark in marks if mark.phase is phase), key=lambda mark: mark.on)
    order, happened = PHASES.index(phase) - PHASES.index(here), any(mark.state is not State.NEXT for mark in mine)
    state = "now" if order == 0 and not reading.case.closed else "done" if order <= 0 and happened else "next"
    return {
        "name": phase.value,
        "note": _note(mine),
        "state": state,
        "cells": [_cell([m for m in mine if m.lane == lane], lane in lanes) for lane in range(len(LANES))],
    }


def _note(marks: list[Mark]) -> str:
    """Since when; or from when, if all of it is to come."""
    marks = [mark for mark in marks if not mark.living] or marks
    past = [mark.on for mark in marks if mark.state is not State.NEXT]
    ahead = [mark.on for mark in marks if mark.state is State.NEXT]
    if past:
        return f"sedan {day_and_month(min(past))}" if any(m.state is State.NOW for m in marks) else _days(past)
    return f"planerad {day_and_month(min(ahead))}" if ahead else ""


def _days(days: list[date]) -> str:
    first, last = day_and_month(min(days)), day_and_month(max(days))
    return first if first == last else f"{first} till {last}"


def _cell(marks: list[Mark], party: bool) -> list[dict[str, str]]:
    """One part for each state there is something in, what runs now first."""
    parts = []
    for state in (State.NOW, State.DONE, State.NEXT):
        texts = list(dict.fromkeys(mark.text for mark in marks if mark.state is state))
        if texts:
            parts.append({"state": state.value, "said": SAID[state], "text": upper_first(joined(texts))})
    return parts or [{"state": "none", "said": NOTHING if party else NOT_A_PARTY, "text": ""}]


def _said(here: Phase, marks: list[Mark], closed: bool) -> str:
    if closed:
        return "Ärendet är avslutat. Så här gick det till."
    running = {mark.lane for mark in marks if mark.state is State.NOW and mark.phase is Phase.EFFORTS}
    at_once = (
        f", med {counted(len(running), 'en part', 'parter')} samtidigt"
        if here is Phase.EFFORTS and len(running) > 1
        else ""
    )
    return f"Ni är i fasen {here.value.lower()}{at_once}."
