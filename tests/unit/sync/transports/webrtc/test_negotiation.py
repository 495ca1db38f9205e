"""Agreeing on a channel, and refusing one whose certificate is not the signed one."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

import pytest

from sync.errors import ChannelUntrusted, SyncError, Unreachable
from sync.protocol.errors import Malformed
from sync.protocol.signalling import fingerprint_of
from sync.transports.webrtc import negotiation
from sync.transports.webrtc.ice import IceSettings
from sync.transports.webrtc.negotiation import answer_channel, offer_channel
from tests.support.ice import loopback_candidates
from tests.support.loop import run

Change = Callable[[str], str]
ANA, BEN = "aa" * 16, "bb" * 16


async def negotiate(on_offer: Change = str, on_answer: Change = str) -> list[object]:
    """Negotiate through somebody in between; return both ends, or what they raised."""
    offers: asyncio.Queue[str] = asyncio.Queue()
    answers: asyncio.Queue[str] = asyncio.Queue()

    async def exchange(offer: str) -> str:
        await offers.put(on_offer(offer))
        return on_answer(await answers.get())

    async def answer() -> object:
        return await answer_channel(ANA, IceSettings(), await offers.get(), answers.put)

    with loopback_candidates():
        return await asyncio.gather(offer_channel(BEN, IceSettings(), exchange), answer(), return_exceptions=True)


def swapped(description: str) -> str:
    """Name another certificate."""
    return re.sub(
        r"(a=fingerprint:sha-256 )(\S\S)", lambda found: found[1] + ("00" if found[2] != "00" else "01"), description
    )


def test_tra32_a_description_names_one_certificate() -> None:
    """TRA-32, PRO-61."""
    offers: list[str] = []

    async def main() -> None:
        ends = await negotiate(lambda text: offers.append(text) or text)
        for end in ends:
            assert not isinstance(end, BaseException), end
        await asyncio.gather(*(end.close() for end in ends))  # type: ignore[attr-defined]

    run(main())
    assert len(fingerprint_of(offers[0])) == 32
    assert offers[0].count("a=fingerprint") == offers[0].count("a=fingerprint:sha-256") > 0


@pytest.mark.parametrize("where", ["offer", "answer"])
def test_tra32_a_swapped_fingerprint_is_refused(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """TRA-32, KEY-9: whoever sits in between cannot show a certificate of his own."""
    monkeypatch.setattr(negotiation, "CONNECT_SECONDS", 3.0)

    async def main() -> list[object]:
        return await negotiate(**{f"on_{where}": swapped})

    ends = run(main())
    assert all(isinstance(end, SyncError) for end in ends), ends
    assert any(isinstance(end, ChannelUntrusted) for end in ends), ends


def test_tra32_the_check_of_our_own_does_not_rest_on_the_librarys(monkeypatch: pytest.MonkeyPatch) -> None:
    """TRA-32: even if aiortc accepted any certificate."""
    from aiortc import RTCDtlsTransport

    monkeypatch.setattr(RTCDtlsTransport, "_validate_peer_identity", lambda self, parameters: None)
    monkeypatch.setattr(negotiation, "CONNECT_SECONDS", 3.0)

    async def main() -> list[object]:
        ends = await negotiate(on_answer=swapped)
        await ends[1].close()  # type: ignore[attr-defined]
        return ends

    assert isinstance(run(main())[0], ChannelUntrusted)


@pytest.mark.parametrize("text", ["", "v=0", "nonsense\r\n" * 50])
def test_tra32_what_is_no_description_is_refused(text: str) -> None:
    """TRA-32."""

    async def main() -> None:
        async def send(answer: str) -> None:
            raise AssertionError

        await answer_channel(ANA, IceSettings(), text, send)

    with pytest.raises(Malformed):
        run(main())


def test_tra33_nobody_who_answers_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    """TRA-33."""
    monkeypatch.setattr(negotiation, "CONNECT_SECONDS", 0.2)

    async def exchange(offer: str) -> str:
        await asyncio.Event().wait()
        return offer

    with pytest.raises(Unreachable):
        run(offer_channel(BEN, IceSettings(), exchange))
