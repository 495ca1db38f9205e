"""What a guest asks and a host answers after they have met."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.crypto.identity import admit_device
from sync.errors import SyncError
from sync.protocol.errors import Malformed, NotAuthorised, ProtocolError
from sync.transports.lan.admission import (
    LONGEST_NAME,
    Ask,
    ask_in,
    decode_answer,
    decode_ask,
    encode_answer,
    encode_ask,
)
from sync.transports.loopback import loopback_pair
from tests.support.founding import Household
from tests.support.loop import run
from tests.support.workspace import ANA, BEN, identifier

PLAN = identifier("plan")
ASK = Ask(BEN.user, admit_device(BEN.laptop, BEN.user), "Ben")


def test_tra54_a_question_is_for_the_device_that_asks() -> None:
    """TRA-54."""
    data = encode_ask(ASK)
    assert decode_ask(data, BEN.laptop.device) == ASK
    with pytest.raises(NotAuthorised):
        decode_ask(data, ANA.laptop.device)
    stranger = Ask(ANA.user, ASK.admission, "Ana")
    with pytest.raises(ProtocolError):
        decode_ask(encode_ask(stranger), BEN.laptop.device)  # The device consented to belong to Ben.
    with pytest.raises(Malformed):
        decode_ask(b"\x02" + data[1:], BEN.laptop.device)
    long = decode_ask(encode_ask(Ask(BEN.user, ASK.admission, "é" * 500)), BEN.laptop.device)
    assert len(long.name) <= LONGEST_NAME


def test_tra55_an_answer_brings_the_log_and_the_boxes_of_the_guest() -> None:
    """TRA-55."""
    house = Household()
    house.join(BEN)
    boxes = [box for box in house.boxes if box.recipient == BEN.laptop.device]

    async def main() -> None:
        host, guest = loopback_pair(ANA.laptop.device, BEN.laptop.device)
        await host.send(encode_answer(PLAN, house.entries, boxes))
        answer = await ask_in(guest, ASK)
        assert (answer.document, answer.entries, answer.boxes) == (PLAN, tuple(house.entries), tuple(boxes))
        assert decode_ask(await host.receive(), BEN.laptop.device) == ASK

    run(main())


@given(st.binary(max_size=400))
def test_tra55_any_bytes_are_an_answer_or_an_error(data: bytes) -> None:
    """TRA-54, TRA-55."""
    for read in (decode_answer, lambda given: decode_ask(given, BEN.laptop.device)):
        try:
            read(data)
        except SyncError:
            continue
