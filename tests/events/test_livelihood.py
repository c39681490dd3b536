"""Of what several have told that a person lives on, the responsible authority's word holds (domain.md 4.1)."""

from datetime import date

from events import commands as c
from events.calendar import day_of
from events.kinds import Livelihood
from events.livelihood import prevailing
from projections.statistics.facts_of_case import _support
from tests.world import TODAY, World

SUPPORT = Livelihood.INCOME_SUPPORT
FIRST, LAST = date(2026, 9, 1), date(2026, 10, 31)


def test_what_the_municipality_says_of_income_support_replaces_what_care_noted_of_it(told: World) -> None:
    case_id = told.active("soc")
    noted = c.RecordLivelihood(case_id=case_id, source=SUPPORT, from_=FIRST, source_reported_by_person=True)
    told.do("reko.larkan", noted)
    alone = [(span.first, span.last) for span in _support(told.log.load(case_id))]
    assert len(alone) == 1 and alone[0][1] > TODAY  # the positive control: until then the person's word counts
    told.do("handlaggare.soc", c.RecordLivelihood(case_id=case_id, source=SUPPORT, from_=FIRST, to=LAST))
    assert [(span.first, span.last) for span in _support(told.log.load(case_id))] == [(FIRST, LAST)]


def test_another_income_is_left_as_the_person_told_of_it(told: World) -> None:
    case_id = told.active("soc")
    wage = c.RecordLivelihood(case_id=case_id, source=Livelihood.WAGE, from_=FIRST, source_reported_by_person=True)
    told.do("reko.larkan", wage)
    told.do("handlaggare.soc", c.RecordLivelihood(case_id=case_id, source=SUPPORT, from_=FIRST))
    entries = told.log.load(case_id).entries.values()
    assert {fact.source for fact in prevailing(entries)} == {Livelihood.WAGE, SUPPORT}
    assert day_of(told.moment) == TODAY
