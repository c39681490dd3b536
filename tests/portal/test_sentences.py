"""No refusal reaches a person as a key or in English."""

import re
from pathlib import Path

import msgspec
import pytest

from events.commands import CloseCase, RecordConsent
from portal.api.cases import Search
from portal.refusal_sentences import REFUSALS
from portal.sentences import TECHNICAL, sentence_of, shape_fault

RAISED = re.compile(r'Refused\(\s*"([a-z_0-9]+)"')


def test_every_key_that_is_raised_has_its_sentence() -> None:
    sources = [path.read_text() for folder in ("events", "portal") for path in Path(folder).rglob("*.py")]
    keys = {key for source in sources for key in RAISED.findall(source)}
    assert len(keys) > 50
    assert keys - set(REFUSALS) - set(TECHNICAL) == set()


def test_a_key_without_a_sentence_still_gives_one() -> None:
    assert sentence_of("never_heard_of", {}) == TECHNICAL["refused"]


@pytest.mark.parametrize(
    ("kind", "body", "field", "sentence"),
    [
        (RecordConsent, b"{}", "case_id", "Fyll i det här fältet."),
        (RecordConsent, b'{"case_id": "x"}', "case_id", "Välj ett av alternativen i listan."),
        (int, b'"x"', None, "Skriv ett heltal."),
        (Search, b'{"number": 5}', "number", "Skriv en text."),
        (CloseCase, b'{"case_id": null}', "case_id", "Fyll i det här fältet."),
    ],
)
def test_a_wrong_shape_is_said_at_its_field(kind: type, body: bytes, field: str | None, sentence: str) -> None:
    with pytest.raises(msgspec.ValidationError) as wrong:
        msgspec.json.decode(body, type=kind)
    at, said = shape_fault(wrong.value)
    assert (at, said) == (field, sentence)
