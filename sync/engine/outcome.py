"""What a lot of envelopes led to, and what one call on a replica gathers."""

from __future__ import annotations

from dataclasses import dataclass, field

from sync.engine import findings as found
from sync.engine.commits import Then
from sync.engine.effects import ApplyUpdate, Effect
from sync.engine.records import Row
from sync.protocol.errors import ErrorCode
from sync.protocol.membership.state import ChainKey


@dataclass(slots=True)
class Outcome:
    """What a lot of received envelopes led to, beside effects.

    Attributes:
        accepted: Envelopes that will be durable, by chain: counter and bytes.
        refused: Envelopes that were dropped, with the reason, by their hash.
        log_seq: An operation that something waits for.
        wants_keys: Whether something waits for a key.
        wants_chains: Chains of which envelopes are missing, from a counter on.
        beyond_cut: Chains of which more was applied than counts, with the last counter applied.
        shown: Envelopes for the others to see: both sides of a fork.
        proofs: Proofs of forks that are new here, for everybody.
    """

    accepted: dict[ChainKey, list[tuple[int, bytes]]] = field(default_factory=dict)
    refused: dict[bytes, ErrorCode] = field(default_factory=dict)
    log_seq: int = 0
    wants_keys: bool = False
    wants_chains: dict[ChainKey, int] = field(default_factory=dict)
    beyond_cut: dict[ChainKey, int] = field(default_factory=dict)
    shown: list[bytes] = field(default_factory=list)
    proofs: list[bytes] = field(default_factory=list)


@dataclass(slots=True)
class Lot:
    """What one call gathers.

    Attributes:
        outcome: what others have to act on.
        rows: what to store.
        updates: what to apply once the library has them.
        effects: what to say at once.
        afterwards: what follows once the updates are applied.
        chains: whose rows are different now.
        rebuild: whether to build the document again once the rows are durable.
        why: why own edits in it are worth no more then.
    """

    outcome: Outcome
    rows: list[Row] = field(default_factory=list)
    updates: list[ApplyUpdate] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    afterwards: list[Then] = field(default_factory=list)
    chains: set[ChainKey] = field(default_factory=set)
    rebuild: bool = False
    why: ErrorCode | None = None

    def build_again(self, why: ErrorCode | None) -> None:
        """Have the document built again once the rows are durable; the first reason counts."""
        self.why = self.why if self.rebuild else why
        self.rebuild = True


def note(one: found.Finding, outcome: Outcome) -> None:
    """Put what somebody else has to act on into the outcome."""
    match one:
        case found.FetchLog(seq):
            outcome.log_seq = max(outcome.log_seq, seq)
        case found.FetchKeys():
            outcome.wants_keys = True
        case found.FetchChain(chain, counter):
            outcome.wants_chains[chain] = min(counter, outcome.wants_chains.get(chain, counter))
        case found.BeyondCut(chain, _, applied):
            outcome.beyond_cut[chain] = applied
        case _:
            pass
