"""A real browser opens a direct channel with our peer, and is refused when its certificate is not the signed one."""

from __future__ import annotations

import asyncio
import re
import tempfile
from typing import Any

import pytest

from sync.errors import ChannelUntrusted, Unreachable
from sync.protocol.signalling import SignalBody, SignalKind
from sync.transports.webrtc import negotiation
from sync.transports.webrtc.ice import IceSettings
from sync.transports.webrtc.negotiation import answer_channel
from sync.transports.webrtc.signal_session import SignalReader, SignalSession
from tests.support.chromium import FLAGS, MISSING, chromium
from tests.support.loop import run
from tests.support.workspace import ANA, BEN, identifier

pytestmark = pytest.mark.skipif(chromium() is None, reason=MISSING)

PAGE = """<!doctype html><meta charset="utf-8"><title>peer</title><script>
const pc = new RTCPeerConnection({iceServers: []});
const channel = pc.createDataChannel("frames", {negotiated: true, id: 0});
channel.binaryType = "arraybuffer";
const post = (path, body) => fetch(path, {method: "POST", body});
channel.onmessage = event => {
  const kind = new Uint8Array(event.data)[0];
  if (kind === 0 || kind === 1) channel.send(event.data);
};
pc.onconnectionstatechange = () => post("/state", pc.connectionState);
(async () => {
  await pc.setLocalDescription(await pc.createOffer());
  if (pc.iceGatheringState !== "complete")
    await new Promise(done => pc.onicegatheringstatechange = () => pc.iceGatheringState === "complete" && done());
  const answer = await (await post("/offer", pc.localDescription.sdp)).text();
  if (answer) await pc.setRemoteDescription({type: "answer", sdp: answer});
})();
</script>"""
PLAN = identifier("plan")


class Page:
    """Serves the page, takes its offer and gives it the answer."""

    def __init__(self) -> None:
        self.offer: asyncio.Queue[str] = asyncio.Queue()
        self.answer: asyncio.Queue[str] = asyncio.Queue()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        size = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
        body = (await reader.readexactly(int(size[1]))).decode() if size else ""
        answer = ""
        if head.startswith("POST /offer"):
            await self.offer.put(body)
            answer = await self.answer.get()
        elif head.startswith("GET / "):
            answer = PAGE
        data = answer.encode()
        kind = "text/html" if head.startswith("GET") else "text/plain"
        writer.write(
            f"HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {len(data)}\r\nconnection: close\r\n\r\n".encode()
        )
        writer.write(data)
        await writer.drain()
        writer.close()


async def with_browser(use: Any) -> None:
    """Open the page in a browser and use what it says."""
    page, program = Page(), chromium()
    assert program is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        async with await asyncio.start_server(page.serve, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            flags = [flag for flag in FLAGS if not flag.startswith("--host-resolver-rules")]
            child = await asyncio.create_subprocess_exec(
                program, *flags, "--disable-features=WebRtcHideLocalIpsWithMdns", "--allow-loopback-in-peer-connection",
                f"--user-data-dir={folder}/profile", "--remote-debugging-port=0", f"http://127.0.0.1:{port}/",
                stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
            try:
                await use(page)
            finally:
                child.kill()
                await child.wait()


def sealed(description: str) -> str:
    """Carry a description as the relay would: sealed and signed by Ana's browser, opened and verified by Ben."""
    session = SignalSession(ANA.laptop, BEN.laptop.entry, PLAN, identifier("attempt"))
    message = session.seal(SignalBody(SignalKind.OFFER, description))
    _, body = SignalReader(BEN.laptop, ANA.laptop.entry, PLAN).open(message)
    return body.text


def test_tra32_a_browser_passes_the_check_and_frames_come_back() -> None:
    """TRA-20, TRA-32: the browser echoes the parts of frames of several sizes."""

    async def use(page: Page) -> None:
        offer = sealed(await page.offer.get())
        link = await answer_channel(ANA.laptop.device, IceSettings(), offer, page.answer.put)
        for size in (1, 1_000, 40_000, 300_000):
            frame = bytes(range(256)) * (size // 256 + 1)
            await link.send(frame[:size])
            assert await link.receive() == frame[:size]
        await link.close()

    run(with_browser(use))


def test_tra32_a_browser_with_another_certificate_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """TRA-32: what was signed names another certificate than the browser shows."""
    monkeypatch.setattr(negotiation, "CONNECT_SECONDS", 8.0)

    async def use(page: Page) -> None:
        offer = await page.offer.get()
        found = re.search(r"a=fingerprint:sha-256 (\S\S)", offer)
        assert found
        wrong = "00" if found[1] != "00" else "01"
        swapped = offer.replace(found[0], f"a=fingerprint:sha-256 {wrong}")
        with pytest.raises((ChannelUntrusted, Unreachable)) as refused:
            await answer_channel(ANA.laptop.device, IceSettings(), sealed(swapped), page.answer.put)
        assert isinstance(refused.value, ChannelUntrusted)

    run(with_browser(use))
