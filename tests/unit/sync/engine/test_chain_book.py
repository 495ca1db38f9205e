"""Places in chains."""

from __future__ import annotations

from sync.engine.chain_book import REMEMBERED, ChainBook, Place
from sync.protocol.envelope import envelope_hash, parse_header
from tests.support.envelopes import chain_of
from tests.support.workspace import ANA

DOCUMENT = "0c" * 16


def filled(count: int) -> tuple[ChainBook, list[bytes]]:
    """Return a book that accepted all but the last two envelopes of a chain, and the chain."""
    chain = chain_of(ANA.laptop, DOCUMENT, count, 1)
    book = ChainBook()
    for number, envelope in enumerate(chain[:-2]):
        assert place(book, envelope) is Place.NEXT
        book.accept(parse_header(envelope), envelope_hash(envelope), number + 1)
    return book, chain


def place(book: ChainBook, envelope: bytes) -> Place:
    """Ask where an envelope belongs."""
    return book.place(parse_header(envelope), envelope_hash(envelope))


def test_eng2_counters_run_without_gaps() -> None:
    """ENG-2."""
    book, chain = filled(6)
    assert [place(book, envelope) for envelope in chain] == [Place.KNOWN] * 4 + [Place.NEXT, Place.LATER]
    (end,) = book.ends().values()
    assert (end.counter, end.clock, end.log_seq) == (4, 4, 1)
    assert book.end(("x", "y", "z")).counter == 0


def test_eng6_another_envelope_with_a_known_counter_is_a_fork() -> None:
    """ENG-6."""
    book, chain = filled(6)
    twin = chain_of(ANA.laptop, DOCUMENT, 3, 2)
    assert place(book, twin[2]) is Place.FORK
    assert place(book, chain_of(ANA.laptop, DOCUMENT, 5, 2)[4]) is Place.OTHER_PAST
    key = parse_header(chain[0]).key
    book.stop(key, 2)
    book.stop(key, 4)
    assert book.end(key).ended == 2
    assert place(book, chain[4]) is Place.BEHIND_END


def test_pro10_log_seq_never_decreases() -> None:
    """PRO-10."""
    book = ChainBook()
    chain = chain_of(ANA.laptop, DOCUMENT, 2, 5)
    header = parse_header(chain[0])
    book.accept(header, envelope_hash(chain[0]), 1)
    book.accept(parse_header(chain[1]), envelope_hash(chain[1]), 2)
    assert book.end(header.key).log_seq == header.log_seq


def test_eng6_very_old_duplicates_are_dropped_without_a_look() -> None:
    """ENG-6."""
    book, chain = filled(REMEMBERED + 10)
    assert place(book, chain_of(ANA.laptop, DOCUMENT, 1, 2)[0]) is Place.KNOWN
    assert place(book, chain[-3]) is Place.KNOWN
