"""Measures the store's rows of the budgets: append, open, list, search; run alone or by the bench command.

``measure`` returns numbers only; the caller adds its calibration. Fsync is measured on the same disk beside the appends,
so that what is ours can be told from what is the disk's.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sync.store.library import Library, open_library
from sync.store.ports import Store
from sync.store.profile import open_profile
from sync.store.records import DocumentKind, DocumentQuery, DocumentSort

KEY = bytes(range(32))
WORDS = ("order", "payment", "ledger", "queue", "gateway", "customer", "invoice", "service", "database", "worker", "retry",
         "cache", "mobile", "browser", "event", "stream", "audit", "token", "session", "region", "cluster", "replica")  # fmt: skip
TIMEOUT = 120.0


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def quantile(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def timed_ms(call: Callable[[], object], repeats: int) -> list[float]:
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1e3)
    return times


def fsync_ms(directory: Path, repeats: int = 200, size: int = 3 * 4096) -> list[float]:
    """Append a few pages to a file and sync it: what a commit costs the disk alone."""
    with (directory / "probe").open("wb", buffering=0) as file:

        def once() -> None:
            file.write(bytes(size))
            os.fdatasync(file.fileno())

        return timed_ms(once, repeats)


def fill(store: Store, workspace: str, documents: int, texts_each: int, rng: random.Random) -> None:
    with store.transaction():
        for number in range(documents):
            title = f"{rng.choice(WORDS)} {rng.choice(WORDS)} {number}"
            made = store.documents.create(DocumentKind.DIAGRAM, title, workspace)
            entries = [(f"s{shape}", " ".join(rng.choices(WORDS, k=3)) + f" n{number}") for shape in range(texts_each)]
            store.search.index_text(made.id, entries)


def measure_append(library: Library, repeats: int = 300) -> dict[str, float]:
    made = library.submit(lambda store: store.documents.create(DocumentKind.DIAGRAM, "d", library.info.workspace))
    document = library.open_document(made.result(TIMEOUT).id).result(TIMEOUT)
    update = bytes(range(60))
    singles = timed_ms(lambda: document.append(update).result(TIMEOUT), repeats)
    hand_over: list[float] = []
    start = time.perf_counter()
    futures = []
    for _ in range(5_000):
        before = time.perf_counter()
        futures.append(document.append(update))
        hand_over.append((time.perf_counter() - before) * 1e3)
    for future in futures:
        future.result(TIMEOUT)
    return {
        "append_with_fsync_p50_ms": statistics.median(singles),
        "append_with_fsync_p95_ms": quantile(singles, 0.95),
        "append_hand_over_p95_ms": quantile(hand_over, 0.95),
        "append_group_of_5000_ms_each": (time.perf_counter() - start) * 1e3 / 5_000,
    }


def measure(directory: Path, documents: int = 10_000, texts_each: int = 10) -> dict[str, float]:
    """Fill a library in ``directory`` and return medians and p95 in milliseconds."""
    profile = open_profile(directory, KEY, now_ms)
    fill(profile.store, profile.info.workspace, documents, texts_each, random.Random(1))
    profile.store.close()
    opens = timed_ms(lambda: open_profile(directory, KEY, now_ms).store.close(), 15)
    start = time.perf_counter()
    library = open_library(directory, KEY, now_ms)
    opened = (time.perf_counter() - start) * 1e3
    sync = fsync_ms(directory)
    result = {
        "fsync_p50_ms": statistics.median(sync),
        "fsync_p95_ms": quantile(sync, 0.95),
        **measure_append(library),
        "open_library_ms": opened,
        "open_and_close_p50_ms": statistics.median(opens),
    }
    result["append_besides_fsync_p95_ms"] = result["append_with_fsync_p95_ms"] - result["fsync_p95_ms"]

    def asked(call: Callable[[Store], object]) -> float:
        return statistics.median(timed_ms(lambda: library.submit(call).result(TIMEOUT), 9))

    everything = DocumentQuery(sort=DocumentSort.MODIFIED)
    result["list_all_ms"] = asked(lambda store: store.documents.list(everything))
    result["list_by_title_ms"] = asked(lambda store: store.documents.list(DocumentQuery(sort=DocumentSort.TITLE)))
    result["list_first_50_ms"] = asked(lambda store: store.documents.list(DocumentQuery(limit=50)))
    for name, query in (("rare", "n77"), ("common", "payment"), ("two", "ledger que"), ("letter", "s")):
        result[f"search_{name}_ms"] = asked(lambda store, query=query: store.search.search(query))  # type: ignore[misc]
    library.close()
    result["file_mb"] = (directory / "library.db").stat().st_size / 1e6
    return result


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps({name: round(value, 3) for name, value in measure(Path(folder)).items()}, indent=1))
