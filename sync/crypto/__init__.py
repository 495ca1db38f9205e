"""Cryptography of devices, chains and keys: bytes in, bytes out.

Purpose: device identity, passphrase keys and chain identifiers on one library (pyca/cryptography).
May import: ``sync.protocol``, ``sync.errors``, cryptography and the standard library.
Called by: ``sync.engine``, ``sync.store`` and what stands above them.
"""
