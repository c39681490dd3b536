"""A signed routine in words: who has signed, since when it holds, what is to be done next."""

from datetime import date
from typing import Any
from uuid import UUID

from events.agreement import Agreement, AgreementStatus, Version
from events.agreements import leads
from events.code_lists import MUNICIPALITIES
from orgs.directory import Directory, Unit
from orgs.kinds import OrgType, UnitType
from orgs.officers import Officer
from orgs.roles import MANAGERS, Role
from portal.agreements.coverage import Cell, Row
from portal.swedish import collation_key, day, due_said, joined, short_date, upper_first

BADGES = {
    AgreementStatus.IN_FORCE: {"word": "I kraft", "tone": "ok", "icon": "check"},
    AgreementStatus.DRAFT: {"word": "Utkast", "tone": "wait", "icon": "pen"},
    AgreementStatus.TERMINATED: {"word": "Uppsagd", "tone": "rest", "icon": "minus"},
}


def cell_said(cell: Cell) -> dict[str, str]:
    if cell.standing:
        return BADGES[cell.standing]
    word = "Saknas" if cell.required else "Ingår inte"
    return {"word": word, "tone": "rest", "icon": "minus"}


def since_said(row: Row, today: date) -> str:
    agreement = row.agreement
    if agreement is None:
        return "Ingen rutin"
    if agreement.status(today) is AgreementStatus.TERMINATED and agreement.terminated_on:
        return f"Uppsagd från {day(agreement.terminated_on)}"
    if agreement.in_force_from and agreement.in_force_from <= today:
        return day(agreement.in_force_from)
    latest = agreement.latest
    return f"Inte i kraft. {len(latest.signed_by_units)} av {len(latest.terms.parties)} har skrivit under"


def follow_up_said(row: Row, today: date) -> dict[str, Any]:
    """``{text, late}`` for the column of the next follow-up."""
    agreement = row.agreement
    if agreement is None or agreement.status(today) is AgreementStatus.TERMINATED:
        return {"text": "", "late": False}
    due = agreement.follow_up_due
    if due is None:
        return {"text": "Sex månader efter att rutinen är i kraft", "late": False}
    if agreement.called:
        return {"text": f"{day(agreement.called)}, kallad", "late": False}
    if due < today:
        return {"text": f"Inte kallad, skulle varit {short_date(due)[4:]} {due.year}", "late": True}
    return {"text": day(due), "late": False}


def to_do(rows: list[Row], officer: Officer, directory: Directory, today: date) -> list[dict[str, Any]]:
    """What must be chased: follow-ups not called, signatures that are missing."""
    late: list[dict[str, Any]] = []
    unsigned: list[dict[str, Any]] = []
    for row in rows:
        agreement = row.agreement
        if agreement is None or agreement.status(today) is AgreementStatus.TERMINATED:
            continue
        href = f"/rutiner/{agreement.agreement_id}"
        way = {"href": href}
        if to_remind(agreement, officer, directory, today):
            way |= {"verb": "Påminn", "verb_href": f"{href}/paminnelse"}
        if due := agreement.late_since(today):
            kind = "årlig uppföljning" if agreement.held else "uppföljning"
            chief = municipal_chief(agreement, directory, today)
            why = f"Den skulle ha hållits {day(due)}. Kommunen kallar."
            late.append(
                {
                    "due": due_said(due, today),
                    "what": f"{row.municipality.name}: {kind} av rutinen är inte kallad",
                    "why": f"{why} Ansvarig: {chief}." if chief else why,
                    **way,
                }
            )
        if missing := unsigned_by(agreement.latest, directory):
            signed = names(agreement.latest.signed_by_units, directory)
            number = len(missing)
            heading = "en underskrift saknas" if number == 1 else f"{number} underskrifter saknas"
            unsigned.append(
                {
                    "due": {"said": "Inget datum", "beside": "utkast", "late": False},
                    "what": f"{row.municipality.name}: {heading}",
                    "why": (f"{joined(signed)} har skrivit under. " if signed else "")
                    + f"{joined(missing)} har inte gjort det.",
                    **way,
                }
            )
    found = [*late, *unsigned]
    return [{**each, "primary": each is found[0]} for each in found]


def lacking_said(agreement: Agreement, own: UUID, directory: Directory, today: date) -> list[dict[str, str]]:
    """What each of the others has left, and when it was last reminded: ``[{term, text}]``."""
    unsigned, uninformed = agreement.unsigned(), agreement.uninformed(today)
    uncalled = agreement.uncalled(directory, today)
    rows = []
    for unit_id in agreement.lacking(directory, today).keys() - {own}:
        left = ["skriva under"] if unit_id in unsigned else []
        left += ["informera sin personal"] if unit_id in uninformed else []
        left += ["kalla till uppföljning"] if unit_id in uncalled else []
        reminded = reminded_said(agreement, unit_id, directory, today)
        rows.append({"term": directory.name_of(unit_id), "text": f"Har kvar att {joined(left)}.{reminded}"})
    return sorted(rows, key=lambda row: collation_key(row["term"]))


def reminded_said(agreement: Agreement, unit_id: UUID, directory: Directory, today: date) -> str:
    """ " Påmind 23 november 2026.", when it was about what is still left; else nothing."""
    on = reminded_on(agreement, unit_id, directory, today)
    return f" Påmind {day(on)}." if on else ""


def reminded_on(agreement: Agreement, unit_id: UUID, directory: Directory, today: date) -> date | None:
    """The latest reminder of what the unit has left: an earlier version's reminders say nothing of this one."""
    on, since = agreement.reminded.get(unit_id), agreement.lacking(directory, today).get(unit_id)
    return on if on and since and on >= since else None


def to_remind(agreement: Agreement, officer: Officer, directory: Directory, today: date) -> bool:
    """Whether this officer may remind anybody who has not been reminded today."""
    party = officer.role in MANAGERS and officer.unit_id in agreement.bound(today)
    if agreement.terminated_on is not None or not (party or leads(officer, directory, agreement)):
        return False
    others = agreement.lacking(directory, today).keys() - {officer.unit_id}
    return any(agreement.reminded.get(unit_id) != today for unit_id in others)


def unsigned_by(version: Version, directory: Directory) -> list[str]:
    return names(set(version.terms.parties) - version.signed_by_units, directory)


def names(unit_ids: Any, directory: Directory) -> list[str]:
    return sorted((directory.name_of(unit_id) for unit_id in unit_ids), key=collation_key)


def municipal_chief(agreement: Agreement, directory: Directory, today: date) -> str:
    """Who calls the follow-up: "enhetschef Per Demoqvist, Försörjningsstöd Fagersta"."""
    parties = [directory.units[unit_id] for unit_id in agreement.latest.terms.parties]
    parties.sort(key=lambda unit: unit.unit_type is not UnitType.SOCIAL_SERVICES_UNIT)
    for unit in parties:
        if unit.org_type is OrgType.MUNICIPALITY:
            for user, _ in directory.staff(unit.unit_id, today, {Role.UNIT_MANAGER}):
                return f"enhetschef {user.name}, {unit.name}"
    return ""


def versions_said(agreement: Agreement, directory: Directory, today: date) -> list[dict[str, Any]]:
    """Newest first, each with its signatures and what it says."""
    return [_version(agreement, each, directory, today) for each in reversed(agreement.versions)]


def _version(agreement: Agreement, version: Version, directory: Directory, today: date) -> dict[str, Any]:
    signed = {each.unit_id: each for each in version.signatures}
    holds = agreement.in_force(today) is version
    since = version.in_force_from
    signatures = []
    for unit_id in version.terms.parties:
        each = signed.get(unit_id)
        user = directory.user(each.signed_by) if each else None
        text = f"{user.name if user else 'chefen'}, {day(each.on)}" if each else "Har inte skrivit under."
        if not each and version is agreement.latest:
            text += reminded_said(agreement, unit_id, directory, today)
        signatures.append({"term": directory.name_of(unit_id), "text": text})
    terms = version.terms
    said = {
        **{directory.name_of(each.unit_id): each.text for each in terms.responsibilities},
        "Tidig kontakt": terms.early_contact_rule,
        "Avvikelser": terms.deviation_procedure,
        "Kommunen erbjuder": joined(terms.municipal_offers) if terms.municipal_offers else None,
    }
    return {
        "heading": f"Version {version.number}" + (", i kraft" if holds else ""),
        "since": f"I kraft från {day(since)}" if since else "Inte i kraft",
        "changes": version.changes,
        "signatures": signatures,
        "terms": [{"term": term, "text": text} for term, text in said.items() if text],
    }


def duties_of(agreement: Agreement, unit: Unit, directory: Directory, today: date) -> list[dict[str, str]]:
    """What the own unit answers for, in one place; nothing for a unit that is no party."""
    version = agreement.in_force(today) or agreement.latest
    terms = version.terms
    if unit.unit_id not in terms.parties:
        return []
    own = " ".join(each.text for each in terms.responsibilities if each.unit_id == unit.unit_id)
    informed = agreement.informed.get(unit.unit_id)
    calls = unit.org_type is OrgType.MUNICIPALITY
    said = {
        "Ni gör": own or None,
        "Tidig kontakt": terms.early_contact_rule,
        "När något går fel": terms.deviation_procedure,
        "Er väg in": "Håll kontaktvägen bekräftad och anmäl frånvaro med ersättare.",
        "Er personal": f"Informerad {day(informed)}." if informed else "Berätta om rutinen för er personal.",
        "Uppföljning": "Ni kallar."
        if calls
        else f"{upper_first(municipal_chief(agreement, directory, today))} kallar.",
    }
    return [{"term": term, "text": text} for term, text in said.items() if text]


def title_of(agreement: Agreement) -> str:
    scope = {
        "primary_care": "primärvård",
        "adult_psychiatry": "vuxenpsykiatri",
        "both": "primärvård och vuxenpsykiatri",
    }
    return f"Rutin för {MUNICIPALITIES[agreement.municipality_code].name}, {scope[agreement.care_scope]}"


def lead(rows: list[Row]) -> str:
    """ "9 av 10 kommuner har en undertecknad rutin i kraft. Västerås saknas." """
    missing = [row.municipality.name for row in rows if not row.covered]
    count = f"{len(rows) - len(missing)} av {len(rows)} kommuner har en undertecknad rutin i kraft."
    return f"{count} {upper_first(joined(missing))} saknas." if missing else count
