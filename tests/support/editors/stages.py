"""When an edit passes which place of an editor: notes at the seams of the product, for ``tests.bench.stages`` and nothing else.

A note is (seconds of the monotonic clock, CPU seconds of the thread, stage, chain's writer, number). The number is the library's until
an edit is sealed, and the envelope's counter from then on; "released" has the move's, "numbered" and "sealed" say what belongs together.
"""

from __future__ import annotations

import functools
import gc
import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from app.canvas_view.view import CanvasView
from app.collaboration.shared_diagram import SharedDiagram
from sync.engine.effects import ApplyUpdate
from sync.engine.events import EditMade
from sync.engine.findings import Apply
from sync.engine.inbox import Inbox
from sync.engine.outbox import Outbox
from sync.engine.records import EnvelopeRow
from sync.engine.workspace import WorkspaceEngine
from sync.protocol.frames import Append, Batch, StoredEnvelope
from sync.runtime import link_desk
from sync.runtime.driver import WorkspaceDriver
from sync.store import writer
from sync.store.open_document import OpenDocument
from sync.store.records import Append as Stored
from sync.store.sqlcipher.shared import SqlSharedStore
from sync.store.writer import StoreThread
from sync.transports.web_socket import WebSocketLink
from sync.transports.webrtc.data_channel import DataChannelLink
from tests.support.editors.hand import Hand
from tests.support.editors.watch import Watch

Key = tuple[str, int]
Note = tuple[float, float, str, str, int]
_WRITER, _COUNTER = slice(34, 42), slice(46, 54)

notes: list[Note] = []
_keys: dict[bytes, Key] = {}
_frames: dict[bytes, list[Key]] = {}
_applied: list[Key] = []


def note(stage: str, keys: Iterable[Key]) -> None:
    """Note that some edits are at a stage."""
    now, cpu = time.monotonic(), time.thread_time()
    notes.extend((now, cpu, stage, who, number) for who, number in keys)


def key_of(envelope: bytes) -> Key:
    """Return writer and counter of an envelope."""
    return envelope[_WRITER].hex(), int.from_bytes(envelope[_COUNTER])


def keys_of(frame: object) -> list[Key]:
    """Return what a frame carries."""
    if isinstance(frame, Append):
        return [key_of(frame.envelope)]
    items = frame.items if isinstance(frame, Batch) else ()
    return [key_of(one.envelope) for one in items if isinstance(one, StoredEnvelope)]


def around(owner: Any, name: str, before: Callable[..., None], after: Callable[..., None]) -> None:
    """Call something with the same arguments before a method; after it with its result, too."""
    inner = getattr(owner, name)

    @functools.wraps(inner)
    def outer(*given: Any, **named: Any) -> Any:
        before(*given)
        found = inner(*given, **named)
        after(found, *given)
        return found

    setattr(owner, name, outer)


def spanning(owner: Any, name: str, stage: str, keys: Callable[..., list[Key]]) -> None:
    """Note the begin ("stage<") and the end ("stage>") of a method."""
    around(
        owner, name, lambda *given: note(f"{stage}<", keys(*given)), lambda _, *given: note(f"{stage}>", keys(*given))
    )


def nothing(*_: object) -> None:
    """Do nothing."""


def begin() -> None:
    """Note everything from now on."""
    _watch_writing()
    _watch_network()
    _watch_showing()
    gc.callbacks.append(lambda phase, info: note(f"gc{'<' if phase == 'start' else '>'}", [("", info["generation"])]))


def write(path: Path) -> None:
    """Write all notes down."""
    path.write_text(json.dumps(notes))


def _watch_writing() -> None:
    moving: list[int] = []

    def released(hand: Hand, _task: object) -> None:
        moving.append(hand._moves + 1)
        note("released", [("", hand._moves + 1)])

    def applied(_: object, hand: Hand, _task: object) -> None:
        note("planned", [("", hand._moves)])
        moving.clear()

    def numbered(_: object, document: OpenDocument, *_rest: object) -> None:
        if moving:
            note(f"numbered {moving[-1]}", [(document.writer.id, document.submitted)])

    def sealed(edits: Any, box: Outbox, *_: object) -> None:
        if edits is not None:
            writer = key_of(edits.envelope)[0]
            for number in edits.updates:
                note(f"sealed {number}", [(writer, edits.counter)])

    around(Hand, "_move", released, applied)
    around(OpenDocument, "append", nothing, numbered)
    spanning(
        StoreThread, "_commit", "commit", lambda _s, _t, batch: [_key(b) for b in batch if isinstance(b.what, Stored)]
    )
    spanning(StoreThread, "_commit", "stored", lambda *_: [("", 0)])
    spanning(writer, "run_job", "asked", lambda *_: [("", 0)])
    around(WorkspaceEngine, "handle", _told, nothing)
    around(Outbox, "seal", nothing, sealed)
    spanning(
        SqlSharedStore, "write", "rows", lambda _, rows: [key_of(r.envelope) for r in rows if type(r) is EnvelopeRow]
    )


def _key(one: Any) -> Key:
    return one.what.writer.id, one.what.counter


def _told(_engine: object, event: object, _now: float) -> None:
    if isinstance(event, EditMade):
        note("told", [(event.writer, event.number)])


def _watch_network() -> None:
    decode, encode = link_desk.decode_frame, link_desk.encode_frame

    def decoded(data: bytes, accepted: Any) -> Any:
        frame = decode(data, accepted)
        note("came", keys_of(frame))
        return frame

    def encoded(frame: Any) -> bytes:
        data = encode(frame)
        if keys := keys_of(frame):
            _frames[data] = keys
            note("send", keys)
        return data

    def opened(found: Any, _inbox: object, envelope: bytes) -> None:
        _keys.update({one.update: key_of(envelope) for one in found if isinstance(one, Apply)})
        note("open>", [key_of(envelope)])

    link_desk.decode_frame, link_desk.encode_frame = decoded, encoded  # type: ignore[assignment]
    around(Inbox, "receive", lambda _, envelope: note("open<", [key_of(envelope)]), opened)
    for kind in (WebSocketLink, DataChannelLink):
        _watch_sending(kind)


def _watch_sending(kind: type) -> None:
    inner = kind.send  # type: ignore[attr-defined]

    async def send(link: Any, frame: bytes) -> None:
        await inner(link, frame)
        note("out", _frames.get(frame, ()))

    def offered(taken: bool, _link: object, frame: bytes) -> None:
        note("out", _frames.get(frame, ()) if taken else ())

    kind.send = send  # type: ignore[attr-defined]
    around(kind, "offer", nothing, offered)


def _watch_showing() -> None:
    def given(_driver: object, effect: object) -> None:
        if isinstance(effect, ApplyUpdate) and effect.update in _keys:
            note("given", [_keys[effect.update]])

    def heard(_diagram: object, effect: Any) -> None:
        if isinstance(effect, ApplyUpdate) and effect.update in _keys:
            note("heard", [_keys[effect.update]])

    def apply(diagram: SharedDiagram) -> None:
        _applied[:] = [_keys[one] for one in diagram._updates if one in _keys]
        note("apply<", _applied)

    waiting: list[Key] = []
    on_screen: list[Key] = []

    def shown(_: object, _diagram: object) -> None:
        note("apply>", _applied)
        waiting.extend(_applied)
        _applied.clear()

    def paint(_view: object, _event: object) -> None:
        note("paint<", waiting)

    def painted(*_: object) -> None:
        note("paint>", waiting)
        on_screen.extend(waiting)
        waiting.clear()

    def brought(*_: object) -> None:
        note("painted", on_screen)
        on_screen.clear()

    around(WorkspaceDriver, "_carried_out", given, nothing)
    around(SharedDiagram, "handle", heard, nothing)
    around(SharedDiagram, "_catch_up", apply, shown)
    around(CanvasView, "_on_scene", lambda *_: note("scene", _applied), nothing)
    around(CanvasView, "paintEvent", paint, painted)
    around(Watch, "_done", nothing, brought)
