"""Opening a case, and what can be said of the person before and beside the consent (domain.md 5.3.1)."""

import hashlib

from events import facts as f
from events.act import Act
from events.case import Case
from events.code_lists import MUNICIPALITIES
from events.commands import (
    ChangeContactDetails,
    Command,
    Confirmation,
    DraftCase,
    NoteGuardianConsent,
    NoteProtectedIdentity,
)
from events.facts import Entry
from events.kinds import Status
from events.refusals import Refused
from events.sealing import Sealed
from events.sharing import chosen, consent_in_force, gate, has_been, let_in, plain, text
from orgs.roles import CASE_ROLES

YOUNGEST, OLDEST = 16, 66
MOST_GUARDIANS = 4
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that cannot be taken for one another when a case number is read out over the phone."""


def case_number(act: Act) -> str:
    """A random number such as ``7KQ4-4MPX``: never running, so that it says nothing of how many there are."""
    digest = int.from_bytes(hashlib.sha256(act.new_id("case number").bytes).digest())
    drawn = []
    for _ in range(8):
        digest, letter = divmod(digest, len(_LETTERS))
        drawn.append(_LETTERS[letter])
    return "".join(drawn[:4]) + "-" + "".join(drawn[4:])


def draft_case(_: None, command: DraftCase, act: Act) -> list[Entry]:
    person = act.person
    assert person is not None and person.gender is not None, "the edge reads age and gender from the number"
    if act.by.role not in CASE_ROLES:
        raise Refused("role_not_allowed")
    if not command.protected_identity_checked:
        raise Refused("protected_identity", "protected_identity_checked")
    if command.municipality_code not in MUNICIPALITIES:
        raise Refused("municipality_unknown", "municipality_code")
    plain(command.person.name, command, "person.name")
    for field in ("phone", "interpreter_language", "reach_safely"):
        if getattr(command.person, field):
            _sound(field, getattr(command.person, field), command, f"person.{field}")
    if person.age < YOUNGEST:
        raise Refused("minor_under_16", "person.personnummer")
    if person.age > OLDEST and Confirmation.AGE_OVER_66 not in command.confirmed:
        raise Refused("age_over_66", "person.personnummer")
    if person.open_cases:
        raise Refused("case_already_open", "person.personnummer")
    fact = f.CaseDrafted(
        number=case_number(act),
        municipality_code=command.municipality_code,
        gender=person.gender,
        protected_identity_checked=True,
        birth_year=Sealed(person.birth_year),
        adult_on=Sealed(person.adult_on),
        initiating_reason=Sealed(command.initiating_reason),
    )
    return [act.entry(None, fact)]


def note_guardian_consent(case: Case, command: NoteGuardianConsent, act: Act) -> list[Entry]:
    let_in(case, act)
    if case.status(act.day) not in {Status.DRAFT, Status.SUSPENDED}:
        raise Refused("not_now")
    guardians_plausible(command.guardians_in_all)
    has_been(command.given_on, act, "given_on")
    guardian = Sealed(plain(command.guardian, command, "guardian"))
    fact = f.GuardianConsentNoted(
        guardian=guardian,
        given_on=command.given_on,
        form=command.form,
        guardians_in_all=Sealed(command.guardians_in_all),
    )
    return [act.entry(case, fact, dated=command.given_on)]


def guardians_plausible(in_all: int) -> None:
    if not 1 <= in_all <= MOST_GUARDIANS:
        raise Refused("number_implausible", "guardians_in_all")


def change_contact_details(case: Case, command: ChangeContactDetails, act: Act) -> list[Entry]:
    """The values go to the identity vault; the entry says only that they changed."""
    let_in(case, act)
    if not gate(case, act).sees_contact:
        raise Refused("consent_missing")
    if case.status(act.day) is not Status.DRAFT:
        consent_in_force(case, act)
    named = ("name", "phone", "interpreter_language", "reach_safely")
    changed = frozenset(field for field in named if getattr(command, field) is not None)
    for field in changed:
        _sound(field, getattr(command, field), command, field)
    if command.municipality_code is not None and command.municipality_code not in MUNICIPALITIES:
        raise Refused("municipality_unknown", "municipality_code")
    if not changed and command.municipality_code is None:
        raise Refused("nothing_changed")
    fact = f.ContactDetailsChanged(changed=changed, municipality_code=command.municipality_code)
    return [act.entry(case, fact, chosen(case, act, fact.category, None))]


def _sound(field: str, value: str, command: Command, at: str) -> None:
    """Refuses what may not stand in a contact detail. How the person is reached is free text that every party reads;
    a number to call belongs in it."""
    if field in ("name", "phone"):
        plain(value, command, at, phone=field == "phone")
    else:
        text(value, command, at, phone=field == "reach_safely")


def note_protected_identity(case: Case, command: NoteProtectedIdentity, act: Act) -> list[Entry]:
    """Locks the case at once, for the owner units too (domain.md 3.8)."""
    let_in(case, act, also_left_out=True)
    return [act.entry(case, f.ProtectedIdentityNoted())]
