"""Catching up by chain."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sync.engine.catch_up import Missing, held_chains, missing_there, other_pasts, portions
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
    stored = {chain: end.counter for chain, end in book.ends().items()}
    anas, bens = ((DOCUMENT, person.laptop.device, WRITER) for person in (ANA, BEN))
    listed = held_chains({**stored, (DOCUMENT, "ff" * 16, WRITER): 0}, {anas: 1}, book)
    expected = [JoinedChain(chain[1], WRITER, 1, book.end(chain).hash_at(1) or b"") for chain in sorted((anas, bens))]
    assert listed == expected
    encode_frame(Join("0a" * 16, DOCUMENT, 0, tuple(listed)))


def test_eng51_other_envelopes_with_the_same_counters_are_found() -> None:
    """ENG-51, ENG-54."""
    book = ChainBook()
    for envelope in chain_of(ANA.laptop, DOCUMENT, 2, 1):
        book.accept(parse_header(envelope), envelope_hash(envelope), 0)
    chain = (DOCUMENT, ANA.laptop.device, WRITER)
    same = [JoinedChain(chain[1], WRITER, counter, book.end(chain).hash_at(counter) or b"") for counter in (1, 2)]
    other = [JoinedChain(chain[1], WRITER, counter, bytes([counter]) * 16) for counter in (1, 2, 3)]
    untold = JoinedChain(chain[1], WRITER, 2)
    assert other_pasts(DOCUMENT, book, [*same, untold]) == ()
    assert other_pasts(DOCUMENT, book, other) == (Missing(chain, 1, 1), Missing(chain, 2, 2))


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
