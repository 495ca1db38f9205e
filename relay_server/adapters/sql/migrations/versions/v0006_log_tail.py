"""What the embedded database committed last.

Revision: 0006. Follows: 0005.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "log_tail",
        sa.Column("number", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("room", _NUMBER, nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("places", sa.LargeBinary(), nullable=False),
        sa.Column("items", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["room"], ["room.number"], name=op.f("fk_log_tail_room_room"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log_tail")),
    )
