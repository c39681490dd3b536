"""The diagnosis: by the physician, on a written consent, to those whom the person has allowed it (domain 5.3.2)."""

from typing import Any
from uuid import UUID

import pytest
from msgspec import structs

from events import commands as c
from events.categories import CONSENTABLE, Category
from tests.events.told import refusal
from tests.world import World


def allowed(told: World) -> UUID:
    """Socialtjänsten may read the diagnosis, Försäkringskassan may not; the physician is named."""
    case_id = told.draft()
    all_of_it = structs.replace(told.recipient("soc"), categories=frozenset(CONSENTABLE))
    told.consent(case_id, recipients=(told.recipient("larkan"), all_of_it, told.recipient("fk")))
    for subject in ("handlaggare.soc", "handlaggare.fk"):
        told.join(case_id, subject)
    both = frozenset(told.officer(subject).user_id for subject in ("reko.larkan", "lakare.larkan"))
    told.do("reko.larkan", c.ConfirmParty(case_id=case_id, caseworkers=both))
    return case_id


def diagnosis(case_id: UUID, **more: Any) -> c.ShareDiagnosis:
    return c.ShareDiagnosis(case_id=case_id, **({"icd10": "M54.5", "text": "Ryggsmärta"} | more))


def test_a_diagnosis_goes_only_to_those_whom_the_person_has_allowed_it(told: World) -> None:
    case_id = allowed(told)
    (entry,) = told.do("lakare.larkan", diagnosis(case_id)).entries
    assert (entry.category, entry.recipients) == (Category.DIAGNOSIS, frozenset({told.unit("soc")}))
    assert "M54" not in repr(entry.fact) and "smärta" not in repr(entry.fact)
    wider = diagnosis(case_id, recipients=frozenset({told.unit("soc"), told.unit("fk")}))
    assert refusal(told, "lakare.larkan", wider) == ("category_not_allowed", "recipients")


def test_only_the_physician_shares_a_diagnosis(told: World) -> None:
    case_id = allowed(told)
    for subject in ("reko.larkan", "handlaggare.soc", "handlaggare.fk"):
        assert refusal(told, subject, diagnosis(case_id)) == ("role_not_allowed", None)


def test_a_diagnosis_that_nobody_may_read_is_not_shared(told: World) -> None:
    case_id = told.active("soc", "fk")
    both = frozenset(told.officer(subject).user_id for subject in ("reko.larkan", "lakare.larkan"))
    told.do("reko.larkan", c.ConfirmParty(case_id=case_id, caseworkers=both))
    assert refusal(told, "lakare.larkan", diagnosis(case_id)) == ("diagnosis_to_nobody", "recipients")


@pytest.mark.parametrize("code", ["", "ont", "M5", "M54.5.1", "54.5", "M54.555", "M54\x00"])
def test_a_code_that_is_none_is_refused(told: World, code: str) -> None:
    assert refusal(told, "lakare.larkan", diagnosis(allowed(told), icd10=code)) == ("icd10_unknown", "icd10")


def test_a_code_in_the_words_needs_no_confirmation_but_the_guard_stands(told: World) -> None:
    case_id = allowed(told)
    told.do("lakare.larkan", diagnosis(case_id, icd10="f32.1", text="F32.1, medelsvår"))
    number = diagnosis(case_id, text="Gäller 19840314-9808")
    assert refusal(told, "lakare.larkan", number) == ("freetext_blocked", "text")
