"""Questions without personal data that the unit is to answer."""

from events.deidentified import ANSWERERS
from portal.swedish import day_and_month
from portal.tasks.task import Asking, Task
from projections import deidentified


def of_questions(asking: Asking) -> list[Task]:
    """For all who may answer at the unit that was asked; a process leader finds the county's on a page of their own."""
    if asking.officer.role not in ANSWERERS:
        return []
    own = asking.officer.unit_id
    return [
        Task(
            kind="answer_deidentified_inquiry",
            case_id=None,
            due_on=each.sent.due_on,
            what="Svara på en avidentifierad fråga",
            why=f"{asking.directory.name_of(each.sent.from_unit)} frågade {day_and_month(each.sent_on)}.",
            verb="Svara",
            href=f"/fragor/avidentifierade/{each.inquiry_id}",
            ref=each.inquiry_id,
        )
        for each in deidentified.of_unit(asking.connection)
        if each.sent and each.sent_on and each.answer is None and each.sent.to_unit == own
    ]
