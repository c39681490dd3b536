"""What the consent form holds: read from its fields, kept consistent, and turned into the command.

The form is drawn anew for every change of what decides the table (purposes, units, what is not to be shared), so the
fields also say what the table was last drawn from; the difference is what the usual selection adds or takes away.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from events.categories import ALWAYS, CONSENTABLE, NEEDS_REHAB_PLANNING, Category, Purpose, default_ticks, tickable
from events.commands import InformationGiven
from orgs.directory import Directory, Unit
from orgs.kinds import Party
from portal.forms import Fields, last

S = TypeVar("S", bound=StrEnum)
WITHHELD: tuple[Category, ...] = tuple(c for c in CONSENTABLE if c not in ALWAYS)
GUARDIAN_ROWS = 2


@dataclass(frozen=True)
class Terms:
    """The part of the form that decides what each unit may read."""

    own: Unit
    offered: tuple[Unit, ...]
    """Units in the list, the own unit first."""
    chosen: tuple[Unit, ...]
    may: dict[UUID, frozenset[Category]]
    purposes: frozenset[Purpose]
    withheld: frozenset[Category]
    earlier: frozenset[UUID]
    written: bool
    oral: bool
    """Neither, while nothing is chosen."""
    filled_in: bool
    """The table holds ticks that the person at the form has not seen yet."""
    strange: bool
    """A unit that does not exist, or that can never be party to a case."""


def terms_of(fields: Fields, directory: Directory, own: Unit, *, saving: bool = False) -> Terms:
    """``saving`` leaves what the form of consent does not allow in place, so that it is refused with its sentence."""
    purposes = _members(Purpose, fields.get("purposes", [])) | {Purpose.CONTACT}
    withheld = _members(Category, fields.get("not_shared", [])) & set(WITHHELD)
    written = last(fields, "consent_form") == "written"
    asked = [own.unit_id, *_ids(fields.get("recipients", []))]
    chosen = _units(directory, asked)
    ticked = _ticked(fields.get("may", []))
    drawn = set(_ids(fields.get("columns", [])))
    before = _members(Purpose, fields.get("drawn_purposes", [])) | {Purpose.CONTACT}
    let_go = _members(Category, fields.get("drawn_not_shared", [])) - withheld
    may: dict[UUID, frozenset[Category]] = {}
    for unit in chosen:
        usual = default_ticks(_party(unit), purposes)
        held = usual
        if unit.unit_id in drawn:
            added = usual - default_ticks(_party(unit), before) | (usual & let_go)
            held = ticked.get(unit.unit_id, frozenset()) | added
        elif unit.unit_id in ticked:
            held = ticked[unit.unit_id]
        if Purpose.REHAB_PLANNING not in purposes and not saving:
            held -= NEEDS_REHAB_PLANNING
        if unit.unit_id != own.unit_id:
            held -= withheld
        if not written and not saving:
            held -= {Category.DIAGNOSIS}
        may[unit.unit_id] = frozenset(c for c in held | ALWAYS if saving or tickable(c, _party(unit)))
    return Terms(
        own=own,
        offered=_units(directory, [own.unit_id, *_ids(fields.get("offered", [])), *asked]),
        chosen=chosen,
        may=may,
        purposes=frozenset(purposes),
        withheld=frozenset(withheld),
        earlier=frozenset(_ids(fields.get("earlier", []))) & may.keys() if written or saving else frozenset(),
        written=written,
        oral=last(fields, "consent_form") == "oral",
        filled_in=any(held - ALWAYS - ticked.get(unit, frozenset()) for unit, held in may.items()),
        strange=len(chosen) != len(dict.fromkeys([own.unit_id, *_all_ids(fields.get("recipients", []))])),
    )


def asked_of(terms: Terms, fields: Fields, officer_id: UUID, today: str) -> Fields:
    """The fields of ``RecordConsent``, for ``forms.decode``. Fields hidden behind an unchosen answer are left out."""
    asked: Fields = {name: fields[name] for name in ("command_id", "seen", "supersedes") if fields.get(name)}
    asked |= {name: fields.get(name, []) for name in ("given_on", "how_obtained", "confirmed")}
    asked["form"] = fields.get("consent_form", [])  # a field named "form" would hide the form itself from scripts
    told = "true" if last(fields, "informed") == "true" else "false"
    asked |= {f"information_given.{point}": [told] for point in InformationGiven.__struct_fields__}
    asked["purposes"] = [*fields.get("purposes", []), Purpose.CONTACT]
    asked["valid_to"] = [last(fields, "valid_to")]
    for n, unit in enumerate(terms.chosen):
        asked[f"recipients.{n}.unit_id"] = [str(unit.unit_id)]
        asked[f"recipients.{n}.categories"] = [str(category) for category in sorted(terms.may[unit.unit_id])]
        asked[f"recipients.{n}.includes_earlier"] = [str(unit.unit_id in terms.earlier).lower()]
    asked |= {f"recipients.{n}.categories": ["?"] for n in range(1) if _unknown_categories(fields)}
    if terms.written:
        asked["document_location"] = fields.get("document_location", [])
    asked |= _given_by(fields, officer_id)
    if last(fields, "interpreter_used") == "true":
        asked |= {"interpreter_used": ["true"], "language": fields.get("language", [])}
    if last(fields, "coordination") == "true":
        asked["coordination_services_consented_on"] = fields.get("coordination_services_consented_on", [])
    if last(fields, "copy_now") == "true":
        asked |= {"copy_given.on": [today], "copy_given.how": fields.get("how_obtained", [])}
    return asked


def _given_by(fields: Fields, officer_id: UUID) -> Fields:
    """Who says yes: the person, a representative, the guardians together with a minor, or a mature minor alone."""
    match last(fields, "given_by"):
        case "guardian":
            rows = {
                f"guardian_consents.{n}.{part}": fields.get(f"guardian_consents.{n}.{part}", [])
                for n in range(GUARDIAN_ROWS)
                for part in ("guardian", "given_on", "form")
                if last(fields, f"guardian_consents.{n}.guardian").strip()
            }
            agrees = last(fields, "minor_agrees") or "false"
            return {"given_by": ["guardian"], "minor_agrees": [agrees], **rows}
        case "mature":
            return {"given_by": ["person"], "maturity_assessed_by": [str(officer_id)]}
        case "legal_representative":
            return {
                "given_by": ["legal_representative"],
                "representative_basis": fields.get("representative_basis", []),
            }
        case other:
            return {"given_by": [other]}


def _party(unit: Unit) -> Party:
    assert unit.party is not None, "only units that can be party are offered"
    return unit.party


def _units(directory: Directory, ids: Iterable[UUID]) -> tuple[Unit, ...]:
    """Known, working units that can be party to a case; each once, in the order given."""
    found = (directory.unit(unit_id) for unit_id in dict.fromkeys(ids))
    return tuple(unit for unit in found if unit is not None and unit.active and unit.party is not None)


def _members(kind: type[S], values: Iterable[str]) -> set[S]:
    known = {str(member): member for member in kind}
    return {known[value] for value in values if value in known}


def _ticked(values: Iterable[str]) -> dict[UUID, frozenset[Category]]:
    """``unit:category`` for each ticked cell."""
    cells: dict[UUID, set[str]] = {}
    for value in values:
        unit, _, category = value.partition(":")
        for unit_id in _ids([unit]):
            cells.setdefault(unit_id, set()).add(category)
    return {unit: frozenset(_members(Category, names)) for unit, names in cells.items()}


def _unknown_categories(fields: Fields) -> bool:
    return any(value.partition(":")[2] not in set(CONSENTABLE) for value in fields.get("may", []))


def _ids(values: Iterable[str]) -> list[UUID]:
    return [value for value in _all_ids(values) if isinstance(value, UUID)]


def _all_ids(values: Iterable[str]) -> list[UUID | str]:
    """Ids as ids; what is not one stays as it was sent."""
    found: list[UUID | str] = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            if value.strip():
                found.append(value)
    return found
