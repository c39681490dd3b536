""" "Näst på tur": what waits for this reader in the case, and what they wait for, each with its reason and its day.

Made from the same derivation as Min dag (``events.due``) and in the same words, so that the two never differ; only a
question is quoted here, where its text may be read anyhow.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from events.calendar import day_of
from events.inquiries import PHYSICIAN_ONLY
from events.kinds import Status
from events.reading import Reading
from orgs.directory import Directory
from orgs.roles import Role
from portal.swedish import Due, due_said, upper_first, when_said
from portal.tasks.case_words import WORDS, Telling
from portal.tasks.cases import concerns
from portal.tasks.page import AWAITED
from portal.tasks.task import Task
from projections import due
from projections.due import DueRow

RENEW_WITHIN = timedelta(days=30)
ANYTIME, SOON = Due("Om det behövs", "", late=False), due_said(None, date.min)
Row = dict[str, Any]


def next_up(reading: Reading, directory: Directory, more: Sequence[Task] = ()) -> list[Row]:
    """Rows for ``tasks``; the first that has a button carries the page's one primary.

    ``more``: what waits for the reader and cannot be told from the case alone.
    """
    officer, today = reading.gate.officer, day_of(reading.moment)
    waiting = [
        (others, row) for others, row in due.rows_of(reading.case, reading.gate, today) if concerns(row, officer.unit)
    ]
    own = [(row.due_on, _row(row, reading, directory)) for others, row in waiting if not others]
    own += [(task.due_on, _of_task(task)) for task in more]
    kinds = {row.kind for _, row in waiting}
    if not kinds & {"renew_consent", "renew_consent_soon"}:
        own += _consent_ends(reading, today)
    awaited = [(row.due_on, _row(row, reading, directory)) for others, row in waiting if others]
    found = [*_by_day(own, today), *_by_day(awaited, today, AWAITED)]
    if reading.gate.shown_status is Status.DRAFT:
        found.append(_ask_without_name(reading))
    first = next((row for row in found if "verb" in row), None)
    return [row | {"primary": row is first} for row in found]


def _by_day(rows: list[tuple[date | None, Row]], today: date, undated: Due = SOON) -> list[Row]:
    rows.sort(key=lambda each: (each[0] or date.max, each[1]["what"]))
    return [{"due": due_said(on, today) if on else undated} | row for on, row in rows]


def _row(row: DueRow, reading: Reading, directory: Directory) -> Row:
    if row.kind in {"answer_inquiry", "awaited_answer"}:
        return _question(row.ref, reading, directory)
    said = WORDS[row.kind](Telling(row, directory, reading.gate.officer.role))
    told = {"what": upper_first(said.what), "why": said.why}
    if not said.place:
        return told  # it is done on this page
    return told | {"verb": said.verb, "verb_href": f"/arenden/{row.case_id}{said.place}"}


def _question(inquiry_id: UUID, reading: Reading, directory: Directory) -> Row:
    inquiry, officer = reading.case.inquiries[inquiry_id], reading.gate.officer
    fact, sent = inquiry.fact, inquiry.sent
    said, text = when_said(sent.recorded_at, reading.moment), _short(reading.open(fact.text) or "")
    if fact.to_unit != officer.unit_id:
        return {"what": f"{directory.name_of(fact.to_unit)} ska svara", "why": f"Ni frågade {said}: ”{text}”"}
    physician = fact.type in PHYSICIAN_ONLY
    who = "En läkare ska" if physician else "Ni ska"
    row = {"what": f"{who} svara {directory.name_of(sent.owner_unit)}", "why": f"”{text}” Frågan kom {said}."}
    if physician and officer.role is not Role.PHYSICIAN:
        return row
    here = f"/arenden/{reading.case.case_id}"
    return row | {"verb": "Svara", "verb_href": f"{here}/fragor/{fact.inquiry_id}/svar"}


def _of_task(task: Task) -> Row:
    return {"what": upper_first(task.reason), "why": task.why}


def _consent_ends(reading: Reading, today: date) -> list[tuple[date | None, Row]]:
    """Who recorded the consent is asked to renew it; any other party is told of its last day."""
    consent = reading.case.consent
    if reading.gate.shown_status is not Status.ACTIVE or consent is None:
        return []
    if consent.fact.valid_to - today > RENEW_WITHIN:
        return []
    why = "Fråga personen om hen vill förnya det. Därefter kan ingen dela något här."
    here = f"/arenden/{reading.case.case_id}/samtycken"
    row = {"what": "Samtycket går ut", "why": why, "verb": "Förnya samtycket", "verb_href": here}
    return [(consent.fact.valid_to, row)]


def _ask_without_name(reading: Reading) -> Row:
    return {
        "due": ANYTIME,
        "what": "Fråga någon utan att nämna personen",
        "why": "Ring, eller ställ en avidentifierad fråga längs enhetens kontaktväg. Det går utan samtycke.",
        "href": f"/kontaktvagar?kommun={reading.case.municipality_code}",
    }


def _short(text: str) -> str:
    return text if len(text) <= 140 else text[:139].rsplit(" ", 1)[0] + " …"
