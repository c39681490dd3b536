"""What a field is called in the summary above a form, where the bare sentence would not say which field it means."""

import re

ROW = re.compile(r"\w+\.(\d+)\.(\w+)")
LABELS = {
    "person.personnummer": "Personnummer",
    "person.name": "Namn",
    "municipality_code": "Kommun",
    "initiating_reason": "Varför ni öppnar ärendet",
    "protected_identity_checked": "Skyddade personuppgifter",
    "with_unit": "Enhet",
    "to_unit": "Vem ni frågar",
    "channel": "Hur",
    "purpose": "Varför",
    "type": "Slag",
    "text": "Texten",
    "dated": "När",
    "due_on": "Svar senast",
    "first_or_continued": "Slags intyg",
    "physician_name": "Läkare",
    "issued_on": "Utfärdat",
    "source": "Försörjning",
    "from": "Från",
    "to": "Till och med",
    "degree": "Grad",
    "status": "SGI",
    "as_of": "Gäller från",
    "assessed_by": "Vem som har bedömt",
    "assessed_on": "Bedömt",
    "area": "Område",
    "grade": "Grad",
    "kind": "Aktivitet",
    "who": "Vem",
    "established_on": "Upprättad",
    "hours_per_week": "Timmar i veckan",
    "enrolled": "Inskriven",
    "denial_ground": "Skäl",
    "on": "Datum",
    "goals_met": "Mål",
    "called_by_unit": "Vem som kallar",
    "asked": "Är frågan ställd",
    "asked_on": "Datum",
    "closed_on": "Datum",
    "outcome": "Hur det gick",
    "reason": "Varför",
    "name": "Namn",
    "role": "Roll",
    "phone": "Telefon",
    "caseworkers": "Handläggare",
    "recipients": "Vem som ska få läsa",
    "subject": "Inloggningsnamn",
    "issuer": "Inloggningstjänst",
    "assignee": "Vem",
    "registry_number": "Diarienummer",
    "decision_ref": "Beslutets diarienummer",
    "valid_from": "Från",
    "valid_to": "Till och med",
    "ended_on": "Från och med",
    "slug": "Kortnamn",
    "unit_type": "Slag",
    "about_unit": "Enhet",
    "happened_on": "När det hände",
    "description": "Vad som hände",
    "cause": "Orsak",
    "finding": "Vad ni har kommit fram till",
    "measure": "Åtgärd",
    "for_whom": "För vem",
    "how": "Hur det går till",
    "contact": "Kontakt",
    "municipalities": "Kommuner",
    "first_day": "Finansieras från",
    "last_day": "Till och med",
    "feedback_text": "Svar till den som skrev",
}


def named(field: str, sentence: str) -> str:
    """ "Enhet: fyll i det här fältet." for a field with a label, else the sentence as it is."""
    row = ROW.fullmatch(field)
    label = LABELS.get(row.group(2) if row else field)
    if label is None:
        return sentence
    place = f"Rad {int(row.group(1)) + 1}, {label[:1].lower()}{label[1:]}" if row else label
    return f"{place}: {sentence[:1].lower()}{sentence[1:]}"
