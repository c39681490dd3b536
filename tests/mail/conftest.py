"""A real mail server, a real store, and a keeper who sends."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from portal.mail.news import queue_mail
from portal.mail.sending import send_mail
from portal.operation.opening import keep_clock
from portal.settings import Settings, read_settings
from tests.conftest import Store
from tests.house.county import MASTER, County, county


@dataclass
class Post:
    """What the server has taken; ``refuses`` and ``later`` are answered 550 and 451."""

    taken: list[tuple[str, bytes]] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)

    async def handle_RCPT(  # noqa: N802 (the name is aiosmtpd's)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuses:
            return "550 5.1.1 no such mailbox"
        if address in self.later:
            return "451 4.3.0 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.taken.append((envelope.rcpt_tos[0], envelope.content))
        return "250 OK"

    def mails(self) -> list[EmailMessage]:
        return [BytesParser(EmailMessage, policy=default).parsebytes(content) for _, content in self.taken]


@dataclass
class MailHouse:
    county: County
    settings: Settings
    post: Post

    def tick(self) -> int:
        """What the keeper does about mail, at the county's moment; how many were taken."""
        self.county.catch_up()
        keep_clock(self.county.store.owner, self.county.world.moment)
        queue_mail(self.settings)
        return send_mail(self.settings)

    def choose(self, subject: str, how: str = "at_once", address: str = "") -> Any:
        address = address or f"{subject}@region.example"
        return self.county.hand(subject).form("/uppgifter/epost", {"how": how, "address": address})

    def sql(self, statement: str, *values: Any) -> list[Any]:
        return self.county.sql(statement, *values)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def post_office(post: Post, **more: Any) -> Iterator[int]:
    server = Controller(post, hostname="127.0.0.1", port=free_port(), **more)
    server.start()
    try:
        yield server.port
    finally:
        server.stop()


@pytest.fixture
def house(store: Store, tmp_path: Path) -> Iterator[MailHouse]:
    key = tmp_path / "key"
    key.write_text(MASTER.hex())
    post = Post()
    with ExitStack() as stack:
        port = stack.enter_context(post_office(post))
        home = stack.enter_context(county(store))
        settings = read_settings(
            {
                "PORTAL_DATABASE_URL": store.web,
                "PORTAL_KEEPER_URL": store.keeper,
                "PORTAL_MASTER_KEY_FILE": str(key),
                "PORTAL_SMTP_URL": f"smtp://127.0.0.1:{port}",
            }
        )
        yield MailHouse(home, settings, post)


def without_server(house: MailHouse) -> MailHouse:
    """To a port where nobody listens."""
    return replace(house, settings=replace(house.settings, smtp_url="smtp://127.0.0.1:1"))
