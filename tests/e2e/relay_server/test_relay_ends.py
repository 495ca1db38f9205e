"""How a relay ends and what a full disk does: nothing that was not stored is acknowledged, nothing acknowledged is lost."""

from __future__ import annotations

import resource
import shutil
import signal
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from relay_server.domain.rooms import SEQ_JUMP
from sync.protocol.errors import ErrorCode
from sync.protocol.frames import Ack, Batch, Failure, Notice, NoticeCode, StoredEnvelope
from tests.support.relay import running_relay
from tests.support.relay_process import Prepared, prepare, serve
from tests.support.socket_device import SocketDevice, Writer, colleague_on


def stored_envelopes(prepared: Prepared, url: str) -> list[bytes]:
    """Return what a newcomer gets."""
    with colleague_on(url, prepared.people["olive"]) as olive:
        olive.join(prepared.workspace, prepared.diagrams[0])
        olive.sync()
        items = [item for frame in olive.inbox if isinstance(frame, Batch) for item in frame.items]
    return [item.envelope for item in items if isinstance(item, StoredEnvelope)]


def acknowledged(device: SocketDevice) -> set[int]:
    """Return the requests that were acknowledged."""
    return {item.request for frame in device.inbox if isinstance(frame, Ack) for item in frame.items}


def test_a_graceful_end_acknowledges_what_was_taken_and_says_when_to_come_back(tmp_path: Path) -> None:
    """RLY-26, RLY-70."""
    prepared = prepare(tmp_path, "edith")
    document = prepared.diagrams[0]
    writer = Writer(prepared.people["edith"].laptop, document, prepared.log_seq)
    with serve(prepared.data) as relay:
        with colleague_on(relay.url, prepared.people["edith"]) as edith:
            edith.join(prepared.workspace, document)
            for envelope in writer.some(500):
                edith.append(document, envelope)
            edith.sync()
            relay.child.send_signal(signal.SIGTERM)
            assert edith.close_code() == 1012
            assert acknowledged(edith) == set(range(1, 501))
            drains = [frame for frame in edith.inbox if isinstance(frame, Notice)]
            assert [notice.code for notice in drains] == [NoticeCode.DRAINING]
            assert drains[0].value < 5_000
        assert relay.child.wait(45) == 0
    with serve(prepared.data) as relay:
        assert stored_envelopes(prepared, relay.url) == writer.made
        with colleague_on(relay.url, prepared.people["edith"]) as edith:
            assert edith.join(prepared.workspace, document, since=1 << 60).seq == 500 + SEQ_JUMP
            assert edith.store(document, [writer.next()]) == [501 + SEQ_JUMP]


def test_a_client_that_does_not_answer_the_close_does_not_hold_the_end_up(tmp_path: Path) -> None:
    """RLY-71."""
    prepared = prepare(tmp_path, "edith")
    with serve(prepared.data) as relay, colleague_on(relay.url, prepared.people["edith"]) as edith:
        edith.join(prepared.workspace, prepared.diagrams[0])
        # A process that is stopped answers nothing; here the client's reader is.
        edith.connection.close_timeout = 60
        relay.child.send_signal(signal.SIGTERM)
        assert relay.child.wait(45) == 0


@pytest.mark.skipif(shutil.which("prlimit") is None, reason="needs prlimit to bound the size of files")
def test_on_a_full_disk_nothing_is_acknowledged_that_is_not_stored(tmp_path: Path) -> None:
    """RLY-34, RLY-72. The largest file is bounded, which fails writes as a full disk does; then it is not any more."""
    prepared = prepare(tmp_path, "edith")
    document = prepared.diagrams[0]
    writer = Writer(prepared.people["edith"].laptop, document, prepared.log_seq)
    good: set[int] = set()
    with serve(prepared.data) as relay:
        with colleague_on(relay.url, prepared.people["edith"]) as edith:
            edith.join(prepared.workspace, document)
            resource.prlimit(relay.child.pid, resource.RLIMIT_FSIZE, (2 << 20, resource.RLIM_INFINITY))
            try:
                while True:
                    edith.append(document, writer.next(50_000))
                    edith.sync()
                    if any(isinstance(frame, Failure) for frame in edith.inbox):
                        break
            except ConnectionClosed:
                pytest.fail("the relay ended instead of refusing")
            failures = [frame for frame in edith.inbox if isinstance(frame, Failure)]
            assert {failure.code for failure in failures} <= {ErrorCode.STORAGE, ErrorCode.NOT_JOINED}
            good = acknowledged(edith)
            resource.prlimit(relay.child.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            # The room was closed; it is joined anew, and what was not acknowledged is sent again.
            edith.inbox.clear()
            edith.join(prepared.workspace, document)
            edith.inbox.clear()
            edith.store(document, writer.made)
        relay.kill()
    assert good
    assert len(good) < len(writer.made)
    with serve(prepared.data) as relay:
        assert stored_envelopes(prepared, relay.url) == writer.made


def test_load_balancers_are_told_before_it_stops_listening(tmp_path: Path) -> None:
    """ACC-101."""
    with running_relay(tmp_path, drain_notice_s=4) as relay:
        assert relay.client.get("/readyz").text == "ready\n"
        relay.server.should_exit = True
        while (answer := httpx.get(f"{relay.url}/readyz")).status_code == 200:
            continue
        assert (answer.status_code, answer.text) == (503, "draining\n")
