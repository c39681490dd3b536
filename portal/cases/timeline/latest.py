"""The latest of a timeline, and the way to the rest: a case of a year has more than anybody wants to scroll past."""

from typing import Any

LATEST = 10
Items = list[dict[str, Any]]


def latest(items: Items, here: str, selection: str, whole: bool) -> tuple[Items, dict[str, str] | None]:
    """What to show at once, newest first, and the link to what is older (``None`` when everything is shown).

    An entry marked ``stays`` is shown however old: a question that waits for its answer, and what was written last,
    which is where a form lands. ``here``: address of the case.
    """
    older = [item for item in items[LATEST:] if not item.get("stays")]
    if whole or not older:
        return items, None
    hidden = {item["id"] for item in older}
    narrowed = f"visa={selection}&" if selection else ""
    link = {"label": "Visa äldre händelser", "href": f"{here}?{narrowed}alla=ja#h-{older[0]['id']}"}
    return [item for item in items if item["id"] not in hidden], link
