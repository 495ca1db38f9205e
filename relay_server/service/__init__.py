"""Use cases of the relay, one file each: functions of an ``Environment`` that check, decide by the domain and store.

Purpose: what HTTP, the socket and the command line call. Every function blocks: call it from a worker thread.
May import: ``relay_server.ports`` and what lies below it, cryptography, PyJWT.
Called by: ``entrypoints`` and, to build the environment, ``bootstrap``.
"""
