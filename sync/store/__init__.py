"""The encrypted library of one profile.

Purpose: keep documents, their update logs, blobs, thumbnails and the search index in one SQLCipher file.
May import: ``sync.engine`` (its rows), ``sync.crypto``, ``sync.protocol``, ``sync.errors``, sqlcipher3; keyring only inside functions;
pycrdt only in ``ystore``.
Called by: ``sync.runtime`` and the composition root in ``app``. Start with ``sync.store.library.open_library``.
"""
