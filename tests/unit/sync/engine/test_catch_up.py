"""Catching up by chain."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sync.engine.catch_up import Missing, chains_of, missing_there, portions
from sync.engine.chain_book import ChainBook
from sync.protocol.envelope import envelope_hash, parse_header
from sync.protocol.frame_codec import encode_frame
from sync.protocol.frames import Join, JoinedChain
from tests.support.envelopes import WRITER, chain_of
from tests.support.workspace import ANA, BEN

DOCUMENT = "0c" * 16


def test_eng11_what_is_accepted_is_listed_for_a_join() -> None:
    """ENG-11."""
    book = ChainBook()
    for person, count in ((ANA, 2), (BEN, 1)):
        for envelope in chain_of(person.laptop, DOCUMENT, count, 1):
            book.accept(parse_header(envelope), envelope_hash(envelope), 0)
    book.stop((DOCUMENT, "ff" * 16, WRITER), 0)
    listed = chains_of(book)
    assert {chain.device: chain.counter for chain in listed} == {ANA.laptop.device: 2, BEN.laptop.device: 1}
    encode_frame(Join("0a" * 16, DOCUMENT, 0, listed))


def test_eng11_only_what_the_other_side_misses_is_brought() -> None:
    """ENG-11."""
    one, two, three = ((DOCUMENT, f"{number:032x}", WRITER) for number in range(3))
    theirs = (JoinedChain(one[1], WRITER, 5), JoinedChain(two[1], WRITER, 9))
    stored = {one: 8, two: 9, three: 1}
    assert missing_there(DOCUMENT, stored, theirs) == [Missing(one, 6, 8), Missing(three, 1, 1)]
    assert missing_there(DOCUMENT, stored, ()) == [Missing(one, 1, 8), Missing(two, 1, 9), Missing(three, 1, 1)]


@given(st.lists(st.integers(1, 90)), st.integers(1, 64))
def test_eng11_portions_keep_order_and_size(sizes: list[int], size: int) -> None:
    """ENG-11."""
    envelopes = [bytes([number % 256]) * length for number, length in enumerate(sizes)]
    parts = list(portions(envelopes, size))
    assert [envelope for part in parts for envelope in part] == envelopes
    assert all(len(part) == 1 or sum(map(len, part)) <= size for part in parts)
