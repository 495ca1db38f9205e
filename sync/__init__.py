"""Replication and safe keeping of opaque documents.

Purpose: protocol, cryptography, the encrypted library and the paths between devices. A document is an id and bytes
here; nothing in this package knows what a shape is.
May import: the standard library, cryptography, sqlcipher3, keyring (lazily), pycrdt (only ``sync/store/ystore.py``).
Called by: ``app`` (through its bootstrap) and, for ``sync.protocol`` alone, ``relay_server``.
"""
