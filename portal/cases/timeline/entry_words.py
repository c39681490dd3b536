"""What an entry says, in Swedish: a title and paragraphs. Opened with the reader's own keys, for readers alone."""

from collections.abc import Callable
from typing import Any

from events import facts as f
from events.facts import sip as s
from events.reading import Reading
from orgs.directory import Directory
from portal.cases.timeline.words_of_planning import KINDS, PLANNING
from portal.cases.timeline.words_of_sip import SIP, SIP_KINDS
from portal.cases.timeline.words_of_structure import BARE, STRUCTURE
from portal.swedish import day, joined, label, period_said

Said = tuple[str, list[str]]


def words(reading: Reading, entry: f.Entry, directory: Directory) -> Said:
    """Title and paragraphs of an entry with words that this reader may read and that is not retracted."""
    if (bare := BARE.get(type(entry.fact))) is not None:
        return bare, []
    return _TELL[type(entry.fact)](entry.fact, reading, directory)


def has_words(entry: f.Entry) -> bool:
    """Those without (the activation, the lock) show as the status of the case, not in the timeline."""
    kind = type(entry.fact)
    return kind in BARE or kind in _TELL or kind is f.EntryRetracted


def title_of(entry: f.Entry) -> str:
    """What kind of thing it was: all that is left of a retracted entry."""
    return _KINDS.get(type(entry.fact), "En uppgift")


def _contact(fact: f.ContactLogged, reading: Reading, directory: Directory) -> Said:
    between = f"Mellan {directory.name_of(fact.unit_a)} och {directory.name_of(fact.unit_b)}."
    present = ["Personen var med."] if fact.with_person else []
    present += ["Personen namngavs inte."] if fact.deidentified else []
    how, why = label(fact.channel, "channel"), label(fact.purpose, "contact_purpose")
    return f"Kontakt: {how.lower()}, {why.lower()}", [" ".join([between, *present]), *_texts(reading, fact.text)]


def _sick_leave(fact: f.SickLeaveRecorded, reading: Reading, directory: Directory) -> Said:
    rows = [f"{row.degree} procent {period_said(row.from_, row.to)}." for row in fact.rows]
    physician = reading.open(fact.physician_name)
    issued = f"{label(fact.first_or_continued, 'first_or_continued')}, utfärdat {day(fact.issued_on)}"
    by = f"{issued} av {physician}, {directory.name_of(fact.certified_by_unit)}."
    return f"Sjukskrivning {joined([f'{row.degree}' for row in fact.rows])} procent", [*rows, by]


def _step_down(fact: f.StepDownPlanned, reading: Reading, directory: Directory) -> Said:
    steps = [f"{step.degree} procent från {day(step.from_)}." for step in fact.steps]
    return "Planerad nedtrappning", [" ".join(steps), *_texts(reading, fact.condition_text)]


def _livelihood(fact: f.LivelihoodRecorded, reading: Reading, directory: Directory) -> Said:
    told = [" Enligt personen."] if fact.source_reported_by_person else []
    period = period_said(fact.from_, fact.to)
    return f"Försörjning: {label(fact.source, 'livelihood')}", [f"{period[0].upper()}{period[1:]}." + "".join(told)]


def _sgi(fact: f.SgiStatusRecorded, reading: Reading, directory: Directory) -> Said:
    by = "Enligt Försäkringskassan" if fact.source == "fk" else "Enligt personen"
    return label(fact.status, "sgi_status"), [f"{by}, {day(fact.as_of)}."]


def _view(fact: f.PersonViewRecorded, reading: Reading, directory: Directory) -> Said:
    asked = (
        ("Det viktigaste", fact.what_matters),
        ("Mål", fact.goals),
        ("Styrkor", fact.strengths),
        ("Oro", fact.worries),
    )
    said = [f"{name}: {text}" for name, sealed in asked if (text := reading.open(sealed))]
    return "Personens egen beskrivning", [*said, *(["Skriven av personen själv."] if fact.written_by_person else [])]


def _inquiry(fact: f.InquirySent, reading: Reading, directory: Directory) -> Said:
    return label(fact.type, "inquiry_type"), _texts(reading, fact.text)


def _answer(fact: f.InquiryAnswered, reading: Reading, directory: Directory) -> Said:
    asked = reading.case.inquiries.get(fact.inquiry_id)
    about = f" på {label(asked.fact.type, 'inquiry_type').lower()}" if asked else ""
    return f"Svar{about}", _texts(reading, fact.text)


def _voided(fact: f.InquiryVoided, reading: Reading, directory: Directory) -> Said:
    asked = reading.case.inquiries.get(fact.inquiry_id)
    to = f"Frågan till {directory.name_of(asked.fact.to_unit)}. " if asked else ""
    return "En fråga stängdes utan svar", [f"{to}{label(fact.reason, 'void_reason')}."]


def _texts(reading: Reading, sealed: Any) -> list[str]:
    text = reading.open(sealed)
    return [text] if text else []


_TELL: dict[type[Any], Callable[[Any, Reading, Directory], Said]] = {
    **STRUCTURE,
    **PLANNING,
    **SIP,
    f.ContactLogged: _contact,
    f.SickLeaveRecorded: _sick_leave,
    f.StepDownPlanned: _step_down,
    f.LivelihoodRecorded: _livelihood,
    f.SgiStatusRecorded: _sgi,
    f.PersonViewRecorded: _view,
    f.InquirySent: _inquiry,
    f.InquiryAnswered: _answer,
    f.InquiryVoided: _voided,
}
_KINDS: dict[type[Any], str] = {
    **KINDS,
    **SIP_KINDS,
    f.ContactLogged: "Kontakt",
    f.SickLeaveRecorded: "Sjukskrivning",
    f.StepDownPlanned: "Planerad nedtrappning",
    f.LivelihoodRecorded: "Försörjning",
    f.SgiStatusRecorded: "SGI",
    f.PersonViewRecorded: "Personens egen beskrivning",
    f.InquirySent: "Fråga",
    f.InquiryAnswered: "Svar",
    f.ContactPersonNamed: "Kontaktperson",
}
_OF_THE_CASE: dict[type[Any], str] = {
    f.ConsentRecorded: "Nytt samtycke",
    f.ConsentNarrowed: "Samtycket är begränsat",
    f.ConsentVerified: "En part har kontrollerat samtycket",
    f.EarlierEntriesReleased: "Tidigare uppgifter är öppnade",
    f.PartyConfirmed: "Handläggare är namngivna",
    f.CaseResponsibilityTransferred: "Ansvaret är överlämnat",
    f.InquiryVoided: "En fråga stängdes utan svar",
    f.ContactDetailsChanged: "Kontaktuppgifterna är ändrade",
    f.CaseClosed: "Ärendet avslutades",
    f.CaseReopened: "Ärendet öppnades igen",
    s.SipProposed: "SIP-möte föreslaget",
    s.SipDeclined: "SIP-möte avböjt",
    s.SipSummoned: "Kallelse till SIP-möte",
    s.SipInvitationAnswered: "Svar på kallelse",
    s.SipReminded: "Påminnelse om SIP-möte",
    s.SipPreparationSubmitted: "Förberedelse till SIP-möte",
    s.SipCancelled: "SIP-möte inställt",
    s.SipHeld: "SIP-möte hållet",
    s.SipPlanEstablished: "SIP-plan",
    s.SipPlanFollowedUp: "SIP-plan uppföljd",
    s.TeamItemPlanned: "Ärendet tas upp i teamet",
}
KIND_OF_TOPIC = {str(fact.__struct_config__.tag): said for fact, said in {**_KINDS, **_OF_THE_CASE}.items()}
"""What has come, in a list of news that opens no entry."""
