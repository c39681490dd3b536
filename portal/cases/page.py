"""The case page: what this reader sees, made from one ``Reading`` and nothing else."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from events import facts as f
from events.calendar import day_of
from events.categories import Category
from events.code_lists import MUNICIPALITIES
from events.facts import Entry
from events.facts.sip import SipCancelled
from events.kinds import Status
from events.reading import Reading
from orgs.directory import Directory
from portal.cases.actions import actions, may_ask_about_violence, more_actions, more_notes
from portal.cases.banner import banner
from portal.cases.next_up import next_up
from portal.cases.parties import Calls, parties
from portal.cases.present import Present
from portal.cases.readers import Readers
from portal.cases.timeline.items import chosen, items, selections
from portal.cases.timeline.latest import latest
from portal.cases.untouched import untouched
from portal.phases.live import phase_map
from portal.swedish import day, into_record, upper_first, when_said
from portal.tasks.task import Task

COORDINATION_DAYS = 60
"""Added to the day of birth in a samordningsnummer."""


def case_page(
    reading: Reading,
    directory: Directory,
    calls: Calls,
    more: Sequence[Task] = (),
    selection: str = "",
    whole: bool = False,
) -> dict[str, Any]:
    """The whole context of ``cases/show.html``. ``whole``: the timeline from its beginning, not only the latest.

    ``more``: tasks in the case that it does not tell by itself.
    """
    case, here = reading.case, f"/arenden/{reading.case.case_id}"
    status, present = reading.gate.shown_status, Present(reading, directory)
    readers = Readers(reading, directory)
    alone = status in {None, Status.SUSPENDED, Status.LOCKED}
    shown, older = latest(case, chosen(reading, selection), here, selection, whole)
    return {
        "title": reading.name or f"Ärende {case.number}",
        "here": here,
        "live": {"href": f"{here}/andringar", "mark": reading.gate.mark()},
        "case_number": case.number,
        "state": str(status) if status else "",
        "facts_line": facts_line(reading),
        "banner": banner(reading, directory),
        "next_up": next_up(reading, directory, more),
        "closed_with_consent": _closed_with_consent(reading, directory) if status is Status.SUSPENDED else [],
        "untouched": untouched(reading),
        "present": [] if alone else present.facts,
        "chart": None if alone else present.chart,
        "phases": None if alone else phase_map(reading, directory, present, readers.parties),
        "ahead": [] if alone else present.ahead(),
        "actions": actions(reading, present.degree),
        "more_notes": more_notes(reading),
        "more_actions": more_actions(reading),
        "parties": parties(reading, directory, readers, calls),
        "timeline_heading": _heading(alone),
        "timeline": items(reading, readers, shown),
        "older": older,
        "selections": selections(reading, selection, here),
        "into": into_record(reading.gate.officer.unit.unit_type),
        "violence": violence(reading) if may_ask_about_violence(reading) else None,
        "jumps": jumps(alone, bool(present.facts)),
        "substitute": reading.gate.inside and not reading.gate.named,
    }


def _heading(alone: bool) -> str:
    """Of the timeline; ``alone``: nobody shares here any longer."""
    return "Det här kan ni läsa" if alone else "Det här har hänt"


def jumps(alone: bool, present: bool) -> list[dict[str, str]]:
    places = [("Läget nu", "#lage")] if present and not alone else []
    who = [] if alone else [("Vem gör vad", "#fas")]
    places = [*places, ("Parter", "#parter"), *who, (_heading(alone), "#hant")]
    return [{"label": said, "href": to} for said, to in places]


def facts_line(reading: Reading) -> list[dict[str, str]]:
    """The line under the name: what the reader may know of the person, then the number of the case."""
    number = {"text": f"Ärende {reading.case.number}"}
    contact = reading.contact
    if contact is None:
        return [number]
    digits = contact.personnummer
    line = [{"text": f"{age(digits, day_of(reading.moment))} år"}, {"text": f"{digits[:8]}-{digits[8:]}"}, number]
    if municipality := MUNICIPALITIES.get(reading.case.municipality_code):
        line.append({"text": municipality.name})
    if contact.phone:
        line.append({"text": contact.phone, "href": telephone(contact.phone)})
    if contact.reach_safely:
        line.append({"text": contact.reach_safely})
    if contact.interpreter_language:
        line.append({"text": f"Tolk: {contact.interpreter_language}"})
    return line


def age(digits: str, today: date) -> int:
    """Whole years, from twelve digits."""
    day_of_month = int(digits[6:8])
    born = int(digits[4:6]), day_of_month - COORDINATION_DAYS if day_of_month > COORDINATION_DAYS else day_of_month
    return today.year - int(digits[:4]) - ((today.month, today.day) < born)


def telephone(number: str) -> str:
    return "tel:" + "".join(sign for sign in number if sign.isdigit() or sign == "+")


def violence(reading: Reading) -> dict[str, Any]:
    """The latest record of the question, for those who may know that there is one."""
    mine = [e for e in reading.entries if isinstance(e.fact, f.ViolenceQuestionDocumented)]
    standing = [entry for entry in mine if entry.version not in reading.case.retracted]
    return {
        "said": _violence_said(standing[-1], reading) if standing else "",
        "links": _violence_links(reading, standing),
    }


def _violence_said(entry: Entry, reading: Reading) -> str:
    assert isinstance(entry.fact, f.ViolenceQuestionDocumented)
    record = reading.open(entry.fact.record)
    assert record is not None
    if not record.asked:
        return f"Frågan var inte ställd {day(record.asked_on)}."
    routine = "dokumenterad enligt rutinen" if record.documented_per_routine else "inte dokumenterad enligt rutinen"
    return f"Frågan är ställd {day(record.asked_on)}, {routine}."


def _violence_links(reading: Reading, standing: list[Entry]) -> list[dict[str, str]]:
    links, here = [], f"/arenden/{reading.case.case_id}"
    if reading.gate.shown_status is Status.ACTIVE:
        links.append({"label": "Anteckna om frågan är ställd", "href": f"{here}/valdsfraga", "icon": "pen"})
    if standing:
        to = f"{here}/handelser/{standing[-1].event_id}/rattelse"
        links.append({"label": "Rätta anteckningen", "href": to, "icon": "pen"})
    return [*links, {"label": "Er rutin", "href": "/rutin-for-fragan-om-vald", "icon": "doc"}]


def _meetings_cancelled(reading: Reading) -> list[dict[str, str]]:
    """Told to all that had heard of the meeting; what it was for is told to nobody any more."""
    fallen = [e for e in reading.entries if isinstance(e.fact, SipCancelled) and e.category is Category.STRUCTURE]
    note = "Alla som var kallade har fått besked."
    return [{"heading": "Mötet som var kallat är inställt", "note": note} for _ in fallen]


def _closed_with_consent(reading: Reading, directory: Directory) -> list[dict[str, str]]:
    """What was closed in the same moment as the consent, as far as it concerns this reader."""
    shown = _meetings_cancelled(reading)
    for entry in reading.entries:
        if not isinstance(entry.fact, f.InquiryVoided) or entry.category is not Category.STRUCTURE:
            continue
        asked = reading.case.inquiries[entry.fact.inquiry_id]
        to, by = asked.fact.to_unit, asked.sent.owner_unit
        ours = by == reading.gate.officer.unit_id
        whose = f"Er fråga till {directory.name_of(to)}" if ours else f"Frågan från {directory.name_of(by)}"
        said = upper_first(when_said(asked.sent.recorded_at, reading.moment))
        shown.append({"heading": f"{whose} är stängd utan svar", "note": f"{said}. Båda sidor har fått besked."})
    return shown
