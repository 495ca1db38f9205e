"""The matrix in the specification and the one in the code are the same."""

from __future__ import annotations

import re
from pathlib import Path

from sync.protocol.roles import CONTENT, DIAGRAM_ROLES, MATRIX, MEMBER_ROLES, RESERVED, Permission, Role, permits

PAGE = Path(__file__).parents[4] / "docs/spec/membership.md"


def printed_matrix() -> dict[str, dict[str, bool]]:
    """Read the table of permissions: role -> permission -> yes or no."""
    rows = [
        [cell.strip() for cell in line.strip("|\n").split("|")]
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if re.match(r"\| (permission|`[a-z &]+`) \|", line)
    ]
    head, *body = rows
    return {
        role: {row[0].strip("`"): row[column] == "yes" for row in body} for column, role in enumerate(head) if column
    }


def test_mem2_the_printed_matrix_is_the_one_that_decides() -> None:
    """MEM-2."""
    printed = printed_matrix()
    assert set(printed) == {role.name.lower() for role in Role}
    for role in Role:
        cells = printed[role.name.lower()]
        assert set(cells) == {permission.value for permission in Permission}
        assert {permission for permission in Permission if cells[permission.value]} == MATRIX[role]


def test_mem2_what_is_reserved_is_printed_as_such() -> None:
    """MEM-2."""
    line = next(one for one in PAGE.read_text(encoding="utf-8").splitlines() if " are reserved: " in one)
    assert set(re.findall("`([a-z ]+)`", line)) == {permission.value for permission in RESERVED}


def test_mem2_a_higher_role_may_everything_that_a_lower_one_may() -> None:
    """MEM-2."""
    for lower, higher in zip(sorted(Role), sorted(Role)[1:], strict=False):
        assert MATRIX[lower] < MATRIX[higher]


def test_mem2_the_lines_that_people_ask_about() -> None:
    """MEM-2."""
    assert not permits(Role.EDITOR, Permission.DELETE_DIAGRAM)
    assert permits(Role.COMMENTER, Permission.COMMENT)
    assert not permits(Role.COMMENTER, Permission.EDIT_DIAGRAM)
    for permission in (Permission.DELETE_WORKSPACE, Permission.TRANSFER_WORKSPACE, Permission.RENAME_WORKSPACE):
        assert not permits(Role.ADMIN, permission)
        assert permits(Role.OWNER, permission)
    assert not any(permits(None, permission) for permission in Permission)
    assert set(Permission) >= CONTENT
    assert DIAGRAM_ROLES < MEMBER_ROLES
