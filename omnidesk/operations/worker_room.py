"""The inside of the worker process: it does one piece of work after the other until the window's process is gone."""

import os
import signal
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, Literal, cast

from omnidesk.operations.parcels import Known, unwrap, wrap

STOP = b""
"""Sent instead of a parcel: give up what is under way."""
Order = tuple[Callable[..., object], tuple[Any, ...], dict[str, Any], bool]
"""What is called with what, and whether it tells how far it is."""
Answer = tuple[Literal["begun", "told", "done", "failed"], Any]


class StoppedError(Exception):
    """A person gave up the work."""


def serve(orders: "Connection[bytes, bytes]", answers: "Connection[bytes, bytes]") -> None:
    """Work off what is ordered, one thing at a time, and answer each."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the window, which ends this process
    known: Known = {}
    heard: SimpleQueue[bytes] = SimpleQueue()
    stopped = threading.Event()
    threading.Thread(target=_listen, args=(orders, heard, stopped), daemon=True).start()
    with suppress(OSError):  # who ordered it is gone
        while True:
            order = cast(Order, unwrap(heard.get(), known))
            answers.send_bytes(wrap(("begun", None), known))
            answers.send_bytes(_answer(order, known, answers, stopped))


def _listen(orders: "Connection[bytes, bytes]", heard: "SimpleQueue[bytes]", stopped: threading.Event) -> None:
    """Hear what is wanted while work is under way. The process ends with the one that wants it, however that ends."""
    try:
        while True:
            order = orders.recv_bytes()
            if order == STOP:
                stopped.set()
            else:
                stopped.clear()
                heard.put(order)
    except (EOFError, OSError):
        os._exit(0)


def _answer(order: Order, known: Known, answers: "Connection[bytes, bytes]", stopped: threading.Event) -> bytes:
    def report(share: float, words: str) -> None:
        if stopped.is_set():
            raise StoppedError
        answers.send_bytes(wrap(("told", (share, words)), known))

    try:
        return wrap(("done", _worked(order, report)), known)
    except Exception as error:
        return _failed(error, known)


def _worked(order: Order, report: Callable[[float, str], None]) -> object:
    work, arguments, named, tells = order
    return work(*arguments, **named, progress=report) if tells else work(*arguments, **named)


def _failed(error: Exception, known: Known) -> bytes:
    """The error with the place where it happened as a note: a traceback cannot travel."""
    error.add_note("".join(traceback.format_exception(error)))
    try:
        return wrap(("failed", error), known)
    except Exception:  # one that cannot travel is told by its words
        return wrap(("failed", RuntimeError(f"{type(error).__name__}: {error}")), known)
