"""Who wrote a message."""

from __future__ import annotations

import pytest

from sync.crypto.signed_message import SIGNED_BYTES, sign_message, verify_message
from sync.protocol.documents import discussion_of
from sync.protocol.errors import Malformed, NotAuthorised, SignatureInvalid
from sync.protocol.roles import Role
from tests.support.workspace import BEN, identifier, identity, team

TALK = discussion_of(identifier("plan"))
MESSAGE = identifier("message")


def test_key18_a_message_is_its_signers_and_no_other_one() -> None:
    """KEY-18."""
    state = team(ben=Role.COMMENTER).state
    signed = sign_message(BEN.laptop, TALK, MESSAGE, b"hello")
    assert len(signed) == SIGNED_BYTES
    assert verify_message(state, TALK, MESSAGE, b"hello", signed).user == BEN.user
    others = ((TALK, MESSAGE, b"hallo"), (TALK, identifier("other"), b"hello"), (identifier("x"), MESSAGE, b"hello"))
    for document, message, content in others:
        with pytest.raises(SignatureInvalid):
            verify_message(state, document, message, content, signed)


def test_key18_what_is_not_signed_by_a_device_of_the_workspace_is_not_shown() -> None:
    """KEY-18."""
    state = team(ben=Role.COMMENTER).state
    with pytest.raises(NotAuthorised):
        verify_message(state, TALK, MESSAGE, b"hello", sign_message(identity("stranger"), TALK, MESSAGE, b"hello"))
    with pytest.raises(Malformed):
        verify_message(state, TALK, MESSAGE, b"hello", b"")
