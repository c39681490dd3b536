"""Whether a text seems to name somebody: an aid for texts that must not be about anybody.

A capital letter inside a sentence is a name in Swedish, of a place, an authority or a person. What the directory and
the code lists know is no person; the rest is taken for one. At the beginning of a sentence every word has a capital
letter: there a common first name is found, and a surname by its ending.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from events.code_lists import COUNTIES, MUNICIPALITIES
from events.free_text import first_names
from orgs.directory import Directory

_NAME = re.compile(r"(?<=[\w,;:)\"”] )[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖÉ]?[a-zåäöéü]+)*")
_NAMES, _ALSO_WORDS, _DOING = (
    frozenset(words.split()) for words in (first_names.NAMES, first_names.ALSO_WORDS, first_names.DOING)
)
SHORTEST_SHOUTED = 5
"""Fewer capital letters are an abbreviation."""
_LAWS = re.compile(r"\blex (?:Maria|Sarah)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")
_SURNAME = re.compile(r"\w{2,}(?:sson|sdotter|qvist)s?")
_WORD = re.compile(r"[a-zåäöéü]+", re.IGNORECASE)
_ALWAYS = (
    "Försäkringskassan Arbetsförmedlingen Försörjningsstöd Socialtjänsten Arbetsmarknadsenheten Vårdcentralen"
    " Vuxenpsykiatrin Regionen Region Kommunen Samordningsförbundet Socialstyrelsen Skatteverket Sverige Finsam"
)


def seems_named(text: str, directory: Directory) -> bool:
    return holds_common_name(text, directory) or _holds_unknown_name(_LAWS.sub("", text), _known(directory))


def holds_common_name(text: str, directory: Directory) -> bool:
    """Wherever it stands, so that a name that begins a sentence is found too."""
    words, known = _WORDS.findall(_LAWS.sub("", text)), _known(directory)
    return any(_is_somebody(word, following, known) for word, following in pairwise([*words, ""]))


def _holds_unknown_name(text: str, known: set[str]) -> bool:
    return any(
        not {part.casefold(), part.casefold().removesuffix("s")} & known
        for found in _NAME.findall(text)
        for part in found.split("-")
    )


def _is_somebody(word: str, following: str, known: set[str]) -> bool:
    """A word with a capital letter that is a common first name, wherever it stands, or ends as surnames do."""
    bare, shouted = word.casefold(), word.isupper()
    if not word[0].isupper() or (shouted and len(word) < SHORTEST_SHOUTED):
        return False
    forms = {bare, bare.removesuffix("s")}
    if forms & known:
        return False
    if forms & _NAMES or _SURNAME.fullmatch(bare):
        return True
    return bare in _ALSO_WORDS and following.casefold() in _DOING


def _known(directory: Directory) -> set[str]:
    names: Iterable[str] = (
        _ALWAYS,
        *(unit.name for unit in directory.units.values()),
        *(organisation.name for organisation in directory.organisations.values()),
        *(one.name for one in MUNICIPALITIES.values()),
        *(one.name for one in COUNTIES.values()),
    )
    return {word.casefold() for name in names for word in _WORD.findall(name)}
