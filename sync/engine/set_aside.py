"""Envelopes that wait for what will not come: content behind the end of a chain that forked, or behind a cut.

An honest device may have drawn on what was taken back afterwards. What it drew stays out of the document at every peer,
and so does what refers to that; it is no reason to wait, to hold back snapshots, or to say that something is missing. If an
adoption brings back what it refers to, it is taken as if nothing had been.
"""

from __future__ import annotations

from collections.abc import Iterable

from sync.engine.chain_book import ChainBook, ChainEnd
from sync.protocol.authorise import cut_of
from sync.protocol.chain import Chain, client_id
from sync.protocol.membership.access import place_of
from sync.protocol.membership.state import ChainKey, WorkspaceState


class SetAside:
    """What the first waiting envelope of each chain lacks, and which clients go no further."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._lacks: dict[ChainKey, frozenset[int]] = {}

    def lacks(self, chain: ChainKey, clients: Iterable[int]) -> None:
        """Note of which Yjs clients the next envelope of a chain lacks something; of none: it was taken."""
        lacking = frozenset(clients)
        if lacking:
            self._lacks[chain] = lacking
        else:
            self._lacks.pop(chain, None)

    def stuck(self, state: WorkspaceState, book: ChainBook) -> set[ChainKey]:
        """Return the chains whose next envelope refers to what does not count, or to one of these chains."""
        gone = _gone(state, book) if self._lacks else set()
        stuck: set[ChainKey] = set()
        while grown := {chain for chain, lacking in self._lacks.items() if chain not in stuck and lacking & gone}:
            stuck |= grown
            gone |= {client_id(Chain(*chain)) for chain in grown}
        return stuck


def _gone(state: WorkspaceState, book: ChainBook) -> set[int]:
    """Return the Yjs clients of chains of which all that counts is here: nothing more of them will be taken."""
    return {client_id(Chain(*chain)) for chain, end in book.ends().items() if _is_over(state, chain, end)}


def _is_over(state: WorkspaceState, chain: ChainKey, end: ChainEnd) -> bool:
    if end.ended is not None:
        return end.counter >= end.ended
    cut = cut_of(state, state.devices[chain[1]], place_of(state, chain[0]), chain, end.log_seq)
    return cut is not None and end.counter >= cut
