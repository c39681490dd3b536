"""What the consent form holds: read from its fields, kept consistent, and turned into the command.

The form is drawn anew for every change of what decides the table (purposes, units, what is not to be shared), so the
fields also say what the table was last drawn from; the difference is what the usual selection adds or takes away.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from events.categories import ALWAYS, CONSENTABLE, NEEDS_REHAB_PLANNING, Category, Purpose, default_ticks, tickable
from orgs.directory import Directory, Unit
from orgs.kinds import Party
from portal.consents.fields import all_ids, ids, members, ticked_cells
from portal.forms import Fields, last

WITHHELD: tuple[Category, ...] = tuple(c for c in CONSENTABLE if c not in ALWAYS)


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
    purposes = members(Purpose, fields.get("purposes", [])) | {Purpose.CONTACT}
    withheld = members(Category, fields.get("not_shared", [])) & set(WITHHELD)
    written = last(fields, "consent_form") == "written"
    asked = [own.unit_id, *ids(fields.get("recipients", []))]
    chosen = _units(directory, asked)
    ticked = ticked_cells(fields.get("may", []))
    drawn = set(ids(fields.get("columns", [])))
    before = members(Purpose, fields.get("drawn_purposes", [])) | {Purpose.CONTACT}
    let_go = members(Category, fields.get("drawn_not_shared", [])) - withheld
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
        offered=_units(directory, [own.unit_id, *ids(fields.get("offered", [])), *asked]),
        chosen=chosen,
        may=may,
        purposes=frozenset(purposes),
        withheld=frozenset(withheld),
        earlier=frozenset(ids(fields.get("earlier", []))) & may.keys() if written or saving else frozenset(),
        written=written,
        oral=last(fields, "consent_form") == "oral",
        filled_in=any(held - ALWAYS - ticked.get(unit, frozenset()) for unit, held in may.items()),
        strange=len(chosen) != len(dict.fromkeys([own.unit_id, *all_ids(fields.get("recipients", []))])),
    )


def _party(unit: Unit) -> Party:
    assert unit.party is not None, "only units that can be party are offered"
    return unit.party


def _units(directory: Directory, ids: Iterable[UUID]) -> tuple[Unit, ...]:
    """Known, working units that can be party to a case; each once, in the order given."""
    found = (directory.unit(unit_id) for unit_id in dict.fromkeys(ids))
    return tuple(unit for unit in found if unit is not None and unit.active and unit.party is not None)
