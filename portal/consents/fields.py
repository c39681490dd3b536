"""Reading the ticks of the consent form; what is not known is left out, or kept apart to be told of."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from events.categories import CONSENTABLE, Category
from portal.forms import Fields

S = TypeVar("S", bound=StrEnum)


def members(kind: type[S], values: Iterable[str]) -> set[S]:
    known = {str(member): member for member in kind}
    return {known[value] for value in values if value in known}


def ticked_cells(values: Iterable[str]) -> dict[UUID, frozenset[Category]]:
    """``unit:category`` for each ticked cell."""
    cells: dict[UUID, set[str]] = {}
    for value in values:
        unit, _, category = value.partition(":")
        for unit_id in ids([unit]):
            cells.setdefault(unit_id, set()).add(category)
    return {unit: frozenset(members(Category, names)) for unit, names in cells.items()}


def unknown_categories(fields: Fields) -> bool:
    return any(value.partition(":")[2] not in set(CONSENTABLE) for value in fields.get("may", []))


def ids(values: Iterable[str]) -> list[UUID]:
    return [value for value in all_ids(values) if isinstance(value, UUID)]


def all_ids(values: Iterable[str]) -> list[UUID | str]:
    """Ids as ids; what is not one stays as it was sent."""
    found: list[UUID | str] = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            if value.strip():
                found.append(value)
    return found
