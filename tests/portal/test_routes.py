"""The app's own route table: every route says beside its path who may take it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar, get
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler

from portal.app import SHELL
from portal.assets import Assets
from portal.guards import Guard
from portal.login.kept_input import restored
from portal.routes import ROUTES
from tests.portal.house import House, log_in

PUBLIC = {
    "/logga-in",
    "/logga-in/start",
    "/logga-in/svar",
    "/assets/{name:path}",
    "/healthz",
    "/readyz",
    "/metrics",
}


def permissions(routes: list[Any]) -> Iterator[tuple[str, str | None]]:
    for route in Litestar(routes, dependencies={"kept": Provide(restored)}, openapi_config=None).routes:
        for handler in getattr(route, "route_handlers", []):
            assert isinstance(handler, HTTPRouteHandler)
            if handler.http_methods == {"OPTIONS"}:
                continue  # made by the framework: lists the verbs of the path, runs nothing of ours
            stated = [guard.permission for guard in handler.guards or [] if isinstance(guard, Guard)]
            if not stated and handler.owner is not None:
                stated = [guard.permission for guard in getattr(handler.owner, "guards", None) or []]
            yield route.path, stated[0] if len(stated) == 1 else None


def test_every_route_states_its_permission() -> None:
    missing = [path for path, permission in permissions([*SHELL, *ROUTES]) if permission is None]
    assert missing == []


def test_a_route_without_a_permission_is_noticed() -> None:
    @get("/utan")
    async def forgotten() -> str:
        return ""

    assert list(permissions([forgotten])) == [("/utan", None)]


def test_only_the_door_and_what_hangs_on_it_is_public() -> None:
    shown = {path for path, permission in permissions([*SHELL, *ROUTES]) if permission == "public"}
    assert shown - PUBLIC <= {"/om", "/processkarta", "/skydd", "/tillganglighet", "/hjalp", "/api/v1/openapi.json"}


def test_the_menu_holds_only_what_the_role_may_open(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        assert 'href="&#x2f;arenden"' in browser.get("/uppdrag").text
        log_in(browser, "chef.larkan")
        page = browser.get("/uppdrag").text
        assert "arenden" not in page and "Min dag" in page


def test_assets_are_kept_for_good_under_the_hash_of_their_content(tmp_path: Path) -> None:
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / "a.woff2").write_bytes(b"font")
    (tmp_path / "base.css").write_text('@font-face{src:url("vendor/a.woff2")} a{background:url(data:x)}')
    assets = Assets(tmp_path)
    style = assets.at(assets.address("base.css"))
    assert style is not None and assets.address("vendor/a.woff2") in style.body.decode()
    assert "url(data:x)" in style.body.decode()
    before = assets.address("base.css")
    (tmp_path / "vendor" / "a.woff2").write_bytes(b"another font")
    assert Assets(tmp_path).address("base.css") != before, "a style sheet changes with what it names"


def test_an_asset_is_served_packed_and_immutable(home: House, tmp_path: Path) -> None:
    (tmp_path / "base.css").write_text("a{color:red}" * 100)
    assets = Assets(tmp_path)
    object.__setattr__(home.portal, "assets", assets)
    with home.browser() as browser:
        answer = browser.get(assets.address("base.css"), headers={"accept-encoding": "gzip"})
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert (answer.headers["content-encoding"], answer.text[:12]) == ("gzip", "a{color:red}")


@pytest.mark.parametrize("path", ["/assets/../settings.py", "/assets/%2e%2e/settings.py", "/assets//etc/passwd"])
def test_nothing_but_assets_lies_below_assets(home: House, path: str) -> None:
    with home.browser() as browser:
        assert browser.get(path).status_code == 404


def test_metrics_count_by_route_and_name_nobody(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        browser.get("/arenden")
        text = browser.get("/metrics").text
        assert 'path="/arenden"' in text
        assert "reko2" not in text and "Demo" not in text
