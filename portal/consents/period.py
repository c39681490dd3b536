"""How long a consent may hold: 3, 6 or 12 months or another date, and for a minor never past the day before 18."""

from datetime import date, timedelta
from typing import Any

from events.calendar import add_months
from portal import swedish
from portal.forms import Fields, last

MONTHS = ("3", "6", "12")


def period_choices(given_on: date, adult: date | None) -> list[dict[str, Any]]:
    """3, 6 or 12 months from the day the consent was given, never past the day before a minor comes of age."""
    choices: list[dict[str, Any]] = []
    for months in MONTHS:
        end = period_end(given_on, months, adult)
        longest = ", längsta tiden" if months == MONTHS[-1] else ""
        choices.append(
            {"value": months, "label": f"{months} månader", "help": f"till och med {swedish.day(end)}{longest}"}
        )
    return [*choices, {"value": "other", "label": "Annat datum", "help": ""}]


def period_end(given_on: date, months: str, adult: date | None) -> date:
    end = add_months(given_on, int(months))
    return min(end, adult - timedelta(days=1)) if adult else end


def chosen_end(fields: Fields, given_on: date, adult: date | None) -> str:
    """The last day as ISO, or what was typed; blank when nothing is chosen."""
    chosen = last(fields, "period")
    return period_end(given_on, chosen, adult).isoformat() if chosen in MONTHS else last(fields, "valid_to").strip()
