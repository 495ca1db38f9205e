"""Implementations of the ports.

Purpose: SQL repositories, the embedded SQLCipher database, mail, limits, files of secrets, the in-process broker.
May import: ``relay_server.ports`` and what lies below it; third-party drivers. Never ``service`` or ``entrypoints``.
Called by: ``relay_server.bootstrap`` alone.
"""
