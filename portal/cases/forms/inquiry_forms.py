"""The forms of questions between two units."""

from typing import Any

from events import commands as c
from events.categories import Category
from events.inquiries import CATEGORY_OF
from events.kinds import InquiryType
from events.reading import Reading
from orgs.directory import Directory
from portal.cases.forms.case_form import CaseForm
from portal.cases.readers import Readers
from portal.swedish import options


def _questions(reading: Reading, directory: Directory) -> dict[str, Any]:
    """Units that may be asked anything at all, and who will read the question when nothing has been chosen."""
    who = Readers(reading, directory)
    held = {category for category in set(CATEGORY_OF.values()) if category in reading.gate.held}
    units = who.covered(Category.PLANNING)
    kinds = [kind for kind in InquiryType if CATEGORY_OF[kind] in held]
    here = f"/arenden/{reading.case.case_id}"
    return {
        "units": [{"value": str(unit), "label": directory.name_of(unit)} for unit in units],
        "kinds": options("inquiry_type", only=kinds),
        "readers": "ni och den enhet ni väljer",
        "readers_at": f"{here}/lasare?falt=text",
    }


QUESTION = CaseForm(
    "inquiries/ask.html",
    c.SendInquiry,
    "Ställ en fråga",
    "Skicka frågan",
    "fragor",
    offers=_questions,
    lead="Bara ni och den enhet ni frågar kan läsa frågan och svaret.",
)
ANSWER = CaseForm(
    "inquiries/answer.html",
    c.AnswerInquiry,
    "Svara på frågan",
    "Skicka svaret",
    "fragor/{inquiry_id}/svar",
)
VOIDING = CaseForm(
    "inquiries/void.html",
    c.VoidInquiry,
    "Ta tillbaka frågan",
    "Ta tillbaka frågan",
    "fragor/{inquiry_id}/aterkallelse",
)
