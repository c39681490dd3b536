"""The six phases and the four lanes, and what each actor does in each of them (domain.md 0.4, 2, 3, 8; ui.md)."""

from enum import Enum
from typing import NamedTuple

from orgs.kinds import Party

LANES = ("Region", "Kommun", "Försäkrings\u00adkassan", "Arbets\u00adförmedlingen")
LANE_OF: dict[Party, int] = {
    Party.REGION: 0,
    Party.SOCIAL_SERVICES: 1,
    Party.LABOUR_MARKET: 1,
    Party.FK: 2,
    Party.AF: 3,
}


class Phase(Enum):
    DISCOVERY = "Upptäckt"
    CONSENT = "Samtycke"
    CHARTING = "Kartläggning"
    PLAN = "Plan"
    EFFORTS = "Insatser"
    RETURN = "Återgång"


PHASES = tuple(Phase)


class Told(NamedTuple):
    """What a phase is about, and what each lane does in it, in the order of ``LANES``."""

    about: str
    does: tuple[str, str, str, str]


TOLD: dict[Phase, Told] = {
    Phase.DISCOVERY: Told(
        "Någon ser att personen är sjukskriven, saknar SGI och riskerar att falla mellan stolarna.",
        (
            "Läkaren skriver intyg. Rehabkoordinatorn frågar hur personen försörjer sig och tar tidig kontakt.",
            "Socialsekreteraren frågar om sjukskrivning och vårdkontakt när någon söker försörjningsstöd.",
            "Handläggaren berättar om samordning för den som saknar SGI.",
            "Handläggaren ser att någon som är inskriven har blivit sjuk.",
        ),
    ),
    Phase.CONSENT: Told(
        "Personen bestämmer vilka som får prata med varandra, om vad och hur länge. Utan samtycke delas inget.",
        (
            "Informerar, frågar och skriver in samtycket. Den part som personen först möter gör det.",
            "Kontrollerar själv att samtycket finns innan någon läser.",
            "Kontrollerar själv att samtycket finns innan någon läser.",
            "Kontrollerar själv att samtycket finns innan någon läser.",
        ),
    ),
    Phase.CHARTING: Told(
        "Parterna lägger ihop det de vet. Personens egen beskrivning kommer först.",
        (
            "Bedömer funktion och aktivitet och delar det som andra behöver för att planera, utan diagnos.",
            "Berättar om försörjningen och vilka insatser kommunen kan erbjuda.",
            "Svarar på om personen har SGI och är försäkrad.",
            "Berättar om inskrivning och vilka program som kan passa.",
        ),
    ),
    Phase.PLAN: Told(
        "Planen görs tillsammans med personen. Region och kommun kan kalla till SIP.",
        (
            "Gör sjukskrivnings- och rehabiliteringsplanen. Läkaren ansvarar för den.",
            "Tar ansvar för sin del av planen och bokar uppföljning.",
            "Prövar samordning när personen själv har ansökt.",
            "Säger vilket stöd som går att ge, och när.",
        ),
    ),
    Phase.EFFORTS: Told(
        "Insatserna går samtidigt, inte en i taget. Det är parterna som ser till att de passar ihop.",
        (
            "Ger behandling, rehabilitering och stöd av rehabkoordinator.",
            "Ger försörjningsstöd, arbetsträning och andra insatser.",
            "Samordnar de andras insatser för den som har fått det.",
            "Ger program, arbetsprövning och stöd till arbete.",
        ),
    ),
    Phase.RETURN: Told(
        "Sjukskrivningen trappas ned i steg. Arbete, studier eller annan sysselsättning tar över.",
        (
            "Sänker graden stegvis och följer upp planen.",
            "Ökar timmarna och följer upp försörjningen.",
            "Avslutar samordningen när den inte behövs mer.",
            "Ordnar arbete med stöd, studier eller ett vanligt arbete.",
        ),
    ),
}


def everywhere() -> list[dict[str, object]]:
    """The map without a case, as the component takes it."""
    return [
        {
            "name": phase.value,
            "note": TOLD[phase].about,
            "state": "told",
            "cells": [[{"state": "", "said": "", "text": text}] for text in TOLD[phase].does],
        }
        for phase in PHASES
    ]
