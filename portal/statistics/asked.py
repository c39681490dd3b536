"""What somebody asks of the statistics, held to the catalogue: a period that is over, at most two breakdowns.

Free dates do not exist here, on the page as little as in the API (domain.md 7.1, SC5).
"""

from collections.abc import Collection, Iterable
from datetime import date

import msgspec

from events.refusals import Refused
from orgs.officers import Officer
from orgs.roles import CARE_CASE_ROLES, Role
from projections.statistics import gender_gap
from projections.statistics.catalogue import CATALOGUE
from projections.statistics.periods import Period, PeriodKind, period_of
from projections.statistics.tables import BREAKDOWNS, MOST_BREAKDOWNS, PublishedTable, ordered

VIOLENCE = frozenset({"I07", "I07b"})
_VIOLENCE_BY_UNIT = CARE_CASE_ROLES | {
    Role.CARE_UNIT_MANAGER,
    Role.PROCESS_LEADER,
    Role.INSURANCE_MEDICINE_EXPERT,
}
_NOT_FOR_THE_ASSOCIATION = frozenset({"care_unit", "municipality"})


class Question(msgspec.Struct, frozen=True):
    indicator: str
    period: Period
    by: tuple[str, ...]


def question(officer: Officer, indicator: str, period: str, by: Collection[str], today: date) -> Question:
    """Raises ``Refused`` for whatever is not published, with the field that is wrong."""
    asked = period_asked(period, today)
    if len(set(by)) > MOST_BREAKDOWNS:
        raise Refused("too_many_breakdowns", "by")
    if set(by) - set(BREAKDOWNS):
        raise Refused("breakdown_unknown", "by")
    there = breakdowns(officer, indicator, asked.kind)
    if not there:
        raise Refused("indicator_not_for_period", "period")
    if ordered(by) not in there:
        raise Refused("breakdown_not_published", "by")
    return Question(indicator, asked, ordered(by))


def only(parameters: Iterable[str], *known: str) -> None:
    """A range of dates is refused rather than passed over: who asked for one must not take what is shown for it."""
    if strange := sorted(set(parameters) - set(known)):
        raise Refused("parameter_unknown", strange[0])


def period_asked(period: str, today: date) -> Period:
    asked = period_of(period)
    if asked is None:
        raise Refused("period_unknown", "period")
    if asked.last >= today:
        raise Refused("period_not_over", "period")
    return asked


def breakdowns(officer: Officer, indicator: str, kind: PeriodKind) -> list[tuple[str, ...]]:
    """What this officer may have the indicator divided by; the whole county first."""
    found = dict.fromkeys(by for figure in CATALOGUE.of_indicator(indicator) for by in figure.tables(kind))
    if indicator == gender_gap.INDICATOR:
        compared = [figure for key in gender_gap.COMPARED if (figure := CATALOGUE.figure(key))]
        found = dict.fromkeys(by[1:] for by in gender_gap.DIVIDED if any(each.published(by, kind) for each in compared))
    return [by for by in found if may_see(officer, indicator, by)]


def may_see(officer: Officer, indicator: str, by: Collection[str]) -> bool:
    """The association sees county and groups; the violence question of a unit is for the care alone (SC8, 2.3)."""
    figures = CATALOGUE.of_indicator(indicator)
    personal = any(figure.personal for figure in figures)
    if officer.role is Role.ASSOCIATION_DIRECTOR and personal and _NOT_FOR_THE_ASSOCIATION & set(by):
        return False
    return not (indicator in VIOLENCE and "care_unit" in by and officer.role not in _VIOLENCE_BY_UNIT)


def seen(officer: Officer, tables: Iterable[PublishedTable]) -> list[PublishedTable]:
    """What of an edition this officer is shown, on screen and in files."""
    return [table for table in tables if may_see(officer, table.indicator.partition(".")[0], table.by)]
