"""Measures the relay's rows of the budgets: `python -m tests.bench.relay [--seconds N] [--runs N] [--only ROW ...]`.

Ours runs with a synced SQLCipher log and all checks on; Hocuspocus and y-websocket run beside it where node is, without
persistence. All servers are pinned to one core, the load generator to another, and runs are interleaved: compare the ratios
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
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import uvloop

from relay_server.service.password_pool import PasswordPool
from tests.bench.relay.editors import OurEditor, YjsEditor
from tests.bench.relay.servers import BUILD, LOAD_CORE, SERVER_CORE, Server, install_peers, node_server, pinned
from tests.support.relay_process import Prepared, prepare, serve

PEOPLE = [f"person{number}" for number in range(10)]
Editor = OurEditor | YjsEditor


@dataclass(frozen=True)
class Row:
    """A scenario: so many editors in so many rooms, edits and cursors a second by each."""

    name: str
    editors: int
    rooms: int
    edits: float
    cursors: float = 0.0


ROWS = (
    Row("all100", 100, 1, 10),
    Row("cursors100", 100, 1, 10, 20),
    Row("s500", 500, 100, 2),
)


def quantile(values: Sequence[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))] if values else 0.0


async def wait_until(due: float) -> None:
    """Wait until a time on the loop's clock."""
    loop = asyncio.get_running_loop()
    reached = loop.create_future()
    loop.call_at(due, reached.set_result, None)
    await reached


async def paced(editor: Editor, act: Callable[[], None], rate: float, until: float, offset: float) -> int:
    """Do something at a rate; returns how often."""
    loop, count = asyncio.get_running_loop(), 0
    due = loop.time() + offset / rate
    while due < until:
        await wait_until(due)
        act()
        count += 1
        due += 1 / rate
    return count


async def drained(editors: Sequence[Editor], wanted: int) -> None:
    """Wait until everybody has that many edits, or until nothing more comes."""
    before = -1
    while (now := sum(editor.tally.edits for editor in editors)) > before:
        if all(editor.tally.edits >= wanted for editor in editors):
            return
        before = now
        await wait_until(asyncio.get_running_loop().time() + 2.0)


async def run_row(row: Row, server: Server, make: Callable[[int], Editor], seconds: float) -> dict[str, float]:
    """Connect everybody, warm up for a second, then measure."""
    loop = asyncio.get_running_loop()
    editors = [make(number) for number in range(row.editors)]
    start = loop.time()
    for editor in editors:
        await loop.create_connection(lambda editor=editor: editor.wire, "127.0.0.1", server.port)  # type: ignore[misc]
        if isinstance(editor, YjsEditor):
            editor.begin()
    await asyncio.gather(*(editor.ready.wait() for editor in editors))
    joined_s = loop.time() - start

    async def load(length: float) -> int:
        until = loop.time() + length
        works = []
        for number, editor in enumerate(editors):
            works.append(paced(editor, editor.edit, row.edits, until, number / row.editors))
            if row.cursors:
                works.append(paced(editor, editor.move, row.cursors, until, number / row.editors))
        counts = await asyncio.gather(*works)
        return sum(counts[:: 2 if row.cursors else 1])

    warmed = await load(1.0)
    await drained(editors, warmed // row.editors * (row.editors // row.rooms - 1))
    for number, editor in enumerate(editors):
        editor.tally.edits = editor.tally.cursors = 0
        editor.tally.is_sampled = number % 10 == 0
    cpu, began = server.cpu_s(), time.perf_counter()
    sent = await load(seconds)
    members = row.editors // row.rooms
    wanted = sent // row.editors * (members - 1)
    await drained(editors, wanted)
    used, took = server.cpu_s() - cpu, time.perf_counter() - began
    arrived = sum(editor.tally.edits + editor.tally.cursors for editor in editors)
    latencies = [value * 1e3 for editor in editors for value in editor.tally.latencies]
    result = {
        "sent": sent,
        "missing": sum(max(0, wanted - editor.tally.edits) for editor in editors),
        "deliveries_per_cpu_s": sent * (members - 1) / used,
        "items_per_cpu_s": arrived / used,
        "cpu_percent": 100 * used / took,
        "p50_ms": quantile(latencies, 0.5),
        "p99_ms": quantile(latencies, 0.99),
        "joined_s": joined_s,
        "rss_mb": server.resident_mb(),
    }
    for editor in editors:
        editor.wire.transport.abort()
    return {name: round(value, 3) for name, value in result.items()}


@contextmanager
def ours(prepared: Prepared) -> Iterator[Server]:
    """Start our relay."""
    settings = {"AIO_RELAY_RATES__REQUESTS_PER_ADDRESS": "1000000 per minute", "AIO_RELAY_LOG_LEVEL": "warning"}
    with serve(prepared.data, *pinned(SERVER_CORE), **settings) as served:
        yield Server("ours", int(served.url.rsplit(":", 1)[1]), psutil.Process(served.child.pid))


def measure(row: Row, name: str, seconds: float, folder: Path) -> dict[str, float]:
    """Run one row against one server."""
    with ExitStack() as stack:
        if name == "ours":
            prepared = prepare(folder, *PEOPLE, diagrams=row.rooms)
            server = stack.enter_context(ours(prepared))

            def make(number: int) -> Editor:
                who = prepared.people[PEOPLE[number % len(PEOPLE)]]
                document = prepared.diagrams[number % row.rooms]
                token, writer = who.tokens.access_token, (number + 1).to_bytes(8, "big")
                return OurEditor(prepared.workspace, document, who.laptop, token, writer, prepared.log_seq)

        else:
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
    parser.add_argument("--only", nargs="*", choices=[row.name for row in ROWS])
    options = parser.parse_args()
    report: dict[str, object] = {"login": login_ms()}
    print(json.dumps(report["login"]), flush=True)
    if (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(0, {LOAD_CORE})
    names = ["ours", *(["hocuspocus", "y-websocket"] if install_peers() else [])]
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
