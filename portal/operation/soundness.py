"""Does the store say what its log and its checkpoints say? By the keeper."""

from typing import NamedTuple

import psycopg

from events import checkpoints, verifying
from events.signed_note import CheckpointKey
from events.vault import load_store_key
from portal.settings import Settings


class Sound(NamedTuple):
    entries: int
    cases: int
    checkpoints: int
    faults: list[str]
    """A sentence for each, without a word of what anybody wrote."""

    @property
    def sentence(self) -> str:
        looked = f"{self.entries} händelser i {self.cases} ärenden"
        return f"Kontrollerat: {looked}. Kontrollpunkter: {self.checkpoints}."


def look_through(settings: Settings) -> Sound:
    keeper = settings.url("keeper")
    found = verifying.verify(keeper)
    with psycopg.connect(keeper) as connection:
        signed = checkpoints.look_through(connection, checkpoint_key(settings))
    return Sound(found.entries, found.cases, signed.checkpoints, found.faults + signed.faults)


def checkpoint_key(settings: Settings) -> CheckpointKey:
    return CheckpointKey(load_store_key(settings.url("keeper"), settings.master_key()))
