"""The file that says who works together in a county: organisations, their units, and who holds which role there.

TOML, for people write it by hand: see ``docs/exempel/lan.toml``. Names of fields and kinds are those of the commands.
"""

import re
import tomllib
from datetime import date
from enum import StrEnum

import msgspec

from orgs.kinds import OrgType, UnitType
from orgs.roles import Role
from portal.sentences import shape_fault
from portal.swedish import joined

AT_MOST = 4_194_304
"""Bytes: a line for each of some ten thousand people."""
LINE_AT_MOST = 8_192
"""Bytes: the reader of TOML takes its time over a long key."""
_WHERE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)$")
_CALLED = {"organisations": "organisation", "units": "enhet", "roles": "uppdrag"}
_KINDS: dict[str, type[StrEnum]] = {"org_type": OrgType, "unit_type": UnitType, "role": Role}


class Held(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody's role at a unit; from today and as long as one may, unless it says otherwise."""

    issuer: str
    subject: str
    name: str
    role: Role
    valid_from: date | None = None
    valid_to: date | None = None
    licensed_or_care_staff: bool = False


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A unit. ``authority`` names the board behind it where the organisation has several."""

    slug: str
    name: str
    unit_type: UnitType
    authority: str = ""
    serves_municipalities: tuple[str, ...] = ()
    roles: tuple[Held, ...] = ()


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An organisation, known by its number."""

    name: str
    org_type: OrgType
    org_number: str
    county_code: str
    municipality_code: str | None = None
    units: tuple[Place, ...] = ()


class CountyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    organisations: tuple[Body, ...]


class FileRefused(Exception):
    """One Swedish sentence: where in the file, and what to write there."""


def read_county(content: bytes) -> CountyFile:
    """Raises FileRefused for what is no TOML, and for the first field that is missing, unknown or of the wrong kind."""
    if len(content) > AT_MOST:
        raise FileRefused(f"Filen är för stor: högst {AT_MOST // 1_048_576} MB.")
    if any(len(line) > LINE_AT_MOST for line in content.splitlines()):
        raise FileRefused(f"En rad i filen är för lång: högst {LINE_AT_MOST} tecken.")
    try:
        return msgspec.convert(tomllib.loads(content.decode("utf-8-sig")), CountyFile)
    except UnicodeDecodeError:
        raise FileRefused("Filen ska vara sparad som UTF-8.") from None
    except msgspec.ValidationError as fault:
        raise FileRefused(_told(*shape_fault(fault))) from None
    except tomllib.TOMLDecodeError as fault:
        raise FileRefused(f"Filen är inte skriven som TOML{_position(str(fault))}.") from None
    except (RecursionError, ValueError):  # too deep, or a number of too many digits
        raise FileRefused("Filen är inte skriven som TOML.") from None


def _told(at: str | None, sentence: str) -> str:
    """The place as people count: ``organisation 1, enhet 3, slug``; a kind with all there are to choose from."""
    if at is None:
        return sentence
    parts, said = iter(at.split(".")), []
    for part in parts:
        number = next(parts, "") if part in _CALLED else ""
        said.append(f"{_CALLED[part]} {int(number) + 1}" if number else part)
    if kinds := _KINDS.get(said[-1]):
        sentence = f"Skriv {joined(list(kinds), 'eller')}."
    return f"{', '.join(said)}: {sentence}"


def _position(said: str) -> str:
    found = _WHERE.search(said)
    if found is None:
        return ""
    return f": rad {found.group(1)}, tecken {found.group(2)}" if found.group(1) else ": den tar slut för tidigt"
