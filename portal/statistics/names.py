"""What periods, breakdowns and their values are called in tables (domain.md 7.1, 9.1)."""

from collections.abc import Collection, Mapping
from datetime import datetime

from events.calendar import day_of
from events.code_lists import MUNICIPALITIES
from orgs.directory import Directory
from portal.labels import ORG_TYPE
from portal.swedish import MONTHS, day
from projections.statistics.catalogue import INDICATORS
from projections.statistics.periods import Period, PeriodKind
from projections.statistics.tables import TOTAL

BREAKDOWN = {
    "gender": "Kön",
    "age_group": "Åldersgrupp",
    "municipality_group": "Kommungrupp",
    "municipality": "Kommun",
    "care_unit": "Vårdenhet",
    "care_scope": "Vårdform",
    "org_type": "Organisation",
    "kind": "Typ",
}
GENDER = {"woman": "Kvinnor", "man": "Män"}
CARE_SCOPE = {"primary_care": "Primärvård", "adult_psychiatry": "Vuxenpsykiatri", "other": "Annan specialistvård"}
WHOLE_COUNTY = "Hela länet"
_OF_PLACES = frozenset({"municipality_group", "municipality", "care_unit"})
_ORDINALS = ("första", "andra", "tredje", "fjärde")
_EDITION = {
    "first": "Första utgåvan, preliminär. Fryses 45 dagar efter periodens slut.",
    "frozen": "Fryst utgåva. Kommer det rättelser senare görs en ny.",
    "revision": "Reviderad utgåva: rättelser har kommit efter frysningen.",
}
_SHORT = {"first": "preliminär", "frozen": "fryst", "revision": "reviderad"}


def period_name(period: Period) -> str:
    """maj 2026 · kvartal 3 2026 · tertial 1 2026 · första halvåret 2026 · år 2026"""
    match period.kind:
        case PeriodKind.MONTH:
            return f"{MONTHS[period.number - 1]} {period.year}"
        case PeriodKind.QUARTER:
            return f"kvartal {period.number} {period.year}"
        case PeriodKind.TERTIAL:
            return f"tertial {period.number} {period.year}"
        case PeriodKind.HALF_YEAR:
            return f"{_ORDINALS[period.number - 1]} halvåret {period.year}"
    return f"år {period.year}"


def edition_name(kind: str, number: int) -> str:
    """``kind``: "first", "frozen" or "revision"."""
    return f"Nummer {number}. {_EDITION[kind]}"


def edition_short(kind: str, number: int) -> str:
    """Nummer 1, fryst: where many stand under each other and ``edition_kinds`` are explained beside."""
    return f"Nummer {number}, {_SHORT[kind]}"


def edition_kinds(kinds: Collection[str]) -> list[str]:
    """What each kind means, once."""
    return [said for kind, said in _EDITION.items() if kind in kinds]


def extracted(moment: datetime) -> str:
    return day(day_of(moment))


class Names:
    """Names of breakdowns and their values; a unit's from the directory, and what an edition itself has names for."""

    def __init__(self, directory: Directory, indicator: str) -> None:
        self._directory = directory
        known = INDICATORS.get(indicator)
        self._kinds: Mapping[str, str] = dict(known.kinds) if known else {}
        self._kind = known.kind if known else BREAKDOWN["kind"]

    def heading(self, breakdown: str) -> str:
        return self._kind if breakdown == "kind" else BREAKDOWN[breakdown]

    def of(self, breakdown: str, value: str, own: Mapping[str, str] | None = None) -> str:
        """``own``: the names that stand in the table."""
        if own and value in own:
            return own[value]
        if value == TOTAL:
            return WHOLE_COUNTY if breakdown in _OF_PLACES else "Alla"
        match breakdown:
            case "gender":
                return GENDER.get(value, value)
            case "age_group":
                return f"{value.replace('-', '–')} år"
            case "municipality":
                return MUNICIPALITIES[value].name if value in MUNICIPALITIES else value
            case "care_scope":
                return CARE_SCOPE.get(value, value)
            case "kind":
                return self._kinds.get(value, value)
            case "care_unit":
                return next((unit.name for id_, unit in self._directory.units.items() if str(id_) == value), value)
            case "org_type":
                return " frågar ".join(_organisation(one) for one in value.split(">"))
        return value


def _organisation(value: str) -> str:
    said = ORG_TYPE.get(value, value)
    return str(said)
