"""What stands in the consent form: the units to choose among, the table of who may read what, and the periods."""

from typing import Any

from events.case import Consent
from events.categories import ALWAYS, CONSENTABLE, NEEDS_REHAB_PLANNING, Category, Purpose, tickable
from orgs.directory import Directory, Unit
from orgs.kinds import Party
from portal import swedish
from portal.consents.form import WITHHELD, Terms

MOST_HITS = 8
_HYPHENATED = {
    word.replace("\u00ad", ""): word
    for word in (
        "Arbets\u00admarknads\u00adenheten",
        "Försörjnings\u00adstöd",
        "Försäkrings\u00adkassan",
        "Arbets\u00adför\u00admedlingen",
        "Vuxen\u00adpsykiatri",
        "Skinnskatte\u00adberg",
        "Hallsta\u00adhammar",
        "Vård\u00adcentralen",
        "Väst\u00admanland",
    )
}


def unit_choices(terms: Terms) -> list[dict[str, Any]]:
    return [
        {
            "value": str(unit.unit_id),
            "label": unit.name,
            "checked": unit in terms.chosen,
            "own": unit.unit_id == terms.own.unit_id,
            "help": _note(unit, terms),
        }
        for unit in terms.offered
    ]


def _note(unit: Unit, terms: Terms) -> str:
    if unit.unit_id == terms.own.unit_id:
        return "Din enhet, alltid med"
    if unit.party is Party.FK and Purpose.INFORM_FK not in terms.purposes:
        return "Kryssa först i ”Berätta för Försäkringskassan” ovan"
    return ""


def found_units(directory: Directory, terms: Terms, asked: str) -> list[dict[str, str]]:
    """Units, by name, that hold every word asked for and are not in the list yet."""
    words = asked.casefold().split()
    if not words:
        return []
    offered = {unit.unit_id for unit in terms.offered}
    hits = [
        unit
        for unit in directory.units.values()
        if unit.active
        and unit.party is not None
        and unit.unit_id not in offered
        and all(word in unit.name.casefold() for word in words)
    ]
    hits.sort(key=lambda unit: swedish.collation_key(unit.name))
    return [{"value": str(unit.unit_id), "label": unit.name} for unit in hits[:MOST_HITS]]


def columns(terms: Terms) -> list[dict[str, Any]]:
    chosen = {unit.unit_id for unit in terms.chosen}
    return [
        {
            "id": str(unit.unit_id),
            "name": hyphenated(unit.name),
            "note": "din enhet" if unit.unit_id == terms.own.unit_id else "" if unit.unit_id in chosen else "inte med",
            "chosen": unit.unit_id in chosen,
        }
        for unit in terms.offered
    ]


def rows(terms: Terms, first_name: str) -> list[dict[str, Any]]:
    """One row per category, always in the same order; each cell says why it cannot be ticked when it cannot."""
    labels = {option["value"]: option for option in swedish.options("category_for_person")}
    ordered = sorted(CONSENTABLE, key=lambda c: list(labels).index(str(c)))
    return [
        {
            "label": labels[str(category)]["label"],
            "help": labels[str(category)]["help"],
            "cells": [_cell(terms, unit, category, first_name) for unit in terms.offered],
        }
        for category in ordered
    ]


def _cell(terms: Terms, unit: Unit, category: Category, first_name: str) -> dict[str, Any]:
    held = terms.may.get(unit.unit_id)
    cell: dict[str, Any] = {"unit": unit.name, "value": f"{unit.unit_id}:{category}", "said": "Nej", "state": "no"}
    assert unit.party is not None, "only units that can be party are offered"
    if held is None:
        return cell | {"state": "left_out"}
    if category in ALWAYS:
        return cell | {"state": "always"}
    if not tickable(category, unit.party):
        return cell | {"said": "Går inte här"}
    if category in terms.withheld and unit.unit_id != terms.own.unit_id:
        return cell | {"said": f"Nej, {first_name} vill inte"}
    if category in NEEDS_REHAB_PLANNING and Purpose.REHAB_PLANNING not in terms.purposes:
        return cell | {"said": "Nej, ingen planering"}
    if category is Category.DIAGNOSIS and not terms.written:
        return cell | {"said": "Går inte muntligt" if terms.oral else "Bara skriftligt"}
    return cell | {"state": "tick", "checked": category in held}


def earlier_cells(terms: Terms, before: Consent | None, *, unbroken: bool) -> list[dict[str, Any]]:
    """May the unit also read what was shared before it came in, or before a gap? Only asked when there is a before."""
    cells = []
    for unit in terms.offered:
        cell: dict[str, Any] = {"unit": unit.name, "value": str(unit.unit_id), "said": "Nej", "state": "no"}
        held = terms.may.get(unit.unit_id)
        had = before.categories_of(unit.unit_id) if before and unbroken else frozenset()
        if held is None:
            cell |= {"state": "left_out"}
        elif held <= had:
            cell |= {"said": "Läser det redan"}
        elif not terms.written:
            cell |= {"said": "Går inte muntligt" if terms.oral else "Bara skriftligt"}
        else:
            cell |= {"state": "tick", "checked": unit.unit_id in terms.earlier}
        cells.append(cell)
    return cells


def withheld_choices() -> list[dict[str, Any]]:
    options = {option["value"]: option for option in swedish.options("category_for_person")}
    return [
        {"value": value, "label": option["label"]}
        for value, option in options.items()
        if value in set(map(str, WITHHELD))
    ]


def hyphenated(name: str) -> str:
    """Places where a long name may be broken in a narrow table head."""
    return " ".join(_HYPHENATED.get(word, word) for word in name.split(" "))
