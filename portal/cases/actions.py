"""What this officer may do in the case now; what they may not is absent."""

from events.calendar import add_months, day_of
from events.categories import Category
from events.closing import REOPEN_WITHIN_MONTHS
from events.efforts import CATEGORY_OF_PARTY
from events.kinds import Status
from events.reading import Reading
from orgs.kinds import CARE_UNITS, Party
from orgs.roles import CARE_CASE_ROLES, Role
from portal.cases.banner import told_of_death
from portal.cases.forms.authorities import may_coordinate, may_employ
from portal.cases.forms.livelihood import may_tell_livelihood, may_tell_sgi
from portal.cases.forms.plan import versions
from portal.cases.forms.responsibility import kinds_to_hand_over
from portal.cases.forms.the_case import leads, may_tell_of_death
from portal.consents.start import adult_on

Action = dict[str, str]
OWN_NOTES: dict[Party | None, frozenset[str]] = {
    Party.SOCIAL_SERVICES: frozenset({"forsorjning/ny", "insatser/ny"}),
    Party.LABOUR_MARKET: frozenset({"insatser/ny"}),
    Party.FK: frozenset({"sgi/ny", "samordning/ny"}),
    Party.AF: frozenset({"inskrivning/ny", "insatser/ny"}),
}
"""What each party is the one to know; the rest it may note too, folded away. Care has its certificates and plans."""


def more_notes(reading: Reading) -> list[Action]:
    """What others than the own party mostly note, folded away."""
    return _notes(reading, own=False) if reading.gate.shown_status is Status.ACTIVE else []


def more_actions(reading: Reading) -> list[Action]:
    """What is seldom done, folded away."""
    match reading.gate.shown_status:
        case Status.ACTIVE:
            return [*_staffing(reading), *_ending(reading), *_protecting(reading)]
        case Status.DRAFT:
            return [*_details(reading), _handlers(reading), *_protecting(reading)]
        case Status.SUSPENDED:
            return [_handlers(reading), *_protecting(reading)]
        case Status.CLOSED:
            return [_handlers(reading), *_protecting(reading), *_death(reading)]
        case None:
            return [_protected(reading)]
    return []


def actions(reading: Reading, degree: int | None) -> list[Action]:
    """``[{label, href, icon}]``. ``degree``: today's sick leave as this reader knows it."""
    match reading.gate.shown_status:
        case Status.DRAFT:
            return [
                _to(reading, "Skriv in samtycket", "samtycken", "pen"),
                _to(reading, "Personen säger nej", "samtycken/avslag", "minus"),
                *_guardians(reading),
            ]
        case Status.ACTIVE:
            return [*_sharing(reading, degree), _to(reading, "Skriv ut till personen", "utdrag", "print")]
        case Status.SUSPENDED:
            return [
                _to(reading, "Skriv in nytt samtycke", "samtycken", "pen"),
                _to(reading, "Personen säger nej", "samtycken/avslag", "minus"),
                *_guardians(reading),
                _to(reading, "Skriv ut till personen", "utdrag", "print"),
                *_close(reading),
            ]
        case Status.CLOSED:
            printed = [] if told_of_death(reading) else [_to(reading, "Skriv ut till personen", "utdrag", "print")]
            return [*_reopen(reading), *printed]
        case Status.LOCKED:
            return []
    return [_to(reading, "Skriv ut till personen", "utdrag", "print")]


def _sharing(reading: Reading, degree: int | None) -> list[Action]:
    care = reading.gate.officer.role in CARE_CASE_ROLES
    found = [
        _to(reading, "Anteckna en kontakt", "kontakter/ny", "phone"),
        _to(reading, "Ställ en fråga", "fragor/ny", "ask"),
        _to(reading, "SIP och andra möten", "sip", "team"),
    ]
    if care:
        found.append(_to(reading, "Lägg in läkarintyg", "sjukskrivningar/ny", "doc"))
    if care and degree:
        found.append(_to(reading, "Planera nedtrappning", "nedtrappningar/ny", "stairs"))
    if care:
        found.append(_to(reading, "Beskriv funktion och aktivitet", "funktion/ny", "run"))
        found.append(_plan(reading))
    consent = reading.case.consent
    allowed = consent is not None and any(
        held is Category.DIAGNOSIS and unit != reading.gate.officer.unit_id for unit, held in consent.scope
    )
    if allowed and reading.gate.officer.role is Role.PHYSICIAN:
        found.append(_to(reading, "Dela diagnosen", "diagnoser/ny", "doc"))
    return [
        *found,
        _to(reading, "Boka uppföljning", "uppfoljningar/ny", "cal"),
        *_notes(reading, own=True),
    ]


def _notes(reading: Reading, *, own: bool) -> list[Action]:
    party = reading.gate.officer.unit.party
    found = [
        ("Anteckna en insats", "insatser/ny", "run", party in CATEGORY_OF_PARTY),
        ("Anteckna försörjning", "forsorjning/ny", "pen", may_tell_livelihood(reading)),
        ("Anteckna SGI", "sgi/ny", "pen", may_tell_sgi(reading)),
        ("Anteckna samordning", "samordning/ny", "team", may_coordinate(reading)),
        ("Anteckna inskrivning", "inskrivning/ny", "pen", may_employ(reading)),
        ("Skriv personens egen beskrivning", "egen-beskrivning/ny", "person", True),
    ]
    mine = OWN_NOTES.get(party, frozenset())
    return [_to(reading, said, to, icon) for said, to, icon, may in found if may and (to in mine) is own]


def _plan(reading: Reading) -> Action:
    if versions(reading):
        return _to(reading, "Ändra planen", "planversioner/ny", "pen")
    return _to(reading, "Upprätta planen", "planer/ny", "pen")


def _staffing(reading: Reading) -> list[Action]:
    return [
        *_details(reading),
        _to(reading, "Välj kontaktperson hos er", "kontaktpersoner/ny", "person"),
        _handlers(reading),
    ]


def _handlers(reading: Reading) -> Action:
    return _to(reading, "Välj handläggare hos er", "handlaggare", "team")


def _ending(reading: Reading) -> list[Action]:
    return [
        *_close(reading),
        *([_to(reading, "Lämna över ansvaret", "ansvar/ny", "team")] if kinds_to_hand_over(reading) else []),
    ]


def _protecting(reading: Reading) -> list[Action]:
    """What protects the person can be said however the case stands (domain.md 3.8, 5.3.3)."""
    return [_to(reading, "Personen vill inte vara med i statistiken", "statistik/ny", "minus"), _protected(reading)]


def _protected(reading: Reading) -> Action:
    return _to(reading, "Personen har skyddade uppgifter", "skyddad-identitet", "lock")


def _guardians(reading: Reading) -> list[Action]:
    """For a minor the consent of the guardians comes first."""
    of_age = adult_on(reading)
    minor = of_age is not None and of_age > day_of(reading.moment)
    return [_to(reading, "En vårdnadshavare har samtyckt", "samtycken/vardnadshavare", "team")] if minor else []


def _details(reading: Reading) -> list[Action]:
    return [_to(reading, "Ändra kontaktuppgifter", "kontaktuppgifter", "pen")] if reading.gate.sees_contact else []


def _close(reading: Reading) -> list[Action]:
    return [_to(reading, "Avsluta ärendet", "avslut", "check")] if leads(reading) else []


def _death(reading: Reading) -> list[Action]:
    return [_to(reading, "Personen har avlidit", "dodsfall", "minus")] if may_tell_of_death(reading) else []


def _reopen(reading: Reading) -> list[Action]:
    closed, consent, today = reading.case.closed, reading.case.consent, day_of(reading.moment)
    if closed is None or consent is None or not consent.active_on(today):
        return []
    late = today > add_months(closed.closed_on, REOPEN_WITHIN_MONTHS)
    mine = reading.gate.officer.unit_id in consent.verified
    return [_to(reading, "Öppna ärendet igen", "oppnande", "run")] if mine and not late else []


def may_ask_about_violence(reading: Reading) -> bool:
    """The section is there for named care roles of a care unit, whether or not anything has been recorded."""
    officer = reading.gate.officer
    care = officer.role in CARE_CASE_ROLES and officer.unit.unit_type in CARE_UNITS
    return care and reading.gate.named and reading.gate.shown_status not in {Status.LOCKED, Status.DRAFT}


def _to(reading: Reading, label: str, place: str, icon: str) -> Action:
    return {"label": label, "href": f"/arenden/{reading.case.case_id}/{place}", "icon": icon}
