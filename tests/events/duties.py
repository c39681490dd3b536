"""Everybody in the table of domain.md 2.3, at work in one county, and who of them gets an act done.

The expectations are written from the document: sets of officers by what they are, never asked of the code.
"""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from events import commands as c
from events.categories import CONSENTABLE, Category
from events.kinds import ConsentForm, HowObtained, HowVerified
from events.refusals import NotFoundOrDenied, Refused
from orgs.kinds import OrgType, UnitType
from orgs.roles import Role
from tests.events.told import told_world
from tests.world import ALL_PURPOSES, INFORMED, ISSUER, TODAY, World

REKO, LAKARE = {"reko.larkan", "reko.psyk"}, {"lakare.larkan", "lakare.psyk"}
CARE = REKO | LAKARE
LARKAN = {"reko.larkan", "lakare.larkan"}
SOC, AME, FK, AF = {"handlaggare.soc"}, {"handlaggare.ame"}, {"handlaggare.fk"}, {"handlaggare.af"}
PARTIES = CARE | SOC | AME | FK | AF
"""All that are named in the case of ``together``."""
STRANGER = {"handlaggare.soc-sala"}
"""As able as any of them, and party to nothing here."""
MANAGERS = {"chef.larkan", "chef.psyk", "chef.soc", "chef.ame", "chef.fk", "chef.af"}
LIAISON, DIRECTOR = {"samverkan.fk"}, {"chef.association"}
LEADING = {"process.office", "expert.office"}
ADMIN, SYSTEM = {"admin.region-adm"}, {"system.drift"}
REVIEWERS = {"logg.larkan", "logg.soc"}
EVERYBODY = PARTIES | STRANGER | MANAGERS | LIAISON | DIRECTOR | LEADING | ADMIN | SYSTEM | REVIEWERS

_OFFICES = {
    "office": ("region", UnitType.INSURANCE_MEDICINE_OFFICE),
    "association": ("forbund", UnitType.ASSOCIATION_OFFICE),
    "region-adm": ("region", UnitType.ADMINISTRATION),
    "drift": ("forbund", UnitType.ADMINISTRATION),
}
_ALSO_AT_WORK = {
    "samverkan.fk": Role.LIAISON_OFFICER,
    "process.office": Role.PROCESS_LEADER,
    "expert.office": Role.INSURANCE_MEDICINE_EXPERT,
    "chef.association": Role.ASSOCIATION_DIRECTOR,
    "logg.larkan": Role.LOG_REVIEWER,
    "logg.soc": Role.LOG_REVIEWER,
    "admin.region-adm": Role.ORG_ADMIN,
    "system.drift": Role.SYSTEM_ADMIN,
}
Duty = Callable[[str], c.Command]
"""The act as the officer would do it: about their own unit where that is what it takes."""
Scene = Callable[[World], Duty]


def county() -> World:
    told = told_world()
    kind = OrgType.COORDINATION_ASSOCIATION
    told.system(c.RegisterOrganisation(name="forbund (demo)", org_type=kind, org_number="5560-f", county_code="19"))
    orgs = {o.name.split()[0]: o.org_id for o in told.directory.organisations.values()}
    for slug, (org, unit_type) in _OFFICES.items():
        told.system(c.RegisterUnit(org_id=orgs[org], slug=slug, name=f"{slug} (demo)", unit_type=unit_type))
    for subject, role in _ALSO_AT_WORK.items():
        told.system(employment(told, subject, role))
    return told


def employment(world: World, subject: str, role: Role, at: str = "", **more: Any) -> c.AssignRole:
    slug = at or subject.partition(".")[2]
    dates: dict[str, Any] = {"valid_from": date(2026, 1, 1), "valid_to": date(2027, 12, 31)}
    names: dict[str, Any] = {"issuer": ISSUER, "subject": subject, "name": f"{subject} Demo", "role": role}
    return c.AssignRole(unit_id=world.unit(slug), **names, **dates, **more)


def done_by(world: World, duty: Duty) -> set[str]:
    """Who of everybody gets it done outright; each tries it on the world as it stood."""
    return {subject for subject in EVERYBODY if _done(world, subject, duty(subject))}


def _done(world: World, subject: str, command: c.Command) -> bool:
    log: Any = world.log
    before = {name: {key: list(kept) for key, kept in getattr(log, name).items()} for name in ("cases", "clear")}
    organisations = list(log.organisations)
    try:
        world.do(subject, command)
    except (NotFoundOrDenied, Refused):
        return False
    finally:
        log.cases, log.clear, log.organisations = before["cases"], before["clear"], organisations
    return True


def slug_of(subject: str) -> str:
    return subject.partition(".")[2]


def terms(world: World, case_id: UUID, *slugs: str, **more: Any) -> c.RecordConsent:
    """Written, for all purposes, with the diagnosis to income support; ``earlier``: to whom earlier entries open."""
    earlier = more.pop("earlier", ())
    recipients = [world.recipient(slug, includes_earlier=slug in earlier) for slug in slugs]
    told: dict[str, Any] = {"information_given": INFORMED, "purposes": ALL_PURPOSES, "document_location": "Pärm 4"}
    how: dict[str, Any] = {"form": ConsentForm.WRITTEN, "how_obtained": HowObtained.SIGNED_FORM, "given_on": TODAY}
    wide = [
        c.ConsentRecipient(each.unit_id, CONSENTABLE_TO_SOC, each.includes_earlier)
        if each.unit_id == world.unit("soc")
        else each
        for each in recipients
    ]
    return c.RecordConsent(case_id=case_id, recipients=tuple(wide), **told, **how, **more)


CONSENTABLE_TO_SOC: frozenset[Category] = frozenset(CONSENTABLE)
OTHERS = ("psyk", "soc", "ame", "fk", "af")


def together(world: World) -> UUID:
    """An active case of Lärkan's that every kind of party has joined; at the care units the physician is named too."""
    case_id = world.draft()
    world.do("reko.larkan", terms(world, case_id, "larkan", *OTHERS))
    for slug in OTHERS:
        by = f"{'reko' if slug == 'psyk' else 'handlaggare'}.{slug}"
        world.do(by, c.VerifyConsent(case_id=case_id, how=HowVerified.SPOKE_WITH_PERSON))
        name(world, case_id, by)
    for slug in ("larkan", "psyk"):
        name(world, case_id, f"reko.{slug}", f"lakare.{slug}")
    return case_id


def name(world: World, case_id: UUID, *subjects: str) -> None:
    users = frozenset(world.officer(subject).user_id for subject in subjects)
    world.do(subjects[0], c.ConfirmParty(case_id=case_id, caseworkers=users))
