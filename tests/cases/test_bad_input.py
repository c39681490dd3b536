"""Every field of every form of a case, with what people and machines may put in it."""

from html import unescape

import pytest

from tests.cases.reading import text_of
from tests.cases.scene import LONG, MIRRORED, NULL, Scene
from tests.house.county import NOWHERE

TEXTS = {"": "Skriv", LONG: "högst 1000", NULL: "osynliga", MIRRORED: "osynliga"}
DATES = ("i går", "2026-02-30", "1899-12-31", "2999-01-01", "2026-11-24", NULL, LONG)
CHOICES = ("", "något annat", NULL, LONG, "\u202e", "👍🏽")
CHOSEN = {
    "with_unit",
    "to_unit",
    "certified_by_unit",
    "recipients",
    "caseworkers",
    "channel",
    "purpose",
    "type",
    "status",
}
CHOSEN |= {"source", "outcome", "first_or_continued", "rows.0.degree", "steps.0.degree", "municipality_code", "asked"}
CHOSEN |= {"kind", "called_by_unit"}
CHOSEN |= {"enrolled", "intervention_id", "provider_unit", "step_down_ref", "collaboration_needs", "made_with_person"}
CHOSEN |= {"confirmed_by_person", "impairments.0.area", "impairments.0.grade", "limitations.0.because_of"}
"""Fields that are chosen from a list: what is not in it cannot be drawn again."""
UNITS = ("larkan", str(NOWHERE), NULL, LONG)

BAD: list[tuple[str, str, str]] = [
    *(("kontakter", "with_unit", value) for value in UNITS),
    *(("kontakter", "channel", value) for value in CHOICES),
    *(("kontakter", "purpose", value) for value in CHOICES),
    *(("kontakter", "dated", value) for value in DATES),
    *(("kontakter", "text", value) for value in TEXTS if value),
    *(("kontakter", "recipients", value) for value in UNITS),
    *(("sjukskrivningar", "issued_on", value) for value in ("", *DATES)),
    *(("sjukskrivningar", "first_or_continued", value) for value in CHOICES),
    *(("sjukskrivningar", "physician_name", value) for value in TEXTS),
    *(("sjukskrivningar", "certified_by_unit", value) for value in UNITS),
    *(("sjukskrivningar", "rows.0.from", value) for value in ("", "i går", NULL)),
    *(("sjukskrivningar", "rows.0.degree", value) for value in ("", "halvtid", "9" * 400, NULL)),
    *(("nedtrappningar", "steps.0.from", value) for value in ("", "i går", NULL)),
    *(("nedtrappningar", "steps.0.degree", value) for value in ("", "lite", NULL)),
    *(("nedtrappningar", "condition_text", value) for value in TEXTS if value),
    *(("forsorjning", "source", value) for value in CHOICES),
    *(("forsorjning", "from", value) for value in ("", "i går", "1899-12-31", NULL)),
    *(("forsorjning", "to", value) for value in ("i går", "2026-10-31", NULL)),
    *(("sgi", "status", value) for value in CHOICES),
    *(("sgi", "as_of", value) for value in ("", *DATES)),
    *(
        ("egen-beskrivning", field, value)
        for field in ("what_matters", "goals", "strengths", "worries")
        for value in TEXTS
        if value
    ),
    ("egen-beskrivning", "confirmed_by_person", ""),
    ("egen-beskrivning", "confirmed_by_person", "kanske"),
    *(("funktion", "assessed_by", value) for value in TEXTS),
    *(("funktion", "assessed_on", value) for value in ("", *DATES)),
    *(("funktion", "impairments.0.area", value) for value in CHOICES),
    *(("funktion", "impairments.0.grade", value) for value in CHOICES),
    *(("funktion", "limitations.0.because_of", value) for value in ("sensory", "nonsense", NULL)),
    *(("funktion", "limitations.0.in_what_activity", value) for value in TEXTS if value),
    *(("funktion", "resources_text", value) for value in (*TEXTS, "F32.1") if value),
    *(("planer", "established_on", value) for value in ("", *DATES)),
    *(("planer", "responsible_physician", value) for value in TEXTS if value),
    *(("planer", "occupation_description", value) for value in TEXTS),
    *(("planer", "overall_goal", value) for value in TEXTS),
    *(("planer", "subgoals", value) for value in TEXTS if value),
    *(("planer", "activities.0.kind", value) for value in TEXTS),
    *(("planer", "activities.0.who", value) for value in TEXTS),
    *(("planer", "activities.0.from", value) for value in ("", "i går", "1899-12-31", NULL)),
    *(("planer", "activities.0.to", value) for value in ("", "i går", "2026-11-19", NULL)),
    *(("planer", "step_down_ref", value) for value in UNITS),
    *(("planer", "step_down_reason_none", value) for value in TEXTS),
    *(("planer", "follow_up_on", value) for value in ("", "i går", "2026-11-20", "2999-01-01", NULL)),
    *(("planer", "collaboration_needs", value) for value in CHOICES),
    ("planer", "made_with_person", ""),
    *(("insatser", "kind", value) for value in TEXTS),
    *(("insatser", "status", value) for value in CHOICES),
    *(("insatser", "intervention_id", value) for value in UNITS),
    *(("insatser", "provider_unit", value) for value in UNITS if value != "larkan"),
    *(("insatser", "hours_per_week", value) for value in ("många", "0", "61", "-1", "9" * 40, NULL)),
    *(("insatser", "from", value) for value in ("", "i går", "1899-12-31", "2999-01-01", NULL)),
    *(("insatser", "to", value) for value in ("i går", "2026-11-19", NULL)),
    *(("samordning", "status", value) for value in ("granted", *CHOICES)),
    *(("samordning", "on", value) for value in ("", *DATES)),
    *(("inskrivning", "enrolled", value) for value in ("", "kanske", NULL)),
    *(("inskrivning", "from", value) for value in ("", "i går", "1899-12-31", NULL)),
    *(("inskrivning", "to", value) for value in ("i går", "2026-11-19", NULL)),
    *(("inskrivning", "programme", value) for value in TEXTS if value),
    *(("uppfoljningar", "on", value) for value in ("", "i går", "2026-11-22", "1899-12-31", "2999-01-01", NULL)),
    *(("uppfoljningar", "kind", value) for value in CHOICES if value),
    *(("uppfoljningar", "called_by_unit", value) for value in UNITS),
    *(("valdsfraga", "asked", value) for value in ("", "kanske", NULL)),
    *(("valdsfraga", "asked_on", value) for value in ("", *DATES)),
    *(("fragor", "to_unit", value) for value in ("", *UNITS)),
    *(("fragor", "type", value) for value in CHOICES),
    *(("fragor", "text", value) for value in TEXTS),
    *(("fragor", "due_on", value) for value in ("i går", "2026-11-23", "1899-12-31", "2999-01-01", NULL)),
    *(("fragor/{inquiry}/svar", "text", value) for value in TEXTS),
    *(("kontaktpersoner", field, value) for field in ("name", "role", "phone") for value in TEXTS),
    *(("kontaktuppgifter", field, value) for field in ("name", "phone") for value in TEXTS if value),
    *(("kontaktuppgifter", "municipality_code", value) for value in ("0000", "Köping", NULL)),
    *(("handlaggare", "caseworkers", value) for value in ("", *UNITS)),
    *(("avslut", "outcome", value) for value in CHOICES),
    *(("avslut", "closed_on", value) for value in ("i går", "1899-12-31", "2999-01-01", NULL)),
]


@pytest.mark.parametrize(("form", "field", "value"), BAD, ids=lambda value: value[:24])
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_stored(
    scene: Scene, form: str, field: str, value: str
) -> None:
    form = form.format(inquiry=scene.inquiry)
    before = scene.home.events()
    answer = scene.send(form, scene.valid(form) | {field: value})
    assert answer.status_code == 422, text_of(answer)
    assert scene.home.events() == before
    assert "Inget har sparats eller delats. Det du skrev finns kvar." in text_of(answer)
    group = field.partition(".")[0]
    places = [name for name in (field, group) if f'id="{name}-fel"' in answer.text]
    assert places, f"no sentence at {field}: {text_of(answer)[700:1500]}"
    if field in CHOSEN or "\x00" in value:
        return
    assert value in unescape(answer.text), "what was written is kept"
