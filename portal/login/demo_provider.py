"""The login provider of the demo and of the tests: everybody in the demo county, one click away. Loopback only.

It is ``oidc-provider-mock`` with three things of ours around it: a page in Swedish that lists people by place, a
``login_hint`` that logs in at once, and no debugger. It believes anybody, so production refuses it.
"""

import io
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlencode
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import oidc_provider_mock
from minijinja import Environment, load_from_path
from werkzeug.serving import WSGIRequestHandler, make_server

from portal.login.demo_user import DemoUser
from portal.login.issuers import KNOWN_TO_ALL, ORGANISATION_CLAIM, Issuer
from portal.operation.stopping import set_on_signal

AUTHORIZE = "/oauth2/authorize"
CLIENT_ID = "samverkansportalen"
HOST = "127.0.0.1"
TEMPLATES = Path(__file__).parents[2] / "templates"


def demo_issuer(address: str, users: Iterable[DemoUser], known_as: str = "") -> Issuer:
    """The provider as the portal is configured to know it; ``known_as`` is what the county calls it, on any port."""
    numbers = {str(user.claims[ORGANISATION_CLAIM]) for user in users}
    return Issuer(
        address, CLIENT_ID, tuple(sorted(numbers)), name="Demoinloggning", client_secret=KNOWN_TO_ALL, known_as=known_as
    )


def demo_people() -> tuple[DemoUser, ...]:
    """Everybody of the demo county who may log in."""
    from portal.demo.people import users  # noqa: PLC0415 (production never loads the county)

    return users()


def run(port: int) -> None:
    """Serve the demo county until SIGTERM or SIGINT."""
    stop = Event()
    set_on_signal(stop)
    with demo_provider(port, application(demo_people(), str(TEMPLATES))):
        stop.wait()


def application(users: Sequence[DemoUser], templates: str) -> WSGIApplication:
    # Plain http is all right here: it never leaves this machine.
    os.environ.setdefault("AUTHLIB_INSECURE_TRANSPORT", "1")
    known = [oidc_provider_mock.User(sub=user.subject, claims=dict(user.claims)) for user in users]
    app = oidc_provider_mock.app(user_claims=known, issue_refresh_token=False)
    app.debug = False
    app.wsgi_app = app.wsgi_app.app  # takes the interactive debugger off
    return OneClick(app.wsgi_app, users, templates)


class OneClick:
    """Answers the authorization page with our own list, and takes a known ``login_hint`` for the click itself."""

    def __init__(self, provider: WSGIApplication, users: Sequence[DemoUser], templates: str) -> None:
        self._provider, self._subjects = provider, {user.subject for user in users}
        self._places: dict[str, list[dict[str, Any]]] = {}
        for user in users:
            self._places.setdefault(user.place, []).append(user._asdict())
        self._pages = Environment(loader=load_from_path(templates), undefined_behavior="strict")

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] == "GET" and environ["PATH_INFO"] == AUTHORIZE:
            query = parse_qs(environ.get("QUERY_STRING", ""))
            hint = query.get("login_hint", [""])[0]
            if hint in self._subjects:
                return self._provider(_click(environ, hint), start_response)
            if "client_id" in query and "redirect_uri" in query:
                return self._list(start_response)
        return self._provider(environ, start_response)

    def _list(self, start_response: StartResponse) -> Iterable[bytes]:
        body = self._pages.render_template("demo/people.html", places=self._places).encode()
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
        start_response("200 OK", headers)
        return [body]


def _click(environ: WSGIEnvironment, subject: str) -> WSGIEnvironment:
    form = urlencode({"sub": subject}).encode()
    return environ | {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(form)),
        "wsgi.input": io.BytesIO(form),
    }


class Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Addresses hold codes and names; they stay out of the log."""


@contextmanager
def demo_provider(port: int, app: WSGIApplication) -> Iterator[str]:
    """Run it on loopback; gives its address. Port 0 takes a free one."""
    server = make_server(HOST, port, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True, name="demo-provider")
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
