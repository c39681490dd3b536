"""Commands about function and activity, and about the diagnosis."""

from datetime import date

from events.commands.command import SharingCommand
from events.facts.function import Impairment, Limitation


class ShareFunctionalAssessment(SharingCommand, frozen=True, kw_only=True):
    """Without ``assessed_by`` the physician who acts; a coordinator says whose assessment it is."""

    assessed_on: date
    impairments: tuple[Impairment, ...]
    limitations: tuple[Limitation, ...] = ()
    assessed_by: str | None = None
    resources_text: str | None = None
    adaptation_advice_text: str | None = None


class ShareDiagnosis(SharingCommand, frozen=True, kw_only=True):
    icd10: str
    text: str
