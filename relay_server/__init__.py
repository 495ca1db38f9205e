"""The relay: accounts, membership, sealed logs, signalling and the audit ledger. It sees ciphertext only.

May import `sync.protocol` and nothing else of the project; the relay process never loads pycrdt, aiortc or PySide6.
Nothing imports `relay_server`. Inside: bootstrap > (entrypoints | adapters) > service > ports > domain > config > errors.
`aio-relay` starts in `bootstrap`, the composition root.
"""
