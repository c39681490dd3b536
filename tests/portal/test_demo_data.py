"""A store with the demo county in it is never served in production."""

import json
from pathlib import Path

import pytest

from portal.app import furnish
from portal.settings import Settings, SettingsRefused, read_settings
from tests.conftest import Store


def settings_of(store: Store, tmp_path: Path, mode: str) -> Settings:
    key, issuers = tmp_path / "key", tmp_path / "issuers.json"
    issuers.write_text(
        json.dumps({"https://idp.example": {"client_id": "portal", "client_secret": "x" * 32, "org_numbers": ["1"]}})
    )
    return read_settings(
        {
            "PORTAL_MODE": mode,
            "PORTAL_DATABASE_URL": store.web,
            "PORTAL_OWNER_URL": store.owner,
            "PORTAL_KEEPER_URL": store.keeper,
            "PORTAL_MASTER_KEY_FILE": str(key),
            "PORTAL_NOW": "2025-02-03T09:00:00+01:00" if mode == "demo" else "",
            "PORTAL_BASE_URL": "https://portal.example",
        }
        | ({"PORTAL_OIDC_ISSUERS": str(issuers)} if mode == "production" else {})
    )


def test_production_refuses_a_store_that_holds_the_demo_county_and_the_demo_serves_it(
    store: Store, tmp_path: Path
) -> None:
    from portal.demo import load

    load(settings_of(store, tmp_path, "demo"))
    with pytest.raises(SettingsRefused, match="demouppgifter"):
        furnish(settings_of(store, tmp_path, "production"))
    served = furnish(settings_of(store, tmp_path, "demo"))
    assert served.log.directory().users
    served.log.close()
