"""What the free-text guard does not look for holds nothing: its shortcuts find what the patterns alone find."""

import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.free_text import check
from events.free_text import numbers as n
from events.free_text.words import BLOCKED_WORDS, ICD_10, WARNING_WORDS, Word, found_in

NUMBERS = [n._COMPACT, n._PARTED, n._SPACED_DIGITS, n._DIGIT_GROUPS, n._PHONE, ICD_10]
SWEDISH = st.text(st.sampled_from("\t\n !~09azAZåäöÅÄÖéÉüÜ-.,@"))


def forms_of(pattern: re.Pattern[str]) -> st.SearchStrategy[str]:
    """Texts that the pattern finds once they are folded, as every text is before it is looked through."""
    return st.from_regex(pattern).map(n.folded).filter(lambda plain: pattern.search(plain) is not None)


@pytest.mark.parametrize(("head", "word"), [*BLOCKED_WORDS.items(), *WARNING_WORDS.items()])
def test_every_form_of_a_word_has_one_of_its_stems(head: str, word: Word) -> None:
    @given(forms_of(word.pattern))
    def is_found(plain: str) -> None:
        assert list(found_in(plain, {head: word})) == [head]

    is_found()


@pytest.mark.parametrize("form", ["relıgıon", "RELİGİON", "HEMLİG ADRESS", "FİNGERAT NAMN", "MİSSBRUK"])
def test_a_dotted_or_dotless_i_hides_no_word(form: str) -> None:
    assert check(f"Om {form} nu").key


@pytest.mark.parametrize("pattern", NUMBERS)
def test_every_number_and_code_has_a_digit(pattern: re.Pattern[str]) -> None:
    @given(forms_of(pattern))
    def has_digit(plain: str) -> None:
        assert n.has_digit(plain)

    has_digit()
    assert not n.has_digit("Hon ringer på måndag.")


@given(forms_of(n._EMAIL))
def test_every_email_address_has_one_of_the_signs(plain: str) -> None:
    assert n.has_email(plain)


@given(SWEDISH)
def test_ordinary_text_is_folded_to_itself(text: str) -> None:
    assert "".join(map(n._plain, unicodedata.normalize("NFKC", text))) == text == n.folded(text)


@given(st.text())
def test_what_is_folded_in_one_step_is_all_that_folding_leaves(text: str) -> None:
    slowly: Any = "".join(map(n._plain, unicodedata.normalize("NFKC", text)))
    assert n.folded(text) == slowly
