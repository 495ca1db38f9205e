"""The keys by which this relay signs: as sequencer of membership logs, and the heads of its audit ledger.

They lie in the database, sealed under the field key, so that a copy that is put back is still the same relay and several
processes sign alike. They are made once, by whoever starts first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from relay_server.ports.unit_of_work import Transactions
from relay_server.service.field_sealer import FieldSealer
from sync.protocol.ledger import LedgerHead, SignedHead, head_bytes
from sync.protocol.membership.entry import head_message
from sync.protocol.signing import HEAD, LEDGER_HEAD

_SEQUENCER = "sequencer_key"
_LEDGER = "ledger_key"
_LEDGER_ID = "ledger_id"
_LEDGER_SIZE = "ledger_size"
_KEY_BYTES = 32
_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class RelayKeys:
    """Keys of this relay; never printed.

    Attributes:
        ledger: Id of the audit ledger.
    """

    ledger: str
    _sequencer: Ed25519PrivateKey = field(repr=False)
    _ledger: Ed25519PrivateKey = field(repr=False)

    @property
    def sequencer_public(self) -> bytes:
        """What workspaces name as their sequencer; also what the relay is known by on the socket."""
        return self._sequencer.public_key().public_bytes_raw()

    @property
    def ledger_public(self) -> bytes:
        """What heads of the audit ledger are verified with."""
        return self._ledger.public_key().public_bytes_raw()

    def countersign(self, workspace: str, seq: int, head: bytes) -> bytes:
        """Sign that this head stands at this place of a workspace's log."""
        return self._sequencer.sign(HEAD + head_message(workspace, seq, head))

    def sign_ledger_head(self, head: LedgerHead) -> SignedHead:
        """Sign a head of the audit ledger."""
        return SignedHead(head, self._ledger.sign(LEDGER_HEAD + head_bytes(head)))


def load_keys(transactions: Transactions, sealer: FieldSealer, random_bytes: Callable[[int], bytes]) -> RelayKeys:
    """Read the keys; make those that are missing.

    Raises:
        DatabaseError: They do not open: the field key is not the one of this database.
    """
    with transactions.write() as unit:
        for name in (_SEQUENCER, _LEDGER):
            if unit.state.get(name) is None:
                unit.state.claim(name, sealer.seal(random_bytes(_KEY_BYTES), name).hex())
        if unit.state.get(_LEDGER_ID) is None:
            unit.state.claim(_LEDGER_ID, random_bytes(_ID_BYTES).hex())
        # A row that is there can be locked: two processes that start together do not both write leaf 0.
        unit.state.claim(_LEDGER_SIZE, "0")
        sealed = {name: unit.state.get(name) or "" for name in (_SEQUENCER, _LEDGER)}
        ledger = unit.state.get(_LEDGER_ID) or ""
    keys = {name: sealer.open(bytes.fromhex(text), name) for name, text in sealed.items()}
    return RelayKeys(
        ledger,
        Ed25519PrivateKey.from_private_bytes(keys[_SEQUENCER]),
        Ed25519PrivateKey.from_private_bytes(keys[_LEDGER]),
    )
