"""ST-90 to ST-94: pycrdt-store's interface, with real Docs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from pycrdt import Doc, Map
from pycrdt.store import YDocNotFound

from sync.errors import StoreClosedError
from sync.store.library import Library, open_library
from sync.store.ystore import LibraryYStore
from tests.support.library import KEY, ticking_clock

DOCUMENT = "0c" * 16
OTHER = "0e" * 16


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path, KEY, ticking_clock())
    yield opened
    opened.close()


def edits(count: int) -> tuple[Doc[Any], list[bytes]]:
    doc: Doc[Any] = Doc()
    updates: list[bytes] = []
    doc.observe(lambda event: updates.append(event.update))
    shapes: Map[Any] = doc.get("shapes", type=Map)
    for number in range(count):
        shapes[f"s{number % 7}"] = {"x": float(number)}
    return doc, updates


async def read_back(store: LibraryYStore) -> dict[str, Any]:
    doc: Doc[Any] = Doc()
    await store.apply_updates(doc)
    result: dict[str, Any] = doc.get("shapes", type=Map).to_py() or {}
    return result


def test_st90_what_is_written_comes_back_in_another_store(library: Library) -> None:
    """ST-90."""

    async def scenario() -> None:
        doc, updates = edits(50)
        async with LibraryYStore(DOCUMENT, library=library) as store:
            for update in updates:
                await store.write(update)
        async with LibraryYStore(DOCUMENT, library=library) as again:
            assert await read_back(again) == doc.get("shapes", type=Map).to_py()
            assert [row[1] async for row in again.read()] == [b""] * 50

    anyio.run(scenario)


def test_st91_an_unwritten_document_is_not_found(library: Library) -> None:
    """ST-91."""

    async def scenario() -> None:
        async with LibraryYStore(DOCUMENT, library=library) as store:
            with pytest.raises(YDocNotFound):
                await read_back(store)
            await store.write(edits(1)[1][0])
            with pytest.raises(YDocNotFound):
                await read_back(LibraryYStore(OTHER, library=library))

    anyio.run(scenario)


def test_st92_compaction_loses_nothing_the_case_that_sqliteystore_gets_wrong(library: Library) -> None:
    """ST-92."""

    async def scenario() -> None:
        doc, updates = edits(20)
        async with LibraryYStore(DOCUMENT, library=library) as store:
            for update in updates:
                await store.write(update)
            await store.compact(doc)
            assert len([row async for row in store.read()]) == 1
            doc.observe(lambda event: updates.append(event.update))
            doc.get("shapes", type=Map)["late"] = {"x": 1.0}
            await store.write(updates[-1])
        async with LibraryYStore(DOCUMENT, library=library) as again:
            assert await read_back(again) == doc.get("shapes", type=Map).to_py()

    anyio.run(scenario)


def test_st93_a_read_error_is_not_a_missing_document(tmp_path: Path) -> None:
    """ST-93."""

    async def scenario() -> None:
        library = open_library(tmp_path, KEY, ticking_clock())
        async with LibraryYStore(DOCUMENT, library=library) as store:
            await store.write(edits(1)[1][0])
            library.close()
            with pytest.raises(StoreClosedError):
                await read_back(store)

    anyio.run(scenario)


def test_st94_encode_state_start_and_stop_follow_the_interface(library: Library) -> None:
    """ST-94."""

    async def scenario() -> None:
        doc, _ = edits(5)
        store = LibraryYStore(DOCUMENT, metadata_callback=lambda: b"meta", library=library)
        with pytest.raises(RuntimeError, match="not running"):
            await store.stop()
        async with store:
            with pytest.raises(RuntimeError, match="already running"):
                await store.start()
            await store.encode_state_as_update(doc)
            assert await store.get_metadata() == b"meta"
            assert await read_back(store) == doc.get("shapes", type=Map).to_py()
            assert 0 < await store.client_id() < 1 << 53
        async with anyio.create_task_group() as group:
            second = LibraryYStore(DOCUMENT, library=library)
            await group.start(second.start)
            assert second.started.is_set()
            await second.stop()

    anyio.run(scenario)
    with pytest.raises(ValueError, match="library"):
        LibraryYStore(DOCUMENT)
