"""The SQLCipher implementation of the store ports, one file per port.

Purpose: the only place that speaks SQL.
May import: ``sync.store.ports``, ``sync.store.records``, ``sync.crypto``, ``sync.protocol``, ``sync.errors``, sqlcipher3.
Called by: ``sync.store.profile``, ``sync.store.backup`` and the contract tests.
"""
