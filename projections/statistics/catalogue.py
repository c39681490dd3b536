"""Every indicator and every table that is published: closed, because the disclosure control rests on it."""

from events.code_lists import MUNICIPALITIES
from projections.statistics.defined_cases import CASES, DIFFERENCE
from projections.statistics.defined_funded import FUNDED
from projections.statistics.defined_meetings import MEETINGS
from projections.statistics.defined_structure import STRUCTURE
from projections.statistics.defined_work import WORK
from projections.statistics.indicator import Indicator
from projections.statistics.tables import Catalogue

_DEFINED = (*CASES, DIFFERENCE, *WORK, *MEETINGS, *STRUCTURE, FUNDED)
INDICATORS: dict[str, Indicator] = {each.id: each for each in sorted(_DEFINED, key=lambda each: each.id)}

CATALOGUE = Catalogue(
    figures=tuple(figure for each in INDICATORS.values() for figure in each.figures),
    same=(
        (("I03", "numerator"), ("I04", "numerator")),
        (("I01", "numerator"), ("I28", "denominator")),
        (("I05", "denominator"), ("I06", "denominator")),
        (("I05", "numerator"), ("I06b", "denominator")),
        (("I07", "denominator"), ("I07b", "denominator")),
        (("I08", "numerator"), ("I10", "denominator")),
        (("I11.median", "denominator"), ("I11.over_90", "denominator")),
        (("I11.median", "denominator"), ("I11.over_180", "denominator")),
        (("I11.median", "denominator"), ("I11.over_365", "denominator")),
        (("I16.median", "denominator"), ("I16.within_5", "denominator")),
        (("I18.per_100", "denominator"), ("I01", "numerator")),
        (("I18.per_100", "numerator"), ("I18.reported", "numerator")),
        (("I19.recent", "denominator"), ("I01", "numerator")),
        (("I19.person", "denominator"), ("I19.held", "numerator")),
        (("I19.all", "denominator"), ("I19.held", "numerator")),
        (("I23.recorded", "numerator"), ("I23.written", "denominator")),
    ),
    within=(
        (("I03", "numerator"), ("I08", "denominator")),
        (("I08", "denominator"), ("I01", "numerator")),
        (("I06", "numerator"), ("I05", "numerator")),
        (("I07b", "numerator"), ("I07", "rest")),
        (("I11.over_180", "numerator"), ("I11.over_90", "numerator")),
        (("I11.over_365", "numerator"), ("I11.over_180", "numerator")),
        (("I16.median", "denominator"), ("I02", "numerator")),
        (("I17", "denominator"), ("I02", "numerator")),
    ),
    groups={code: municipality.group for code, municipality in MUNICIPALITIES.items()},
)
