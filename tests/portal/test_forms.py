"""A form becomes the same command as its JSON would, or every fault is said at its field."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import pytest

from events import commands as c
from events.categories import Category
from events.refusals import Refused
from portal.forms import Fields, FormRefused, decode, faults, last

CASE, UNIT, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)


def refused(kind: type[c.Command], fields: Fields, **given: Any) -> dict[str, str]:
    with pytest.raises(FormRefused) as caught:
        decode(kind, fields, **given)
    return caught.value.errors


def test_rows_are_read_by_number_and_blank_rows_are_left_out() -> None:
    command = decode(
        c.RecordSickLeave,
        {
            "issued_on": ["20261123"],
            "first_or_continued": ["first"],
            "physician_name": ["Olof Demodal"],
            "transcribed": ["false", "true"],
            "rows.0.from": ["2026-11-23"],
            "rows.0.to": ["2026-12-31"],
            "rows.0.degree": ["50"],
            "rows.1.from": [""],
            "rows.1.to": [" "],
            "rows.1.degree": [""],
        },
        case_id=CASE,
    )
    assert command.issued_on == date(2026, 11, 23)
    assert command.transcribed is True
    assert [(row.from_, row.to, row.degree) for row in command.rows] == [(date(2026, 11, 23), date(2026, 12, 31), 50)]


def test_a_form_and_its_json_are_the_same_command() -> None:
    form = decode(
        c.LogContact,
        {"with_unit": [str(UNIT)], "channel": ["phone"], "purpose": ["planning"], "text": ["Vi ringde."]},
        case_id=CASE,
    )
    sent = {"case_id": CASE, "with_unit": UNIT, "channel": "phone", "purpose": "planning", "text": "Vi ringde."}
    assert form == msgspec.convert(sent, c.LogContact)


def test_no_recipient_ticked_differs_from_none_asked_for() -> None:
    fields = {"status": ["zero"], "as_of": ["2026-11-01"]}
    assert decode(c.RecordSgiStatus, fields, case_id=CASE).recipients is None
    assert decode(c.RecordSgiStatus, fields | {"recipients": [""]}, case_id=CASE).recipients == frozenset()
    ticked = decode(c.RecordSgiStatus, fields | {"recipients": ["", str(UNIT)]}, case_id=CASE)
    assert ticked.recipients == frozenset({UNIT})


def test_all_missing_fields_are_told_at_once_each_at_its_place() -> None:
    errors = refused(c.DraftCase, {"person.name": ["Amina"], "protected_identity_checked": ["true"]})
    assert errors.keys() == {"person.personnummer", "municipality_code", "initiating_reason"}
    assert errors.pop("initiating_reason") == "Välj ett av alternativen."
    assert set(errors.values()) == {"Fyll i det här fältet."}
    yes_or_no = refused(c.DocumentViolenceQuestion, {"asked_on": ["2026-11-23"]}, case_id=CASE)
    assert yes_or_no == {"asked": "Välj ett av alternativen."}


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("issued_on", "i går", "Skriv datumet"),
        ("issued_on", "2026-02-30", "Skriv datumet"),
        ("first_or_continued", "kanske", "Välj ett av alternativen"),
        ("certified_by_unit", "larkan", "Välj ett av alternativen"),
        ("transcribed", "kanske", "Svara ja eller nej"),
        ("rows.2.degree", "halvtid", "Skriv ett heltal"),
        ("rows.2.to", "31/12", "Skriv datumet"),
        ("recipients", "alla", "Välj ett av alternativen"),
        ("command_id", "1", "Välj ett av alternativen"),
    ],
)
def test_a_wrong_shape_is_told_in_swedish_at_its_field(field: str, typed: str, says: str) -> None:
    fields = {
        "issued_on": ["2026-11-23"],
        "first_or_continued": ["first"],
        "physician_name": ["Olof"],
        "rows.2.from": ["2026-11-23"],
        "rows.2.to": ["2026-12-31"],
        "rows.2.degree": ["50"],
    }
    decode(c.RecordSickLeave, fields, case_id=CASE)
    errors = refused(c.RecordSickLeave, fields | {field: [typed]}, case_id=CASE)
    assert list(errors) == [field]
    assert says in errors[field]


def test_the_path_decides_the_case_whatever_the_form_says() -> None:
    fields = {"case_id": [str(OTHER)], "inquiry_id": [str(OTHER)]}
    command = decode(c.VoidInquiry, fields, case_id=CASE, inquiry_id=UNIT)
    assert (command.case_id, command.inquiry_id) == (CASE, UNIT)


def test_a_ticked_confirmation_is_kept_by_its_name() -> None:
    fields = {"inquiry_id": [str(UNIT)], "text": ["Ja"], "freetext_warning": ["true"], "confirmed": ["late_entry"]}
    command = decode(c.AnswerInquiry, fields, case_id=CASE)
    assert command.confirmed == {c.Confirmation.FREETEXT_WARNING, c.Confirmation.LATE_ENTRY}


def test_an_optional_group_is_absent_when_it_is_blank_and_whole_when_it_is_begun() -> None:
    blank = {"between.unit_a": [""], "between.unit_b": [""]}
    fields = {"channel": ["phone"], "purpose": ["planning"], "with_unit": [str(UNIT)], **blank}
    assert decode(c.LogContact, fields, case_id=CASE).between is None
    assert refused(c.LogContact, fields | {"between.unit_a": [str(UNIT)]}, case_id=CASE) == {
        "between.unit_b": "Välj ett av alternativen."
    }


def test_the_details_of_a_refusal_are_said_in_swedish() -> None:
    error = Refused("category_not_allowed", "recipients", kategori=Category.LIVELIHOOD, enhet="Försörjningsstöd Köping")
    assert faults(error) == {"recipients": "Samtycket omfattar inte Försörjning för Försörjningsstöd Köping."}
    assert faults(Refused("consent_expired", datum=date(2026, 11, 10)))[""].startswith(
        "Samtycket gick ut 10 november 2026."
    )


def test_the_last_value_of_a_name_wins() -> None:
    assert last({"a": ["1", "2"]}, "a") == "2"
    assert last({}, "a") == ""
