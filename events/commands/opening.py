"""Commands that open a case, and that note what is known of the person."""

from datetime import date

import msgspec

from events.commands.command import CaseCommand, Command
from events.kinds import ConsentForm, InitiatingReason


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    personnummer: str
    name: str
    phone: str | None = None
    interpreter_language: str | None = None
    reach_safely: str | None = None


class DraftCase(Command, frozen=True, kw_only=True):
    person: Person
    municipality_code: str
    initiating_reason: InitiatingReason
    protected_identity_checked: bool


class NoteGuardianConsent(CaseCommand, frozen=True, kw_only=True):
    guardian: str
    given_on: date
    form: ConsentForm
    guardians_in_all: int


class ChangeContactDetails(CaseCommand, frozen=True, kw_only=True):
    name: str | None = None
    phone: str | None = None
    interpreter_language: str | None = None
    reach_safely: str | None = None
    municipality_code: str | None = None


class NoteProtectedIdentity(CaseCommand, frozen=True, kw_only=True):
    pass
