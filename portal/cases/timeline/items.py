"""The timeline of a case: what this reader may read, newest first, each with who can read it now."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from events import facts as f
from events.calendar import STOCKHOLM, day_of
from events.categories import Category
from events.facts import Entry
from events.parties import RETRACTABLE
from events.reading import Reading
from orgs.directory import Directory
from portal.cases.readers import Readers
from portal.cases.timeline.entry_words import has_words, title_of, words
from portal.cases.timeline.kva import kva_line
from portal.swedish import MONTHS, day, label, short_date, upper_first, when_said

Items = list[dict[str, Any]]
NOON = time(12)
SELECTIONS: dict[str, tuple[str, frozenset[Category]]] = {
    "sjukskrivning": ("Sjukskrivning", frozenset({Category.SICK_LEAVE})),
    "funktion": ("Funktion och aktivitet", frozenset({Category.FUNCTIONAL_STATUS, Category.DIAGNOSIS})),
    "plan": (
        "Plan och insatser",
        frozenset({Category.REHAB_PLAN, Category.MUNICIPAL_INTERVENTIONS, Category.EMPLOYMENT_SERVICES}),
    ),
    "forsorjning": ("Försörjning och Försäkringskassan", frozenset({Category.LIVELIHOOD, Category.SOCIAL_INSURANCE})),
    "beskrivning": ("Personens egen beskrivning", frozenset({Category.PERSON_VIEW})),
    "kontakter": ("Kontakter och frågor", frozenset({Category.PLANNING, Category.FUNCTIONAL_STATUS})),
    "samtycke": ("Samtycke och parter", frozenset({Category.STRUCTURE, Category.IDENTITY_CONTACT})),
}
"""Name in the address -> (label, categories)."""
EVERYTHING = "allt"
IN_PASSING = (f.ConsentVerified, f.PartyConfirmed, f.ContactPersonNamed, f.ConsentCopyGiven)
"""What stands among the parties and in the banner already; in the timeline when everything is asked for."""


def timeline(reading: Reading, directory: Directory, selection: str = "") -> Items:
    """Everything of the selection, as ``components/case.html`` prints it."""
    return items(reading, Readers(reading, directory), chosen(reading, selection))


def chosen(reading: Reading, selection: str = "") -> list[Entry]:
    """The entries of the selection, newest first; those that have no words show elsewhere on the page."""
    wanted = [entry for entry in _told(reading) if _wanted(entry, selection) and has_words(entry)]
    return sorted(wanted, key=lambda entry: (entry.dated, entry.version), reverse=True)


def items(reading: Reading, readers: Readers, entries: Iterable[Entry]) -> Items:
    """Opened and put into words."""
    return [_item(reading, entry, readers) for entry in entries]


def selections(reading: Reading, selection: str, here: str) -> list[dict[str, Any]]:
    """Links that narrow the timeline; only to what this reader has something of."""
    present = {entry.category for entry in _told(reading)}
    items = [{"label": "Det viktigaste", "href": f"{here}#hant", "current": selection not in {*SELECTIONS, EVERYTHING}}]
    items.append({"label": "Allt", "href": f"{here}?visa={EVERYTHING}#hant", "current": selection == EVERYTHING})
    for name, (said, categories) in SELECTIONS.items():
        if categories & present:
            items.append({"label": said, "href": f"{here}?visa={name}#hant", "current": name == selection})
    return items


def _wanted(entry: Entry, selection: str) -> bool:
    if selection in SELECTIONS:
        return entry.category in SELECTIONS[selection][1]
    return selection == EVERYTHING or not isinstance(entry.fact, IN_PASSING)


def _told(reading: Reading) -> Iterator[Entry]:
    """What belongs in a timeline: never the question about violence; a retraction where it is the only trace."""
    own = reading.gate.officer.unit_id
    for entry in reading.entries:
        if entry.category is Category.VIOLENCE_QUESTION:
            continue
        if isinstance(entry.fact, f.EntryRetracted) and entry.owner_unit == own:
            continue  # the retracted entry itself says so
        yield entry


def _item(reading: Reading, entry: Entry, readers: Readers) -> dict[str, Any]:
    directory = readers.directory
    when, exactly = _when(entry, reading.moment)
    item: dict[str, Any] = {
        "id": entry.event_id.hex,
        "when": when,
        "exact": exactly,
        "by": _by(entry, directory),
        "copy": None,
    }
    undone = reading.case.retracted.get(entry.version)
    if isinstance(entry.fact, f.EntryRetracted):
        about = reading.case.entries[entry.fact.version]
        return item | {"title": f"{title_of(about)} har tagits tillbaka", "retracted": _reason(entry.fact)}
    if undone is not None and isinstance(undone.fact, f.EntryRetracted):
        gone = f"Ni tog tillbaka uppgiften {day(undone.dated)}. {_reason(undone.fact)} Innehållet visas inte längre."
        return item | {"title": title_of(entry), "retracted": gone}
    title, paragraphs = words(reading, entry, directory)
    item |= {"title": title, "paragraphs": paragraphs}
    if reading.gate.takes_part or reading.case.consent is None:  # a unit that has left is not told how others stand
        item["readers"] = readers.of(entry)
    copied = [f"{day(entry.dated)}. {title}", item["by"], *paragraphs]
    item["copy"] = "\n".join([*copied, *kva_line(entry, reading.gate.officer)])
    item["links"] = _links(reading, entry)
    return item | _asked(reading, entry, directory)


def _when(entry: Entry, now: datetime) -> tuple[str, str]:
    """As people say it, and exactly. What was noted on a later day shows the day it happened."""
    if entry.dated == day_of(entry.recorded_at):
        return upper_first(when_said(entry.recorded_at, now)), exact(entry.dated)
    noon = datetime.combine(entry.dated, NOON, STOCKHOLM)
    said = short_date(entry.dated) if entry.dated > day_of(now) else when_said(noon, now)
    return upper_first(said.removesuffix(" 12.00")), exact(entry.dated)


def exact(when: date) -> str:
    """16 nov 2026"""
    return f"{when.day} {MONTHS[when.month - 1][:3]} {when.year}"


def _by(entry: Entry, directory: Directory) -> str:
    if entry.actor is None:
        return "Portalen"
    user = directory.user(entry.actor.user_id)
    name = f"{user.name}, " if user else ""
    unit = directory.name_of(entry.actor.unit_id)
    to = f". Till {directory.name_of(entry.fact.to_unit)}" if isinstance(entry.fact, f.InquirySent) else ""
    late = entry.dated != day_of(entry.recorded_at)
    noted = f". Antecknat {day(day_of(entry.recorded_at))}" if late else ""
    return f"{name}{unit}{to}{noted}"


def _reason(fact: f.EntryRetracted) -> str:
    return f"Skäl: {label(fact.reason, 'retraction_reason').lower()}."


def _links(reading: Reading, entry: Entry) -> list[dict[str, str]]:
    mine = entry.owner_unit == reading.gate.officer.unit_id
    if not mine or not isinstance(entry.fact, RETRACTABLE):
        return []
    return [{"label": "Rätta", "href": f"/arenden/{entry.stream_id}/handelser/{entry.event_id}/rattelse"}]


def _asked(reading: Reading, entry: Entry, directory: Directory) -> dict[str, Any]:
    """What a question waits for, and the way to answer it."""
    if not isinstance(entry.fact, f.InquirySent):
        return {}
    inquiry, anchor = reading.case.inquiries.get(entry.fact.inquiry_id), f"fraga-{entry.fact.inquiry_id}"
    if inquiry is None or not inquiry.open:
        return {"anchor": anchor}
    to_us = entry.fact.to_unit == reading.gate.officer.unit_id
    waits = "ert svar" if to_us else f"svar från {directory.name_of(entry.fact.to_unit)}"
    badge = {"word": f"Väntar på {waits}, senast {short_date(entry.fact.due_on)}", "tone": "wait", "icon": "clock"}
    address = f"/arenden/{entry.stream_id}/fragor/{entry.fact.inquiry_id}"
    links = [{"label": "Svara", "href": f"{address}/svar"}] if to_us else _links(reading, entry)
    if entry.owner_unit == reading.gate.officer.unit_id:
        links = [{"label": "Ta tillbaka frågan", "href": f"{address}/aterkallelse"}]
    return {"anchor": anchor, "badge": badge, "waiting": to_us, "links": links}
