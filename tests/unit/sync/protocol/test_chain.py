"""Chains and client ids."""

from __future__ import annotations

import pytest

from sync.errors import InvalidIdentifierError
from sync.protocol.chain import Chain, chain_id, client_id, new_chain

DOCUMENT, DEVICE = "0c" * 16, "0d" * 16


# Fixed for ever: peers recompute them.
EXPECTED_CHAIN_ID = "b339b1ea3d8545cc4d9c72b0a13c20abd94230b82c7e23967750d1c1be23832f"


EXPECTED_CLIENT_ID = 4914033792914152


def test_st112_a_client_id_is_a_fixed_function_of_its_chain() -> None:
    """ST-112."""
    chain = Chain(DOCUMENT, DEVICE, "00" * 8)
    assert chain_id(chain).hex() == EXPECTED_CHAIN_ID
    assert client_id(chain) == EXPECTED_CLIENT_ID
    others = {client_id(new_chain(DOCUMENT, DEVICE)) for _ in range(200)}
    assert len(others) == 200
    assert all(0 < other < 1 << 53 for other in others)
    assert max(others) > 1 << 51


def test_st112_malformed_parts_are_refused() -> None:
    """ST-112."""
    for chain in (Chain("x", DEVICE, "00" * 8), Chain(DOCUMENT, "", "00" * 8), Chain(DOCUMENT, DEVICE, "00" * 7)):
        with pytest.raises(InvalidIdentifierError):
            chain_id(chain)
