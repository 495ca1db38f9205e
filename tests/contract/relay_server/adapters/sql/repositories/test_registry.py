from __future__ import annotations

import pytest

from relay_server.domain.device import Device
from relay_server.domain.registration import RegistrationInvite
from relay_server.errors import DuplicateError
from relay_server.ports.unit_of_work import Transactions
from tests.support.relay_rows import account, stored_account

NOW = 10_000


def test_a_device_is_registered_once_and_revoked_once(transactions: Transactions) -> None:
    stored_account(transactions)
    device = Device("d" * 32, account().id, b"entry", 5)
    with transactions.write() as unit:
        unit.devices.add(device)
        with pytest.raises(DuplicateError):
            unit.devices.add(device)
        assert unit.devices.of(account().id) == [device]
        assert unit.devices.revoke(device.id, NOW)
        assert not unit.devices.revoke(device.id, NOW)
        assert unit.devices.get(device.id) == Device("d" * 32, account().id, b"entry", 5, NOW)


def test_an_invitation_is_used_by_one_while_it_is_good(transactions: Transactions) -> None:
    invite = RegistrationInvite(b"i" * 32, None, 5, NOW + 1, None)
    with transactions.write() as unit:
        unit.invites.add(invite)
        assert unit.invites.get(invite.digest) == invite
        assert not unit.invites.claim(invite.digest, account().id, NOW + 1)
        assert unit.invites.open_invites(NOW) == [invite]
        assert unit.invites.claim(invite.digest, account().id, NOW)
        assert not unit.invites.claim(invite.digest, account(2).id, NOW)
        assert unit.invites.open_invites(NOW) == []
        unit.invites.add(RegistrationInvite(b"j" * 32, "a@example.org", 5, NOW, account().id))
        assert unit.invites.prune(NOW) == 1
        assert not unit.invites.withdraw(invite.digest, NOW)
        unit.invites.add(RegistrationInvite(b"k" * 32, None, 5, NOW + 1, None))
        assert not unit.invites.withdraw(b"k" * 32, NOW + 1)
        assert unit.invites.withdraw(b"k" * 32, NOW)
        assert not unit.invites.withdraw(b"k" * 32, NOW)


def test_a_fact_is_claimed_by_one(transactions: Transactions) -> None:
    with transactions.write() as unit:
        assert unit.state.claim("owner", "a")
        assert not unit.state.claim("owner", "b")
        assert unit.state.get("owner") == "a"
        unit.state.put("owner", "c")
        assert unit.state.get("owner") == "c"
        unit.state.remove("owner")
        assert unit.state.get("owner") is None
