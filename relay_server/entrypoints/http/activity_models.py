"""Bodies of requests and answers about activity and the audit ledger. Hashes and signatures travel as hex."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from relay_server.domain.activity import DayTotal, Total
from relay_server.domain.ledger_leaf import LedgerLeaf, event_of
from relay_server.entrypoints.http.models import Answer, Body, Identifier
from relay_server.service.activity import Analytics, FeedLine
from relay_server.service.ledger import Consistency, Inclusion
from sync.protocol.ledger import SignedHead, encode_signed_head


class CommentCount(Body):
    """How many comments the caller wrote in a diagram on a day (days since 1970, UTC)."""

    day: Annotated[int, Field(ge=0, le=1_000_000)]
    document: Identifier
    comments: Annotated[int, Field(ge=0, le=1_000_000)]


class FeedItem(Answer):
    """One line of a workspace's feed."""

    index: int
    time_ms: int
    action: str
    user: str | None
    details: dict[str, str]

    @classmethod
    def of(cls, line: FeedLine) -> FeedItem:
        """Turn a line into an answer."""
        return cls(index=line.index, time_ms=line.time_ms, action=line.action, user=line.user, details=line.details)


class DayItem(Answer):
    """A workspace's day: counts, people who edited, documents that were edited, most rooms open at once."""

    day: int
    edits: int
    sessions: int
    comments: int
    editors: int
    documents: int
    peak_rooms: int

    @classmethod
    def of(cls, total: DayTotal) -> DayItem:
        """Turn a day into an answer."""
        return cls(
            day=total.day,
            edits=total.edits,
            sessions=total.sessions,
            comments=total.comments,
            editors=total.editors,
            documents=total.documents,
            peak_rooms=total.peak_rooms,
        )


class TotalItem(Answer):
    """Counts for one user or one document."""

    id: str
    edits: int
    sessions: int
    comments: int

    @classmethod
    def of(cls, total: Total) -> TotalItem:
        """Turn sums into an answer."""
        return cls(id=total.key, edits=total.edits, sessions=total.sessions, comments=total.comments)


class AnalyticsAnswer(Answer):
    """Counts over a span of days. Comments are as apps counted them: the relay cannot see any."""

    days: list[DayItem]
    users: list[TotalItem]
    documents: list[TotalItem]

    @classmethod
    def of(cls, found: Analytics) -> AnalyticsAnswer:
        """Turn counts into an answer."""
        return cls(
            days=[DayItem.of(one) for one in found.days],
            users=[TotalItem.of(one) for one in found.users],
            documents=[TotalItem.of(one) for one in found.documents],
        )


class HeadAnswer(Answer):
    """A signed head of the audit ledger, its parts and as it is pinned (``encoded``)."""

    ledger: str
    public_key: str
    size: int
    root: str
    time_ms: int
    signature: str
    encoded: str

    @classmethod
    def of(cls, signed: SignedHead, public: bytes) -> HeadAnswer:
        """Turn a head into an answer."""
        head = signed.head
        return cls(
            ledger=head.ledger,
            public_key=public.hex(),
            size=head.size,
            root=head.root.hex(),
            time_ms=head.time,
            signature=signed.signature.hex(),
            encoded=encode_signed_head(signed).hex(),
        )


class InclusionAnswer(Answer):
    """Shows that a leaf stands at an index of the tree of a size."""

    index: int
    size: int
    leaf: str
    proof: list[str]

    @classmethod
    def of(cls, shown: Inclusion) -> InclusionAnswer:
        """Turn a proof into an answer."""
        proof = [item.hex() for item in shown.proof]
        return cls(index=shown.index, size=shown.size, leaf=shown.leaf.hex(), proof=proof)


class ConsistencyAnswer(Answer):
    """Shows that the tree of a size begins with that of an older size."""

    old: int
    size: int
    proof: list[str]

    @classmethod
    def of(cls, shown: Consistency) -> ConsistencyAnswer:
        """Turn a proof into an answer."""
        return cls(old=shown.old, size=shown.size, proof=[item.hex() for item in shown.proof])


class AuditItem(Answer):
    """A line of the ledger. What was erased is null; the leaf's hash stays what it was."""

    index: int
    time_ms: int
    action: str
    workspace: str | None
    details: dict[str, str]
    subject: str | None
    actor: str | None
    address: str | None
    leaf: str

    @classmethod
    def of(cls, leaf: LedgerLeaf) -> AuditItem:
        """Turn a leaf into an answer."""
        return cls(
            index=leaf.index,
            time_ms=leaf.time_ms,
            action=leaf.action,
            workspace=leaf.workspace,
            details=event_of(leaf).details,
            subject=leaf.subject,
            actor=leaf.actor,
            address=leaf.address,
            leaf=leaf.hash.hex(),
        )


class AuditPage(Answer):
    """A page of the ledger, newest first; ``next`` goes into ``before``."""

    lines: list[AuditItem]
    next: int | None
