from __future__ import annotations

from relay_server.domain.membership_rows import DiagramRoleRow, MemberRow, Row, changed_rows, rows_of
from sync.protocol.membership import operations as op
from sync.protocol.membership.fold import apply_entry
from sync.protocol.membership.state import WorkspaceState
from sync.protocol.roles import Role
from tests.support.workspace import ANA, BEN, BOXES, LATER, TeamLog, team


def grown(log: TeamLog) -> set[Row]:
    """Apply the changes of one operation after the other, as the tables do."""
    kept: dict[object, Row] = {}
    state: WorkspaceState | None = None
    for entry in log.entries:
        after = apply_entry(state, entry)
        changes = changed_rows(state, after)
        for row in changes.written:
            kept[key_of(row)] = row
        for document, user in changes.roles_gone:
            kept.pop((DiagramRoleRow, document, user), None)
        state = after
    return set(kept.values())


def key_of(row: Row) -> object:
    if isinstance(row, DiagramRoleRow):
        return DiagramRoleRow, row.document, row.user
    names = ("invite", "link", "document", "device", "user")
    return type(row), next(getattr(row, name) for name in names if hasattr(row, name))


def test_one_by_one_and_all_at_once_give_the_same_rows() -> None:
    """WSP-5."""
    log = team(ben=Role.EDITOR)
    plan = log.diagram("plan")
    secret = log.restricted("secret")
    log.do(ANA, op.SetDiagramRole(BEN.user, plan, Role.VIEWER, (), (), BOXES))
    log.do(ANA, op.SetDiagramRole(BEN.user, plan, None, (), (), BOXES))
    log.do(ANA, op.DeleteDiagram(secret))
    log.invite()
    log.do(ANA, op.CreateLink("ab" * 16, plan, bytes(32), LATER))
    log.do(ANA, op.Remove(BEN.user, (), (log.rotation(),), BOXES))
    rows = set(rows_of(log.state).written)
    assert grown(log) == rows
    assert MemberRow(BEN.user, 0) in rows
    assert not any(isinstance(row, DiagramRoleRow) and row.user == BEN.user for row in rows)


def test_an_operation_writes_what_it_touches_alone() -> None:
    log = team(ben=Role.EDITOR)
    before = log.state
    log.diagram("plan")
    changes = changed_rows(before, log.state)
    assert len(changes.written) == 1
    assert changes.roles_gone == ()
