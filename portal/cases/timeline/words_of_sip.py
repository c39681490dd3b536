"""What is said of joint meetings: title and paragraphs, as in ``entry_words``."""

from collections.abc import Callable
from typing import Any

from events.facts import sip as s
from events.reading import Reading
from events.sip.kinds import DeclinedBy
from orgs.directory import Directory
from portal.swedish import exact_date, joined, label, moment_said, period_said, upper_first

Said = tuple[str, list[str]]


def kind_said(kind: str) -> str:
    """ "SIP" or "gemensamt planeringsmöte", inside a sentence."""
    name = label(kind, "sip_kind")
    return name if name.isupper() else name[:1].lower() + name[1:]


def _proposed(fact: s.SipProposed, reading: Reading, directory: Directory) -> Said:
    return f"Förslag om {kind_said(fact.kind)}", [
        f"{label(fact.reason, 'sip_reason')}.",
        *_texts(reading, fact.purpose),
    ]


def _declined(fact: s.SipDeclined, reading: Reading, directory: Directory) -> Said:
    who = {DeclinedBy.PERSON: "Personen", DeclinedBy.REGION: "Regionen", DeclinedBy.MUNICIPALITY: "Kommunen"}[fact.by]
    return f"{who} tackade nej till mötet", _texts(reading, fact.reason)


def _summoned(fact: s.SipSummoned, reading: Reading, directory: Directory) -> Said:
    units = sorted(directory.name_of(unit) for unit in fact.units | {fact.convener_unit})
    guests = [label(guest, "guest").lower() for guest in sorted(fact.guests)]
    what = (
        f"Kallelse till {kind_said(fact.kind)}" if fact.version == 1 else f"Ändrad kallelse till {kind_said(fact.kind)}"
    )
    place = " ".join(_texts(reading, fact.place))
    when = f"{upper_first(moment_said(fact.at))}, {fact.minutes} minuter. {label(fact.way, 'meeting_way')}: {place}."
    purpose = [f"Syfte: {text}" for text in _texts(reading, fact.purpose)]
    return what, [when, *purpose, f"Kallade: {joined([*guests, *units])}."]


def _answered(fact: s.SipInvitationAnswered, reading: Reading, directory: Directory) -> Said:
    who = [f"{text}." for text in _texts(reading, fact.who)]
    return f"Svar på kallelsen: {label(fact.answer, 'invitation_answer').lower()}", who


def _reminded(fact: s.SipReminded, reading: Reading, directory: Directory) -> Said:
    return "Påminnelse om mötet", [f"Till {directory.name_of(fact.unit_id)}."]


def _prepared(fact: s.SipPreparationSubmitted, reading: Reading, directory: Directory) -> Said:
    answers = reading.open(fact.answers) or ()
    whose = "Personens förberedelse" if fact.for_person else "Förberedelse"
    asked = [(label(each.question, "sip_question"), each.text) for each in answers]
    return f"{whose} inför mötet", [f"{asks}{'' if asks.endswith('?') else ':'} {text}" for asks, text in asked]


def _wishes(fact: s.SipWishesNoted, reading: Reading, directory: Directory) -> Said:
    said = [f"Vill inte att ni tar upp: {text}" for text in _texts(reading, fact.not_to_bring_up)]
    shown = sorted(label(category, "category") for category in reading.open(fact.may_show_to_outsiders) or ())
    said += [f"Får visas när någon närstående är med: {joined(shown)}."] if shown else []
    return "Personens önskemål inför mötet", said


def _cancelled(fact: s.SipCancelled, reading: Reading, directory: Directory) -> Said:
    return "Mötet är inställt", [f"{label(fact.reason, 'cancel_reason')}."]


def _revoked(fact: s.SipInvitationRevoked, reading: Reading, directory: Directory) -> Said:
    who = directory.name_of(fact.unit_id) if fact.unit_id else label(str(fact.guest), "guest")
    return f"Inte längre kallad: {who}", [f"{label(fact.reason, 'revoke_reason')}."]


def _held(fact: s.SipHeld, reading: Reading, directory: Directory) -> Said:
    person = ["personen själv"] if fact.person_present else []
    guests = [label(guest, "guest").lower() for guest in sorted(fact.guests_present)]
    present = [*person, *guests, *sorted(directory.name_of(unit) for unit in fact.present_units)]
    away = joined(sorted(directory.name_of(unit) for unit in fact.absent_units)) if fact.absent_units else ""
    return f"{label(fact.kind, 'sip_kind')} är hållet" if fact.kind != "sip" else "SIP-mötet är hållet", [
        f"Med: {joined(present)}.",
        *([f"Kom inte: {away}."] if away else []),
    ]


def _plan(fact: s.SipPlanEstablished, reading: Reading, directory: Directory) -> Said:
    said = [f"Behov: {text}" for text in _texts(reading, fact.needs)]
    said += [f"Personens mål: {goal}" for goal in reading.open(fact.goals_person) or ()]
    said += [f"Vårt mål: {goal}" for goal in reading.open(fact.goals_professional) or ()]
    for each in fact.measures:
        what, who = reading.open(each.what), directory.name_of(each.responsible_unit)
        said.append(f"{what} Ansvarig: {who}, {period_said(each.from_, each.to)}.")
    said += [f"Andra gör: {text}" for text in _texts(reading, fact.measures_by_others)]
    lead = directory.name_of(fact.plan_lead_unit)
    return "Planen från mötet", [*said, f"{lead} har huvudansvaret. Följs upp {exact_date(fact.follow_up_on)}."]


def _confirmed(fact: s.SipMeasureConfirmed, reading: Reading, directory: Directory) -> Said:
    what = [text for each in _measures(reading, fact) if (text := reading.open(each.what))]
    return "Bekräftade sin åtgärd" if fact.confirmed else "Kan inte göra sin åtgärd", what


def _measures(reading: Reading, fact: s.SipMeasureConfirmed) -> list[s.Measure]:
    """The measure, where this reader may read the plan it stands in."""
    plans = [entry.fact for entry in reading.entries if isinstance(entry.fact, s.SipPlanEstablished)]
    return [each for plan in plans for each in plan.measures if each.measure_id == fact.measure_id]


def _followed_up(fact: s.SipPlanFollowedUp, reading: Reading, directory: Directory) -> Said:
    after = f"Nästa uppföljning {exact_date(fact.next_on)}." if fact.next_on else "Planen är avslutad."
    counts = [label(status, "measure_status").lower() for status in sorted({m.status for m in fact.measures_status})]
    return "Planen från mötet är uppföljd", [f"Åtgärderna: {joined(counts)}.", after]


def _copied(fact: s.SipPlanCopyGiven, reading: Reading, directory: Directory) -> Said:
    return label(fact.to, "copy_to"), [f"{upper_first(exact_date(fact.on))}."]


def _team(fact: s.TeamItemPlanned, reading: Reading, directory: Directory) -> Said:
    units = joined(sorted(directory.name_of(unit) for unit in fact.units))
    said = [f"{upper_first(moment_said(fact.at))}. Med: {units}."]
    said += [f"Syfte: {text}" for text in _texts(reading, fact.purpose)]
    return "Tas upp på teammöte", [*said, *(f"Fråga: {text}" for text in _texts(reading, fact.question))]


def _concluded(fact: s.TeamItemConcluded, reading: Reading, directory: Directory) -> Said:
    return "Teammötet kom fram till", _texts(reading, fact.conclusion)


def _texts(reading: Reading, sealed: Any) -> list[str]:
    text = reading.open(sealed)
    return [text] if text else []


SIP: dict[type[Any], Callable[[Any, Reading, Directory], Said]] = {
    s.SipProposed: _proposed,
    s.SipDeclined: _declined,
    s.SipSummoned: _summoned,
    s.SipInvitationAnswered: _answered,
    s.SipReminded: _reminded,
    s.SipPreparationSubmitted: _prepared,
    s.SipWishesNoted: _wishes,
    s.SipCancelled: _cancelled,
    s.SipInvitationRevoked: _revoked,
    s.SipHeld: _held,
    s.SipPlanEstablished: _plan,
    s.SipMeasureConfirmed: _confirmed,
    s.SipPlanFollowedUp: _followed_up,
    s.SipPlanCopyGiven: _copied,
    s.TeamItemPlanned: _team,
    s.TeamItemConcluded: _concluded,
}
SIP_KINDS: dict[type[Any], str] = {
    s.SipProposed: "Förslag om möte",
    s.SipPreparationSubmitted: "Förberedelse inför mötet",
    s.SipWishesNoted: "Önskemål inför mötet",
    s.SipHeld: "Möte",
    s.SipPlanEstablished: "Planen från mötet",
    s.SipMeasureConfirmed: "Bekräftad åtgärd",
    s.SipPlanFollowedUp: "Uppföljning av planen",
    s.TeamItemPlanned: "Teammöte",
    s.TeamItemConcluded: "Teammöte",
}
"""What is left of a retracted one."""
