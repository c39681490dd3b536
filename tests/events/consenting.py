"""A consent as a coordinator records it, with the terms that a test is about."""

from typing import Any
from uuid import UUID

from events import commands as c
from events import facts as f
from events.kinds import ConsentForm, HowObtained
from tests.events.told import facts, refusal
from tests.world import ALL_PURPOSES, INFORMED, TODAY, World


def consenting(told: World, case_id: UUID, *slugs: str, **terms: Any) -> c.RecordConsent:
    recipients = terms.pop("recipients", None) or tuple(told.recipient(slug) for slug in slugs or ("larkan", "soc"))
    usual: dict[str, Any] = {
        "given_on": TODAY,
        "form": ConsentForm.WRITTEN,
        "how_obtained": HowObtained.SIGNED_FORM,
        "information_given": INFORMED,
        "purposes": ALL_PURPOSES,
        "document_location": "Pärm 4",
    }
    return c.RecordConsent(case_id=case_id, recipients=recipients, **(usual | terms))


def recorded(told: World, case_id: UUID, *slugs: str, **terms: Any) -> f.ConsentRecorded:
    fact = facts(told.do("reko.larkan", consenting(told, case_id, *slugs, **terms)))[0]
    assert isinstance(fact, f.ConsentRecorded)
    return fact


def refused_with(told: World, case_id: UUID, *slugs: str, **terms: Any) -> tuple[str, str | None]:
    return refusal(told, "reko.larkan", consenting(told, case_id, *slugs, **terms))
