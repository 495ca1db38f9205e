from __future__ import annotations

from typing import get_args

from relay_server.domain.operation_record import ACTIONS, operation_details
from sync.protocol.membership import operations as op
from sync.protocol.roles import Role
from tests.support.workspace import BEN, NOW


def test_every_kind_of_operation_has_an_action_of_its_own() -> None:
    assert set(ACTIONS) == set(get_args(op.Body))
    assert len(set(ACTIONS.values())) == len(ACTIONS)


def test_details_are_ids_and_roles() -> None:
    body = op.SetRole(BEN.user, Role.ADMIN, (), bytes(32))
    operation = op.Operation("ab" * 16, 7, bytes(32), "cd" * 16, NOW, body)
    assert operation_details(operation) == {"seq": "7", "signer": "cd" * 16, "user": BEN.user, "role": "admin"}
