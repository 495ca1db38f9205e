"""Our relay as the benchmark starts it, and its simulated editors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import psutil

from tests.bench.relay.editors import OurEditor
from tests.bench.relay.scenario import Row
from tests.bench.relay.servers import SERVER_CORE, Server, pinned
from tests.support.relay_process import Prepared, serve

_PROGRAM = (
    "-c",
    "import runpy, sys; sys.modules['rich'] = None; runpy.run_module('relay_server', run_name='__main__', alter_sys=True)",
)
"""The relay as on its own machine: structlog loads rich where it finds it, which only development needs."""
PEOPLE = [f"person{number}" for number in range(10)]


@contextmanager
def our_server(
    prepared: Prepared, processes: int = 1, stores: tuple[psutil.Process, ...] = (), **settings: str
) -> Iterator[Server]:
    """Start our relay, by some processes on one core.

    Args:
        prepared: Its data.
        processes: How many.
        stores: Servers behind it.
        settings: More of its environment.
    """
    given = {
        "AIO_RELAY_RATES__REQUESTS_PER_ADDRESS": "1000000 per minute",
        "AIO_RELAY_LOG_LEVEL": "warning",
        **settings,
    }
    with ExitStack() as stack:
        core = pinned(SERVER_CORE)
        served = [stack.enter_context(serve(prepared.data, *core, program=_PROGRAM, **given)) for _ in range(processes)]
        ports = tuple(int(one.url.rsplit(":", 1)[1]) for one in served)
        yield Server("ours", ports, tuple(psutil.Process(one.child.pid) for one in served), stores)


def our_editors(prepared: Prepared, row: Row) -> Callable[[int], OurEditor]:
    """Return what makes the editors of a row, by number."""

    def make(number: int) -> OurEditor:
        who = prepared.people[PEOPLE[number % len(PEOPLE)]]
        document = prepared.diagrams[number % row.rooms]
        token, writer = who.tokens.access_token, (number + 1).to_bytes(8, "big")
        return OurEditor(prepared.workspace, document, who.laptop, token, writer, prepared.log_seq)

    return make
