"""Errors and their codes."""

from __future__ import annotations

import inspect

import pytest

from sync.errors import SyncError
from sync.protocol import errors
from sync.protocol.identifiers import checked_id


def test_pro3_every_error_has_a_code_and_is_a_sync_error() -> None:
    """PRO-3."""
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.ProtocolError)]
    assert len(kinds) >= 12
    for kind in kinds:
        more = {"seq": 7, "document": "0c" * 16}
        named = {name: more[name] for name in inspect.signature(kind.__init__).parameters if name in more}
        made = kind("why", **named)
        assert isinstance(made, SyncError)
        assert made.code is kind.default
        assert made.detail == str(made) == "why"
    assert errors.OperationRefused("no", errors.ErrorCode.EXPIRED).code is errors.ErrorCode.EXPIRED


def test_a_relay_finds_the_error_of_malformed_ids_here() -> None:
    with pytest.raises(errors.InvalidIdentifierError):
        checked_id("x")


def test_pro3_codes_fit_into_two_bytes_and_stand_in_the_documented_tree() -> None:
    """PRO-3."""
    assert all(0 < code < 1 << 16 for code in errors.ErrorCode)
    tree = errors.__doc__ or ""
    assert all(kind in tree for kind in ("Malformed", "HeadMoved", "LogBehind", "ProofInvalid"))
