"""The routes of consent, its changes and its gate, for the app's own list."""

from litestar.types import ControllerRouterHandler

from portal.consents import endings as consent_endings
from portal.consents import gate_page
from portal.consents import papers as consent_papers
from portal.consents import recording as consents
from portal.consents import refusals as consent_refusals
from portal.consents.notes import NOTE_ROUTES

CONSENT_ROUTES: tuple[ControllerRouterHandler, ...] = (
    consents.consent_form,
    consents.consent_preview,
    consents.record_consent,
    consent_papers.consent_as_it_stands,
    consent_papers.consent_copy,
    consent_papers.information,
    consent_endings.withdrawal,
    consent_endings.withdraw,
    consent_endings.narrowing,
    consent_endings.narrow,
    consent_refusals.refusal,
    consent_refusals.refuse,
    consent_refusals.protection,
    consent_refusals.protect,
    *NOTE_ROUTES,
    gate_page.gate,
    gate_page.verify,
)
