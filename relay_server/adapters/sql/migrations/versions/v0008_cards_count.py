"""Cards and what share links show count to what a workspace holds.

Revision: 0008. Follows: 0007.
"""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ADD = """
INSERT INTO workspace_usage (workspace, bytes)
SELECT workspace, SUM(LENGTH({column})) FROM {table} WHERE true GROUP BY workspace
ON CONFLICT (workspace) DO UPDATE SET bytes = workspace_usage.bytes + excluded.bytes
"""


def upgrade() -> None:
    """Count what is stored."""
    for table, column in (("card", "card"), ("link_content", "content")):
        op.execute(_ADD.format(table=table, column=column))
