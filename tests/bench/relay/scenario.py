"""A scenario of the benchmark: so many simulated editors at one server, what they do, and what is counted of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.bench.relay.editors import OurEditor, YjsEditor
from tests.bench.relay.servers import Server

Editor = OurEditor | YjsEditor


@dataclass(frozen=True)
class Row:
    """A scenario: so many editors in so many rooms, edits and cursors a second by each."""

    name: str
    editors: int
    rooms: int
    edits: float
    cursors: float = 0.0


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


def _orders(editors: Sequence[Editor]) -> int:
    """Return in how many orders things arrived, as far as everybody who was sampled has them."""
    orders = [editor.tally.order for editor in editors if editor.tally.is_sampled]
    # What was on its way when the measuring began, some had already and others had not: from the first that all have.
    begun = max((order[0] for order in orders if order), default=b"")
    orders = [order[order.index(begun) :] if begun in order else order for order in orders]
    common = min(len(order) for order in orders)
    return len({tuple(order[:common]) for order in orders})


async def run_row(row: Row, server: Server, make: Callable[[int], Editor], seconds: float) -> dict[str, float]:
    """Connect everybody, warm up for a second, then measure."""
    loop = asyncio.get_running_loop()
    editors = [make(number) for number in range(row.editors)]
    start = loop.time()
    for number, editor in enumerate(editors):
        port = server.ports[number % len(server.ports)]
        await loop.create_connection(lambda editor=editor: editor.wire, "127.0.0.1", port)  # type: ignore[misc]
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
        editor.tally.order.clear()
        # Of both processes, where there are two.
        editor.tally.is_sampled = number % 10 in {0, 5}
    cpu, beside, began = server.cpu_s(), server.stores_cpu_s(), time.perf_counter()
    sent = await load(seconds)
    members = row.editors // row.rooms
    wanted = sent // row.editors * (members - 1)
    await drained(editors, wanted)
    used, took = server.cpu_s() - cpu, time.perf_counter() - began
    stores = server.stores_cpu_s() - beside
    arrived = sum(editor.tally.edits + editor.tally.cursors for editor in editors)
    latencies = [value * 1e3 for editor in editors for value in editor.tally.latencies]
    result = {
        "sent": sent,
        "missing": sum(max(0, wanted - editor.tally.edits) for editor in editors),
        # With several rooms everybody gets something else; peers number nothing.
        **({} if row.rooms > 1 or isinstance(editors[0], YjsEditor) else {"orders": _orders(editors)}),
        "deliveries_per_cpu_s": sent * (members - 1) / used,
        "items_per_cpu_s": arrived / used,
        "stores_ms_per_1000": 1e6 * stores / max(1, sent * (members - 1)),
        "cpu_percent": 100 * used / took,
        "p50_ms": quantile(latencies, 0.5),
        "p99_ms": quantile(latencies, 0.99),
        "joined_s": joined_s,
        "rss_mb": server.resident_mb(),
    }
    for editor in editors:
        editor.wire.transport.abort()
    return {name: round(value, 3) for name, value in result.items()}
