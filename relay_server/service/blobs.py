"""Sealed images and attachments: uploaded in parts, named by the hash of their ciphertext, counted to the workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from relay_server.domain.blob import MOST_BYTES, Blob, digest_of
from relay_server.errors import Conflict, InvalidRequest, NotFound, TooLarge
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.environment import Environment, Principal
from relay_server.service.space_check import check_space
from relay_server.service.workspace_access import Member, member_in, no_such_workspace
from sync.protocol.membership.access import may
from sync.protocol.roles import Permission


def upload_part(
    env: Environment, principal: Principal, workspace: str, digest: str, size: int, offset: int, data: bytes
) -> Blob:
    """Store the next part of a blob; a part that does not come next changes nothing and tells how much is stored.

    Args:
        env: The environment.
        principal: Who.
        workspace: Where.
        digest: SHA-256 of the whole, 64 hex digits.
        size: Of the whole in bytes.
        offset: Where the part begins.
        data: The part.

    Raises:
        NotFound: The caller may not write anything in such a workspace.
        TooLarge: The blob is over the limit, or the workspace is full.
        InvalidRequest: The whole has another hash; it was dropped.
        Conflict: The same blob was begun with another size.
    """
    if not 0 < size <= MOST_BYTES:
        raise TooLarge("blob_too_large", f"A blob has 1 to {MOST_BYTES} bytes.")
    with env.transactions.write() as unit:
        _require(member_in(env, unit, principal, workspace), Permission.COMMENT)
        blob = _begun(env, unit, Blob(workspace, digest, size))
        if blob.is_complete or not data or offset != blob.stored or blob.stored + len(data) > size:
            return blob
        unit.blobs.add_part(workspace, digest, offset, data)
        blob = replace(blob, stored=blob.stored + len(data))
        if blob.stored < size:
            return blob
        is_good = digest_of(unit.blobs.parts(workspace, digest)) == digest
        if is_good:
            unit.blobs.complete(workspace, digest)
        else:
            unit.blobs.discard(workspace, digest)
    if not is_good:
        raise InvalidRequest("wrong_digest", "The blob has another hash than its name says.")
    return replace(blob, is_complete=True)


def blob_state(env: Environment, principal: Principal, workspace: str, digest: str) -> Blob:
    """Return how much of a blob is stored.

    Raises:
        NotFound: There is none, or the caller may not read anything in such a workspace.
    """
    with env.transactions.read() as unit:
        return _found(env, unit, principal, workspace, digest)


def download(env: Environment, principal: Principal, workspace: str, digest: str) -> Sequence[bytes]:
    """Return a complete blob in parts.

    Raises:
        NotFound: There is none that is complete, or the caller may not read anything in such a workspace.
    """
    with env.transactions.read() as unit:
        if not _found(env, unit, principal, workspace, digest).is_complete:
            raise _no_such_blob()
        return unit.blobs.parts(workspace, digest)


def _begun(env: Environment, unit: UnitOfWork, blob: Blob) -> Blob:
    known = unit.blobs.get(blob.workspace, blob.digest)
    if known is None:
        check_space(env, unit, blob.workspace, blob.size)
        known = unit.blobs.begin(blob, env.now_ms())
    if known.size != blob.size:
        raise Conflict("other_size", "This blob was begun with another size.")
    return known


def _found(env: Environment, unit: UnitOfWork, principal: Principal, workspace: str, digest: str) -> Blob:
    _require(member_in(env, unit, principal, workspace), Permission.READ_DIAGRAM)
    blob = unit.blobs.get(workspace, digest)
    if blob is None:
        raise _no_such_blob()
    return blob


def _require(member: Member, permission: Permission) -> None:
    """Ask for a permission on any diagram; which one an image belongs to, the relay cannot know."""
    diagrams = member.state.diagrams.values()
    if not any(may(member.state, member.user, permission, diagram) for diagram in diagrams if not diagram.deleted.now):
        raise no_such_workspace()


def _no_such_blob() -> NotFound:
    return NotFound("no_such_blob", "There is no such blob.")
