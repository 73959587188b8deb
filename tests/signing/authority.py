"""A real time-stamping authority on this machine: RFC 3161 over HTTP, well behaved or not."""

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper

QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"


class Exchange(BaseHTTPRequestHandler):
    """One request as a handler sees it, with what an authority needs to answer it."""

    asked: tsp.TimeStampReq
    stamper: TimeStamper
    closing: threading.Event
    answered: list[str]

    def say(self, body: bytes, *, status: int = 200, kind: str = REPLY, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the library gave it
        """Keep quiet."""


Answer = Callable[[Exchange], None]


def grant(exchange: Exchange) -> None:
    exchange.say(exchange.stamper.request_tsa_response(exchange.asked).dump())  # pyright: ignore


def refuse(exchange: Exchange) -> None:
    status = tsp.PKIStatusInfo({"status": "rejection", "fail_info": {"system_failure"}})
    body = status.dump()
    exchange.say(bytes((0x30, len(body))) + body)


def fail(exchange: Exchange) -> None:
    exchange.say(b"down for maintenance", status=503, kind="text/plain")


def greet(exchange: Exchange) -> None:
    exchange.say(b"<h1>Free Wi-Fi! Please log in</h1>", kind="text/html")


def babble(exchange: Exchange) -> None:
    exchange.say(b"\x30\x82\xff\xff" + bytes(2000))


def flood(exchange: Exchange) -> None:
    exchange.say(bytes(1_000_000))


def hang(exchange: Exchange) -> None:
    exchange.closing.wait(30)


def trickle(exchange: Exchange) -> None:
    """Send a byte now and then, so that no single read takes long."""
    exchange.say(b"", length=100_000)
    for _ in range(600):
        if exchange.closing.wait(0.05):
            return
        exchange.wfile.write(b"\x30")
        exchange.wfile.flush()


def answer_another_question(exchange: Exchange) -> None:
    """A token for another file: the nonce and the digest are not the ones that were asked for."""
    imprint = tsp.MessageImprint({"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": bytes(32)})
    exchange.asked["message_imprint"] = imprint
    grant(exchange)


@contextmanager
def running_authority(stamper: TimeStamper, answer: Answer = grant) -> Generator[tuple[str, list[str]]]:
    """Run an authority; gives its address, and the paths that it was asked at."""
    answered: list[str] = []
    closing = threading.Event()

    class Handler(Exchange):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.headers["Content-Type"] == QUERY
            self.asked, self.stamper, self.closing = tsp.TimeStampReq.load(body, strict=True), stamper, closing
            answered.append(self.path)
            try:
                answer(self)
            except (BrokenPipeError, ConnectionResetError):
                return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsa", answered
    finally:
        closing.set()
        server.shutdown()
        server.server_close()
