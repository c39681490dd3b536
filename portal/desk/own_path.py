"""What is wrong with the own unit's way in today: it concerns every case of the unit, so it is said once."""

from typing import Any

from events.path_states import PathState, states
from portal.acting import AnyRequest, looking, officer_of
from portal.house import portal_of
from portal.swedish import day
from projections import contact_paths

UNCOVERED = "Er kontaktväg har ingen som svarar"


def warning(request: AnyRequest) -> dict[str, Any] | None:
    """``{heading, text, late}`` when others cannot reach the unit, or may not trust what stands; else ``None``."""
    unit, today = officer_of(request).unit_id, portal_of(request).clock.today()
    with looking(request) as connection:
        path = contact_paths.of_units(connection, [unit]).get(unit)
    found = states(path, request.state.directory, today) if path else []
    if path is None or path.confirmed_on is None or not found:
        return {
            "heading": "Er enhet har ingen kontaktväg",
            "text": "Andra parter ser inte vem de ska ringa. Skriv in en väg in till er.",
            "late": True,
        }
    confirmed = f"Den bekräftades senast {day(path.confirmed_on)}."
    if PathState.UNCOVERED in found:
        text = "Andra parter når er inte just nu. Skriv in en ersättare eller ändra frånvaron."
        return {"heading": UNCOVERED, "text": text, "late": True}
    if PathState.STALE in found:
        return {"heading": "Er kontaktväg kan vara inaktuell", "text": confirmed, "late": True}
    if PathState.AGEING in found:
        return {
            "heading": "Bekräfta er kontaktväg",
            "text": f"{confirmed} Andra ser nu ”Bör bekräftas”.",
            "late": False,
        }
    if PathState.VULNERABLE in found:
        text = "Bara en person svarar. Är hen borta når ingen er. Skriv in en ersättare."
        return {"heading": "Er kontaktväg är sårbar", "text": text, "late": False}
    return None
