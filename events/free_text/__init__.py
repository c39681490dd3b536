"""The guard of every free-text field (domain reference 4.2): what may not be saved, and what must be confirmed.

It is an aid against slips and the usual disguises (spaces, other dashes and digits, invisible characters), not a lock
against somebody who spells a number in words. Every e-mail and phone number is refused: no rule can tell a private one
from an office's, and offices have their contact path. Of a confirmed warning the caller stores only that it was
confirmed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from events.free_text.numbers import folded, has_digit, has_email, has_phone, personal_numbers, without_phones
from events.free_text.words import BLOCKED_WORDS, ICD_10, WARNING_WORDS, found_in

LONGEST = 1000

_BIDI_OVERRIDE = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NEWLINE = re.compile("\r\n|[\r\x85\u2028\u2029]")
# Lone surrogates are no text either: they cannot be stored as UTF-8.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Reason(StrEnum):
    """Why a text is refused or must be confirmed."""

    TOO_LONG = "too_long"
    CONTROL_CHARACTER = "control_character"
    BIDI_OVERRIDE = "bidi_override"
    PERSONAL_NUMBER = "personal_number"
    EMAIL = "email"
    PHONE = "phone"
    BLOCKED_WORD = "blocked_word"
    SENSITIVE_WORD = "sensitive_word"
    DIAGNOSIS_CODE = "diagnosis_code"


SENTENCES = {
    Reason.TOO_LONG: f"Texten får vara högst {LONGEST} tecken. Korta den.",
    Reason.CONTROL_CHARACTER: "Texten innehåller osynliga styrtecken. Skriv om utan att klistra in.",
    Reason.BIDI_OVERRIDE: "Texten innehåller osynliga tecken som vänder på ordningen. Skriv om utan att klistra in.",
    Reason.PERSONAL_NUMBER: "Ta bort personnumret eller samordningsnumret.",
    Reason.EMAIL: "Ta bort e-postadressen.",
    Reason.PHONE: "Ta bort telefonnumret.",
    Reason.BLOCKED_WORD: "Ta bort det som handlar om {word}.",
    Reason.SENSITIVE_WORD: "Texten handlar om {word}.",
    Reason.DIAGNOSIS_CODE: "Texten innehåller något som ser ut som en diagnoskod.",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing found. `word` is the head-word of our list, never what was typed, and stays out of logs."""

    reason: Reason
    word: str = field(default="", repr=False)

    @property
    def sentence(self) -> str:
        """What the writer should do, in Swedish, naming the kind of thing but repeating nothing of it."""
        return SENTENCES[self.reason].format(word=f"”{self.word}”")


@dataclass(frozen=True, slots=True)
class Finding:
    """`text` is what to store (newlines as \\n). Any `blocked` refuses it; `warnings` must be confirmed."""

    text: str = field(repr=False)
    blocked: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()

    @property
    def key(self) -> str | None:
        """The key of the Swedish texts to answer with, or None when there is nothing to say."""
        return "freetext_blocked" if self.blocked else "freetext_warning" if self.warnings else None

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of what now stands in the way: the blocked things first of all, else the warnings."""
        return tuple(remark.sentence for remark in self.blocked or self.warnings)


def check(text: str, *, diagnosis: bool = False, own_number: str | None = None, phone: bool = False) -> Finding:
    """Judge a text. `diagnosis`: the field is the diagnosis itself, so codes belong there. `own_number`: the person's
    own twelve digits, allowed where the caller says so. `phone`: a phone number belongs there, and is not taken for
    a personnummer. Never raises; a text that is too long is not read further."""
    text = _NEWLINE.sub("\n", text)
    if len(text) > LONGEST:
        return Finding(text, (Remark(Reason.TOO_LONG),))
    plain = folded(text)
    return Finding(text, tuple(_blocked(text, plain, own_number, phone)), tuple(_warnings(plain, diagnosis)))


def _blocked(text: str, plain: str, own_number: str | None, phone: bool) -> list[Remark]:
    numbers = personal_numbers(without_phones(plain) if phone else plain)
    reasons = {
        Reason.CONTROL_CHARACTER: bool(_CONTROL.search(text)),
        Reason.BIDI_OVERRIDE: bool(_BIDI_OVERRIDE.search(text)),
        Reason.PERSONAL_NUMBER: any(not _is_own(number, own_number) for number in numbers),
        Reason.EMAIL: has_email(plain),
        Reason.PHONE: not phone and has_phone(plain),
    }
    words = [Remark(Reason.BLOCKED_WORD, word) for word in found_in(plain, BLOCKED_WORDS)]
    return [Remark(reason) for reason, found in reasons.items() if found] + words


def _warnings(plain: str, diagnosis: bool) -> list[Remark]:
    words = [Remark(Reason.SENSITIVE_WORD, word) for word in found_in(plain, WARNING_WORDS)]
    code = not diagnosis and has_digit(plain) and ICD_10.search(plain)
    return words + ([Remark(Reason.DIAGNOSIS_CODE)] if code else [])


def _is_own(found: str, own_number: str | None) -> bool:
    return own_number is not None and own_number.endswith(found)
