"""Rules of epoch keys: who rotates a scope, who must, and when it goes stale."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from sync.protocol.errors import ErrorCode
from sync.protocol.membership.access import place_of, reads_scope, role_of
from sync.protocol.membership.checks import Author, refuse, use_keys
from sync.protocol.membership.draft import Draft
from sync.protocol.membership.operations import KeyPromise, Rotate, Rotation
from sync.protocol.membership.state import Epoch, Scope
from sync.protocol.roles import Permission, permits


def bring_epoch(draft: Draft, rotation: Rotation) -> None:
    """Give a scope its next key; the first one creates the scope."""
    scope = draft.scopes.get(rotation.scope)
    epochs = scope.epochs if scope else ()
    if rotation.epoch != len(epochs) + 1:
        refuse(f"the next epoch of the scope is {len(epochs) + 1}", ErrorCode.EPOCH)
    if bool(rotation.previous) != bool(epochs):
        refuse("a new key opens the one before it, if there is one", ErrorCode.EPOCH)
    use_keys(draft, rotation.commitment)
    epoch = Epoch(rotation.epoch, draft.seq, rotation.commitment, rotation.previous)
    draft.scopes[rotation.scope] = Scope(rotation.scope, (*epochs, epoch))


def promise_keys(draft: Draft, author: Author, promises: Iterable[KeyPromise]) -> None:
    """Note the hashes of keys that guests get: only of documents under a key that the author reads, and each once."""
    for promise in promises:
        diagram = place_of(draft, promise.document).diagram
        scope = draft.scopes.get(promise.scope)
        if diagram is None or promise.scope not in (draft.workspace, diagram.diagram):
            refuse("a guest gets no key of this document in this scope", ErrorCode.UNKNOWN_DOCUMENT)
        if scope is None or not 1 <= promise.epoch <= scope.newest.number:
            refuse("the scope has no such epoch", ErrorCode.EPOCH)
        if not reads_scope(draft, author.user, diagram.diagram if diagram.restricted.now else draft.workspace):
            refuse("the author cannot read this document")
        place = (promise.scope, promise.epoch, promise.document)
        if place in draft.promises:
            refuse("the hash of this key stands in the log", ErrorCode.ALREADY_EXISTS)
        use_keys(draft, promise.commitment)
        draft.promises[place] = promise.commitment


def mark_stale(draft: Draft, scope: str) -> None:
    """Note that somebody who knows a scope's key lost the right to it."""
    draft.scopes[scope] = replace(draft.scopes[scope], stale=True)


def rotate_after_loss(
    draft: Draft, author: Author, scopes: Collection[str], rotations: Collection[Rotation], *, leaving: bool = False
) -> None:
    """Rotate the scopes of which somebody lost the key.

    The author brings a new key for every scope that he reads; the others go stale until a reader rotates them. Whoever
    leaves does not choose the key that is to keep him out: all scopes go stale.
    """
    given = {rotation.scope: rotation for rotation in rotations}
    if given.keys() - set(scopes) or (leaving and given):
        refuse("a rotation is not called for", ErrorCode.ROTATION_UNEXPECTED)
    for scope in sorted(scopes):
        reads = not leaving and reads_scope(draft, author.user, scope)
        if scope in given:
            if not reads:
                refuse("the author cannot read this scope", ErrorCode.ROTATION_UNEXPECTED)
            bring_epoch(draft, given[scope])
        elif reads:
            refuse("a scope that the author reads needs a new key", ErrorCode.ROTATION_MISSING)
        else:
            mark_stale(draft, scope)


def rotate(draft: Draft, author: Author, body: Rotate) -> None:
    """Give scopes a new key: admins any that they read, other readers a stale one."""
    if not body.rotations:
        refuse("nothing to rotate", ErrorCode.NO_CHANGE)
    for rotation in body.rotations:
        scope = draft.scopes.get(rotation.scope)
        if scope is None or not reads_scope(draft, author.user, rotation.scope):
            refuse("the author cannot read this scope")
        if not scope.stale and not permits(role_of(draft, author.user), Permission.ROTATE_KEYS):
            refuse("the author may rotate stale scopes only")
        bring_epoch(draft, rotation)
