"""A load client that costs little: raw sockets and one selector, in a process of its own.

Reads a ``Load`` as JSON from standard input and writes a ``Rate`` to standard output. Latency is what a client sees:
from the first byte of its question to the last byte of the answer.
"""

import selectors
import socket
import subprocess
import sys
import time
from itertools import cycle

import msgspec

from tests.bench import Rate, rate_of

CHUNK = 1 << 18


class Load(msgspec.Struct):
    clients: list[list[bytes]]
    """Per client the whole requests that it sends, one after the other and from the start again."""
    ports: list[int]
    """The processes over which the clients are spread."""
    seconds: float
    warm_up: float = 0.3


class Client:
    def __init__(self, port: int, requests: list[bytes]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.requests = cycle(requests)
        self.answer, self.wanted = b"", 0
        self.times: list[tuple[float, float]] = []
        self.ask()

    def ask(self) -> None:
        self.answer, self.wanted = b"", 0
        self.asked = time.perf_counter()
        self.socket.sendall(next(self.requests))

    def receive(self) -> None:
        got = self.socket.recv(CHUNK)
        if not got:
            raise ConnectionError("the server hung up")
        self.answer += got
        if not self.wanted and (end := self.answer.find(b"\r\n\r\n")) >= 0:
            self.wanted = end + 4 + length_of(self.answer[:end])
        if self.wanted and len(self.answer) >= self.wanted:
            now = time.perf_counter()
            self.times.append((now, now - self.asked))
            self.ask()


def length_of(head: bytes) -> int:
    if not head.startswith((b"HTTP/1.1 200", b"HTTP/1.1 201")):
        raise RuntimeError(head.decode("latin-1"))
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise RuntimeError("an answer without a length")


def run(load: Load) -> Rate:
    with selectors.DefaultSelector() as selector:
        clients = [Client(load.ports[n % len(load.ports)], wanted) for n, wanted in enumerate(load.clients)]
        for client in clients:
            selector.register(client.socket, selectors.EVENT_READ, client)
        begin = time.perf_counter() + load.warm_up
        while (now := time.perf_counter()) < begin + load.seconds or not since(begin, clients):
            for key, _ in selector.select(1.0):
                key.data.receive()
        for client in clients:
            client.socket.close()
    return rate_of(since(begin, clients), len(clients), now - begin)


def since(begin: float, clients: list[Client]) -> list[float]:
    """How long each question took that was answered after that."""
    return [lasted for client in clients for done, lasted in client.times if done >= begin]


def press(load: Load) -> Rate:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.load"]
    done = subprocess.run(command, input=msgspec.json.encode(load), stdout=subprocess.PIPE, check=True)
    return msgspec.json.decode(done.stdout, type=Rate)


def main() -> None:
    rate = run(msgspec.json.decode(sys.stdin.buffer.read(), type=Load))
    sys.stdout.buffer.write(msgspec.json.encode(rate))


if __name__ == "__main__":
    main()
