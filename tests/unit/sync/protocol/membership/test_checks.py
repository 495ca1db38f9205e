"""Checks that several rules share."""

from __future__ import annotations

import pytest

from sync.protocol.errors import ErrorCode, OperationRefused
from sync.protocol.membership import operations as op
from sync.protocol.membership.checks import (
    check_diagram_role,
    cuts_of,
    is_at_least,
    readable_diagrams,
    refuse,
    use_keys,
)
from sync.protocol.membership.draft import Draft
from sync.protocol.roles import Role
from tests.support.workspace import ANA, BEN, team


def test_a_refusal_carries_its_code() -> None:
    with pytest.raises(OperationRefused) as refused:
        refuse("no", ErrorCode.EXPIRED)
    assert refused.value.code is ErrorCode.EXPIRED


def test_mem6_a_key_is_used_once() -> None:
    """MEM-6."""
    draft = Draft.of(team().state)
    use_keys(draft, b"a", b"b")
    with pytest.raises(OperationRefused) as refused:
        use_keys(draft, b"c", b"a")
    assert refused.value.code is ErrorCode.KEY_REUSED


@pytest.mark.parametrize("role", [Role.GUEST, Role.ADMIN, Role.OWNER])
def test_mem3_some_roles_are_none_on_a_diagram(role: Role) -> None:
    """MEM-3."""
    with pytest.raises(OperationRefused):
        check_diagram_role(role)


def test_mem50_cuts_of_a_discussion_belong_to_its_diagram() -> None:
    """MEM-50."""
    log = team(ben=Role.EDITOR)
    plan = log.diagram("plan")
    draft = Draft.of(log.state)
    discussion = next(iter(log.state.discussions))
    cut = op.Cut(discussion, BEN.laptop.device, "0f" * 8, 2)
    assert cuts_of(draft, (cut,), (BEN.laptop.device,), plan) == {(discussion, BEN.laptop.device, "0f" * 8): 2}
    assert readable_diagrams(draft, ANA.user) == {plan}
    with pytest.raises(OperationRefused):
        cuts_of(draft, (cut,), (ANA.laptop.device,), plan)


def test_what_is_counted_is_looked_at_only_where_it_could_be_enough() -> None:
    asked: list[int] = []

    def is_even(number: int) -> bool:
        asked.append(number)
        return number % 2 == 0

    assert not is_at_least(3, [2, 4], is_even)
    assert asked == []
    assert not is_at_least(3, [2, 3, 4], is_even)
    assert is_at_least(3, [2, 3, 4, 6], is_even)
