"""compose.yaml: valid against the compose specification, and with the promises that matter."""

import importlib.util
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads(files("check_jsonschema").joinpath("builtin_schemas/vendor/compose-spec.json").read_text())


@pytest.fixture
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return loaded


def test_it_follows_the_compose_specification(compose: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(compose)


def test_a_misspelt_option_would_be_noticed(compose: dict[str, Any]) -> None:
    compose["services"]["web"]["helthcheck"] = {}
    with pytest.raises(ValidationError, match="helthcheck"):
        Draft202012Validator(SCHEMA).validate(compose)


def test_it_has_the_parts_of_the_portal(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert services["database"]["image"].endswith("postgres:18")
    assert {"database", "roles", "migrate", "web", "projector", "tick"} == {
        name for name, service in services.items() if not service.get("profiles")
    }
    assert services["trial-login"]["profiles"] == services["trial-data"]["profiles"] == ["trial"]
    assert all("healthcheck" in services[name] for name in ("database", "web", "projector", "tick", "trial-login"))
    assert services["web"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert (ROOT / services["web"]["build"]["dockerfile"]).is_file()


def test_no_secret_stands_in_the_environment(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        for name, value in service.get("environment", {}).items():
            if any(word in name for word in ("PASSWORD", "URL", "KEY", "ISSUERS")) and name != "PORTAL_BASE_URL":
                assert value.removeprefix("${PORTAL_OIDC_ISSUERS-").startswith("/run/secrets/"), name
    assert all("file" in secret for secret in compose["secrets"].values())


def test_each_part_gets_only_the_secrets_of_its_role(compose: dict[str, Any]) -> None:
    given = {name: set(service.get("secrets", [])) for name, service in compose["services"].items()}
    assert given["web"] == {"web_url", "master_key", "issuers"}
    assert given["projector"] == {"projector_url"}
    assert given["tick"] == {"keeper_url", "master_key", "smtp_url"}
    assert given["migrate"] == {"owner_url", "master_key"}
    assert given["trial-login"] == set()
    assert given["backup"] == {"owner_url", "master_key"}
    assert given["restore"] == {"owner_url", "keeper_url", "master_key"}


def test_copies_are_made_and_put_back_in_one_folder_outside_the_containers(compose: dict[str, Any]) -> None:
    backup, restore = compose["services"]["backup"], compose["services"]["restore"]
    assert (backup["profiles"], restore["profiles"]) == (["backup"], ["restore"]), "neither runs by itself"
    assert backup["volumes"] == restore["volumes"] == ["${PORTAL_BACKUPS:-./backups}:/srv/portal/backups"]
    assert {each["environment"]["PORTAL_HOME"] for each in (backup, restore)} == {"/srv/portal"}
    assert "migrate" not in restore["depends_on"]


def test_the_database_is_not_published(compose: dict[str, Any]) -> None:
    assert "ports" not in compose["services"]["database"]
    assert all(port.startswith("127.0.0.1:") for port in compose["services"]["web"]["ports"])


def test_what_is_run_by_name_is_there(compose: dict[str, Any]) -> None:
    """The trial parts name modules and functions in a string that nothing else reads."""
    named = [
        (module, name)
        for service in compose["services"].values()
        for command in (service.get("command", []), service.get("entrypoint", []))
        for module, name in re.findall(r"from ([\w.]+) import (\w+)", " ".join(command))
    ]
    assert len(named) == 2
    for module, name in named:
        found = importlib.import_module(module)
        assert hasattr(found, name) or importlib.util.find_spec(f"{module}.{name}"), f"{module}.{name}"
