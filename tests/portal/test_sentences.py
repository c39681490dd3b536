"""Every refusal that a decision can raise has its sentence."""

import re
from pathlib import Path

from events.categories import Category
from portal.refusal_sentences import REFUSALS
from portal.sentences import sentence_of

EVENTS = Path(__file__).parents[2] / "events"


def test_every_key_raised_in_a_decision_has_a_swedish_sentence() -> None:
    raised = {
        key
        for path in EVENTS.glob("*.py")
        for key in re.findall(r'Refused\(\s*"([a-z_0-9]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(raised) > 50
    assert raised - REFUSALS.keys() == set()


def test_details_are_said_in_words() -> None:
    said = sentence_of("category_not_allowed", {"kategori": Category.FUNCTIONAL_STATUS, "enhet": "Försäkringskassan"})
    assert said == "Samtycket omfattar inte Funktion och aktivitet för Försäkringskassan."
