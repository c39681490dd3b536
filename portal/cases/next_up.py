""" "Näst på tur": what this reader's unit should do next in the case, in order of date, each with its reason."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from events import facts as f
from events.calendar import day_of
from events.due_consents import DRAFT_KEPT, WRITTEN_WITHIN
from events.follow_ups import open_follow_ups
from events.inquiries import PHYSICIAN_ONLY
from events.kinds import ConsentForm, Status
from events.reading import Reading
from orgs.directory import Directory
from orgs.roles import Role
from portal.cases.releases import releases_to_make
from portal.sip.joint import next_step
from portal.sip.meeting import meetings
from portal.swedish import Due, collation_key, day, due_said, joined, label, moment_said, upper_first, when_said

RENEW_WITHIN = timedelta(days=30)
UNDATED, OTHERS = Due("Så snart det går", "", late=False), Due("Väntar", "", late=False)
Task = tuple[date | None, dict[str, Any]]


def next_up(reading: Reading, directory: Directory) -> list[dict[str, Any]]:
    """Rows for ``tasks``; the first that has a button carries the page's one primary."""
    today = day_of(reading.moment)
    found: list[Task] = []
    match reading.gate.shown_status:
        case Status.DRAFT:
            found = list(_draft(reading))
        case Status.ACTIVE:
            found = [
                *_questions(reading, directory),
                *_consent(reading, directory),
                *_facts(reading),
                *_follow_ups(reading),
                *_meetings(reading, directory),
            ]
    found.sort(key=lambda task: (task[0] is None, task[0] or today))
    rows = [{"due": due_said(due, today) if due else UNDATED} | row for due, row in found]
    first = next((row for row in rows if "verb" in row), None)
    return [row | {"primary": row is first} for row in rows]


def _draft(reading: Reading) -> Iterator[Task]:
    case = reading.case
    if case.drafted_at is None:
        return
    until = day_of(case.drafted_at) + DRAFT_KEPT
    yield (
        until,
        {
            "what": "Skriv in samtycket",
            "why": f"Utan samtycke ska utkastet bort senast {day(until)}. Skriv då in att personen säger nej.",
            "verb": "Skriv in samtycket",
            "verb_href": f"/arenden/{case.case_id}/samtycken",
        },
    )
    yield (
        None,
        {
            "due": Due("Om det behövs", "", late=False),
            "what": "Fråga någon utan att nämna personen",
            "why": "Ring, eller ställ en avidentifierad fråga längs enhetens kontaktväg. Det går utan samtycke.",
            "href": f"/kontaktvagar?kommun={case.municipality_code}",
        },
    )


def _questions(reading: Reading, directory: Directory) -> Iterator[Task]:
    own, here = reading.gate.officer.unit_id, f"/arenden/{reading.case.case_id}"
    readable = {entry.version for entry in reading.entries}
    for inquiry in reading.case.inquiries.values():
        fact = inquiry.fact
        if not inquiry.open or inquiry.sent.version not in readable:
            continue
        said, text = when_said(inquiry.sent.recorded_at, reading.moment), reading.open(fact.text) or ""
        if fact.to_unit == own:
            physician = fact.type in PHYSICIAN_ONLY
            who = "En läkare ska" if physician else "Ni ska"
            task = {
                "what": f"{who} svara {directory.name_of(inquiry.sent.owner_unit)}",
                "why": f"”{_short(text)}” Frågan kom {said}.",
            }
            if not physician or reading.gate.officer.role is Role.PHYSICIAN:
                task |= {"verb": "Svara", "verb_href": f"{here}/fragor/{fact.inquiry_id}/svar"}
            yield fact.due_on, task
        else:
            why = f"Ni frågade {said}: ”{_short(text)}”"
            yield fact.due_on, {"what": f"{directory.name_of(fact.to_unit)} ska svara er", "why": why}


def _consent(reading: Reading, directory: Directory) -> Iterator[Task]:
    consent, here, today = reading.case.consent, f"/arenden/{reading.case.case_id}", day_of(reading.moment)
    assert consent is not None
    if consent.fact.valid_to - today <= RENEW_WITHIN:
        yield (
            consent.fact.valid_to,
            {
                "what": "Samtycket går ut",
                "why": "Fråga personen om hen vill förnya det. Därefter kan ingen dela något här.",
                "verb": "Förnya samtycket",
                "verb_href": f"{here}/samtycken",
            },
        )
    yield from releases_to_make(reading, consent, directory)
    if consent.recorded_by.unit_id != reading.gate.officer.unit_id:
        return
    if consent.fact.form is ConsentForm.ORAL:
        yield (
            consent.fact.given_on + WRITTEN_WITHIN,
            {
                "what": "Be om ett skriftligt samtycke",
                "why": f"Personen sa ja muntligt {day(consent.fact.given_on)}.",
                "verb": "Skriv in det skriftliga",
                "verb_href": f"{here}/samtycken",
            },
        )
    if not consent.copy_given:
        yield (
            None,
            {
                "what": "Ge personen en kopia av samtycket",
                "verb": "Skriv ut kopian",
                "verb_href": f"{here}/samtycken/{consent.fact.consent_id}/kopia",
            },
        )
    if waiting := sorted(
        map(directory.name_of, reading.case.parties_at(reading.moment) - consent.verified), key=collation_key
    ):
        what = f"{joined(waiting)} har inte kontrollerat samtycket än"
        yield None, {"due": OTHERS, "what": what, "why": "Det går inte att läsa något innan det är gjort."}


def _facts(reading: Reading) -> Iterator[Task]:
    from_fk = [e.fact for e in reading.entries if isinstance(e.fact, f.SgiStatusRecorded) and e.fact.source == "fk"]
    if from_fk and from_fk[-1].status == "has_sgi":
        yield (
            None,
            {
                "what": "Passar ärendet fortfarande här?",
                "why": f"Personen har SGI enligt Försäkringskassan, {day(from_fk[-1].as_of)}.",
            },
        )


def _follow_ups(reading: Reading) -> Iterator[Task]:
    """What the own unit has called: to hold it, and to say how it went."""
    for entry in open_follow_ups(reading.case, reading.gate):
        if isinstance(entry.fact, f.FollowUpScheduled):
            kind = label(entry.fact.kind, "follow_up_kind")
            yield (
                entry.fact.on,
                {
                    "what": kind,
                    "why": "Ni kallar. Skriv in hur det gick efteråt.",
                    "verb": "Skriv in",
                    "verb_href": f"/arenden/{reading.case.case_id}/uppfoljningar/hallna/ny",
                },
            )


def _meetings(reading: Reading, directory: Directory) -> Iterator[Task]:
    """The one thing that each joint meeting waits for from the own unit."""
    for meeting in meetings(reading, directory):
        if (step := next_step(meeting)) is None:
            continue
        when = f"{upper_first(moment_said(meeting.sip.at))}. " if meeting.sip.at else ""
        due = meeting.prepare_by if meeting.open and not meeting.begun else None
        why = f"{when}{step['why']}".strip()
        yield due, {"what": meeting.title, "why": why, "verb": step["verb"], "verb_href": step["href"]}


def _short(text: str) -> str:
    return text if len(text) <= 140 else text[:139].rsplit(" ", 1)[0] + " …"
