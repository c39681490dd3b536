"""A new routine: its form and its draft."""

from typing import Any

from litestar import get, post

from events.agreements import DRAFTERS, SIGNERS
from events.code_lists import COUNTIES
from events.commands import agreements as c
from events.deviation_readers import county_of
from events.refusals import Refused
from portal.acting import AnyRequest, execute, officer_of
from portal.agreements.found import CRUMBS, HERE
from portal.form_pages import answer, shown
from portal.forms import TAKES, Fault, Fields, Form, FormRefused, decode
from portal.guards import needs
from portal.swedish import collation_key

SCOPES = [
    {"value": "primary_care", "label": "Primärvård"},
    {"value": "adult_psychiatry", "label": "Vuxenpsykiatri"},
    {"value": "both", "label": "Primärvård och vuxenpsykiatri"},
]


@get(HERE + "/ny", guards=[needs(DRAFTERS)], sync_to_thread=True)
def draft_form(request: AnyRequest, kept: Form) -> Any:
    return _form(request, kept)


@post(HERE + "/ny", guards=[needs(DRAFTERS)], dependencies=TAKES, sync_to_thread=True)
def draft(request: AnyRequest, form: Form) -> Any:
    try:
        receipt = execute(request, decode(c.DraftAgreement, form))
    except (Refused, FormRefused) as refused:
        return _form(request, form, refused)
    return answer(request, f"{HERE}/{receipt.entries[0].stream_id}")


def _form(request: AnyRequest, fields: Fields, error: Fault | None = None) -> Any:
    directory = request.state.directory
    county = county_of(officer_of(request), directory)
    signing = (unit for unit in directory.units.values() if unit.active and unit.unit_type in SIGNERS)
    units = [unit for unit in signing if directory.organisations[unit.org_id].county_code == county]
    context = {
        "crumbs": CRUMBS,
        "heading": "Skriv en ny rutin",
        "lead": "Rutinen gäller när alla parter har skrivit under.",
        "verb": "Spara utkastet",
        "action": f"{HERE}/ny",
        "back": HERE,
        "seen": None,
        "scopes": SCOPES,
        "municipalities": [
            {"value": one.code, "label": one.name}
            for one in sorted(COUNTIES[county].municipalities, key=lambda one: collation_key(one.name))
        ],
        "units": [
            {"value": str(unit.unit_id), "label": unit.name}
            for unit in sorted(units, key=lambda unit: collation_key(unit.name))
        ],
    }
    return shown(request, "agreements/drafting.html", context, fields, error)
