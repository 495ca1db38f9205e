"""Envelopes that wait for what will not come: content behind the end of a chain that forked, or behind a cut.

An honest device may have drawn on what was taken back afterwards. What it drew stays out of the document at every peer,
and so does what refers to that; it is no reason to wait, to hold back snapshots, or to say that something is missing. If an
adoption brings back what it refers to, it is taken as if nothing had been.
"""

from __future__ import annotations

from collections.abc import Iterable

from sync.engine.chain_book import ChainBook
from sync.protocol.authorise import authorise
from sync.protocol.chain import Chain, client_id
from sync.protocol.envelope import EnvelopeHeader
from sync.protocol.errors import ProtocolError
from sync.protocol.membership.state import ChainKey, WorkspaceState

MAX_CUT_OFF = 4_096
"""Chains behind whose cut something was refused that are remembered."""


class SetAside:
    """What the first waiting envelope of each chain lacks, and which clients go no further."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._lacks: dict[ChainKey, frozenset[int]] = {}
        self._cut_off: dict[ChainKey, EnvelopeHeader] = {}

    def lacks(self, chain: ChainKey, clients: Iterable[int]) -> None:
        """Note of which Yjs clients the next envelope of a chain lacks something; of none: it was taken."""
        lacking = frozenset(clients)
        if lacking:
            self._lacks[chain] = lacking
        else:
            self._lacks.pop(chain, None)

    def cut_off(self, header: EnvelopeHeader) -> None:
        """Note that an envelope was refused because it lies behind a cut."""
        if len(self._cut_off) < MAX_CUT_OFF:
            self._cut_off.setdefault(header.key, header)

    def stuck(self, state: WorkspaceState, book: ChainBook) -> set[ChainKey]:
        """Return the chains whose next envelope refers to what does not count, or to one of these chains."""
        gone = self._gone(state, book) if self._lacks else set()
        stuck: set[ChainKey] = set()
        while grown := {chain for chain, lacking in self._lacks.items() if chain not in stuck and lacking & gone}:
            stuck |= grown
            gone |= {client_id(Chain(*chain)) for chain in grown}
        return stuck

    def _gone(self, state: WorkspaceState, book: ChainBook) -> set[int]:
        ended = {chain for chain, end in book.ends().items() if end.ended is not None and end.counter >= end.ended}
        cut = {chain for chain, header in self._cut_off.items() if not _counts(state, header)}
        return {client_id(Chain(*chain)) for chain in ended | cut}


def _counts(state: WorkspaceState, header: EnvelopeHeader) -> bool:
    try:
        authorise(state, header)
    except ProtocolError:
        return False
    return True
