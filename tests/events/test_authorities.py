"""What Försäkringskassan and Arbetsförmedlingen decide, and what others may note (domain 5.3.2, 5.3.3)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from events import commands as c
from events import facts as f
from events.categories import Category
from events.kinds import DenialGround, EmploymentSource, FkCoordination
from tests.events.told import facts, refusal
from tests.world import TODAY, World

DAY = timedelta(days=1)


def coordination(case_id: UUID, status: FkCoordination, **more: Any) -> c.RecordFkCoordination:
    return c.RecordFkCoordination(case_id=case_id, status=status, **({"on": TODAY} | more))


def employment(case_id: UUID, **more: Any) -> c.RecordEmploymentStatus:
    terms: dict[str, Any] = {"enrolled": True, "from_": TODAY}
    return c.RecordEmploymentStatus(case_id=case_id, **(terms | more))


@pytest.mark.parametrize("status", FkCoordination)
def test_only_fk_decides_and_others_note_what_comes_before(told: World, status: FkCoordination) -> None:
    case_id = told.active("soc", "ame", "fk")
    ground = {"denial_ground": DenialGround.NOT_INSURED} if status is FkCoordination.DENIED else {}
    command = coordination(case_id, status, **ground)
    told.do("handlaggare.fk", command)
    for subject in ("reko.larkan", "handlaggare.soc"):
        if status in (FkCoordination.CONSIDERED, FkCoordination.APPLIED):
            told.do(subject, command)
        else:
            assert refusal(told, subject, command) == ("fk_decides", "status")
    assert refusal(told, "handlaggare.ame", command) == ("role_not_allowed", None)


def test_coordination_goes_to_those_who_may_know_of_social_insurance(told: World) -> None:
    case_id = told.active("soc", "ame", "fk")
    (entry,) = told.do("handlaggare.fk", coordination(case_id, FkCoordination.GRANTED)).entries
    assert entry.category is Category.SOCIAL_INSURANCE
    assert entry.recipients == {told.unit("larkan"), told.unit("soc")}


def test_a_denial_has_its_ground_and_nothing_else_has_one(told: World) -> None:
    case_id = told.active("fk")
    bare = coordination(case_id, FkCoordination.DENIED)
    assert refusal(told, "handlaggare.fk", bare) == ("denial_ground_missing", "denial_ground")
    odd = coordination(case_id, FkCoordination.GRANTED, denial_ground=DenialGround.HAS_SGI)
    assert refusal(told, "handlaggare.fk", odd) == ("denial_ground_only_denied", "denial_ground")
    for on, key in ((TODAY + DAY, "date_in_future"), (TODAY - 31 * DAY, "late_entry")):
        early = coordination(case_id, FkCoordination.GRANTED, on=on)
        assert refusal(told, "handlaggare.fk", early) == (key, "on")


@pytest.mark.parametrize(
    ("subject", "own", "other"),
    [
        ("handlaggare.af", EmploymentSource.AF, EmploymentSource.PERSON),
        ("reko.larkan", EmploymentSource.PERSON, EmploymentSource.AF),
        ("handlaggare.soc", EmploymentSource.PERSON, EmploymentSource.AF),
    ],
)
def test_af_speaks_for_itself_and_others_for_the_person(
    told: World, subject: str, own: EmploymentSource, other: EmploymentSource
) -> None:
    case_id = told.active("soc", "af")
    (fact,) = facts(told.do(subject, employment(case_id)))
    assert isinstance(fact, f.EmploymentStatusRecorded) and fact.source is own
    assert refusal(told, subject, employment(case_id, source=other)) == ("af_decides", "source")


def test_enrolment_is_possible_and_seals_the_programme(told: World) -> None:
    case_id = told.active("soc", "ame", "fk", "af")
    (entry,) = told.do("handlaggare.af", employment(case_id, programme="Rusta och matcha")).entries
    assert entry.category is Category.EMPLOYMENT_SERVICES and "Rusta" not in repr(entry.fact)
    assert told.unit("larkan") not in entry.recipients and told.unit("ame") in entry.recipients
    for subject in ("handlaggare.ame", "handlaggare.fk"):
        assert refusal(told, subject, employment(case_id)) == ("role_not_allowed", None)
    wrong: list[tuple[dict[str, Any], tuple[str, str]]] = [
        ({"to": TODAY - DAY}, ("ends_before_start", "to")),
        ({"enrolled": False, "programme": "Praktik"}, ("programme_without_enrolment", "programme")),
    ]
    for more, answer in wrong:
        assert refusal(told, "handlaggare.af", employment(case_id, **more)) == answer
