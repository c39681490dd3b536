"""Ids of the demo county: each derives from a stable name, so that two loads give the same ids."""

from uuid import NAMESPACE_URL, UUID, uuid5

from events.organisations import user_id_of

ISSUER = "https://demoinloggning.example"
"""The name that demo users are registered under; the address of the demo provider depends on its port."""

_SPACE = uuid5(NAMESPACE_URL, "https://demolanet.example")


def command_id(name: str) -> UUID:
    """The id of the command that the demo knows by this name, e.g. ``"unit larkan"``."""
    return uuid5(_SPACE, name)


def authority_id(slug: str) -> UUID:
    """The nämnd behind a unit that has one of its own."""
    return command_id(f"authority {slug}")


def org_id(slug: str) -> UUID:
    return uuid5(command_id(f"organisation {slug}"), "stream")


def unit_id(slug: str) -> UUID:
    return uuid5(command_id(f"unit {slug}"), "unit")


def user_id(subject: str) -> UUID:
    return user_id_of(ISSUER, subject)


def case_id(name: str) -> UUID:
    """The case of a story, e.g. ``"V1"``."""
    return uuid5(command_id(f"{name} draft"), "stream")


def entry_id(command: UUID) -> UUID:
    """The first entry that a command of the demo made."""
    return uuid5(command, "event 1")


def sip_id(name: str, when: str) -> UUID:
    """The joint meeting that was proposed in the case of a story at a moment, e.g. ``"2026-11-16 10:00"``."""
    return uuid5(command_id(f"{name} ProposeSip {when}"), "sip")
