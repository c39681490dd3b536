"""Whether a text seems to name somebody: an aid for texts that must not be about anybody.

A capital letter inside a sentence is a name in Swedish, of a place, an authority or a person. What the directory and
the code lists know is no person; the rest is taken for one. A name that begins a sentence is not found.
"""

import re
from collections.abc import Iterable

from events.code_lists import COUNTIES, MUNICIPALITIES
from orgs.directory import Directory

_NAME = re.compile(r"(?<=[\w,;:)\"”] )[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖÉ]?[a-zåäöéü]+)*")
_WORD = re.compile(r"[a-zåäöéü]+", re.IGNORECASE)
_ALWAYS = (
    "Försäkringskassan Arbetsförmedlingen Försörjningsstöd Socialtjänsten Arbetsmarknadsenheten Vårdcentralen"
    " Vuxenpsykiatrin Regionen Region Kommunen Samordningsförbundet Socialstyrelsen Skatteverket Sverige Finsam"
)


def seems_named(text: str, directory: Directory) -> bool:
    known = _known(directory)
    return any(
        not {part.casefold(), part.casefold().removesuffix("s")} & known
        for found in _NAME.findall(text)
        for part in found.split("-")
    )


def _known(directory: Directory) -> set[str]:
    names: Iterable[str] = (
        _ALWAYS,
        *(unit.name for unit in directory.units.values()),
        *(organisation.name for organisation in directory.organisations.values()),
        *(one.name for one in MUNICIPALITIES.values()),
        *(one.name for one in COUNTIES.values()),
    )
    return {word.casefold() for name in names for word in _WORD.findall(name)}
