"""Replication of opaque documents: protocol, cryptography, engine, store, transports and the runtime that drives them.

Knows document ids and bytes, never shapes: `canvas` and `sync` are strangers and are joined by `app.bootstrap`.
Imports nothing of the project outside itself. Called by `app`; `relay_server` may import `sync.protocol` and nothing else.
Inside: runtime > (account | transports | store) > engine > crypto > protocol; no Qt anywhere.
"""
