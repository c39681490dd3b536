"""The latest of a timeline, and the way to the rest: a case of a year has more than anybody wants to scroll past."""

from events.case import Case
from events.facts import Entry, InquirySent

LATEST = 10


def latest(
    case: Case, entries: list[Entry], here: str, selection: str, whole: bool
) -> tuple[list[Entry], dict[str, str] | None]:
    """What of ``entries``, newest first, to show at once, and the link to what is older (``None`` when all is shown).

    However old, a question that waits for its answer is shown, and what was written last, whatever day it is about:
    there the form that wrote it lands. ``here``: address of the case.
    """
    last = max((entry.version for entry in entries), default=0)
    older = [each for each in entries[LATEST:] if each.version != last and not _waits(case, each)]
    if whole or not older:
        return entries, None
    hidden = {entry.version for entry in older}
    narrowed = f"visa={selection}&" if selection else ""
    link = f"{here}?{narrowed}alla=ja#h-{older[0].event_id.hex}"
    shown = [entry for entry in entries if entry.version not in hidden]
    return shown, {"label": "Visa äldre händelser", "href": link}


def _waits(case: Case, entry: Entry) -> bool:
    inquiry = case.inquiries.get(entry.fact.inquiry_id) if isinstance(entry.fact, InquirySent) else None
    return inquiry is not None and inquiry.open
