"""Rules and byte formats that every party shares.

Purpose: limits, identifiers and structural checks; pure functions on bytes without I/O or clocks.
May import: the standard library and ``sync.errors`` only.
Called by: every other part of ``sync`` and by ``relay_server``.
"""
