"""Two copies of one diagram become one: everything that either holds, and a report of what came together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sync.errors import BundleError
from sync.protocol.envelope import EnvelopeType, envelope_hash
from sync.protocol.membership.entry import LogEntry, encode_log_entry
from sync.protocol.membership.state import ChainKey
from sync.transports.bundle import Bundle, headers_of

_LAST: ChainKey = ("~", "", "")
"""Sorts behind every chain: what a later version of the program wrote."""


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What two copies had.

    Attributes:
        shared: Envelopes in both.
        only_first: Envelopes in the first copy only.
        only_second: Envelopes in the second copy only.
        authors: Devices whose edits only one of the copies had.
        forked: Chains in which one device signed two different envelopes with one counter; both are kept as evidence.
        gaps: Chains of which something in the middle is in neither copy: what follows it has to wait.
        newer: Envelopes of a later version of the program; they are kept.
    """

    shared: int
    only_first: int
    only_second: int
    authors: tuple[str, ...]
    forked: tuple[ChainKey, ...]
    gaps: tuple[ChainKey, ...]
    newer: int

    @property
    def identical(self) -> bool:
        """Whether neither copy had anything that the other lacked."""
        return not self.only_first and not self.only_second


def merge_bundles(first: Bundle, second: Bundle) -> tuple[Bundle, MergeReport]:
    """Bring two copies of one diagram together. The order of the arguments changes the report, not the result.

    Raises:
        BundleError: They are of two diagrams, or their membership logs contradict each other.
    """
    if (first.workspace, first.document) != (second.workspace, second.document):
        raise BundleError("the files are of two different diagrams")
    ours, theirs = _by_hash(first), _by_hash(second)
    together = {**theirs, **ours}
    only_ours, only_theirs = ours.keys() - theirs.keys(), theirs.keys() - ours.keys()
    merged = Bundle(first.workspace, first.document, _longer(first, second), tuple(_in_order(first, together)))
    counters, authors, newer = _counters(merged, only_ours | only_theirs)
    report = MergeReport(
        len(ours.keys() & theirs.keys()),
        len(only_ours),
        len(only_theirs),
        authors,
        tuple(sorted(chain for chain, found in counters.items() if len(found) != len(set(found)))),
        tuple(sorted(chain for chain, found in counters.items() if set(found) != set(range(1, max(found) + 1)))),
        newer,
    )
    return merged, report


def _by_hash(bundle: Bundle) -> dict[bytes, bytes]:
    return {envelope_hash(envelope): envelope for envelope in bundle.envelopes}


def _in_order(bundle: Bundle, envelopes: dict[bytes, bytes]) -> Iterable[bytes]:
    """Sort by chain and counter, then by hash, so that every merging of the same copies gives the same file."""
    found = Bundle(bundle.workspace, bundle.document, (), tuple(envelopes.values()))
    named = zip(headers_of(found), envelopes.items(), strict=True)
    rows = [
        (header.key, header.counter, digest, data) if header else (_LAST, 0, digest, data)
        for header, (digest, data) in named
    ]
    return [data for _, _, _, data in sorted(rows)]


def _counters(bundle: Bundle, lone: set[bytes]) -> tuple[dict[ChainKey, list[int]], tuple[str, ...], int]:
    counters: dict[ChainKey, list[int]] = defaultdict(list)
    authors, newer = set(), 0
    for header, envelope in zip(headers_of(bundle), bundle.envelopes, strict=True):
        if header is None:
            newer += 1
            continue
        if header.type is EnvelopeType.UPDATE:
            counters[header.key].append(header.counter)
        if envelope_hash(envelope) in lone:
            authors.add(header.device)
    return counters, tuple(sorted(authors)), newer


def _longer(first: Bundle, second: Bundle) -> tuple[LogEntry, ...]:
    long, short = sorted((first.entries, second.entries), key=len, reverse=True)
    for entry, other in zip(long, short, strict=False):
        if encode_log_entry(entry) != encode_log_entry(other):
            raise BundleError("the files hold two different histories of who belongs to the workspace")
    return long
