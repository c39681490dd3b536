"""The description of the API: OpenAPI 3.1, made from the same Structs, true of every call and every answer."""

from typing import Any

import jsonschema
import pytest

from events.decisions import BY_NAME
from tests.house.cast import routes_of
from tests.house.county import API, NOWHERE, County
from tests.house.sound import SOUND
from tests.leave import sick_leave


@pytest.fixture(scope="module")
def document(shared: County) -> Any:
    answer = shared.hand(None).get(f"{API}/openapi.json")
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/json"
    return answer.json()


def whole(document: Any, schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with what it refers to beside it."""
    return schema | {"components": document["components"], "$schema": "https://json-schema.org/draft/2020-12/schema"}


def fits(document: Any, schema: dict[str, Any], value: Any) -> None:
    jsonschema.Draft202012Validator(whole(document, schema)).validate(value)


def content(answer: dict[str, Any]) -> dict[str, Any]:
    [(_, media)] = answer["content"].items()
    schema: dict[str, Any] = media["schema"]
    return schema


def test_every_call_is_described_and_every_description_is_a_call(shared: County, document: Any) -> None:
    described = {(verb.upper(), path) for path, verbs in document["paths"].items() for verb in verbs}
    calls = {
        (verb, path.replace(":uuid", "").replace(":str", "")) for verb, path in routes_of(shared.app) if "/api/" in path
    }
    commands = {("POST", f"{API}/commands/{name}") for name in BY_NAME}
    assert described == calls - {("POST", f"{API}/commands/{{name}}")} | commands


def test_it_is_openapi_3_1_and_all_that_it_refers_to_is_there(document: Any) -> None:
    assert document["openapi"].startswith("3.1")
    schemas = document["components"]["schemas"]
    referred = {part.partition('"')[0] for part in str(document).replace("'", '"').split("#/components/schemas/")[1:]}
    assert referred <= set(schemas) and "Problem" in referred
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    ids = [operation["operationId"] for verbs in document["paths"].values() for operation in verbs.values()]
    assert len(ids) == len(set(ids))
    for verbs in document["paths"].values():
        for operation in verbs.values():
            assert {"401", "404", "422"} <= set(operation["responses"])


@pytest.mark.parametrize("name", BY_NAME)
def test_a_sound_command_and_its_answer_fit_their_description(shared: County, document: Any, name: str) -> None:
    subject, body, _ = SOUND[name](shared)
    operation = document["paths"][f"{API}/commands/{name}"]["post"]
    fits(document, content(operation["requestBody"]), body)
    hand = shared.hand(subject)
    fits(document, content(operation["responses"]["200"]), hand.command(name, **body).json())
    refused = hand.command(name, nonsense=1)
    fits(document, content(operation["responses"][str(refused.status_code)]), refused.json())


def test_every_answer_fits_its_description(home: County) -> None:
    document = home.hand(None).get(f"{API}/openapi.json").json()
    case_id = home.case("soc", waiting=("af",))
    home.do("reko.larkan", sick_leave(case_id))
    tried = 0
    for path, verbs in document["paths"].items():
        if "get" not in verbs or path.endswith("openapi.json"):
            continue
        for subject in ("reko.larkan", "handlaggare.soc", "handlaggare.af", "chef.af", "handlaggare.soc-sala", None):
            for case in (case_id, NOWHERE):
                answer = home.hand(subject).get(path.replace("{case_id}", str(case)))
                fits(document, content(verbs["get"]["responses"][str(answer.status_code)]), answer.json())
                tried += 1
    assert tried > 60


def test_a_wrong_description_would_be_noticed(document: Any) -> None:
    problem = content(document["paths"][f"{API}/me"]["get"]["responses"]["401"])
    with pytest.raises(jsonschema.ValidationError):
        fits(document, problem, {"status": "401"})
