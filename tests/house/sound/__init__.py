"""One sound example of every command, each on a case of its own: what is right, so that one fault can be put into it.

A new command must have its example here: the tests of the API and of bad input go by ``decisions.BY_NAME``.
"""

from tests.house.sound import (
    administration,
    agreements,
    consents,
    deidentified,
    deviations,
    ending,
    facts,
    opening,
    paths,
    planning,
    questions,
    sip,
)
from tests.house.sound.example import SOUND

__all__ = [
    "SOUND",
    "administration",
    "agreements",
    "consents",
    "deidentified",
    "deviations",
    "ending",
    "facts",
    "opening",
    "paths",
    "planning",
    "questions",
    "sip",
]
