"""Moving old lines of the ledger into a file: what they say goes there, their hashes stay, so that every proof holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from relay_server.domain.ledger_export import json_line, parse_json_line
from relay_server.domain.ledger_leaf import StoredLeaf, leaf_faults
from relay_server.domain.security_event import Action
from relay_server.service.actor import Actor
from relay_server.service.environment import Environment
from relay_server.service.ledger_verify import leaves
from relay_server.service.record import note


def lines_before(env: Environment, before_ms: int) -> tuple[int, list[str]]:
    """Return how many leaves from the first on are older than a time, and them as text, what was erased left out."""
    with env.transactions.read() as unit:
        old: list[StoredLeaf] = []
        for stored in leaves(unit):
            if stored.leaf.time_ms >= before_ms:
                break
            old.append(stored)
    return len(old), [json_line(stored) for stored in old]


def strip_archived(env: Environment, actor: Actor, below: int) -> int:
    """Take out of the database what was archived: details and personal data of the leaves below an index."""
    with env.transactions.write() as unit:
        stripped = unit.ledger.strip(below)
        note(env, unit, actor.caller, Action.AUDIT_ARCHIVED, None, actor=actor.id, below=str(below))
    return stripped


def give_back_space(env: Environment, before_ms: int) -> int:
    """Give the space of what was taken out back to the disk, as far as the database can; returns of how many parts."""
    with env.transactions.write() as unit:
        return len(unit.parts.compact(before_ms))


def archive_faults(env: Environment, lines: Iterable[str]) -> Iterator[str]:
    """Compare an archive with the ledger that is stored; yields one sentence for each fault.

    Raises:
        OperationError: A line is none of an exported ledger.
    """
    for line in lines:
        archived = parse_json_line(line)
        index = archived.leaf.index
        with env.transactions.read() as unit:
            stored = unit.ledger.get(index)
        if stored is None or stored.leaf.hash != archived.leaf.hash:
            yield f"leaf {index}: the archive says something else than the ledger"
        yield from (f"leaf {index} of the archive: {fault}" for fault in leaf_faults(archived.leaf))
