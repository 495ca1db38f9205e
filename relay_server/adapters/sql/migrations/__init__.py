"""Alembic's script directory: ``env.py`` and, in ``versions``, one module per change of the schema."""
