"""One set of repositories on SQLAlchemy Core, for SQLCipher and for PostgreSQL.

Rules that keep it portable: times are 64-bit Unix milliseconds, ids are lower-case hex text, structures are JSON text; rows
that are read to be changed are read ``held`` (SQLite ignores it: its write transactions are exclusive);
single winners come from ``UPDATE ... WHERE`` and its row count, never from reading first.
"""
