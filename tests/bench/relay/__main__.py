"""Measures the relay's rows of the budgets: `python -m tests.bench.relay [--seconds N] [--runs N] [--only ROW ...]`.

Ours runs with a synced SQLCipher log and all checks on; Hocuspocus and y-websocket run beside it where node is, without
persistence. The row "nodes" compares one process on the embedded file, one on PostgreSQL, and two on PostgreSQL and Redis, where
those are. All servers are pinned to one core, the load generator to another, and runs are interleaved: compare the ratios
inside a run, not the numbers of different runs. Writes build/bench-relay.json. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import uvloop

from relay_server.service.password_pool import PasswordPool
from tests.bench.relay.editors import YjsEditor
from tests.bench.relay.nodes import NODES, measure_nodes
from tests.bench.relay.ours import PEOPLE, our_editors, our_server
from tests.bench.relay.scenario import Editor, Row, quantile, run_row, wait_until
from tests.bench.relay.servers import BUILD, LOAD_CORE, install_peers, node_server
from tests.support.relay_process import prepare

ROWS = (
    Row("all100", 100, 1, 10),
    Row("cursors100", 100, 1, 10, 20),
    Row("s500", 500, 100, 2),
)


def measure(row: Row, name: str, seconds: float, folder: Path) -> dict[str, float]:
    """Run one row against one server."""
    with ExitStack() as stack:
        if name == "ours":
            prepared = prepare(folder, *PEOPLE, diagrams=row.rooms)
            server = stack.enter_context(our_server(prepared))
            return uvloop.run(run_row(row, server, our_editors(prepared, row), seconds))
        server = stack.enter_context(node_server(name))

        def make(number: int) -> Editor:
            return YjsEditor(f"room{number % row.rooms}", number, is_hocuspocus=name == "hocuspocus")

        return uvloop.run(run_row(row, server, make, seconds))


def login_ms(logins: int = 20, per_s: float = 4.0) -> dict[str, float]:
    """Check passwords at bcrypt's cost of 12 on all cores, so many a second."""
    pool = PasswordPool(os.cpu_count() or 1)
    stored = pool.hash("a password to check")
    times: list[float] = []

    def check() -> None:
        start = time.perf_counter()
        pool.hash("a password to check")
        times.append((time.perf_counter() - start) * 1e3)

    async def sign_in() -> None:
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(logins) as threads:
            works = []
            for _ in range(logins):
                works.append(loop.run_in_executor(threads, check))
                await wait_until(loop.time() + 1 / per_s)
            await asyncio.gather(*works)

    assert stored
    asyncio.run(sign_in())
    return {"login_p50_ms": round(statistics.median(times), 1), "login_p95_ms": round(quantile(times, 0.95), 1)}


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.bench.relay")
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="*", choices=[row.name for row in (*ROWS, NODES)])
    options = parser.parse_args()
    report: dict[str, object] = {"login": login_ms()}
    print(json.dumps(report["login"]), flush=True)
    if (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(0, {LOAD_CORE})
    names = ["ours", *(["hocuspocus", "y-websocket"] if install_peers() else [])]
    if not options.only or NODES.name in options.only:
        report[NODES.name] = measure_nodes(options.runs, options.seconds)
    for row in ROWS:
        if options.only and row.name not in options.only:
            continue
        runs: list[dict[str, dict[str, float]]] = []
        for _ in range(options.runs):
            found = {}
            for name in names:
                with tempfile.TemporaryDirectory(prefix="bench-relay-") as folder:
                    found[name] = measure(row, name, options.seconds, Path(folder))
                print(row.name, name, json.dumps(found[name]), flush=True)
            runs.append(found)
        ratios = {
            name: [round(run["ours"]["deliveries_per_cpu_s"] / run[name]["deliveries_per_cpu_s"], 2) for run in runs]
            for name in names[1:]
        }
        print(row.name, "ratios", json.dumps(ratios), flush=True)
        report[row.name] = {"runs": runs, "ratios": ratios}
    BUILD.parent.mkdir(exist_ok=True)
    (BUILD.parent / "bench-relay.json").write_text(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
