"""What several processes cost: one on the embedded file, one on PostgreSQL, two on PostgreSQL and Redis, in one run.

The two share a core, so that deliveries for each second of CPU can be compared; half the editors of the one diagram sit at each.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
import uvloop
from pydantic import SecretStr

from tests.bench.relay.ours import PEOPLE, our_editors, our_server
from tests.bench.relay.scenario import Row, run_row
from tests.support.postgresql import PostgresServer, programs, running_postgresql
from tests.support.redis_server import program, redis_url, running_redis
from tests.support.relay_process import prepare

NODES = Row("nodes", 100, 1, 10)
EMBEDDED, SERVER, TWO = "embedded", "postgresql", "two nodes"

Runs = dict[str, list[dict[str, float]]]


def measure_nodes(runs: int, seconds: float) -> dict[str, object]:
    """Run all three as often as asked, interleaved; those whose servers are missing are left out."""
    found: Runs = {}
    with _stores() as stores:
        for _ in range(runs):
            for name in (EMBEDDED, *((SERVER, TWO) if stores else ())):
                result = _measure(name, stores, seconds)
                result["relay_ms_per_1000"] = round(1e6 / result["deliveries_per_cpu_s"], 2)
                print(NODES.name, name, json.dumps(result), flush=True)
                found.setdefault(name, []).append(result)
    ratios = {
        f"{name} / {other}": [
            round(one["deliveries_per_cpu_s"] / two["deliveries_per_cpu_s"], 2)
            for one, two in zip(found[name], found[other], strict=True)
        ]
        for name, other in ((TWO, SERVER), (SERVER, EMBEDDED), (TWO, EMBEDDED))
        if name in found
    }
    print(NODES.name, "ratios", json.dumps(ratios), flush=True)
    return {"runs": found, "ratios": ratios}


@contextmanager
def _stores() -> Iterator[tuple[PostgresServer, str, tuple[psutil.Process, ...]] | None]:
    folder, executable = programs(), program()
    if folder is None or executable is None:
        yield None
        return
    with running_postgresql(folder) as database, running_redis(executable) as redis:
        yield database, redis_url(redis), (psutil.Process(database.server.pid), psutil.Process(redis.pid))


def _measure(
    name: str, stores: tuple[PostgresServer, str, tuple[psutil.Process, ...]] | None, seconds: float
) -> dict[str, float]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-nodes-")))
        if name == EMBEDDED or stores is None:
            prepared = prepare(folder, *PEOPLE)
            server = stack.enter_context(our_server(prepared))
        else:
            database, redis, processes = stores
            url = stack.enter_context(database.database())
            prepared = prepare(folder, *PEOPLE, database_url=SecretStr(url))
            settings = {"AIO_RELAY_DATABASE_URL": url}
            if name == TWO:
                settings["AIO_RELAY_REDIS_URL"] = redis
            server = stack.enter_context(our_server(prepared, 2 if name == TWO else 1, processes, **settings))
        return uvloop.run(run_row(NODES, server, our_editors(prepared, NODES), seconds))
