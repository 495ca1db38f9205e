"""Invite links."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.crypto.epoch import commitment, new_epoch_key
from sync.crypto.invite import InviteLink, format_invite, invite_keys, new_invite_secret, parse_invite
from sync.crypto.key_wrap import open_epoch_box, seal_epoch_box
from sync.errors import LinkError
from sync.protocol.membership import operations as op
from sync.protocol.membership.codec import encode_operation
from sync.protocol.membership.entry import LogEntry, head_message, head_of
from sync.protocol.membership.fold import apply_entry
from sync.protocol.roles import Role
from sync.protocol.signing import HEAD
from tests.support.workspace import ANA, BEN, BOXES, LATER, NOW, team

LINK = InviteLink("0a" * 16, bytes(range(32)), bytes(range(32, 64)))


def test_key10_a_link_survives_its_text() -> None:
    """KEY-10."""
    text = format_invite(LINK)
    assert len(text) == 114
    assert parse_invite(f"  {text}\n") == LINK
    assert text.replace("-", "").replace("_", "").isalnum()


@given(st.integers(0, 113), st.sampled_from("ABCxyz019-_"))
def test_key10_a_mistyped_link_is_told(position: int, letter: str) -> None:
    """KEY-10."""
    text = format_invite(LINK)
    typed = text[:position] + letter + text[position + 1 :]
    if typed != text:
        with pytest.raises(LinkError):
            parse_invite(typed)


@pytest.mark.parametrize("text", ["", "hello", "A" * 114, "ü" * 114, format_invite(LINK)[:-1], "é"])
def test_key10_what_is_no_link_is_told(text: str) -> None:
    """KEY-10."""
    with pytest.raises(LinkError):
        parse_invite(text)


def test_key10_a_newcomer_enters_with_the_secret_alone() -> None:
    """KEY-10, MEM-22: nobody of the workspace is online; the log extends the head in the link."""
    log = team()
    key = new_epoch_key(log.workspace, 1)
    secret = new_invite_secret()
    keys = invite_keys(secret)
    body = op.Invite(keys.invite, keys.signing_public, keys.sealing_public, Role.EDITOR, None, LATER, BOXES)
    box = seal_epoch_box(key, keys.invite, keys.sealing_public)
    state = log.do(ANA, body)
    link = parse_invite(format_invite(InviteLink(log.workspace, state.head, secret)))

    joining = invite_keys(link.secret)
    assert open_epoch_box(box, joining.sealing_seed, commitment(key)) == key
    accept = op.Accept(joining.invite, BEN.user, BEN.admissions(), BOXES)
    data = encode_operation(op.Operation(link.workspace, state.seq + 1, link.head, joining.invite, NOW, accept))
    signature = joining.sign_acceptance(data)
    head = head_message(log.workspace, state.seq + 1, head_of(data, signature))
    after = apply_entry(state, LogEntry(data, signature, log.sequencer.sign(HEAD, head)))
    assert after.members[BEN.user].role is Role.EDITOR


def test_key15_secrets_are_not_printed() -> None:
    """KEY-15."""
    assert repr(LINK.secret) not in repr(LINK)
    assert "seed" not in repr(invite_keys(LINK.secret))
