"""Questions that wait for an answer, on both sides. Paused while there is no consent, and back with the next."""

from collections.abc import Iterator

from events.due import Due, Sight


def of_inquiries(sight: Sight) -> Iterator[Due]:
    consent, own = sight.consent, sight.unit_id
    if consent is None:
        return
    readable = {entry.version for entry in sight.entries}
    for inquiry in sight.case.inquiries.values():
        fact, sent = inquiry.fact, inquiry.sent
        if not inquiry.open or sent.version not in readable or own not in (fact.to_unit, sent.owner_unit):
            continue
        yield Due(
            kind="answer_inquiry" if fact.to_unit == own else "awaited_answer",
            ref=fact.inquiry_id,
            door=sent.category,
            due_on=fact.due_on,
            until=consent.fact.valid_to,
            waits_for_others=fact.to_unit != own,
            cause=sent,
            about={"from": sent.owner_unit, "to": fact.to_unit, "type": fact.type, "sent_on": sent.dated},
        )
