"""Read a county into the store: its organisations, units and first officers, through the commands and their decisions.

Everything is tried first, on the directory as it would become; a file with a fault changes nothing. What is there
already stays as it is, so the same file may be read again. In an organisation that has an administrator, only the
administrator adds anybody (domain.md 2.3): the file is how the first of them come to be.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid5

from events import commands as c
from events.act import Act
from events.calendar import add_months, day_of
from events.decisions import DECISIONS
from events.log import Log
from events.organisations import LONGEST_MONTHS, directory_of, user_id_of
from events.refusals import Refused
from orgs.directory import Assignment, Directory, Organisation, Unit
from orgs.roles import ADMINISTRATORS, Role
from portal.clock import Clock
from portal.operation.county_file import Body, CountyFile, FileRefused, Held, Place
from portal.operation.progress import Progress
from portal.sentences import sentence_of

Trusted = Mapping[str, frozenset[str]]
"""Organisation numbers, digits alone, that each login provider answers for."""
ADMINISTERED = "Organisationen har redan en administratör, som lägger till det i portalen."
OPERATED = "Portalen har redan en systemadministratör, som lägger till det i portalen."
OVERTAKEN = "Någon annan ändrade medan filen lästes in. Läs in den igen: det som hann läsas in finns kvar."
NAME_SHOWN = 80
CODES = {
    "county_unknown": "Skriv länets kod med två siffror, till exempel 19.",
    "municipality_unknown": "Skriv kommunens kod med fyra siffror, till exempel 1983.",
}
"""Where a form has a list to choose from."""
_ORG_NUMBER = re.compile(r"[0-9]{6}-?[0-9]{4}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""Both are what the next reading knows a line by, so that there is one way to write them."""
_SPACE = UUID("0b7d2f4e-5a51-4c0c-9d83-6c2f1a7e90d4")


@dataclass
class Plan:
    """What the file adds to the store, as commands in an order that can be done, and what is wrong with it."""

    commands: list[c.Command] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    known: int = 0
    """Lines that the store has already."""


def planned(county: CountyFile, store: Directory, clock: Clock, trusted: Trusted | None) -> Plan:
    """``trusted``: None where nobody has said which providers there are (a demo)."""
    trial = _Trial(store, clock, trusted)
    trial.read(county)
    return trial.plan


def carry_out(plan: Plan, log: Log, clock: Clock, progress: Progress) -> None:
    """What another process has done meanwhile, with the same file, is not done twice."""
    directory = log.directory()
    for done, command in enumerate(plan.commands, start=1):
        assert command.command_id is not None, "given when it was planned"
        try:
            log.execute(command, Act(None, clock.moment(), directory, command.command_id))
        except Refused as refused:
            raise FileRefused(f"{sentence_of(refused.key, refused.details)} {OVERTAKEN}") from None
        directory = log.directory(directory)
        progress(done, len(plan.commands))


class _Trial:
    """The file against the directory, which grows by every command that would be accepted."""

    def __init__(self, store: Directory, clock: Clock, trusted: Trusted | None) -> None:
        self.plan = Plan()
        self._store = self._directory = store
        self._trusted, self._moment = trusted, clock.moment()
        self._today = day_of(self._moment)

    def read(self, county: CountyFile) -> None:
        """Roles when all units are there, and administrators last: from then on the organisation is theirs."""
        roles = []
        for body in county.organisations:
            with self._line(body.name):
                org = self._organisation(body)
                for place in body.units:
                    with self._line(body.name, place.name):
                        unit = self._unit(org, place)
                        roles += [(body, unit, held) for held in place.roles]
        for body, unit, held in sorted(roles, key=lambda line: line[2].role in ADMINISTRATORS):
            with self._line(body.name, unit.name, held.name):
                self._role(unit, held)

    @contextmanager
    def _line(self, *names: str) -> Iterator[None]:
        """Whatever is wrong within is noted with its place, and the rest of the file is read."""
        where = [name[:NAME_SHOWN] for name in names]
        try:
            yield
        except Refused as refused:
            place = [*where, refused.field] if refused.field else where
            sentence = CODES.get(refused.key) or sentence_of(refused.key, refused.details)
            self.plan.faults.append(f"{', '.join(place)}: {sentence}")
        except FileRefused as refused:
            self.plan.faults.append(f"{', '.join(where)}: {refused}")

    def _organisation(self, body: Body) -> Organisation:
        if not _ORG_NUMBER.fullmatch(body.org_number):
            raise FileRefused("Skriv organisationsnumret med tio siffror, till exempel 232100-0172.")
        if org := self._numbered(body.org_number):
            if org.org_type is not body.org_type:
                raise FileRefused(f"Organisationsnumret {body.org_number} tillhör redan {org.name}.")
            self.plan.known += 1
            return org
        command = c.RegisterOrganisation(
            command_id=_id("organisation", _digits(body.org_number)),
            name=body.name,
            org_type=body.org_type,
            org_number=body.org_number,
            county_code=body.county_code,
            municipality_code=body.municipality_code,
        )
        return self._directory_after(command).organisations[_made(command, "stream")]

    def _unit(self, org: Organisation, place: Place) -> Unit:
        known = self._directory.by_slug.get(place.slug)
        if known and known.org_id == org.org_id:
            if known.unit_type is not place.unit_type:
                raise FileRefused(f"Enheten {place.slug} finns redan, men är av en annan sort.")
            self.plan.known += 1
            return known
        if not _SLUG.fullmatch(place.slug):
            raise FileRefused("Skriv slug med a–z, siffror och bindestreck, till exempel soc-koping.")
        if self._held(Role.ORG_ADMIN, org.org_id):
            raise FileRefused(ADMINISTERED)
        command = c.RegisterUnit(
            command_id=_id("unit", str(org.org_id), place.slug),
            org_id=org.org_id,
            slug=place.slug,
            name=place.name,
            unit_type=place.unit_type,
            authority_id=_id("authority", str(org.org_id), place.authority) if place.authority else None,
            serves_municipalities=place.serves_municipalities,
        )
        return self._directory_after(command).units[_made(command, "unit")]

    def _role(self, unit: Unit, held: Held) -> None:
        first, user_id = held.valid_from or self._today, user_id_of(held.issuer.strip(), held.subject.strip())
        same = [a for a in self._directory.at(unit.unit_id) if (a.user_id, a.role) == (user_id, held.role)]
        if any(not a.over_on(first) or _ended(a, held) for a in same):
            self.plan.known += 1
            return
        if any(unicodedata.category(sign) == "Cf" for sign in held.issuer + held.subject):
            raise FileRefused("Inloggningstjänsten eller inloggningsnamnet har ett tecken som inte syns.")
        self._refuse_untrusted(self._directory.organisations[unit.org_id], held.issuer)
        if held.role is Role.SYSTEM_ADMIN and self._held(Role.SYSTEM_ADMIN):
            raise FileRefused(OPERATED)
        if held.role is not Role.SYSTEM_ADMIN and self._held(Role.ORG_ADMIN, unit.org_id):
            raise FileRefused(ADMINISTERED)
        command = c.AssignRole(
            command_id=_id("role", str(user_id), held.role, str(unit.unit_id), str(first)),
            issuer=held.issuer,
            subject=held.subject,
            name=held.name,
            role=held.role,
            unit_id=unit.unit_id,
            valid_from=first,
            valid_to=held.valid_to or _longest(first),
            licensed_or_care_staff=held.licensed_or_care_staff,
        )
        self._directory_after(command)

    def _refuse_untrusted(self, org: Organisation, issuer: str) -> None:
        """Whoever is registered under a provider that the portal does not know could never log in."""
        if self._trusted is not None and issuer not in self._trusted:
            raise FileRefused(f"Inloggningstjänsten {issuer} finns inte i PORTAL_OIDC_ISSUERS.")
        if self._trusted is not None and _digits(org.org_number) not in self._trusted[issuer]:
            raise FileRefused(f"Inloggningstjänsten {issuer} svarar inte för organisationsnummer {org.org_number}.")

    def _held(self, role: Role, org_id: UUID | None = None) -> bool:
        """Did anybody hold it, or was to, in the organisation or in any, before the file was read?"""
        given = (a for a in self._store.assignments.values() if a.role is role and not a.over_on(self._today))
        return any(org_id is None or self._store.units[a.unit_id].org_id == org_id for a in given)

    def _numbered(self, org_number: str) -> Organisation | None:
        every = self._directory.organisations.values()
        return next((org for org in every if _digits(org.org_number) == _digits(org_number)), None)

    def _directory_after(self, command: c.Command) -> Directory:
        """What the command would make of the directory; raises ``Refused``."""
        assert command.command_id is not None, "given when it is planned"
        entries = DECISIONS[type(command)](None, command, Act(None, self._moment, self._directory, command.command_id))
        self._directory = directory_of(entries, self._directory)
        self.plan.commands.append(command)
        return self._directory


def _ended(held: Assignment, line: Held) -> bool:
    """By somebody's hand: the line that once gave it does not give it back, however often it is read."""
    return held.ended_on is not None and line.valid_from in (None, held.valid_from)


def _longest(first: date) -> date:
    try:
        return add_months(first, LONGEST_MONTHS)
    except ValueError:  # beyond the last year that there is
        raise Refused("date_implausible", "valid_from") from None


def _digits(org_number: str) -> str:
    return org_number.replace("-", "")


def _id(*parts: str) -> UUID:
    """The same line of a file is the same command, however often and by however many it is read."""
    return uuid5(_SPACE, "\n".join(parts))


def _made(command: c.Command, what: str) -> UUID:
    """The id that the decision gives to what it makes (``Act.new_id``)."""
    assert command.command_id is not None, "given when it is planned"
    return uuid5(command.command_id, what)
