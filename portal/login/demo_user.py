"""Somebody who may log in at the demo's login provider, and what it says of them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from portal.login.issuers import ACCEPTED_ACR, ORGANISATION_CLAIM


class DemoUser(NamedTuple):
    """Somebody of the demo county. ``place`` is the heading they are listed under; ``claims`` go into the token."""

    subject: str
    name: str
    role: str
    place: str
    claims: Mapping[str, Any]


def demo_user(subject: str, name: str, role: str, place: str, org_number: str, acr: str = ACCEPTED_ACR[0]) -> DemoUser:
    return DemoUser(subject, name, role, place, {"name": name, "acr": acr, ORGANISATION_CLAIM: org_number})
