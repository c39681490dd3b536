"""A small world to act in: four parties in Köping, one in Sala, and a clock that stands where it is put."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from events import commands as c
from events.act import Act
from events.calendar import STOCKHOLM, day_of
from events.categories import Category, Purpose, default_ticks
from events.kinds import ConsentForm, Gender, HowObtained, HowVerified, InitiatingReason
from events.log import Log, Receipt
from events.personnummer import Mode
from events.reading import Reading
from events.sealing import StoreKey
from orgs.directory import Directory
from orgs.kinds import OrgType, UnitType
from orgs.officers import Officer
from orgs.roles import Role

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=STOCKHOLM)
TODAY = NOW.date()
ISSUER = "https://idp.example"
AMINA = "19840314-9808"
BENGT = "19681102-9810"
SPACE = UUID(int=19)

ORGS = {
    "region": OrgType.REGION,
    "koping": OrgType.MUNICIPALITY,
    "sala": OrgType.MUNICIPALITY,
    "fk": OrgType.SOCIAL_INSURANCE_AGENCY,
    "af": OrgType.EMPLOYMENT_SERVICE,
}
UNITS = {
    "larkan": ("region", UnitType.PRIMARY_CARE_UNIT),
    "psyk": ("region", UnitType.ADULT_PSYCHIATRY_UNIT),
    "soc": ("koping", UnitType.SOCIAL_SERVICES_UNIT),
    "ame": ("koping", UnitType.LABOUR_MARKET_UNIT),
    "soc-sala": ("sala", UnitType.SOCIAL_SERVICES_UNIT),
    "fk": ("fk", UnitType.FK_OFFICE),
    "af": ("af", UnitType.AF_OFFICE),
}
ROLES = {
    UnitType.PRIMARY_CARE_UNIT: {
        "reko": Role.REHAB_COORDINATOR,
        "reko2": Role.REHAB_COORDINATOR,
        "lakare": Role.PHYSICIAN,
        "chef": Role.CARE_UNIT_MANAGER,
    },
    UnitType.ADULT_PSYCHIATRY_UNIT: {
        "reko": Role.REHAB_COORDINATOR,
        "lakare": Role.PHYSICIAN,
        "chef": Role.CARE_UNIT_MANAGER,
    },
    UnitType.SOCIAL_SERVICES_UNIT: {
        "handlaggare": Role.SOCIAL_WORKER,
        "handlaggare2": Role.SOCIAL_WORKER,
        "chef": Role.UNIT_MANAGER,
    },
}
OFFICE = {"handlaggare": Role.CASEWORKER, "handlaggare2": Role.CASEWORKER, "chef": Role.UNIT_MANAGER}
INFORMED = c.InformationGiven(**dict.fromkeys(c.InformationGiven.__struct_fields__, True))
ALL_PURPOSES = frozenset(Purpose)


@dataclass
class World:
    log: Log
    directory: Directory = field(init=False)
    moment: datetime = NOW
    drawn: int = 0

    def __post_init__(self) -> None:
        self.directory = self.log.directory()
        for name, org_type in ORGS.items():
            self.system(
                c.RegisterOrganisation(
                    name=f"{name} (demo)", org_type=org_type, org_number=f"5560-{name}", county_code="19"
                )
            )
        orgs = {o.name.split()[0]: o.org_id for o in self.directory.organisations.values()}
        for slug, (org, unit_type) in UNITS.items():
            authority = uuid5(SPACE, slug) if slug == "ame" else None
            self.system(
                c.RegisterUnit(
                    org_id=orgs[org], slug=slug, name=f"{slug} (demo)", unit_type=unit_type, authority_id=authority
                )
            )
        for slug, (_, unit_type) in UNITS.items():
            for prefix, role in ROLES.get(unit_type, OFFICE).items():
                self.system(
                    c.AssignRole(
                        issuer=ISSUER,
                        subject=f"{prefix}.{slug}",
                        name=f"{prefix} Demo-{slug}",
                        role=role,
                        unit_id=self.unit(slug),
                        valid_from=date(2026, 1, 1),
                        valid_to=date(2027, 12, 31),
                        licensed_or_care_staff=True,
                    )
                )

    def system(self, command: c.Command) -> Receipt:
        receipt = self.log.execute(command, Act(None, self.moment, self.directory, self._id()))
        self.directory = self.log.directory(self.directory)
        return receipt

    def _id(self) -> UUID:
        self.drawn += 1
        return uuid5(SPACE, f"command {self.drawn}")

    def unit(self, slug: str) -> UUID:
        return self.directory.by_slug[slug].unit_id

    def officer(self, subject: str) -> Officer:
        user = self.directory.user_of(ISSUER, subject)
        assert user is not None
        (a,) = self.directory.assignments_of(user.user_id, day_of(self.moment))
        quality = self.directory.quality_assignment_of(user.user_id, a.unit_id, day_of(self.moment))
        return Officer(user.user_id, user.name, a.assignment_id, a.role, self.directory.units[a.unit_id], quality)

    def act(self, subject: str, **more: Any) -> Act:
        return Act(
            self.officer(subject), self.moment, self.directory, more.pop("command_id", None) or self._id(), **more
        )

    def do(self, subject: str, command: c.Command, **more: Any) -> Receipt:
        """One command by one officer, at the world's moment, a second after the one before."""
        self.moment += timedelta(seconds=1)
        return self.log.execute(command, self.act(subject, **more))

    def read(self, subject: str, case_id: UUID, substitute: str | None = None) -> Reading:
        return self.log.read(case_id, self.officer(subject), self.moment, substitute=substitute)

    # A case, step by step -------------------------------------------------------------------------------------------

    def draft(self, subject: str = "reko.larkan", number: str = AMINA) -> UUID:
        person = c.Person(number, "Amina Testsson", "070-174 06 41")
        return (
            self.do(
                subject,
                c.DraftCase(
                    person=person,
                    municipality_code="1983",
                    initiating_reason=InitiatingReason.SICK_LEAVE_WITHOUT_SGI,
                    protected_identity_checked=True,
                ),
            )
            .entries[0]
            .stream_id
        )

    def recipient(self, slug: str, without: frozenset[Category] = frozenset(), **more: Any) -> c.ConsentRecipient:
        unit = self.directory.by_slug[slug]
        assert unit.party is not None
        return c.ConsentRecipient(unit.unit_id, default_ticks(unit.party, ALL_PURPOSES) - without, **more)

    def consent(self, case_id: UUID, *slugs: str, by: str = "reko.larkan", **more: Any) -> Receipt:
        recipients = more.pop("recipients", None) or tuple(self.recipient(slug) for slug in slugs)
        terms: dict[str, Any] = {
            "given_on": day_of(self.moment),
            "form": ConsentForm.WRITTEN,
            "how_obtained": HowObtained.SIGNED_FORM,
            "information_given": INFORMED,
            "purposes": ALL_PURPOSES,
            "document_location": "Pärm 4",
        }
        return self.do(by, c.RecordConsent(case_id=case_id, recipients=recipients, **(terms | more)))

    def join(self, case_id: UUID, subject: str) -> None:
        """The unit makes sure of the consent and names the officer."""
        self.do(subject, c.VerifyConsent(case_id=case_id, how=HowVerified.SPOKE_WITH_PERSON))
        if self.officer(subject).user_id not in self.log.load(case_id).caseworkers.get(
            self.officer(subject).unit_id, ()
        ):
            self.do(subject, c.ConfirmParty(case_id=case_id, caseworkers=frozenset({self.officer(subject).user_id})))

    def active(self, *slugs: str, **more: Any) -> UUID:
        """An active case of reko.larkan's that ``slugs`` have joined through their first caseworker."""
        case_id = self.draft()
        self.consent(case_id, "larkan", *slugs, **more)
        for slug in slugs:
            self.join(case_id, f"reko.{slug}" if slug == "psyk" else f"handlaggare.{slug}")
        return case_id


def make_world(web_dsn: str, store_key: StoreKey) -> World:
    return World(Log(web_dsn, store_key, Mode.DEMO, pool_size=4))


__all__ = ["Gender", "World", "make_world", "uuid4"]
